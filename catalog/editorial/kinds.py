"""The kinds of thing that are written at the desk, by the name they have in its addresses."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Flask, abort, current_app

from catalog.editorial.editable import Editable

NAME = "editable"


def init_app(app: Flask, kinds: Iterable[Editable]) -> None:
    """Make these known, in the order of the desk's navigation."""
    app.extensions[NAME] = {one.room: one for one in kinds}


def every_kind() -> dict[str, Editable]:
    """By room."""
    found: dict[str, Editable] = current_app.extensions[NAME]
    return found


def kind_of_room(room: str) -> Editable:
    """Which is written at `/desk/<room>`; 404 where nothing is."""
    return every_kind().get(room) or abort(404)


def kind_called(kind: str) -> Editable | None:
    """Which the change log calls so; None where it is not written at the desk."""
    return next((one for one in every_kind().values() if one.kind == kind), None)

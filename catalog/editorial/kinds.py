"""The kinds of thing that are written at the desk, by the name they have in its addresses."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Flask, abort, current_app

from catalog.editorial.editable import Editable
from catalog.editorial.models import Draft

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


def kind_of(draft: Draft, kinds: Iterable[Editable]) -> Editable | None:
    """Which of these a draft is of; None where it is of none."""
    return next((one for one in kinds if one.kind == draft.kind and one.holds(draft.fields)), None)


def kind_of_draft(draft: Draft) -> Editable | None:
    """Which a draft is of; None where that is not written at the desk any more."""
    return kind_of(draft, every_kind().values())

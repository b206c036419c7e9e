"""The history of a picture: what became of it while a public page showed it, and what it is now."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from catalog.changes.diff import Flat, State, apply, unflatten
from catalog.changes.models import Change
from catalog.history.pages.places import things_of
from catalog.history.showing import Showing, places_at, showings
from catalog.history.things import Thing
from catalog.media.queries import shown_by_slug
from catalog.media.shown import ShownPicture, picture_json


@dataclass(frozen=True)
class PictureNow:
    """``photo`` as it is now and the pages that show it; None and none where no public page does.

    What became of it since is the library's own matter.
    """

    photo: ShownPicture | None
    places: tuple[Thing, ...]

    @property
    def json(self) -> dict[str, Any]:
        return {
            "picture": picture_json(self.photo) if self.photo else None,
            "shown_on": [one.page for one in self.places],
        }


def picture_now(session: Session, thing: Thing, steps: Sequence[Showing]) -> PictureNow:
    places = steps[-1].places if steps else frozenset()
    if not places:
        return PictureNow(None, ())
    slug = thing.url.rpartition("/")[2]
    pages = sorted(things_of(session, places).values(), key=lambda one: (one.title, one.url))
    return PictureNow(shown_by_slug(session, [slug]).get(slug), tuple(pages))


def steps_of(session: Session, thing: Thing) -> tuple[Showing, ...]:
    """Where it was shown, oldest first."""
    return showings(session, [thing.id]).get(thing.id, ())


def public_states(
    session: Session, log: Sequence[Change], steps: Sequence[Showing]
) -> Iterator[tuple[Change, State | None]]:
    """Every change of the picture, and of the pages that first showed or last showed it, with what the public
    saw of the picture after it; None where nobody saw it."""
    own = {change.number: change for change in log}
    turns = {
        step.number
        for before, step in zip((None, *steps), steps, strict=False)
        if bool(step.places) != bool(before and before.places)
    }
    others = turns - own.keys()
    found = session.exec(select(Change).where(col(Change.number).in_(others))).all() if others else []
    flat: Flat = {}
    for change in sorted((*log, *found), key=lambda one: one.number):
        if change.number in own:
            apply(flat, json.loads(change.payload))
        yield change, unflatten(flat) if places_at(steps, change.number) else None

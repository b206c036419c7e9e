"""Pictures that a public page shows, with whose they are and where their files lie."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from sqlmodel import Session, col, select

from catalog.api.pages.products import first
from catalog.api.resource import NAMES_OF_TODAY, Json, Moment, Resource
from catalog.api.shapes import log as shapes
from catalog.history.gone import thing_gone
from catalog.history.pages.places import things_of
from catalog.history.showing import Place, places_at, showings
from catalog.media.models import Picture
from catalog.media.queries import shown_by_slug
from catalog.media.shown import picture_json


def _places(moment: Moment, slugs: Sequence[str] | None = None) -> dict[str, frozenset[Place]]:
    """Slug of each picture that is shown → the places that show it."""
    wanted = select(Picture.id, Picture.slug)
    rows = moment.session.exec(wanted if slugs is None else wanted.where(col(Picture.slug).in_(slugs)))
    names = {number or 0: slug for number, slug in rows}
    # The whole log says since when, so that of an earlier version, too, it is asked of today's.
    steps = showings(moment.now, names.keys()) if names else {}
    found = {names[i]: places_at(some, moment.version) for i, some in steps.items()}
    return {slug: places for slug, places in found.items() if places}


def _keys(moment: Moment, filters: Mapping[str, str]) -> Collection[str]:
    return _places(moment).keys()


def pictures(moment: Moment, slugs: Sequence[str]) -> list[Json]:
    places = _places(moment, slugs)
    rows = {row.slug: row for row in moment.session.exec(select(Picture).where(col(Picture.slug).in_(slugs)))}
    things = things_of(moment.now, {place for some in places.values() for place in some})
    shown = shown_by_slug(moment.session, [slug for slug in slugs if slug in places])
    return [
        picture_json(shown[slug])
        | {
            "name": rows[slug].name,
            "address": f"/pictures/{slug}/history",
            "taken": rows[slug].taken_on,
            "shown_on": sorted(things[place].page for place in places[slug] if place in things),
        }
        for slug in slugs
        if slug in shown
    ]


def _is_gone(session: Session, slug: str) -> bool:
    return thing_gone(session, "/pictures", slug) is not None


RESOURCES: Final = (
    Resource(
        name="pictures",
        noun="picture",
        about="Pictures that public pages show: what is to be seen, who took it, whose it is, its files.",
        item=shapes.Picture,
        listed=shapes.Picture,
        keys=_keys,
        some=pictures,
        one=first(pictures),
        reads=("picture",),
        states={"licence": "not_stated"},
        gone=_is_gone,
        cannot_say=("Files of a picture that was replaced since are gone, and it with them.", NAMES_OF_TODAY),
        history="/pictures",
        example="example-picture",
    ),
)

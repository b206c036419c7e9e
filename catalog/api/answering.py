"""Making an answer: which version, which things, in which frame."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import current_app
from sqlmodel import Session, select

from catalog.changes.queries import current_version
from catalog.history.asked import AsOf, NoSuchTimeError, time_asked
from catalog.shelf.shelf import Shelf

from . import cursors
from .asked import AS_OF, CURSOR, LIMIT, Asked, Parameter, shown
from .cursors import Cursor
from .past import TABLES, things_at
from .problems import RefusedError
from .replays import Replays
from .resource import Json, Moment, Page, Resource
from .stating import stated

REPLAYS = "replays"
LONGEST_NAME = 200
"""Characters of a slug; nothing has a longer one."""


def list_parameters(resource: Resource) -> tuple[Parameter, ...]:
    """What a list takes, as described."""
    as_of = (AS_OF,) if resource.has_as_of else ()
    return (*(one.parameter for one in resource.filters), LIMIT, CURSOR, *as_of)


def item_parameters(resource: Resource) -> tuple[Parameter, ...]:
    """What a thing takes, as described."""
    return (AS_OF,) if resource.has_as_of else ()


def listed(session: Session, shelf: Shelf, resource: Resource, asked: Asked, today: date) -> Json:
    """A page of a list in its frame. Raises `RefusedError`."""
    of = f"{resource.name}?{asked.of}"
    at = _time(session, shelf, resource, asked, of, today)
    page, total = _page(session, shelf, resource, asked, at)
    # Between two of its statements the catalogue may have moved on: a walk begins with one version, whole.
    if page.last and at.version == shelf.version and current_version(session) != at.version:
        page, total = _page(session, shelf, resource, asked, at, was_overtaken=True)
    query: dict[str, Any] = {**asked.filters, "limit": asked.limit}
    here: dict[str, Any] = {"cursor": cursors.write(asked.cursor)} if asked.cursor else _at(resource, at)
    links = {"self": _address(resource.path, query | here)}
    if page.last:
        cursor = cursors.write(Cursor(of, at.version, at.day, page.last))
        links["next"] = _address(resource.path, query | {"cursor": cursor})
    return {
        **_head(shelf, resource, at, asked),
        **({} if total is None else {"total": total}),
        "data": [stated(one, resource.states) for one in page.things],
        "links": links,
    }


def item(session: Session, shelf: Shelf, resource: Resource, slug: str, asked: Asked, today: date) -> Json:
    """One thing in its frame. Raises `RefusedError`: 404 where there is none, 410 where it was taken down."""
    at = _time(session, shelf, resource, asked, "", today)
    assert resource.one is not None
    with _moment(session, shelf, resource, at, at.version < shelf.version) as moment:
        found = resource.one(moment, slug)
        if found is None and moment.is_past and (then := _name_then(moment, resource, slug)):
            found = resource.one(moment, then)
    if found is None:
        raise _missing(session, resource, slug, asked)
    data = stated(found, resource.states)
    page = str(data.get("address") or data.get("url") or "")
    links = {"self": _address(f"{resource.path}/{slug}", _at(resource, at))}
    if page.startswith("/"):
        links["page"] = page
    if resource.history:
        place = "/cartridges" if page.startswith("/cartridges/") else resource.history
        links["history"] = f"{place}/{data.get('slug') or data.get('id') or slug}/history"
    return {**_head(shelf, resource, at, asked), "data": data, "links": links}


def _head(shelf: Shelf, resource: Resource, at: AsOf, asked: Asked) -> Json:
    is_past = at.version < shelf.version
    said = {"cannot_say": list(resource.cannot_say)} if is_past and resource.cannot_say else {}
    return {"version": at.version, "data_date": at.day, **said}


def _at(resource: Resource, at: AsOf) -> dict[str, Any]:
    return {"as_of": at.version} if resource.has_as_of else {}


def _time(session: Session, shelf: Shelf, resource: Resource, asked: Asked, of: str, today: date) -> AsOf:
    now = AsOf(shelf.version, shelf.day.isoformat())
    at = _as_of(session, asked.as_of, today) if asked.as_of else now
    if at.version > shelf.version:
        # Saved this very moment: the next request knows it.
        at = replace(at, version=shelf.version)
    if asked.cursor is None:
        return at
    cursor = asked.cursor
    if cursor.of != of or cursor.version > shelf.version:
        said = "This cursor belongs to another list, or to a version that is not there. Begin without one."
        raise RefusedError(404, "unknown-cursor", said, "cursor")
    if asked.as_of and at.version != cursor.version:
        said = f"This cursor walks through version {cursor.version}: leave “as_of” out, or ask for that."
        raise RefusedError(400, "bad-parameter", said, "as_of")
    return AsOf(cursor.version, cursor.day) if resource.has_as_of else now


def _as_of(session: Session, typed: str, today: date) -> AsOf:
    try:
        found = time_asked(session, typed.strip(), today)
    except NoSuchTimeError as error:
        kind = "bad-parameter" if error.code == 400 else "no-such-time"
        raise RefusedError(error.code, kind, str(error), "as_of") from None
    if found is None:
        raise RefusedError(404, "no-such-time", "Nothing was on record then.", "as_of")
    return found


def _page(
    session: Session,
    shelf: Shelf,
    resource: Resource,
    asked: Asked,
    at: AsOf,
    was_overtaken: bool = False,
) -> tuple[Page, int | None]:
    """The page, and how many things there are in all where that is known."""
    after = asked.cursor.after if asked.cursor else ""
    with _moment(session, shelf, resource, at, was_overtaken or at.version < shelf.version) as moment:
        if resource.page:
            return resource.page(moment, asked.filters, after, asked.limit), None
        assert resource.keys
        assert resource.some
        # Sorted here: databases sort texts each in their own way.
        keys = sorted(resource.keys(moment, asked.filters))
        start = bisect_right(keys, after) if after else 0
        some = keys[start : start + asked.limit]
        last = some[-1] if start + asked.limit < len(keys) else ""
        return Page(resource.some(moment, some), last), len(keys)


@contextmanager
def _moment(session: Session, shelf: Shelf, resource: Resource, at: AsOf, is_past: bool) -> Iterator[Moment]:
    if not (is_past and resource.has_as_of):
        yield Moment(session, session, shelf, at.version, at.day, False)
        return
    replays: Replays = current_app.extensions[REPLAYS]
    with things_at(session, shelf, at.version, resource.reads, replays) as past:
        yield Moment(past, session, shelf, at.version, at.day, True)


def _name_then(moment: Moment, resource: Resource, slug: str) -> str | None:
    """What the thing that has this name today was called then."""
    table = TABLES.get(resource.reads[0]) if resource.reads else None
    if table is None:
        return None
    number = moment.now.exec(select(table.id).where(table.slug == slug)).first()
    row = moment.session.get(table, number) if number else None
    return str(row.slug) if row else None


def _missing(session: Session, resource: Resource, slug: str, asked: Asked) -> RefusedError:
    if resource.gone and resource.gone(session, slug):
        said = (
            f"This {resource.noun} was taken off the catalogue. What was public of it stays in its history."
        )
        return RefusedError(410, "gone", said)
    then = " at that time" if asked.as_of else ""
    said = f"No {resource.noun} is called “{shown(slug)}”{then}. All are listed at {resource.path}."
    return RefusedError(404, "not-found", said)


def is_name(slug: str) -> bool:
    """Whether anything could be called so. PostgreSQL refuses to be asked for what it cannot store."""
    return slug.isascii() and slug.isprintable() and 0 < len(slug) <= LONGEST_NAME


def _address(path: str, query: Mapping[str, Any]) -> str:
    return f"{path}?{urlencode(query)}" if query else path


def totals(session: Session, shelf: Shelf, resources: Sequence[Resource]) -> dict[str, int]:
    """How many there are of each that can be counted, today."""
    moment = Moment(session, session, shelf, shelf.version, shelf.day.isoformat(), False)
    return {one.name: len(one.keys(moment, {})) for one in resources if one.keys}

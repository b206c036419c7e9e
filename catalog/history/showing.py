"""Which public pages showed a picture, and since when: read from the log of the pages."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlmodel import Session, col, or_, select

from catalog.changes.models import Change

Place = tuple[str, int]
"""Kind and id of what has a page: ("article", 3)."""

_TEXTS: Final = ("article", "review")
"""Kinds into whose texts pictures are set."""
_SET_IN: Final = re.compile(r"\[\[picture ([a-z0-9-]{1,120})\]\]")


@dataclass(frozen=True)
class Showing:
    """From the change ``number`` on, ``places`` show the picture: none where nobody sees it."""

    number: int
    places: frozenset[Place]


@dataclass(frozen=True)
class _Event:
    """At ``number`` a place began (or ceased) to show the picture: by its text, or by being public."""

    number: int
    place: Place
    is_on: bool


@dataclass(frozen=True)
class _Own:
    """At ``number`` the picture itself changed; ``product`` is what it shows, None also where it went."""

    number: int
    slug: str
    is_there: bool
    product: Place | None


def showings(session: Session, ids: Collection[int]) -> dict[int, tuple[Showing, ...]]:
    """Picture's id → where it was shown, oldest first; four statements, however many pictures there are."""
    own = _own_logs(session, ids)
    slugs = {one.slug for log in own.values() for one in log}
    if not slugs:
        return {}
    set_in: dict[str, list[_Event]] = defaultdict(list)
    for slug, event in (*_in_texts(session, slugs), *_beside_authors(session)):
        set_in[slug].append(event)
    shown = {one.product[1] for log in own.values() for one in log if one.product}
    public = published(session, "product", shown)
    return {number: _walked(log, set_in[log[0].slug], public) for number, log in own.items()}


def places_at(steps: Sequence[Showing], number: int) -> frozenset[Place]:
    """The places that show it right after this change of the log."""
    at = bisect_right(steps, number, key=lambda one: one.number)
    return steps[at - 1].places if at else frozenset()


def published(session: Session, kind: str, ids: Collection[int]) -> dict[int, list[tuple[int, bool]]]:
    """Id → numbers of the changes that published it or took it down, oldest first; one statement.

    A product that never was taken down has no word on it in the log.
    """
    found: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    if ids:
        wanted = select(Change.number, Change.entity_id, Change.payload).where(
            Change.entity_kind == kind,
            col(Change.entity_id).in_(ids),
            col(Change.payload).contains('"is_published":['),
        )
        for number, of, payload in session.exec(wanted.order_by(col(Change.number))):
            new = json.loads(payload)["fields"]["is_published"][1]
            found[of].append((number, kind == "product" if new is None else bool(new)))
    return found


def _own_logs(session: Session, ids: Collection[int]) -> dict[int, list[_Own]]:
    found: dict[int, list[_Own]] = defaultdict(list)
    wanted = select(Change).where(Change.entity_kind == "picture", col(Change.entity_id).in_(ids))
    for change in session.exec(wanted.order_by(col(Change.number))):
        log, fields = found[change.entity_id], json.loads(change.payload)["fields"]
        before = log[-1] if log else None
        slug = fields.get("slug", [None, before.slug if before else ""])
        shows = before.product if before else None
        if "product_id" in fields:
            product = fields["product_id"][1]
            shows = ("product", product) if product else None
        is_there = slug[1] is not None
        log.append(_Own(change.number, slug[1] or slug[0], is_there, shows if is_there else None))
    return found


def _in_texts(session: Session, slugs: Collection[str]) -> Iterator[tuple[str, _Event]]:
    """Where texts began and ceased to show one of these, while they were public."""
    # A text that never named one of them need not be read. Of many, any is as good.
    marks = [f"[[picture {slug}]]" for slug in slugs] if len(slugs) < 20 else ["[[picture "]
    naming = select(Change.entity_id).where(or_(*(col(Change.payload).contains(mark) for mark in marks)))
    for kind in _TEXTS:
        wanted = (
            select(Change.number, Change.entity_id, Change.payload)
            .where(
                Change.entity_kind == kind,
                col(Change.entity_id).in_(naming.where(Change.entity_kind == kind)),
            )
            .order_by(col(Change.number))
        )
        named: dict[int, frozenset[str]] = {}
        public: dict[int, bool] = {}
        seen: dict[int, frozenset[str]] = defaultdict(frozenset)
        for number, of, payload in session.exec(wanted):
            fields: Mapping[str, list[Any]] = json.loads(payload)["fields"]
            if "text" in fields:
                named[of] = frozenset(_SET_IN.findall(fields["text"][1] or ""))
            if "is_published" in fields:
                public[of] = bool(fields["is_published"][1])
            # Every review in the log is public.
            now = named.get(of, frozenset()) if public.get(of, kind == "review") else frozenset()
            for slug in seen[of] ^ now:
                yield slug, _Event(number, (kind, of), slug in now)
            seen[of] = now


def _beside_authors(session: Session) -> Iterator[tuple[str, _Event]]:
    wanted = select(Change.number, Change.entity_id, Change.payload).where(
        Change.entity_kind == "author", col(Change.payload).contains('"picture":[')
    )
    for number, of, payload in session.exec(wanted.order_by(col(Change.number))):
        old, new = json.loads(payload)["fields"]["picture"]
        for slug, is_on in ((old, False), (new, True)):
            if slug:
                yield slug, _Event(number, ("author", of), is_on)


def _walked(
    own: Iterable[_Own], set_in: Iterable[_Event], public: Mapping[int, list[tuple[int, bool]]]
) -> tuple[Showing, ...]:
    own = list(own)
    of_products = {one.product for one in own if one.product}
    turns = [_Event(n, place, is_on) for place in of_products for n, is_on in public.get(place[1], ())]
    showing: set[Place] = set()
    hidden: set[Place] = set()
    last: _Own | None = None
    steps: list[Showing] = []
    events: list[_Own | _Event] = [*own, *set_in, *turns]
    for event in sorted(events, key=lambda one: one.number):
        if isinstance(event, _Own):
            last = event
        elif event.place in of_products:
            (hidden.discard if event.is_on else hidden.add)(event.place)
        else:
            (showing.add if event.is_on else showing.discard)(event.place)
        places = showing | ({last.product} - hidden if last and last.product else set())
        now = frozenset(places if last and last.is_there else ())
        if now != (steps[-1].places if steps else frozenset()):
            steps.append(Showing(event.number, now))
    return tuple(steps)

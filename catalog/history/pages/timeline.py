"""`…/history`: every change of one thing, newest first, in words."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlmodel import Session

from catalog.changes.diff import Flat, State, apply, unflatten
from catalog.changes.models import Change
from catalog.changes.queries import history_of
from catalog.history.actors import actors_named
from catalog.history.pages.picture import PictureNow, picture_now, public_states, steps_of
from catalog.history.telling import Told, tell
from catalog.history.things import HIDES, Thing
from catalog.products.pages import history as products
from catalog.products.pages.owner import names_for
from catalog.products.sources import SourceFacts

ON_ONE_PAGE: Final = 25
FIRST: Final = "Recorded here for the first time."
PUBLISHED: Final = "Published."
HIDDEN: Final = "Taken off the site."
AGAIN: Final = "Published again."
UNSEEN: Final = "Nothing that a reader of the page could notice."
OF_PICTURES: Final = {
    FIRST: "Shown on a public page for the first time.",
    AGAIN: "Shown on a public page again.",
    HIDDEN: "Shown on no public page any more.",
}
"""What of a picture is said instead: it is public where a page shows it."""


@dataclass(frozen=True)
class Entry:
    """One change: ``at`` UTC as the log writes it, ``who`` and ``why`` in words, ``note`` what is said of it
    as a whole and empty where ``lines`` say it."""

    number: int
    at: str
    who: str
    why: str
    note: str
    lines: tuple[Told, ...]

    @property
    def day(self) -> str:
        return self.at[:10]


@dataclass(frozen=True)
class TimelinePage:
    """``number`` of ``pages``; ``total`` changes in all. ``picture`` where it is the history of one."""

    thing: Thing
    entries: tuple[Entry, ...]
    number: int
    pages: int
    total: int
    picture: PictureNow | None = None

    @property
    def url(self) -> str:
        return f"{self.thing.url}/history"

    def address(self, number: int) -> str:
        return self.url if number == 1 else f"{self.url}?page={number}"


def timeline(session: Session, thing: Thing, sources: dict[str, SourceFacts], number: int) -> TimelinePage:
    """The page of this number, from 1; the last one for a number past the end."""
    log = history_of(session, thing.kind, thing.id)
    picture = None
    if thing.kind == "product":
        found = list(_of_product(session, log, sources))
    elif thing.kind == "picture":
        steps = steps_of(session, thing)
        picture = picture_now(session, thing, steps)
        told = _of_other(thing.kind, public_states(session, log, steps))
        found = [(change, OF_PICTURES.get(note, note), lines) for change, note, lines in told]
    else:
        found = list(_of_other(thing.kind, _public(thing.kind, log)))
    found.reverse()
    pages = max(1, -(-len(found) // ON_ONE_PAGE))
    number = min(max(1, number), pages)
    shown = found[(number - 1) * ON_ONE_PAGE : number * ON_ONE_PAGE]
    who = actors_named(session, {change.actor for change, _, _ in shown})
    entries = tuple(
        Entry(c.number, c.at, who[c.actor], c.reason, note, tuple(lines)) for c, note, lines in shown
    )
    return TimelinePage(thing, entries, number, pages, len(found), picture)


class Titled(products.Names):
    """Names that give a source by its title: here it is not cited beside the words."""

    def source(self, slug: str | None) -> str:
        found = self.sources.get(slug or "")
        if found is None:
            return super().source(slug)
        return f"“{found.title}”, {found.publisher}" if found.publisher else f"“{found.title}”"


Row = tuple[Change, str, Sequence[Told]]


def _of_product(session: Session, log: Sequence[Change], sources: dict[str, SourceFacts]) -> Iterator[Row]:
    logged = [products.Logged(c.number, c.at, c.reason, c.payload) for c in log]
    names = names_for(session, logged, sources)
    told = products.tell(logged, Titled(names.products, names.brands, names.sources))
    for change, one in zip(log, told, strict=True):
        lines = [Told(line.subject, line.words) for line in one.lines if line.subject != products.UNSEEN]
        yield change, FIRST if one.is_first else "" if lines else UNSEEN, lines


def _of_other(kind: str, seen: Iterable[tuple[Change, State | None]]) -> Iterator[Row]:
    """``seen``: changes, each with what the public saw after it, None where that was nothing.

    What was not public then stays so: a draft is told once it is published, as it was on that day.
    """
    public: State | None = None
    is_first = True
    for change, now in seen:
        if now is None and public is None:
            continue
        if public is None:
            yield change, (PUBLISHED if kind in HIDES else FIRST) if is_first else AGAIN, ()
        elif now is None:
            yield change, HIDDEN, ()
        else:
            lines = tell(kind, public, now)
            yield change, "" if lines else UNSEEN, lines
        public, is_first = now, False


def _public(kind: str, log: Iterable[Change]) -> Iterator[tuple[Change, State | None]]:
    for change, state in states(log):
        yield change, state if state is None or kind not in HIDES or state.get("is_published") else None


def states(log: Iterable[Change]) -> Iterator[tuple[Change, State | None]]:
    """Every change with the state after it; the log begins with the first."""
    flat: Flat = {}
    for change in log:
        apply(flat, json.loads(change.payload))
        yield change, unflatten(flat)


def timeline_json(page: TimelinePage, version: int) -> dict[str, Any]:
    """The same as data: a line has ``field``, ``words`` and, of lists and long texts, what went and came."""
    return {
        "version": version,
        "kind": page.thing.kind,
        **(page.picture.json if page.picture else {}),
        "title": page.thing.title,
        "url": page.thing.url,
        "page": page.number,
        "pages": page.pages,
        "changes": [
            {
                "version": one.number,
                "at": one.at,
                "who": one.who,
                "why": one.why,
                "note": one.note,
                "fields": [
                    {"field": t.subject, "words": t.words, "removed": list(t.gone), "added": list(t.come)}
                    for t in one.lines
                ],
            }
            for one in page.entries
        ],
    }

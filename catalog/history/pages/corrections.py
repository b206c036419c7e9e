"""`/corrections` and its feed: what was public and is another now, in words."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlmodel import Session, col, select

from catalog.changes.models import Change
from catalog.dates import show_date
from catalog.history.actors import actors_named
from catalog.history.corrections import corrected_fields, corrections
from catalog.history.pages.places import things_of
from catalog.history.pages.timeline import Titled
from catalog.history.telling import Told, tell
from catalog.history.things import Thing
from catalog.products.pages import history as products
from catalog.products.pages.owner import names_for
from catalog.products.sources import SourceFacts
from catalog.specs.registry import SPECS

ON_ONE_PAGE: Final = 25
_ANOTHER_WAY: Final = Told("A value", "the same, written another way")

_NOUNS: Final = {"picture": "picture", "glossary_term": "word", "guidance": "entry"}


@dataclass(frozen=True)
class Correction:
    """One change that corrected something. ``at`` UTC as the log writes it; ``lines`` say what."""

    number: int
    at: str
    thing: Thing
    who: str
    why: str
    lines: tuple[Told, ...]

    @property
    def title(self) -> str:
        return self.thing.title

    @property
    def url(self) -> str:
        return self.thing.page

    @property
    def day(self) -> str:
        return self.at[:10]

    @property
    def history(self) -> str:
        """Where the history of its page lies, without the place of the change in it."""
        return f"{self.thing.url}/history"

    @property
    def noun(self) -> str:
        """What the history is of."""
        return _NOUNS.get(self.thing.kind, "page")

    @property
    def words(self) -> str:
        """All in one line, for feeds."""
        parts = [f"{one.subject}: {' '.join(one.come) if one.come else one.words}" for one in self.lines]
        return "; ".join(parts)


@dataclass(frozen=True)
class CorrectionsPage:
    """``number`` of ``pages``; ``gone`` corrections are of pages that are not there any more."""

    entries: tuple[Correction, ...]
    number: int
    pages: int
    gone: int

    def address(self, number: int) -> str:
        return "/corrections" if number == 1 else f"/corrections?page={number}"


Sources = Mapping[str, SourceFacts]


def corrections_page(session: Session, sources: Sources, number: int) -> CorrectionsPage:
    """The page of this number, from 1; the last one for a number past the end."""
    every = corrections(session)
    there = things_of(session, {(change.entity_kind, change.entity_id) for change in every})
    found = [change for change in every if (change.entity_kind, change.entity_id) in there]
    pages = max(1, -(-len(found) // ON_ONE_PAGE))
    number = min(max(1, number), pages)
    shown = found[(number - 1) * ON_ONE_PAGE : number * ON_ONE_PAGE]
    return CorrectionsPage(in_words(session, shown, sources), number, pages, len(every) - len(found))


def in_words(session: Session, changes: Sequence[Change], sources: Sources) -> tuple[Correction, ...]:
    """These corrections, without those of things that are gone; statements do not grow with the log."""
    things = things_of(session, {(change.entity_kind, change.entity_id) for change in changes})
    who = actors_named(session, {change.actor for change in changes})
    of_products = _of_products(session, [c for c in changes if c.entity_kind == "product"], sources)
    found = []
    for change in changes:
        if thing := things.get((change.entity_kind, change.entity_id)):
            lines = of_products.get(change.number) or _lines(change)
            found.append(Correction(change.number, change.at, thing, who[change.actor], change.reason, lines))
    return tuple(found)


def _lines(change: Change) -> tuple[Told, ...]:
    fields = json.loads(change.payload)["fields"]
    if change.entity_kind == "study_notice":
        return (Told("Study", "it was retracted, as a notice says"),)
    if change.entity_kind in ("article", "review"):
        old, new = fields["corrections"]
        added = tuple(f"{show_date(one['day'])}: {one['words']}" for one in new if one not in old)
        return (Told("Correction", "noted on the page", (), added),)
    was_and_is = corrected_fields(change).items()
    return tell(
        change.entity_kind,
        {name: old for name, (old, _) in was_and_is},
        {name: new for name, (_, new) in was_and_is},
    )


def _of_products(
    session: Session, changes: Sequence[Change], sources: Sources
) -> dict[int, tuple[Told, ...]]:
    """Number of a change → the values that it changed or took away."""
    wanted = {change.number for change in changes}
    logs: dict[int, list[products.Logged]] = defaultdict(list)
    if wanted:
        query = select(Change).where(
            Change.entity_kind == "product",
            col(Change.entity_id).in_({change.entity_id for change in changes}),
            Change.number <= max(wanted),
        )
        for c in session.exec(query.order_by(col(Change.number))):
            logs[c.entity_id].append(products.Logged(c.number, c.at, c.reason, c.payload))
    known = names_for(session, [change for log in logs.values() for change in log], sources)
    names = Titled(known.products, known.brands, known.sources)
    return {
        told.number: _values(told.lines) or (_ANOTHER_WAY,)
        for log in logs.values()
        for told in products.tell(log, names)
        if told.number in wanted
    }


def _values(lines: Iterable[products.Line]) -> tuple[Told, ...]:
    labels = {spec.label for spec in SPECS.values()}
    return tuple(
        Told(line.subject, line.words)
        for line in lines
        if line.subject in labels and line.words.startswith(("was ", "taken away: "))
    )

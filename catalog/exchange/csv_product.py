"""One product while a table is planned: what it is, what it becomes, and what is said of that. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from catalog.products.drafts import ProductDraft, StatementDraft
from catalog.products.sources import SourceFacts
from catalog.specs.registry import SPECS

from .csv_headings import PRICE
from .csv_layout import Entry
from .csv_matching import ADDED, CHANGED, CLEARED, REFUSED, SAME, Outcome, Said, match
from .csv_offers import OfferOutcome, SaidOffer, match_offers, offer_words
from .csv_words import differing, statement_words
from .import_report import Line

Note = Callable[[int, str, str, str], None]
"""Takes what is wrong: line, heading, cell and words."""


@dataclass
class PlannedProduct:
    """A product that rows are about. ``before`` is None where it is new.

    ``places`` are of statements and offers that change: ("statements", index) → line, heading and cell.
    ``lines`` are those of the report, each with its verdict.
    """

    slug: str
    before: ProductDraft | None
    draft: ProductDraft
    entries: list[Entry] = field(default_factory=list)
    places: dict[tuple[str, int], tuple[int, str, str]] = field(default_factory=dict)
    lines: list[tuple[str, Line]] = field(default_factory=list)

    def take_statements(
        self,
        groups: Mapping[tuple[str, str | None], Sequence[Said]],
        sources: Mapping[str, SourceFacts],
        note: Note,
    ) -> None:
        """What the rows say, by spec and source, held against what is on record."""
        rows: dict[int, StatementDraft | None] = dict(enumerate(self.draft.statements))
        for (key, source), cells in groups.items():
            own = {
                index: row
                for index, row in enumerate(self.draft.statements)
                if (row.spec, row.source) == (key, source) and not row.is_made_of_measurements
            }
            for outcome in match(cells, own, sources):
                self._take_statement(outcome, rows, note)
        self.draft = replace(self.draft, statements=self._kept("statements", rows))

    def take_offers(self, said: Sequence[tuple[Entry, SaidOffer]], note: Note) -> None:
        """The prices of the rows, held against those on record."""
        entries = {id(one): entry for entry, one in said}
        rows: dict[int, Any] = dict(enumerate(self.draft.offers))
        for outcome in match_offers([one for _, one in said], self.draft.offers):
            self._take_offer(entries[id(outcome.said)], outcome, rows, note)
        self.draft = replace(self.draft, offers=self._kept("offers", rows))

    def _take_statement(self, outcome: Outcome, rows: dict[int, StatementDraft | None], note: Note) -> None:
        said, cell = outcome.said, outcome.said.cell
        heading = cell.column.heading
        if outcome.verdict == REFUSED:
            note(said.line, heading, cell.text, outcome.words)
            return
        index = len(rows) if outcome.verdict == ADDED else outcome.index
        if index is not None and outcome.verdict != SAME:
            rows[index] = outcome.after
            self.places["statements", index] = (said.line, heading, cell.text)
        before, after = statement_words(outcome.before), statement_words(outcome.after)
        if outcome.verdict == CHANGED:
            before, after = differing(outcome.before, outcome.after)
        self._tell(outcome.verdict, said.line, SPECS[said.spec].label, heading, before, after)

    def _take_offer(self, entry: Entry, outcome: OfferOutcome, rows: dict[int, Any], note: Note) -> None:
        cell = entry.fields[PRICE, "price"]
        heading = cell.column.heading
        if outcome.trouble:
            note(entry.line, heading, cell.text, outcome.trouble)
            return
        is_same = outcome.before == outcome.after
        if not is_same:
            index = len(rows) if outcome.index is None else outcome.index
            rows[index] = outcome.after
            self.places["offers", index] = (entry.line, heading, cell.text)
        verdict = ADDED if outcome.before is None else CLEARED if outcome.after is None else CHANGED
        before, after = offer_words(outcome.before), offer_words(outcome.after)
        self._tell(SAME if is_same else verdict, entry.line, "Price", heading, before, after)

    def _tell(self, verdict: str, line: int, label: str, heading: str, before: str, after: str) -> None:
        words = f"{label}: {after}" if verdict == SAME else f"{label}: {before} → {after}"
        self.lines.append((verdict, Line(line, self.slug, words, heading, before, after)))

    def _kept(self, name: str, rows: Mapping[int, Any]) -> tuple[Any, ...]:
        """The rows that are left, with `places` at where they are now."""
        left = [(index, row) for index, row in rows.items() if row is not None]
        was = {index: self.places.pop((name, index)) for index in rows if (name, index) in self.places}
        self.places |= {(name, n): was[index] for n, (index, _) in enumerate(left) if index in was}
        return tuple(row for _, row in left)

"""A row of a comparison: one thing said of every device, and what it comes to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from catalog.compare.better import better_note, better_words, neutral_words
from catalog.compare.difference import difference
from catalog.compare.sameness import Sameness, sameness
from catalog.products.sources import SourceFacts, mark, named, who_says
from catalog.shelf.cell import Cell, part_words
from catalog.shelf.twin import cell_json
from catalog.specs.resolution import DISPUTED, DOES_NOT_APPLY, KNOWN, NOT_RESEARCHED
from catalog.specs.spec import Spec

REPORTED: Final = {"stops": "needle_length", "law": "law", "price": "price"}
"""Rows from elsewhere that somebody can know better: key of the row → key of the value."""


@dataclass(frozen=True, slots=True)
class Witness:
    """Who says it: the words, the source's slug (None from memory), the key of the mark.

    ``kind`` and ``known_by`` are those of the statement; empty where a source stands for all it says.
    """

    words: str
    source: str | None = None
    mark: str = ""
    is_weak: bool = False
    kind: str = field(default="", compare=False)
    known_by: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Told:
    """Who says a value, or one part of it ("lowest") where others say the rest."""

    part: str
    who: Witness


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of something disputed or said beside it, and everybody who gives it."""

    text: str
    who: tuple[Witness, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """``words``: "sources disagree where it ends"; the reading shown first leads."""

    words: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class RowCell:
    """What a row says of one device, ready to print. ``text`` is never empty: an absence is said in words.

    ``unit`` is the end of the text that is a unit. ``better`` judges ("lower noise"), ``said`` does not
    ("lighter"), ``difference`` is that from the device the others are held against. ``note`` stands below, in
    small.
    """

    state: str
    text: str
    unit: str = ""
    told: tuple[Told, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    beside: tuple[Reading, ...] = ()
    better: str = ""
    said: str = ""
    difference: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()
    cell: Cell | None = None
    given: Mapping[str, Any] = field(default_factory=dict)

    @property
    def data(self) -> Mapping[str, Any]:
        """The cell for the twins, its value in base units; of a row from elsewhere what was ``given``."""
        return cell_json(self.cell) | {"known_by": self.cell.known_by} if self.cell else self.given

    @property
    def is_known(self) -> bool:
        return self.state in (KNOWN, DISPUTED)

    @property
    def value(self) -> str:
        """The text without its unit."""
        return self.text.removesuffix(self.unit) if self.unit else self.text


@dataclass(frozen=True, slots=True)
class Row:
    """``sameness`` is None for a row from elsewhere than the specs, which is shown and not counted.

    ``kinds`` are the kinds of device it applies to; ``better`` says which end is better, if one is.
    """

    key: str
    label: str
    cells: tuple[RowCell, ...]
    sameness: Sameness | None = None
    spec: Spec | None = None
    better: str = ""
    kinds: frozenset[str] = frozenset()

    @property
    def known(self) -> int:
        """For how many devices something is known."""
        return sum(cell.is_known for cell in self.cells)

    @property
    def is_counted(self) -> bool:
        return self.sameness is not None

    @property
    def reported(self) -> str:
        """The value that a report of this row is about; nothing for what is reckoned here."""
        return self.key if self.is_counted else REPORTED.get(self.key, "")


def spec_row(spec: Spec, cells: Sequence[Cell], sources: Mapping[str, SourceFacts], base: int | None) -> Row:
    """The row of a spec. ``base`` is the column the others are held against."""
    better, said = better_words(spec, cells), neutral_words(spec, cells)
    apart = [
        "" if base in (None, i) else difference(spec, cell, cells[base or 0]) for i, cell in enumerate(cells)
    ]
    written = [row_cell(cell, sources, better[i], said[i], apart[i]) for i, cell in enumerate(cells)]
    kinds = frozenset(cell.product_kind for cell in cells if cell.state != DOES_NOT_APPLY)
    return Row(spec.key, spec.label, tuple(written), sameness(spec, cells), spec, better_note(spec), kinds)


def row_cell(
    cell: Cell, sources: Mapping[str, SourceFacts], better: str = "", said: str = "", apart: str = ""
) -> RowCell:
    """A cell of the shelf with everybody who says something of it, and how it compares."""
    text = cell.text
    if not cell.is_known:
        # Most cells of most comparisons: nothing is said, so there is nobody to name and nothing to compare.
        return RowCell(cell.state, text, difference=apart, sources=cell.sources, cell=cell)
    unit = cell.spec.kind.unit.suffix() if cell.spec.kind.unit else ""
    return RowCell(
        cell.state,
        text,
        unit if unit and text.endswith(unit) else "",
        told_of(cell, sources),
        disputes_of(cell, sources),
        tuple(Reading(one.text, (witness(sources, one.by, one.kind, one.known_by),)) for one in cell.beside),
        better,
        said,
        apart,
        sources=cell.sources,
        cell=cell,
    )


def told_of(
    cell: Cell, sources: Mapping[str, SourceFacts], keys: Collection[str] | None = None
) -> tuple[Told, ...]:
    """One line where all parts have one witness, else one a part; ``keys`` are the parts asked for."""
    if not cell.parts:
        who = Witness(cell.who, cell.by, cell.mark, cell.is_weak, cell.kind or "", cell.known_by or "")
        return (Told("", who),)
    said: dict[Witness, list[str]] = {}
    for key, part in cell.parts.items():
        if keys is None or key in keys:
            who = witness(sources, part.by, part.kind, part.known_by)
            said.setdefault(who, []).append(part_words(key))
    if len(said) == 1:
        return (Told("", next(iter(said))),)
    return tuple(Told(", ".join(names), who) for who, names in said.items())


def disputes_of(
    cell: Cell, sources: Mapping[str, SourceFacts], keys: Collection[str] | None = None
) -> tuple[Dispute, ...]:
    return tuple(
        Dispute(
            dispute.words,
            tuple(
                Reading(reading.text, tuple(by_kind(sources, slug) for slug in reading.sources))
                for reading in dispute.readings
            ),
        )
        for dispute in cell.disputes
        if keys is None or dispute.part in keys
    )


def witness(
    sources: Mapping[str, SourceFacts], slug: str | None, kind: str, known_by: str = "stated"
) -> Witness:
    """Who says it, as a sentence: "seller says"."""
    source = sources.get(slug or "")
    is_weak = source is None or source.is_weak
    words = who_says(source, kind, known_by)
    return Witness(words, slug, mark(source, kind, known_by), is_weak, kind, known_by)


def by_kind(sources: Mapping[str, SourceFacts], slug: str) -> Witness:
    """The source by what it is, to stand in brackets: "a seller’s page"."""
    source = sources.get(slug)
    return Witness(named(source), slug, "", source.is_weak) if source else Witness("a source", slug)


def elsewhere(key: str, label: str, cells: Sequence[RowCell]) -> Row:
    """A row that no spec makes."""
    return Row(key, label, tuple(cells))


def unknown(text: str, note: str = "") -> RowCell:
    """Nothing found, in words; "no FDA file on record"."""
    return RowCell(NOT_RESEARCHED, text, note=note)


def slugs_of(cell: RowCell) -> Iterator[str]:
    """The sources that a cell names on the page, those of its disputes included."""
    if not cell.is_known:
        yield from cell.sources
        return
    spoken = [told.who for told in cell.told]
    spoken += [who for dispute in cell.disputes for reading in dispute.readings for who in reading.who]
    spoken += [who for reading in cell.beside for who in reading.who]
    yield from (who.source for who in spoken if who.source)
    yield from cell.sources

"""A kept document as the rows and cells that a live comparison has, so that one template shows both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from catalog.compare.comparison import Group
from catalog.compare.drawing import sheets_of
from catalog.compare.row import Dispute, Reading, Row, RowCell, Told, Witness, slugs_of
from catalog.compare.sameness import Counts, Sameness
from catalog.compare.sentences import Sentence
from catalog.compare.shown import marks_of
from catalog.compare.snapshots import Document
from catalog.products.sources import SourceFacts

Made = TypeVar("Made")


@dataclass(frozen=True)
class PinnedDevice:
    """A device as it was called then; its address may lead on, or nowhere."""

    letter: str
    slug: str
    title: str
    url: str
    kind: str
    status: str
    follows: tuple[str, str] | None
    is_base: bool


@dataclass(frozen=True)
class Pinned:
    """A comparison as it was. Every word is the document's: nothing is asked of the catalogue.

    ``base`` is the slug of the device that the others are held against, or empty; ``sources`` come in the
    order in which the page names them.
    """

    key: str
    version: int
    day: str
    query: str
    base: str
    columns: tuple[PinnedDevice, ...]
    rows: tuple[Row, ...]
    counts: Counts
    groups: tuple[Group, ...]
    one_known: tuple[Row, ...]
    none_known: tuple[Row, ...]
    sentences: tuple[Sentence, ...]
    sources: dict[str, SourceFacts]

    @property
    def address(self) -> str:
        return f"/compare/s/{self.key}"

    @property
    def shown(self) -> tuple[Row, ...]:
        """The rows in page order."""
        return (*(row for group in self.groups for row in group.rows), *self.one_known, *self.none_known)

    @property
    def marks(self) -> list[str]:
        """The marks that the page uses."""
        return marks_of(self.shown)

    @property
    def sheets(self) -> tuple[tuple[int, int], ...]:
        """Which columns go on which sheet of paper; none where all fit on one."""
        return sheets_of(len(self.columns))

    @property
    def current_address(self) -> str:
        return f"/compare?{self.query}"


def reading(key: str, found: Document) -> Pinned:
    """The document kept under a key."""
    rows = {row["key"]: _row(row) for row in found["rows"]}
    sources = {slug: _made(SourceFacts, facts) for slug, facts in found["sources"].items()}
    pinned = Pinned(
        key,
        found["version"],
        found["day"],
        found["query"],
        found["base"] or "",
        tuple(_device(device, found["base"]) for device in found["devices"]),
        tuple(rows.values()),
        Counts(**found["counts"]),
        tuple(
            Group(group["key"], group["label"], tuple(rows[name] for name in group["rows"]), group["folded"])
            for group in found["groups"]
        ),
        tuple(rows[name] for name in found["one_known"]),
        tuple(rows[name] for name in found["none_known"]),
        tuple(Sentence(sentence["text"], sentence["row"]) for sentence in found["sentences"]),
        sources,
    )
    named = (slug for row in pinned.shown for cell in row.cells for slug in slugs_of(cell))
    return replace(pinned, sources={s: sources[s] for s in dict.fromkeys(named) if s in sources})


def _made(cls: type[Made], found: Mapping[str, Any]) -> Made:
    """What a document has of the fields of today: it was written for good, and they may change."""
    return cls(**{field.name: found[field.name] for field in fields(cls) if field.name in found})  # type: ignore[arg-type]


def _device(found: Mapping[str, Any], base: str | None) -> PinnedDevice:
    follows = found["follows"]
    return PinnedDevice(
        found["letter"],
        found["slug"],
        found["name"],
        found["url"],
        found["kind"],
        found["status"],
        (follows[0], follows[1]) if follows else None,
        found["slug"] == base,
    )


def _row(found: Mapping[str, Any]) -> Row:
    return Row(
        found["key"],
        found["label"],
        tuple(_cell(cell) for cell in found["cells"]),
        Sameness(found["sameness"]) if found["sameness"] else None,
        better=found["better"],
        kinds=frozenset(found["kinds"]),
    )


def _cell(found: Mapping[str, Any]) -> RowCell:
    plain = ("state", "text", "unit", "better", "said", "difference", "note")
    return RowCell(
        **{name: found.get(name, "") for name in plain},
        told=tuple(Told(told["part"], _made(Witness, told["who"])) for told in found["told"]),
        disputes=tuple(
            Dispute(dispute["words"], tuple(map(_reading, dispute["readings"])))
            for dispute in found["disputes"]
        ),
        beside=tuple(map(_reading, found["beside"])),
        sources=tuple(found["sources"]),
        given=found["data"],
    )


def _reading(found: Mapping[str, Any]) -> Reading:
    return Reading(found["text"], tuple(_made(Witness, who) for who in found["who"]))

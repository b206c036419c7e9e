"""A kept document as the rows and cells that a live comparison has, so that one template shows both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from catalog.compare.comparison import Group
from catalog.compare.row import Dispute, Reading, Row, RowCell, Told, Witness
from catalog.compare.sameness import Counts, Sameness
from catalog.compare.sentences import Sentence
from catalog.compare.snapshots import Document
from catalog.products.sources import SourceFacts


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


@dataclass(frozen=True)
class Pinned:
    """A comparison as it was. Every word is the document's: nothing is asked of the catalogue."""

    key: str
    version: int
    day: str
    query: str
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
    def current_address(self) -> str:
        return f"/compare?{self.query}"


def reading(key: str, found: Document) -> Pinned:
    """The document kept under a key."""
    rows = {row["key"]: _row(row) for row in found["rows"]}
    return Pinned(
        key,
        found["version"],
        found["day"],
        found["query"],
        tuple(_device(device) for device in found["devices"]),
        tuple(rows.values()),
        Counts(**found["counts"]),
        tuple(
            Group(group["key"], group["label"], tuple(rows[name] for name in group["rows"]), group["folded"])
            for group in found["groups"]
        ),
        tuple(rows[name] for name in found["one_known"]),
        tuple(rows[name] for name in found["none_known"]),
        tuple(Sentence(sentence["text"], sentence["row"]) for sentence in found["sentences"]),
        {slug: SourceFacts(**facts) for slug, facts in found["sources"].items()},
    )


def _device(found: Mapping[str, Any]) -> PinnedDevice:
    follows = found["follows"]
    return PinnedDevice(
        found["letter"],
        found["slug"],
        found["name"],
        found["url"],
        found["kind"],
        found["status"],
        (follows[0], follows[1]) if follows else None,
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
        **{name: found[name] for name in plain},
        told=tuple(Told(told["part"], Witness(**told["who"])) for told in found["told"]),
        disputes=tuple(
            Dispute(dispute["words"], tuple(map(_reading, dispute["readings"])))
            for dispute in found["disputes"]
        ),
        beside=tuple(map(_reading, found["beside"])),
        sources=tuple(found["sources"]),
        given=found["data"],
    )


def _reading(found: Mapping[str, Any]) -> Reading:
    return Reading(found["text"], tuple(Witness(**who) for who in found["who"]))

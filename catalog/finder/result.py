"""What the index answers to one state of the filters."""

from __future__ import annotations

from dataclasses import dataclass, field

from pyroaring import BitMap

from catalog.finder.filters import Filters
from catalog.finder.missing import Missing


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet: as it stands in addresses, and what the data call it."""

    token: str
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """A device on a page: its shelf position, and what is missing if it only might match."""

    position: int
    missing: Missing | None

    @property
    def answer(self) -> str:
        return "match" if self.missing is None else "might"


@dataclass(frozen=True)
class Bucket:
    """Devices that might match and lack the same fact first."""

    missing: Missing
    members: BitMap


@dataclass
class Result:
    """Matches, might-matches, counts, histogram and one page, all of one state of the index.

    ``counts`` follow the values of the plan's facets; ``unknown`` is "Not known (n)" of each facet, for a
    number facet in use those whose answer is not known. ``histogram`` is (length in µm, how many).
    ``sort`` is the order in force, ``currency`` that of prices if they can be sorted by.
    """

    filters: Filters
    version: int
    total: int
    match: BitMap
    might: BitMap
    others: dict[str, BitMap]
    size: int
    counts: dict[str, list[int]] = field(default_factory=dict)
    unknown: dict[str, int] = field(default_factory=dict)
    no_length: int = 0
    histogram: list[tuple[int, int]] = field(default_factory=list)
    buckets: list[Bucket] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    sort: tuple[str, ...] = ()
    currency: str | None = None

    @property
    def no(self) -> int:
        return self.total - len(self.match) - len(self.might)

    @property
    def listed(self) -> int:
        """How many the pages hold: the matches, and those that might unless they are hidden."""
        return len(self.match) + (0 if self.filters.unknown == "hide" else len(self.might))

    @property
    def pages(self) -> int:
        return max(1, -(-self.listed // self.size))

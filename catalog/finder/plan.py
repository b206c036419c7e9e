"""What every query counts: the values of each facet, the grid of exact lengths, and their bitmaps.

Made from the columns, and after an edit made anew only for the columns in which a reading appeared or went.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from pyroaring import BitMap

from catalog.finder.choice_facet import ChoiceFacet
from catalog.finder.column import UNKNOWN, YES, Column, as_class
from catalog.finder.facet import Facet
from catalog.finder.grid import Grid
from catalog.finder.meanings import ON_RECORD, Dial
from catalog.finder.range_facet import RangeFacet
from catalog.finder.result import Value

NEEDLE_LENGTH: Final = "needle_length"
NOT_KNOWN: Final = "not known"
FEWEST_PRICES: Final = 3
"""The price facet needs this many current prices in one currency."""
_YES_NO: Final = {"yes", "no"}


@dataclass
class Counted:
    """A facet with its values and their bitmaps. A range has none, but the least and greatest number known.

    ``currencies`` of prices: those with enough of them, the most frequent first, whose ends these are.
    """

    key: str
    values: tuple[Value, ...]
    yes: list[BitMap]
    unknown: list[BitMap]
    not_known: BitMap
    least: int | None = None
    most: int | None = None
    currencies: tuple[str, ...] = ()


@dataclass
class Plan:
    """The facets that have data, in the order of the registry, and the exact lengths of the histogram.

    ``no_length`` are the devices of whose needle length nothing is known.
    """

    facets: list[Counted] = field(default_factory=list)
    grid: Grid = field(default_factory=Grid)
    no_length: BitMap = field(default_factory=BitMap)
    _made_of: dict[str, object] = field(default_factory=dict)
    _counted: dict[str, Counted | None] = field(default_factory=dict)

    def refresh(
        self, columns: Mapping[str, Column], facets: Mapping[str, Facet], prices: Mapping[str, int]
    ) -> None:
        """Makes anew what changed. ``prices``: currency → how many devices have a current price in it."""
        if self._is_old(NEEDLE_LENGTH, columns[NEEDLE_LENGTH].generation):
            self.grid.refresh(columns[NEEDLE_LENGTH])
            self.no_length = columns[NEEDLE_LENGTH].sorted(NOT_KNOWN, _is_nothing, True).of(YES)
        for key, facet in facets.items():
            if isinstance(facet, ChoiceFacet) and key in columns:
                if self._is_old(key, columns[key].generation):
                    self._counted[key] = _choice(columns[key], facet)
            elif isinstance(facet, RangeFacet):
                enough = {c: known for c, known in prices.items() if facet.money and known >= FEWEST_PRICES}
                if self._is_old(key, (columns[key].generation, enough)):
                    self._counted[key] = _range(columns[key], facet, enough)
        self.facets = [counted for key in facets if (counted := self._counted.get(key))]

    def _is_old(self, key: str, made_of: object) -> bool:
        if self._made_of.get(key) == made_of:
            return False
        self._made_of[key] = made_of
        return True


def _is_nothing(dial: Dial) -> int:
    return 0 if dial.lengths.main.is_known else YES


def _choice(column: Column, facet: ChoiceFacet) -> Counted | None:
    """A choice facet with every value that some device names; None without any."""
    labels: dict[str, str] = {}
    for group in column.groups():
        for name, label in group.meaning.labels:
            labels[name] = min(label, labels.get(name, label))
    if set(facet.options or ()) == _YES_NO and "yes" not in labels:
        labels = {}
    column.forget([q for q in column.standing() if isinstance(q, tuple) and q[1] not in labels])
    if not labels:
        return None
    named = sorted(labels.items(), key=partial(_natural, facet))
    values = tuple(Value(name, label) for name, label in named)
    pairs = [column.sorted(("value", v.token), _has(v.token), True) for v in values]
    unknown = not_known(column)
    return Counted(facet.key, values, [p.of(YES) for p in pairs], [p.of(UNKNOWN) for p in pairs], unknown)


def _has(name: str) -> Callable[[Any], int]:
    return lambda terms: as_class(terms.ask(name))


def not_known(column: Column) -> BitMap:
    """The devices of which a facet knows nothing."""
    return column.sorted(NOT_KNOWN, _knows_none, True).of(YES)


def _knows_none(meaning: Any) -> int:
    return YES if meaning.is_unknown else 0


def _natural(facet: ChoiceFacet, item: tuple[str, str]) -> tuple[int, int, str, str]:
    """Options as declared, then counts ascending, then by name; a market's file before its absence."""
    name, label = item
    if facet.options is not None and name in facet.options:
        return (0, list(facet.options).index(name), "", "")
    if name.isdigit():
        return (1, int(name), "", "")
    if facet.key == "legal":
        return (2, 0, label.casefold(), "" if name.endswith(ON_RECORD) else name)
    return (2, 0, label.casefold(), name)


def _range(column: Column, facet: RangeFacet, prices: Mapping[str, int]) -> Counted | None:
    """A range facet with its ends; None where nobody knows a number."""
    currencies: tuple[str, ...] = ()
    if facet.money:
        currencies = tuple(sorted(prices, key=lambda currency: (-prices[currency], currency)))
        amounts = [n for g in column.groups() for c, n in g.meaning.prices if c in currencies[:1]]
    else:
        amounts = [n for group in column.groups() for n in group.meaning.numbers()]
    if not amounts:
        return None
    unknown = not_known(column)
    return Counted(facet.key, (), [], [], unknown, min(amounts), max(amounts), currencies)

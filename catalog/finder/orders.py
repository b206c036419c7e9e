"""The sort keys of the finder: what each reads of a device, and how a request's keys are put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from pyroaring import BitMap

from catalog.finder.column import Column
from catalog.finder.filters import DEFAULT_SORT
from catalog.finder.readings import ordinal
from catalog.finder.sorting import ChunkOrder, Key, Order, ValueOrder
from catalog.reviews.side_by_side import NO_STANDING, Standing
from catalog.shelf.entry import Entry, read_answer
from catalog.specs.kinds import Span

BARELY: Final = 2
"""A device with at most this many of the eight facts on record is barely documented."""

LABELS: Final = {
    "record": "Most on record",
    "name": "Name",
    "lowest": "Lowest setting",
    "reach": "Longest setting",
    "step": "Finest stops",
    "noise": "Quietest",
    "weight": "Lightest",
    "price": "Lowest price",
    "score": "Highest score",
    "reviewed": "Reviewed first",
    "checked": "Last checked",
}
"""Words of each key in the direction offered first; `OFFERED` gives the direction."""

OFFERED: Final = {
    "score": "-score",
    "record": "-record",
    "name": "name",
    "lowest": "lowest",
    "reach": "-reach",
    "step": "step",
    "noise": "noise",
    "weight": "weight",
    "price": "price",
    "reviewed": "-reviewed",
    "checked": "-checked",
}


def _quantity(key: str) -> Callable[[Entry], int | None]:
    def read(entry: Entry) -> int | None:
        data = entry.answer(key)
        value = None if data is None else read_answer(key, data)[1]
        return value.low if isinstance(value, Span) else value

    return read


READ: Final[dict[str, Callable[[Entry], Any]]] = {
    "record": lambda entry: sum(entry.record),
    "reach": lambda entry: entry.lengths.main.longest,
    "lowest": lambda entry: entry.lengths.main.shortest,
    "step": lambda entry: entry.lengths.main.step,
    "noise": _quantity("noise"),
    "weight": _quantity("weight"),
    "checked": lambda entry: ordinal(entry.checked),
    "barely": lambda entry: int(sum(entry.record) <= BARELY),
    "id": lambda entry: entry.id,
}
"""Every key but the name, which depends on the brand, the price, which depends on the day, and those of
reviews."""

OF_REVIEW: Final[dict[str, Callable[[Standing], Any]]] = {
    "score": lambda standing: standing.score,
    "reviewed": lambda standing: int(standing.is_hands_on),
}
"""Keys that are read of a review; what was paid for it is not among what can be read."""


_COLUMNS: Final = {
    "reach": "needle_length",
    "lowest": "needle_length",
    "step": "needle_length",
    "noise": "noise",
    "score": "score",
    "reviewed": "reviewed",
    "checked": "checked",
}
"""Keys whose value is the same for devices that a column holds equal."""


def _reading(standings: Mapping[int, Standing]) -> dict[str, Callable[[Entry], Any]]:
    """How each key is read of a device; without reviews it costs nothing to ask for them."""

    def of_review(read: Callable[[Standing], Any]) -> Callable[[Entry], Any]:
        return lambda entry: read(standings.get(entry.id, NO_STANDING))

    return READ | {key: of_review(read) for key, read in OF_REVIEW.items()}


class IdOrder:
    """The last word among equals; only ever asked about devices that share everything else."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self.unknown = BitMap()

    def fill(self, values: list[Any], members: Iterable[int]) -> None:
        self.values = values

    def put(self, position: int, value: Any) -> None:
        while len(self.values) <= position:
            self.values.append(None)
        self.values[position] = value

    def remove(self, position: int) -> None:
        self.put(position, None)

    def buckets(self, descending: bool) -> Iterator[tuple[BitMap, bool]]:
        yield BitMap(p for p, value in enumerate(self.values) if value is not None), False


class Orders:
    """All sort keys, kept current; prices in an order for each currency."""

    def __init__(self) -> None:
        self._by_key: dict[str, Order] = {key: ValueOrder() for key in (*READ, *OF_REVIEW)}
        self._by_key["name"] = ChunkOrder()
        self._by_key["id"] = IdOrder()
        self.prices: dict[str, ChunkOrder] = {}

    def fill(
        self,
        entries: Sequence[Entry | None],
        names: list[str | None],
        members: Sequence[int],
        columns: Mapping[str, Column],
        standings: Mapping[int, Standing],
    ) -> None:
        """All values at once. ``members`` are the positions of devices, ``standings`` those of reviews by id.

        What a column knows already is read once a group of equal devices, from any of its members.
        """
        for key, read in _reading(standings).items():
            column = columns.get(_COLUMNS.get(key, ""))
            alike = [group.members for group in column.groups()] if column else [(p,) for p in members]
            values: list[Any] = [None] * len(entries)
            for positions in alike:
                entry = entries[positions[0]]
                assert entry is not None
                value = read(entry)
                for position in positions:
                    values[position] = value
            self._by_key[key].fill(values, members)
        self._by_key["name"].fill(list(names), members)

    def fill_prices(self, prices: dict[int, tuple[tuple[str, int], ...]], members: BitMap, size: int) -> None:
        """Lowest current prices by position, for those that have any."""
        by_currency: dict[str, list[int | None]] = {}
        for position, found in prices.items():
            for currency, amount in found:
                if currency not in by_currency:
                    by_currency[currency] = [None] * size
                by_currency[currency][position] = amount
        for currency, values in by_currency.items():
            self.prices[currency] = ChunkOrder()
            self.prices[currency].fill(values, members)

    def put(
        self,
        position: int,
        entry: Entry,
        name: str,
        prices: Sequence[tuple[str, int]],
        members: BitMap,
        standings: Mapping[int, Standing],
    ) -> None:
        """What a device has now; ``members`` are all devices, of which a new currency knows nothing yet."""
        for key, read in _reading(standings).items():
            self._by_key[key].put(position, read(entry))
        self._by_key["name"].put(position, name)
        found = dict(prices)
        for currency in found.keys() - self.prices.keys():
            self.prices[currency] = ChunkOrder()
            self.prices[currency].fill([], ())
            self.prices[currency].unknown = members.copy()
        for currency, order in self.prices.items():
            order.put(position, found.get(currency))

    def remove(self, position: int) -> None:
        for order in (*self._by_key.values(), *self.prices.values()):
            order.remove(position)

    def keys(self, sort: Sequence[str], currency: str | None) -> list[Key]:
        """The orders of a request, ending in name and id. An empty ``sort`` is the default order.

        Raises KeyError for a price without a currency.
        """
        # By default those without a hands-on review stand after those with one, and barely documented last.
        named: tuple[str, ...] = tuple(sort) or ("barely", "-reviewed", *DEFAULT_SORT)
        keys: list[Key] = []
        for written in named:
            name = written.removeprefix("-")
            order = self.prices[currency or ""] if name == "price" else self._by_key[name]
            keys.append((order, written.startswith("-")))
        if "name" not in named and "-name" not in named:
            keys.append((self._by_key["name"], False))
        return [*keys, (self._by_key["id"], False)]

    def of(self, key: str, value: Any) -> BitMap:
        """The devices with exactly this value."""
        order = self._by_key[key]
        assert isinstance(order, ValueOrder)
        return order.of(value)

    def value(self, key: str, position: int) -> Any:
        return self._by_key[key].values[position]

"""Orders: which devices a page shows, out of any number that match.

Every sort key keeps its devices in buckets by value, best first. A page intersects the matches with one
bucket after another and goes into those only that it needs, so that its cost depends on the page and hardly
on the catalogue; few matches are sorted outright. An edit moves a device between two buckets.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, Protocol

from pyroaring import BitMap

FEW: Final = 160
"""Up to this many are sorted outright: about the cost of two dozen intersections."""

CHUNK: Final = 256
"""Devices in one bucket of an order whose values are mostly distinct."""


class Order(Protocol):
    """One sort key: values by position (None = not known, always last) and buckets of positions.

    A bucket comes with whether its devices are equal in this key, so that the next one decides.
    """

    values: list[Any]

    def fill(self, values: list[Any], members: Iterable[int]) -> None: ...
    def put(self, position: int, value: Any) -> None: ...
    def remove(self, position: int) -> None: ...
    def buckets(self, descending: bool) -> Iterator[tuple[BitMap, bool]]: ...


class _Kept:
    """Values by position, and the devices that have none."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self.unknown = BitMap()

    def _set(self, position: int, value: Any) -> Any:
        """Store a value, return the one before; positions may be new."""
        while len(self.values) <= position:
            self.values.append(None)
        before = self.values[position]
        self.values[position] = value
        return before


class ValueOrder(_Kept):
    """A bucket for every value: scores, lengths, weights, days."""

    def __init__(self) -> None:
        super().__init__()
        self._bits: dict[Any, BitMap] = {}
        self._ascending: list[Any] = []

    def fill(self, values: list[Any], members: Iterable[int]) -> None:
        """All values at once; ``values`` is kept."""
        self.values = values
        found: dict[Any, list[int]] = {}
        for position in members:
            found.setdefault(values[position], []).append(position)
        self.unknown = BitMap(found.pop(None, ()))
        self._bits = {value: BitMap(positions) for value, positions in found.items()}
        self._ascending = sorted(self._bits)

    def put(self, position: int, value: Any) -> None:
        self.remove(position)
        self._set(position, value)
        if value is None:
            self.unknown.add(position)
        elif value in self._bits:
            self._bits[value].add(position)
        else:
            self._bits[value] = BitMap((position,))
            insort(self._ascending, value)

    def remove(self, position: int) -> None:
        before = self._set(position, None)
        self.unknown.discard(position)
        bits = self._bits.get(before)
        if bits is not None:
            bits.discard(position)
            if not bits:
                del self._bits[before]
                del self._ascending[bisect_left(self._ascending, before)]

    def buckets(self, descending: bool) -> Iterator[tuple[BitMap, bool]]:
        for value in reversed(self._ascending) if descending else self._ascending:
            yield self._bits[value], True
        yield self.unknown, True

    def of(self, value: Any) -> BitMap:
        """The devices with this value."""
        return self._bits.get(value) or BitMap()


class ChunkOrder(_Kept):
    """A bucket for every few hundred neighbours: names and prices. Equal values share a bucket."""

    def __init__(self) -> None:
        super().__init__()
        self._least: list[Any] = []
        self._chunks: list[BitMap] = []

    def fill(self, values: list[Any], members: Iterable[int]) -> None:
        self.values = values
        known = [position for position in members if values[position] is not None]
        self.unknown = BitMap(position for position in members if values[position] is None)
        known.sort(key=values.__getitem__)
        self._least, self._chunks = [], []
        start = 0
        while start < len(known):
            end = min(start + CHUNK, len(known))
            while end < len(known) and values[known[end]] == values[known[end - 1]]:
                end += 1
            self._least.append(values[known[start]])
            self._chunks.append(BitMap(known[start:end]))
            start = end

    def put(self, position: int, value: Any) -> None:
        self.remove(position)
        self._set(position, value)
        if value is None:
            self.unknown.add(position)
        elif not self._chunks:
            self._least.append(value)
            self._chunks.append(BitMap((position,)))
        else:
            at = max(bisect_right(self._least, value) - 1, 0)
            self._chunks[at].add(position)
            self._least[at] = min(self._least[at], value)
            if len(self._chunks[at]) > 2 * CHUNK:
                self._split(at)

    def _split(self, at: int) -> None:
        values = self.values
        ordered = sorted(self._chunks[at], key=values.__getitem__)
        middle = bisect_left(ordered, values[ordered[len(ordered) // 2]], key=values.__getitem__)
        if middle == 0:
            middle = bisect_right(ordered, values[ordered[0]], key=values.__getitem__)
        if middle < len(ordered):
            self._chunks[at : at + 1] = [BitMap(ordered[:middle]), BitMap(ordered[middle:])]
            self._least.insert(at + 1, values[ordered[middle]])

    def remove(self, position: int) -> None:
        before = self._set(position, None)
        self.unknown.discard(position)
        if before is not None:
            at = max(bisect_right(self._least, before) - 1, 0)
            self._chunks[at].discard(position)
            if not self._chunks[at]:
                del self._chunks[at], self._least[at]

    def buckets(self, descending: bool) -> Iterator[tuple[BitMap, bool]]:
        for chunk in reversed(self._chunks) if descending else self._chunks:
            yield chunk, False
        yield self.unknown, True


Key = tuple[Order, bool]
"""An order and whether it descends."""


def ranked(members: BitMap, keys: Sequence[Key], start: int, stop: int) -> list[int]:
    """Positions ``start`` to ``stop`` of the members in the order of the keys, unknown last in each."""
    count = len(members)
    stop = min(stop, count)
    if start >= stop:
        return []
    if count <= FEW or not keys:
        return outright(list(members), keys)[start:stop]
    order, descending = keys[0]
    found: list[int] = []
    for bucket, is_exact in order.buckets(descending):
        inside = members.intersection_cardinality(bucket)
        if inside > start:
            some = members & bucket
            last = min(stop, inside)
            if is_exact:
                found += ranked(some, keys[1:], start, last)
            else:
                found += outright(list(some), keys)[start:last]
        start = max(start - inside, 0)
        stop -= inside
        if stop <= 0:
            break
    return found


def outright(positions: list[int], keys: Sequence[Key]) -> list[int]:
    """All positions in the order of the keys, by stable sorts from the last key to the first."""
    for order, descending in reversed(keys):
        values = order.values
        known = [position for position in positions if values[position] is not None]
        if len(known) < len(positions):
            unknown = [position for position in positions if values[position] is None]
        else:
            unknown = []
        known.sort(key=values.__getitem__, reverse=descending)
        positions = known + unknown
    return positions

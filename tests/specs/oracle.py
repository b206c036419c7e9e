"""A slow oracle for the seven questions, written from the design's text and not from the code.

A value with unknown parts stands for many devices: every unknown end, step and unlisted length is filled
in on a grid of 50 µm, and each device that results is asked with plain sets. What the code says for sure
has to be true of all of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from catalog.specs.needle_length import NeedleLengths, Range

GRID = 50
TOP = 2_000
"""The longest length that is filled in (µm)."""
STEPS = (*range(0, 1_050, GRID), 5_000)


@dataclass(frozen=True)
class Device:
    """One device with nothing unknown: settings one by one, and stretches without stops (both in µm)."""

    stops: frozenset[int]
    stretches: tuple[tuple[int, int], ...] = ()

    @property
    def lowest(self) -> int:
        return min(self.stops)

    @property
    def longest(self) -> int:
        return max(self.stops)

    def reach(self, d: int) -> bool:
        return any(stop >= d for stop in self.stops)

    def usable(self, d: int) -> bool:
        return any(stop <= d for stop in self.stops)

    def never_above(self, d: int) -> bool:
        return all(stop <= d for stop in self.stops)

    def within(self, a: int, b: int) -> bool:
        return all(a <= stop <= b for stop in self.stops)

    def overlap(self, a: int, b: int) -> bool:
        stop = any(a <= stop <= b for stop in self.stops)
        return stop or any(low <= b and a <= high for low, high in self.stretches)

    def at(self, d: int) -> bool:
        return self.overlap(d, d)

    def covers(self, a: int, b: int, gap: int = 250) -> bool:
        """Both ends, and no jump on the walk from the last setting at or under a to b."""
        if not (self.usable(a) and self.reach(b)):
            return False
        position = self._last_up_to(a)
        while position < b:
            following = [stop for stop in self.stops if stop > position]
            if any(low <= position < high for low, high in self.stretches):
                position = max(high for low, high in self.stretches if low <= position)
                continue
            nearest = min(following)
            if nearest - position > gap and nearest > a:
                return False
            position = nearest
        return True

    def _last_up_to(self, a: int) -> int:
        if any(low <= a <= high for low, high in self.stretches):
            return a
        return max(stop for stop in self.stops if stop <= a)


def fillings(r: Range) -> Iterator[tuple[int, int, int]]:
    """Every range with its unknown parts filled in, as low, high, step."""
    lows = [r.low] if r.low is not None else range(0, (TOP if r.high is None else r.high) + 1, GRID)
    for low in lows:
        highs = [r.high] if r.high is not None else range(low, max(low, TOP) + 1, GRID)
        for high in highs:
            steps = [r.step] if r.step is not None else STEPS
            for step in steps:
                yield low, high, step


def completions(value: NeedleLengths) -> Iterator[Device]:
    """The devices that a value with listed versions may stand for.

    An open list is also filled with one longer length, and left as it is: that there is more is known,
    how much longer it is not.
    """
    for chosen in product(*(tuple(fillings(r)) for r in value.ranges)):
        stops = set(value.fixed)
        stretches = []
        for low, high, step in chosen:
            stops |= {low, high}
            if step == 0:
                stretches.append((low, high))
            else:
                setting = low
                while setting < high:
                    stops.add(setting)
                    setting += step
        yield Device(frozenset(stops), tuple(stretches))
        if value.open:
            for more in range(max(stops) // GRID * GRID + GRID, TOP + 1, 4 * GRID):
                yield Device(frozenset(stops | {more}), tuple(stretches))

"""The histogram's grid: every exact length that some device names, and who can be set to it."""

from __future__ import annotations

from collections import Counter as Multiset
from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Any, Final

from pyroaring import BitMap

from catalog.finder.column import UNKNOWN, YES, Column, Group, Sorted, as_class
from catalog.finder.conditions import Length
from catalog.finder.counting import Counter
from catalog.finder.meanings import Dial

MANY_READINGS: Final = 4
"""With this many times more readings than lengths it is quicker to count length by length."""


class Grid:
    """``lengths`` (µm, ascending), and for each of them who answers YES and who UNKNOWN to "can be set to".

    Devices with the same lengths are counted once and their number added to each of their settings: that
    touches a device once, where the bitmaps of the lengths hold it once a setting. An edit touches the
    lengths of the readings that came or went, and no others.
    """

    def __init__(self) -> None:
        self.lengths: list[int] = []
        self.yes: list[BitMap] = []
        self.unknown: list[BitMap] = []
        self._asked: dict[int, Sorted] = {}
        self._seen: dict[int, Group] = {}
        self._named: Multiset[int] = Multiset()
        self._able: dict[int, set[int]] = {}
        self._getters: dict[int, Callable[[list[int]], tuple[int, ...]]] = {}
        self._alike: list[BitMap] = []
        self._pickers: list[Callable[[list[int]], tuple[int, ...]]] = []

    def refresh(self, column: Column) -> None:
        """Follows the readings of the column."""
        groups = dict(column.numbered())
        gone = {number: g for number, g in self._seen.items() if groups.get(number) is not g}
        born = {number: g for number, g in groups.items() if self._seen.get(number) is not g}
        self._seen = groups
        touched = self._forget(gone)
        for group in born.values():
            self._named.update(group.meaning.askable)
        self._drop([length for length in self._asked if not self._named[length]], column)
        fresh = [length for length, times in self._named.items() if times and length not in self._asked]
        for length in fresh:
            question = Length("depth_at", (length,))
            asked = self._asked[length] = column.sorted(question, _at(length), standing=True)
            self._able[length] = {number for number in groups if asked.codes[number] == YES}
        touched.update(fresh)
        touched |= self._learn(born, set(fresh))
        for length in touched & self._asked.keys():
            # A leading zero twice, so that the getter always gives a tuple.
            self._getters[length] = itemgetter(0, 0, *(number + 1 for number in self._able[length]))
        self.lengths = sorted(self._asked)
        self.yes = [self._asked[length].of(YES) for length in self.lengths]
        self.unknown = [self._asked[length].of(UNKNOWN) for length in self.lengths]
        self._pickers = [self._getters[length] for length in self.lengths]
        # Readings that are certain of no length need not be counted.
        certain = set().union(*self._able.values())
        nobody = BitMap()
        self._alike = [nobody] * (1 + max(certain, default=-1))
        for number in certain:
            self._alike[number] = groups[number].members

    def _forget(self, gone: dict[int, Group]) -> set[int]:
        touched: set[int] = set()
        for number, group in gone.items():
            self._named.subtract(group.meaning.askable)
            for length in self._candidates(group):
                if number in self._able.get(length, ()):
                    self._able[length].remove(number)
                    touched.add(length)
        return touched

    def _drop(self, lengths: Iterable[int], column: Column) -> None:
        for length in lengths:
            column.forget([Length("depth_at", (length,))])
            del self._asked[length], self._able[length], self._getters[length], self._named[length]

    def _learn(self, born: dict[int, Group], fresh: set[int]) -> set[int]:
        touched: set[int] = set()
        for number, group in born.items():
            for length in self._candidates(group):
                if length not in fresh and self._asked[length].codes[number] == YES:
                    self._able[length].add(number)
                    touched.add(length)
        return touched

    def _candidates(self, group: Group) -> Iterable[int]:
        """Lengths that it may be able to be set to: without stops also those that only others name."""
        dial: Dial = group.meaning
        return list(self._asked) if dial.is_stepless else dial.askable

    def counts(self, count: Counter, of_all: bool = False) -> list[int]:
        """How many can be set to each length of the grid; ``of_all`` where everybody is counted."""
        if of_all or len(self._alike) > MANY_READINGS * len(self.lengths):
            return count(self.yes)
        counts = [0, *count(self._alike)]
        return [sum(pick(counts)) for pick in self._pickers]


def _at(length: int) -> Callable[[Any], int]:
    return lambda dial: as_class(dial.at(length))

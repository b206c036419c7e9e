"""One property of all devices: equal readings in groups, and questions answered once a group.

A question sorts the groups into classes; every class that somebody asks for is a Roaring bitmap over shelf
positions. When a device's reading changes, only its own bits move.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from pyroaring import BitMap

from catalog.specs.answer import Answer

NOBODY: Final = -1
MOST_PASSING: Final = 256
"""Answers kept of questions that only passing visitors ask, a column; the oldest goes first."""


@dataclass(slots=True)
class Group:
    """Devices whose reading is the same; ``meaning`` is the reading understood."""

    reading: Hashable
    meaning: Any
    members: BitMap


@dataclass(slots=True)
class Sorted:
    """The groups sorted into classes by a question: class number → devices; class 0 is not kept."""

    classify: Callable[[Any], int]
    codes: bytearray = field(default_factory=bytearray)
    bits: dict[int, BitMap] = field(default_factory=dict)

    def of(self, number: int) -> BitMap:
        """The devices of a class; not to be changed by the caller."""
        found = self.bits.get(number)
        if found is None:
            found = self.bits[number] = BitMap()
        return found

    def move(self, position: int, before: int, after: int) -> None:
        """A device goes from one group to another; `NOBODY` is none."""
        old = self.codes[before] if before != NOBODY else 0
        new = self.codes[after] if after != NOBODY else 0
        if old != new:
            if old:
                self.of(old).discard(position)
            if new:
                self.of(new).add(position)


class Column:
    """The readings of all devices by position, grouped, and what has been asked of them."""

    def __init__(self, understand: Callable[[Any], Any]) -> None:
        self._understand = understand
        self._group_of = array("i")
        self._groups: list[Group] = []
        self._by_reading: dict[Hashable, int] = {}
        self._free: list[int] = []
        self._standing: dict[Hashable, Sorted] = {}
        self._passing: dict[Hashable, Sorted] = {}
        self.generation = 0
        """Rises whenever a reading appears or disappears, so that lists of values are made anew."""

    def fill(self, readings: Iterable[tuple[int, Hashable]], size: int) -> None:
        """Readings of all devices at once, by position."""
        self._group_of = array("i", [NOBODY]) * size
        found: dict[Hashable, list[int]] = {}
        for position, reading in readings:
            found.setdefault(reading, []).append(position)
        for reading, positions in found.items():
            number = self._born(reading)
            self._groups[number].members = BitMap(positions)
            for position in positions:
                self._group_of[position] = number

    def put(self, position: int, reading: Hashable) -> None:
        """A device's reading is this now."""
        number = self._by_reading.get(reading)
        if number is None:
            number = self._born(reading)
        self._move(position, number)

    def remove(self, position: int) -> None:
        """There is no device at this position any more."""
        self._move(position, NOBODY)

    def _move(self, position: int, after: int) -> None:
        while len(self._group_of) <= position:
            self._group_of.append(NOBODY)
        before = self._group_of[position]
        if before == after:
            return
        self._group_of[position] = after
        for questions in (self._standing, self._passing):
            for asked in questions.values():
                asked.move(position, before, after)
        if after != NOBODY:
            self._groups[after].members.add(position)
        if before != NOBODY:
            group = self._groups[before]
            group.members.discard(position)
            if not group.members:
                self._died(before)

    def _born(self, reading: Hashable) -> int:
        group = Group(reading, self._understand(reading), BitMap())
        self.generation += 1
        if self._free:
            number = self._free.pop()
            self._groups[number] = group
        else:
            number = len(self._groups)
            self._groups.append(group)
        self._by_reading[reading] = number
        for questions in (self._standing, self._passing):
            for asked in questions.values():
                code = asked.classify(group.meaning)
                if number == len(asked.codes):
                    asked.codes.append(code)
                else:
                    asked.codes[number] = code
        return number

    def _died(self, number: int) -> None:
        self.generation += 1
        del self._by_reading[self._groups[number].reading]
        self._free.append(number)

    def groups(self) -> Iterator[Group]:
        """The readings that some device has."""
        return (group for group in self._groups if group.members)

    @property
    def distinct(self) -> int:
        """How many readings there are."""
        return len(self._by_reading)

    def numbered(self) -> list[tuple[int, Group]]:
        """The same with their numbers, which index the codes of a question."""
        return [(number, group) for number, group in enumerate(self._groups) if group.members]

    def members(self, reading: Hashable) -> BitMap:
        """The devices with a reading; not to be changed by the caller."""
        number = self._by_reading.get(reading)
        return BitMap() if number is None else self._groups[number].members

    def meaning(self, position: int) -> Any:
        """What the device at a position answers from. Raises KeyError where there is none."""
        number = self._group_of[position] if position < len(self._group_of) else NOBODY
        if number == NOBODY:
            raise KeyError(position)
        return self._groups[number].meaning

    def sorted(self, question: Hashable, classify: Callable[[Any], int], standing: bool = False) -> Sorted:
        """The devices sorted by a question, which is asked only once; kept current from then on.

        ``standing`` questions are kept for good, others while they are among the last `MOST_PASSING`.
        """
        found = self._standing.get(question) or self._passing.get(question)
        if found is None:
            found = self._asked(classify)
            if standing:
                self._standing[question] = found
            else:
                while len(self._passing) >= MOST_PASSING:
                    del self._passing[next(iter(self._passing))]
                self._passing[question] = found
        elif standing and question not in self._standing:
            self._standing[question] = self._passing.pop(question)
        return found

    def forget(self, questions: Iterable[Hashable]) -> None:
        """Standing questions that nobody needs any more."""
        for question in questions:
            self._standing.pop(question, None)

    def standing(self) -> Iterable[Hashable]:
        return self._standing.keys()

    def _asked(self, classify: Callable[[Any], int]) -> Sorted:
        codes = bytearray(len(self._groups))
        parts: dict[int, list[BitMap]] = {}
        for number, group in enumerate(self._groups):
            code = codes[number] = classify(group.meaning)
            if code and group.members:
                parts.setdefault(code, []).append(group.members)
        return Sorted(classify, codes, {code: BitMap.union(*some) for code, some in parts.items()})


def as_class(answer: Answer) -> int:
    """The class of an answer: NO is 0 and not kept, UNKNOWN 1, YES 2."""
    return int(answer.value)


YES: Final = int(Answer.YES.value)
UNKNOWN: Final = int(Answer.UNKNOWN.value)

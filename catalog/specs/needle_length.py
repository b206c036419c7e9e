"""Needle lengths as an exact set, and the seven questions a shopper can ask of it.

All lengths are whole micrometres. The rules are those of the finder: three answers, no tolerance, both
ends of every range inclusive.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from catalog.specs.answer import Answer, agreed, any_of

COVER_GAP: Final = 250
"""Largest distance (µm) between neighbouring settings that still counts as adjustable throughout."""


@dataclass(frozen=True, slots=True)
class Range:
    """A dial or a span of lengths from ``low`` to ``high`` in steps of ``step``, all µm.

    A missing end or step is None; a step of 0 is stepless. Settings are ``low + k·step`` and ``high``.
    """

    low: int | None = None
    high: int | None = None
    step: int | None = None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("a range starts at or below its end")
        if any(part is not None and part < 0 for part in (self.low, self.high, self.step)):
            raise ValueError("lengths and steps are not negative")

    @property
    def is_exact(self) -> bool:
        """Whether every setting is known."""
        return (
            self.low is not None
            and self.high is not None
            and (self.step is not None or self.low == self.high)
        )

    def is_smooth(self, gap: int) -> bool:
        """Whether no two neighbouring settings are further apart than ``gap`` µm: stepless, or fine steps."""
        return self.is_exact and self.step is not None and self.step <= gap

    @property
    def ends(self) -> tuple[int, ...]:
        """The settings known whatever the step is."""
        return tuple(end for end in (self.low, self.high) if end is not None)

    def settings(self) -> Iterator[int]:
        """The settings of an exact range with steps, ascending; the two ends of any other."""
        if self.is_exact and self.step:
            assert self.low is not None
            assert self.high is not None
            yield from range(self.low, self.high, self.step)
            yield self.high
        else:
            yield from sorted(set(self.ends))

    def overlap(self, a: int, b: int) -> Answer:
        """Whether a setting lies in ``[a, b]``."""
        low, high, step = self.low, self.high, self.step
        if any(a <= end <= b for end in self.ends):
            return Answer.YES
        if (low is not None and b < low) or (high is not None and a > high):
            return Answer.NO
        if low is None:
            return Answer.UNKNOWN
        if step == 0:
            return Answer.YES if high is not None else Answer.UNKNOWN
        if step is None or high is None:
            return Answer.UNKNOWN
        return Answer.of(low + -(-(a - low) // step) * step <= b)


@dataclass(frozen=True, slots=True)
class NeedleLengths:
    """Every needle length a thing can have: fixed lengths, ranges, or both.

    ``open``: longer ones exist and are not listed, so that the longest is not known.
    ``versions_listed`` is False where the lengths on offer are known as a range only, without the
    versions sold. Nothing at all means nothing is known.
    """

    fixed: tuple[int, ...] = ()
    ranges: tuple[Range, ...] = ()
    open: bool = False
    versions_listed: bool = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "fixed", tuple(sorted(set(self.fixed))))
        if any(length < 0 for length in self.fixed):
            raise ValueError("lengths are not negative")

    @property
    def is_known(self) -> bool:
        """Whether any length at all is known (a step alone tells none)."""
        return bool(self.fixed) or any(r.ends for r in self.ranges)

    def ends(self) -> Iterator[int]:
        """Lengths known to exist: the fixed ones and the ends of ranges."""
        yield from self.fixed
        for r in self.ranges:
            yield from r.ends

    @property
    def longest_listed(self) -> int | None:
        """The longest length known to exist (µm); longer ones may."""
        return max(self.ends(), default=None)

    @property
    def shortest_listed(self) -> int | None:
        return min(self.ends(), default=None)

    @property
    def longest(self) -> int | None:
        """The maximum (µm), or None where it is not known."""
        if self.open or any(r.high is None for r in self.ranges):
            return None
        return self.longest_listed

    @property
    def shortest(self) -> int | None:
        """The minimum (µm), or None where it is not known."""
        if any(r.low is None for r in self.ranges):
            return None
        return self.shortest_listed

    @property
    def step(self) -> int | None:
        """The step of the only range (µm); None for none, several, or an unknown one."""
        return self.ranges[0].step if len(self.ranges) == 1 else None

    def settings(self) -> tuple[int, ...]:
        """Settings known one by one, ascending (µm); of a stepless range its ends."""
        found = set(self.fixed)
        for r in self.ranges:
            found.update(r.settings())
        return tuple(sorted(found))

    def reach(self, d: int) -> Answer:
        """Reaches d or more."""
        if any(length >= d for length in self.ends()):
            return Answer.YES
        return Answer.UNKNOWN if self.longest is None else Answer.NO

    def at(self, d: int) -> Answer:
        """Can be set to exactly d."""
        return self.overlap(d, d) if self.versions_listed else Answer.UNKNOWN

    def usable(self, d: int) -> Answer:
        """Has a setting at or under d."""
        if any(length <= d for length in self.ends()):
            return Answer.YES
        return Answer.UNKNOWN if self.shortest is None else Answer.NO

    def never_above(self, d: int) -> Answer:
        """Cannot go above d. Asked of the worst case, never of the resolved value."""
        longest = self.longest
        if longest is not None and longest <= d:
            return Answer.YES
        if self.versions_listed:
            return Answer.NO if any(length > d for length in self.ends()) else Answer.UNKNOWN
        # Which version is bought is open: only a range that lies wholly above d rules it out.
        shortest = self.shortest
        return Answer.NO if shortest is not None and shortest > d else Answer.UNKNOWN

    def within(self, a: int, b: int) -> Answer:
        """Every setting lies in [a, b]."""
        if not self.versions_listed or not self.is_known:
            return Answer.UNKNOWN
        if any(not a <= length <= b for length in self.ends()):
            return Answer.NO
        return Answer.UNKNOWN if self.longest is None or self.shortest is None else Answer.YES

    def overlap(self, a: int, b: int) -> Answer:
        """Some setting lies in [a, b]."""
        if not self.is_known:
            return Answer.UNKNOWN
        answers = [Answer.of(any(a <= length <= b for length in self.fixed))]
        answers += [r.overlap(a, b) for r in self.ranges]
        listed = self.longest_listed
        if self.open and listed is not None and b > listed:
            answers.append(Answer.UNKNOWN)
        return any_of(answers)

    def covers(self, a: int, b: int, gap: int = COVER_GAP) -> Answer:
        """Adjustable throughout [a, b]: both ends, and no jump between neighbours above ``gap`` µm."""
        if not self.versions_listed:
            return Answer.UNKNOWN
        return self.usable(a) & self.reach(b) & self._no_gap(a, b, gap)

    def _no_gap(self, a: int, b: int, gap: int) -> Answer:
        if not self.is_known:
            return Answer.UNKNOWN
        smooth = [r for r in self.ranges if r.is_smooth(gap)]
        # A smooth range is told by its ends: listing a step of 1 µm would cost more than it says.
        known = set(self.fixed)
        for r in self.ranges:
            known.update(r.ends if r in smooth else r.settings())
        settings = sorted(known)
        result = Answer.YES
        if settings[0] > a or settings[-1] < b:
            # Beyond the known settings usable and reach decide; here nothing is proven either way.
            result = Answer.UNKNOWN
        for low, high in pairwise(settings):
            if high <= a or low >= b or high - low <= gap:
                continue
            if any(_spans(r, low, high) for r in smooth):
                continue
            if not any(_may_fill(r, low, high) for r in self.ranges):
                return Answer.NO
            result = Answer.UNKNOWN
        return result


def _spans(r: Range, low: int, high: int) -> bool:
    return r.low is not None and r.high is not None and r.low <= low and high <= r.high


def _may_fill(r: Range, low: int, high: int) -> bool:
    """Whether a range whose settings are not all known may have one between low and high."""
    return not r.is_exact and (r.low is None or r.low < high) and (r.high is None or r.high > low)


@dataclass(frozen=True, slots=True)
class Lengths:
    """What the finder asks: the settings under each reading of the sources, and the worst case.

    ``settings`` starts with the resolved value; the others combine the alternatives of what is disputed.
    ``worst`` holds the settings of every statement not deprecated, measured lengths included.
    ``nominal`` are the readings of the dial itself where its cartridges limit it; no question asks them.
    """

    settings: tuple[NeedleLengths, ...] = (NeedleLengths(),)
    worst: NeedleLengths = NeedleLengths()
    nominal: tuple[NeedleLengths, ...] = ()

    @property
    def main(self) -> NeedleLengths:
        return self.settings[0]

    @property
    def is_disputed(self) -> bool:
        return len(self.settings) > 1

    def reach(self, d: int) -> Answer:
        return agreed(s.reach(d) for s in self.settings)

    def at(self, d: int) -> Answer:
        return agreed(s.at(d) for s in self.settings)

    def usable(self, d: int) -> Answer:
        return agreed(s.usable(d) for s in self.settings)

    def never_above(self, d: int) -> Answer:
        return self.worst.never_above(d)

    def within(self, a: int, b: int) -> Answer:
        return agreed(s.within(a, b) for s in self.settings)

    def overlap(self, a: int, b: int) -> Answer:
        return agreed(s.overlap(a, b) for s in self.settings)

    def covers(self, a: int, b: int, gap: int = COVER_GAP) -> Answer:
        return agreed(s.covers(a, b, gap) for s in self.settings)


@dataclass(frozen=True)
class Question:
    """One way to ask for a needle length: its key in addresses, its words, and how it is answered."""

    key: str
    label: str
    sentence: str
    takes_range: bool
    ask: Callable[..., Answer]

    def words(self, *lengths: str) -> str:
        """``("0.5",)`` → "can be set to exactly 0.5 mm"."""
        return self.sentence.format(*lengths)


QUESTIONS: Final[dict[str, Question]] = {
    key: Question(key, label, sentence, takes_range, ask)
    for key, label, sentence, takes_range, ask in (
        ("depth_reach", "Reaches, or more", "reaches {0} mm or more", False, Lengths.reach),
        ("depth_at", "Can be set to exactly", "can be set to exactly {0} mm", False, Lengths.at),
        (
            "depth_usable",
            "Has a setting at or under",
            "has a setting at or under {0} mm",
            False,
            Lengths.usable,
        ),
        ("depth_never_above", "Never goes above", "never goes above {0} mm", False, Lengths.never_above),
        ("depth_within", "All settings between", "is only set between {0} and {1} mm", True, Lengths.within),
        (
            "depth_overlap",
            "Has a setting between",
            "has a setting between {0} and {1} mm",
            True,
            Lengths.overlap,
        ),
        (
            "depth_covers",
            "Adjustable throughout",
            "is adjustable all through {0} to {1} mm",
            True,
            Lengths.covers,
        ),
    )
}

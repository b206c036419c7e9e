"""What a reading means: what the devices with that reading answer to a value, a range or a length."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from catalog.finder.conditions import Between
from catalog.finder.scales import LONGEST
from catalog.specs.answer import Answer, agreed
from catalog.specs.kinds import Span
from catalog.specs.needle_length import Lengths, NeedleLengths


@dataclass(frozen=True, slots=True)
class Terms:
    """Named values of a product: those it has, those it may have, those it has not, and all others."""

    yes: frozenset[str] = frozenset()
    maybe: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()
    otherwise: Answer = Answer.NO
    labels: tuple[tuple[str, str], ...] = ()
    is_disputed: bool = False

    def ask(self, name: str) -> Answer:
        if name in self.yes:
            return Answer.YES
        if name in self.maybe:
            return Answer.UNKNOWN
        return Answer.NO if name in self.no else self.otherwise

    @property
    def is_unknown(self) -> bool:
        """Whether it certainly has none of the values, yet may have one."""
        return not self.yes and (bool(self.maybe) or self.otherwise is Answer.UNKNOWN)


UNKNOWN_TERMS: Final = Terms(otherwise=Answer.UNKNOWN)
NO_TERMS: Final = Terms()


@dataclass(frozen=True, slots=True)
class Amounts:
    """A number, or a span of numbers, under each reading of the sources; by currency for prices.

    Without readings nothing is known; ``applies`` False means that there can be none.
    """

    readings: tuple[Span, ...] = ()
    applies: bool = True
    prices: tuple[tuple[str, int], ...] = ()

    def ask(self, asked: Between) -> Answer:
        """Whether some number it has lies in the range; an end that is not known may."""
        if not self.applies:
            return Answer.NO
        if asked.currency is not None:
            found = [Span(amount, amount) for currency, amount in self.prices if currency == asked.currency]
            return any_in(found[0], asked) if found else Answer.UNKNOWN
        return agreed(any_in(span, asked) for span in self.readings)

    @property
    def is_unknown(self) -> bool:
        return self.applies and not self.readings and not self.prices

    @property
    def is_disputed(self) -> bool:
        return len(self.readings) > 1

    def usable(self, asked: Between) -> list[int]:
        """Numbers that would find it if they were asked for; a dispute is found by none."""
        if asked.currency:
            return [amount for currency, amount in self.prices if currency == asked.currency]
        return list(self.numbers()) if len(self.readings) == 1 else []

    def numbers(self) -> Iterable[int]:
        """Every number named by any source."""
        for span in self.readings:
            yield from (end for end in (span.low, span.high) if end is not None)


def any_in(span: Span, asked: Between) -> Answer:
    """Whether a span has a number in the range asked."""
    least, most = asked.low, asked.high
    if (most is not None and span.low is not None and span.low > most) or (
        least is not None and span.high is not None and span.high < least
    ):
        return Answer.NO
    for end in (span.low, span.high):
        if end is not None and (least is None or end >= least) and (most is None or end <= most):
            return Answer.YES
    return Answer.YES if span.low is not None and span.high is not None else Answer.UNKNOWN


@dataclass(frozen=True, slots=True)
class Dial:
    """The needle lengths of a device, and those that its sources name one by one (µm).

    ``askable`` are the named ones that somebody can ask for; zero is none, it is a needle that stays in.
    ``exact`` has the settings of each reading, None where not every one of them is known.
    ``is_stepless``: some reading has a range without stops, so that it can be set to lengths nobody names.
    """

    lengths: Lengths
    named: frozenset[int]
    askable: tuple[int, ...]
    exact: tuple[frozenset[int] | None, ...]
    is_stepless: bool

    def at(self, length: int) -> Answer:
        """Whether it can be set to exactly this length: `Lengths.at`, quickly where settings are known."""
        readings = zip(self.lengths.settings, self.exact, strict=True)
        return agreed(s.at(length) if known is None else Answer.of(length in known) for s, known in readings)


def dial(lengths: Lengths) -> Dial:
    """What the finder keeps of lengths."""
    listed = [reading for reading in lengths.settings if reading.versions_listed]
    named = frozenset(length for reading in listed for length in reading.settings())
    askable = tuple(n for n in named if 0 < n <= LONGEST and n % 10 == 0)
    exact = tuple(frozenset(s.settings()) if _is_exact(s) else None for s in lengths.settings)
    is_stepless = any(r.step == 0 for s in lengths.settings for r in s.ranges)
    return Dial(lengths, named, askable, exact, is_stepless)


def _is_exact(reading: NeedleLengths) -> bool:
    """Whether `settings` is everything a reading can be set to, and nothing is open."""
    exact = all(r.is_exact and r.step != 0 for r in reading.ranges)
    return reading.is_known and reading.versions_listed and not reading.open and exact


ON_RECORD: Final = "-on-record"
NONE_ON_RECORD: Final = "-none"


@dataclass(frozen=True, slots=True)
class Files:
    """Regulators' files for this exact model, by market. Silence is no file, so nothing is unknown."""

    on_record: frozenset[str] = frozenset()
    labels: tuple[tuple[str, str], ...] = ()
    is_disputed: bool = False
    is_unknown: bool = False

    def ask(self, name: str) -> Answer:
        if name.endswith(NONE_ON_RECORD):
            return Answer.of(name.removesuffix(NONE_ON_RECORD) not in self.on_record)
        return Answer.of(name.removesuffix(ON_RECORD) in self.on_record)

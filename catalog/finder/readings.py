"""What the finder reads of a product, and what each reading answers.

A reading is small and hashable, so that equal ones are grouped and asked once. `Terms` answers a ticked
value, `Amounts` a range; needle lengths are `specs.needle_length.Lengths`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from catalog.finder.conditions import Between
from catalog.finder.facet import token
from catalog.finder.scales import LONGEST
from catalog.shelf.entry import Entry, lengths_of, read_answer
from catalog.specs.answer import Answer, agreed
from catalog.specs.kinds import Span, TermSet
from catalog.specs.needle_length import Lengths
from catalog.specs.registry import SPECS
from catalog.specs.resolution import DISPUTED, DOES_NOT_APPLY

Reading = Hashable

SILENT: Final = "silent"
"""Nobody says anything of it, though somebody could."""

ABSENT: Final = "absent"
"""The product cannot have it."""


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


@dataclass(frozen=True)
class Surroundings:
    """What readings depend on beside the product: the day, and which prices still count on it."""

    is_current: Callable[[str | None], bool]


@dataclass(frozen=True)
class Source:
    """Where a facet's answers come from: how to read a product, and what the reading means."""

    read: Callable[[Entry, Surroundings], Reading]
    understand: Callable[[Any], Any]


def _spec_reading(key: str) -> Callable[[Entry, Surroundings], Reading]:
    spec = SPECS[key]

    def read(entry: Entry, around: Surroundings) -> Reading:
        data = entry.answer(key)
        if data is not None:
            return data
        return SILENT if spec.applies(entry.kind) else ABSENT

    return read


def _understand_terms(key: str) -> Callable[[Any], Terms]:
    kind: Any = SPECS[key].kind

    def understand(reading: Any) -> Terms:
        if reading is ABSENT:
            return NO_TERMS
        if reading is SILENT:
            return UNKNOWN_TERMS
        state, value, alternatives = read_answer(key, reading)
        if state == DOES_NOT_APPLY:
            return NO_TERMS
        if value is None:
            return UNKNOWN_TERMS
        said: list[TermSet] = [value, *alternatives]
        named = [{token(term) for term in terms.values} for terms in said]
        every = set.intersection(*named)
        some = set.union(*named)
        is_open = any(terms.open for terms in said)
        labels = {token(term): kind.label(term) for terms in said for term in terms.values}
        return Terms(
            frozenset(every),
            frozenset(some - every),
            otherwise=Answer.UNKNOWN if is_open else Answer.NO,
            labels=tuple(sorted(labels.items())),
            is_disputed=state == DISPUTED,
        )

    return understand


def _understand_amounts(key: str) -> Callable[[Any], Amounts]:
    def understand(reading: Any) -> Amounts:
        if reading is ABSENT:
            return Amounts(applies=False)
        if reading is SILENT:
            return Amounts()
        state, value, alternatives = read_answer(key, reading)
        if state == DOES_NOT_APPLY:
            return Amounts(applies=False)
        said = () if value is None else (value, *alternatives)
        return Amounts(tuple(v if isinstance(v, Span) else Span(v, v) for v in said))

    return understand


@dataclass(frozen=True, slots=True)
class Dial:
    """The needle lengths of a device, and those that its sources name one by one (µm).

    ``askable`` are the named ones that somebody can ask for; zero is none, it is a needle that stays in.
    ``is_plain``: one reading, every setting known, so that ``named`` alone says what it can be set to.
    ``is_stepless``: some reading has a range without stops, so that it can be set to lengths nobody names.
    """

    lengths: Lengths
    named: frozenset[int]
    askable: tuple[int, ...]
    is_plain: bool
    is_stepless: bool

    def at(self, length: int) -> Answer:
        """Whether it can be set to exactly this length: `Lengths.at`, quickly where nothing is open."""
        return Answer.of(length in self.named) if self.is_plain else self.lengths.at(length)


def dial(lengths: Lengths) -> Dial:
    """What the finder keeps of lengths."""
    listed = [reading for reading in lengths.settings if reading.versions_listed]
    named = frozenset(length for reading in listed for length in reading.settings())
    main = lengths.main
    is_plain = (
        len(lengths.settings) == len(listed) == 1
        and main.is_known
        and not main.open
        and all(r.is_exact and r.step != 0 for r in main.ranges)
    )
    askable = tuple(n for n in named if 0 < n <= LONGEST and n % 10 == 0)
    is_stepless = any(r.step == 0 for s in lengths.settings for r in s.ranges)
    return Dial(lengths, named, askable, is_plain, is_stepless)


def understand_lengths(reading: Any) -> Dial:
    return dial(Lengths() if reading is SILENT else lengths_of(reading))


def _one(value: str | None) -> Terms:
    return UNKNOWN_TERMS if value is None else Terms(frozenset((value,)), labels=((value, value),))


def _audience(value: str | None) -> Terms:
    if value == "both":
        return Terms(frozenset(("home", "professional")), labels=(("home", ""), ("professional", "")))
    return _one(value)


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


def _legal(entry: Entry, around: Surroundings) -> Reading:
    return tuple(sorted({(fact.market, fact.on_record) for fact in entry.legal}))


def _understand_legal(reading: Any) -> Files:
    labels = {
        token(market) + ending: market for market, _ in reading for ending in (ON_RECORD, NONE_ON_RECORD)
    }
    on_record = frozenset(token(market) for market, is_on_record in reading if is_on_record)
    return Files(on_record, tuple(sorted(labels.items())))


def _fits(entry: Entry, around: Surroundings) -> Reading:
    if entry.kind != "pen":
        return ABSENT
    return tuple((fit.other, fit.answer) for fit in entry.fits)


def _understand_fits(reading: Any) -> Terms:
    """Only what a source says: the absence of a fit never means that it does not fit."""
    if reading is ABSENT:
        return NO_TERMS
    fitting = frozenset(other for other, answer in reading if answer == "fits")
    return Terms(
        fitting,
        no=frozenset(other for other, answer in reading if answer == "does not fit"),
        otherwise=Answer.UNKNOWN,
        labels=tuple((other, other) for other in sorted(fitting)),
    )


def _price(entry: Entry, around: Surroundings) -> Reading:
    lowest: dict[str, int] = {}
    for offer in entry.offers:
        if around.is_current(offer.day):
            amount = lowest.get(offer.currency)
            lowest[offer.currency] = offer.amount_minor if amount is None else min(amount, offer.amount_minor)
    return tuple(sorted(lowest.items()))


def _measured(entry: Entry, around: Surroundings) -> Reading:
    data = entry.answer("measured_length")
    known = data is not None and read_answer("measured_length", data)[1] is not None
    return "yes" if known else "no"


def _checked(entry: Entry, around: Surroundings) -> Reading:
    return entry.checked


def _understand_day(day: Any) -> Amounts:
    number = ordinal(day)
    return Amounts() if number is None else Amounts((Span(number, number),))


def ordinal(day: str | None) -> int | None:
    """An ISO day as a number; None for none, or one that is not whole."""
    if day is None or len(day) != 10:
        return None
    return date.fromisoformat(day).toordinal()


def _number(value: Any) -> Amounts:
    return Amounts() if value is None else Amounts((Span(value, value),))


LENGTHS: Final = Source(_spec_reading("needle_length"), understand_lengths)

OF_FAMILY: Final = Source(lambda entry, _: entry.family, lambda family: family)

SOURCES: Final[dict[str, Source]] = {
    "kind": Source(lambda entry, _: entry.kind, _one),
    "brand": Source(lambda entry, _: entry.brand, _one),
    "audience": Source(lambda entry, _: entry.audience, _audience),
    "status": Source(lambda entry, _: None if entry.status == "unknown" else entry.status, _one),
    "legal": Source(_legal, _understand_legal),
    "fits": Source(_fits, _understand_fits),
    "price": Source(_price, lambda reading: Amounts(prices=reading)),
    "reviewed": Source(lambda entry, _: "yes" if entry.reviewed else "no", _one),
    "score": Source(lambda entry, _: entry.score, _number),
    "measured": Source(_measured, _one),
    "checked": Source(_checked, _understand_day),
}
"""By facet key, for all facets that are neither questions about length, nor needs, nor specs."""


def source_of(key: str, is_range: bool) -> Source:
    """Where the answers of a facet come from. Raises KeyError for a facet that is no facet."""
    if key in SOURCES:
        return SOURCES[key]
    return Source(_spec_reading(key), _understand_amounts(key) if is_range else _understand_terms(key))

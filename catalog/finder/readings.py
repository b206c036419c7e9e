"""What the finder reads of a product, and how it understands what it read.

A reading is small and hashable, so that equal ones are grouped and asked once; `meanings` has the answers.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from catalog.finder.facet import token
from catalog.finder.meanings import (
    NO_TERMS,
    NONE_ON_RECORD,
    ON_RECORD,
    UNKNOWN_TERMS,
    Amounts,
    Dial,
    Files,
    Terms,
    dial,
)
from catalog.reviews.side_by_side import NO_STANDING, Standing
from catalog.shelf.entry import Entry, lengths_of, read_answer
from catalog.specs.answer import Answer
from catalog.specs.kinds import Span, TermSet
from catalog.specs.needle_length import Lengths
from catalog.specs.registry import SPECS
from catalog.specs.resolution import DISPUTED, DOES_NOT_APPLY

Reading = Hashable

SILENT: Final = "silent"
"""Nobody says anything of it, though somebody could."""

ABSENT: Final = "absent"
"""The product cannot have it."""


@dataclass(frozen=True)
class Surroundings:
    """What readings depend on beside the product: the day, and which prices still count on it; and how it was
    judged in reviews, by the product's id."""

    is_current: Callable[[str | None], bool]
    standings: Mapping[int, Standing] = field(default_factory=dict)

    def standing(self, entry: Entry) -> Standing:
        return self.standings.get(entry.id, NO_STANDING)


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


def understand_lengths(reading: Any) -> Dial:
    return dial(Lengths() if reading is SILENT else lengths_of(reading))


def _one(value: str | None) -> Terms:
    return UNKNOWN_TERMS if value is None else Terms(frozenset((value,)), labels=((value, value),))


def _audience(value: str | None) -> Terms:
    if value == "both":
        return Terms(frozenset(("home", "professional")), labels=(("home", ""), ("professional", "")))
    return _one(value)


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
    "reviewed": Source(lambda entry, around: "yes" if around.standing(entry).is_hands_on else "no", _one),
    "score": Source(lambda entry, around: around.standing(entry).score, _number),
    "measured": Source(_measured, _one),
    "checked": Source(_checked, _understand_day),
}
"""By facet key, for all facets that are neither questions about length, nor needs, nor specs."""


def source_of(key: str, is_range: bool) -> Source:
    """Where the answers of a facet come from. Raises KeyError for a facet that is no facet."""
    if key in SOURCES:
        return SOURCES[key]
    return Source(_spec_reading(key), _understand_amounts(key) if is_range else _understand_terms(key))

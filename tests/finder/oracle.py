"""The finder again, slow and obviously right: loops over devices and three-valued logic on values.

Written from the rules, not from the index: it reads the same entries and shares no code with it beyond the
seven questions, which have tests of their own.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from catalog.finder.choice_facet import ChoiceFacet
from catalog.finder.conditions import Between, Choice, Condition, Length, Words
from catalog.finder.definitions import FACETS
from catalog.finder.filters import Filters
from catalog.finder.index import FinderIndex
from catalog.shelf import Entry, Shelf
from catalog.specs.answer import Answer
from catalog.specs.needle_length import Lengths
from catalog.specs.registry import SPECS
from catalog.specs.resolution import DOES_NOT_APPLY

T, U, F = Answer.YES, Answer.UNKNOWN, Answer.NO


@dataclass
class Answers:
    """What the oracle says of one state: slugs in order, and every number."""

    match: list[str] = field(default_factory=list)
    might: list[str] = field(default_factory=list)
    no: int = 0
    counts: dict[tuple[str, str], int] = field(default_factory=dict)
    unknown: dict[str, int] = field(default_factory=dict)
    histogram: dict[int, int] = field(default_factory=dict)
    might_at: dict[int, int] = field(default_factory=dict)


class Oracle:
    def __init__(self, shelf: Shelf, needs: Mapping[str, Filters] | None = None) -> None:
        self.shelf = shelf
        self.needs = dict(needs or {})
        self.devices = [e for e in shelf.entries if e is not None and e.kind != "cartridge"]

    def answer(self, filters: Filters) -> Answers:
        conditions = filters.conditions
        found = Answers()
        verdicts = {e.slug: [self.ask(e, c) for c in conditions] for e in self.devices}
        match = [e for e in self.devices if all(v is T for v in verdicts[e.slug])]
        might = [e for e in self.devices if F not in verdicts[e.slug] and U in verdicts[e.slug]]
        found.no = sum(F in verdicts[e.slug] for e in self.devices)
        keys = self.usable_sort(filters.sort, match)
        found.match = [e.slug for e in self.sorted(match, keys)]
        found.might = [e.slug for e in self.sorted_might(might, conditions, keys)]
        for key, facet in FACETS.items():
            others = [c for c in conditions if c.key != key]
            sure = [e for e in self.devices if all(self.ask(e, c) is T for c in others)]
            if isinstance(facet, ChoiceFacet):
                for value in self.values(key):
                    asked = Choice(key, (value,))
                    found.counts[key, value] = sum(self.ask(e, asked) is T for e in sure)
                found.unknown[key] = sum(self.not_known(e, key) for e in sure)
            else:
                own = [c for c in conditions if c.key == key]
                found.unknown[key] = sum(
                    self.ask(e, own[0]) is U if own else self.not_known(e, key) for e in sure
                )
            if key == "depth_at":
                hopeful = [e for e in self.devices if all(self.ask(e, c) is not F for c in others)]
                for length in self.grid():
                    asked_at = Length("depth_at", (length,))
                    found.histogram[length] = sum(self.ask(e, asked_at) is T for e in sure)
                    able = sum(self.ask(e, asked_at) is not F for e in hopeful)
                    found.might_at[length] = able - found.histogram[length]
        return found

    # -- one device, one condition

    def ask(self, entry: Entry, condition: Condition) -> Answer:
        if isinstance(condition, Length):
            return self.ask_length(entry.lengths, condition)
        if isinstance(condition, Between):
            return self.ask_amount(entry, condition)
        if isinstance(condition, Words):
            return _sure(self.is_found(entry, condition.text))
        verdict = T
        if condition.values:
            verdict = F
            for value in condition.values:
                verdict = _or(verdict, self.has(entry, condition.key, value))
        for value in condition.excluded:
            verdict = _and(verdict, _not(self.has(entry, condition.key, value)))
        return verdict

    def ask_length(self, lengths: Lengths, condition: Length) -> Answer:
        question = condition.key.removeprefix("depth_")
        if question == "never_above":
            return lengths.worst.never_above(*condition.numbers)
        said = {getattr(reading, question)(*condition.numbers) for reading in lengths.settings}
        return said.pop() if len(said) == 1 else U

    def ask_amount(self, entry: Entry, condition: Between) -> Answer:
        if condition.currency:
            price = self.price(entry, condition.currency)
            return U if price is None else _in(price, price, condition)
        spans = self.spans(entry, condition.key)
        if spans is None:
            return F
        said = {_in(low, high, condition) for low, high in spans}
        return said.pop() if len(said) == 1 else U

    def has(self, entry: Entry, key: str, value: str) -> Answer:
        """Whether the device has a value of a choice facet."""
        if value == "unknown":
            return _sure(self.not_known(entry, key))
        if key == "kind":
            return _sure(entry.kind == value)
        if key == "brand":
            return _sure(entry.brand == value)
        if key == "needs":
            return self.fits_need(entry, value)
        if key == "audience":
            return U if entry.audience is None else _sure(entry.audience in (value, "both"))
        if key == "status":
            return U if entry.status == "unknown" else _sure(entry.status == value)
        if key == "reviewed":
            return _sure(value == "no")
        if key == "measured":
            return _sure((value == "yes") == ("value" in self.raw(entry, "measured_length")))
        if key == "legal":
            filed = {_slug(fact.market) for fact in entry.legal if fact.outcome == "authorisation"}
            if value.endswith("-none"):
                return _sure(value.removesuffix("-none") not in filed)
            return _sure(value.endswith("-on-record") and value.removesuffix("-on-record") in filed)
        if key == "fits":
            if entry.kind != "pen":
                return F
            said = {fit.other: fit.answer for fit in entry.fits}
            return {"fits": T, "does not fit": F}.get(said.get(value, ""), U)
        return self.has_term(entry, key, value)

    def is_found(self, entry: Entry, text: str) -> bool:
        """Whether the search of the tests finds it: by any of the words, whole, in its name."""
        return bool(set(text.casefold().split()) & set(entry.name.casefold().split()))

    def search(self, text: str) -> set[int]:
        """What the index is given in place of a search: ids, cartridges and a stranger among them."""
        return {e.id for e in self.shelf.entries if e is not None and self.is_found(e, text)} | {10**9}

    def has_term(self, entry: Entry, key: str, value: str) -> Answer:
        raw = self.raw(entry, key)
        if raw.get("state") == DOES_NOT_APPLY:
            return F
        if "value" not in raw:
            return U
        said = set()
        for reading in [raw["value"], *raw.get("alternatives", ())]:
            named = {_slug(term) for term in reading["values"]}
            said.add(T if value in named else U if reading["open"] else F)
        return said.pop() if len(said) == 1 else U

    def fits_need(self, entry: Entry, slug: str) -> Answer:
        verdict = T if slug in self.needs else F
        for condition in self.needs[slug].conditions if slug in self.needs else ():
            verdict = _and(verdict, self.ask(entry, condition))
        return verdict

    def not_known(self, entry: Entry, key: str) -> bool:
        """Whether nothing is known of it: no value is certain, and some may be there."""
        if key.startswith("depth_"):
            main = entry.lengths.main
            return not main.fixed and all(r.low is None and r.high is None for r in main.ranges)
        if key in ("needs", "q"):
            return False
        if key == "price":
            return not any(self.price(entry, currency) is not None for currency in self.currencies())
        if not isinstance(FACETS[key], ChoiceFacet):
            return self.spans(entry, key) == []
        # "another" stands for the values that no device has.
        verdicts = [self.has(entry, key, value) for value in [*self.values(key), "another"]]
        if key == "legal":
            return False
        return T not in verdicts and U in verdicts

    # -- values

    def raw(self, entry: Entry, key: str) -> dict:
        data = entry.answer(key)
        if data is not None:
            return json.loads(data)
        return {"state": "not_researched" if SPECS[key].applies(entry.kind) else DOES_NOT_APPLY}

    def spans(self, entry: Entry, key: str) -> list[tuple[int | None, int | None]] | None:
        """The number of a range facet under each reading; [] for nothing known, None for does not apply."""
        if key == "score":
            return []
        if key == "checked":
            return [(date.fromisoformat(entry.checked).toordinal(),) * 2] if entry.checked else []
        raw = self.raw(entry, key)
        if raw["state"] == DOES_NOT_APPLY:
            return None
        if "value" not in raw:
            return []
        readings = [raw["value"], *raw.get("alternatives", ())]
        return [(r["low"], r["high"]) if isinstance(r, dict) else (r, r) for r in readings]

    def price(self, entry: Entry, currency: str) -> int | None:
        amounts = [
            offer.amount_minor
            for offer in entry.offers
            if offer.currency == currency and self.is_current(offer.day)
        ]
        return min(amounts, default=None)

    def is_current(self, day: str | None) -> bool:
        if day is None or len(day) < 10:
            return False
        return 0 <= (self.shelf.day - date.fromisoformat(day)).days <= self.shelf.price_age_days

    def currencies(self) -> set[str]:
        return {offer.currency for e in self.devices for offer in e.offers if self.is_current(offer.day)}

    def values(self, key: str) -> list[str]:
        """Every value that some device names."""
        found: set[str] = set()
        for entry in self.devices:
            if key == "kind":
                found.add(entry.kind)
            elif key == "brand":
                found |= {entry.brand} if entry.brand else set()
            elif key == "audience" and entry.audience:
                found |= {"home", "professional"} if entry.audience == "both" else {entry.audience}
            elif key == "status" and entry.status != "unknown":
                found.add(entry.status)
            elif key == "legal":
                found |= {f"{_slug(f.market)}{end}" for f in entry.legal for end in ("-on-record", "-none")}
            elif key == "fits" and entry.kind == "pen":
                found |= {fit.other for fit in entry.fits if fit.answer == "fits"}
            elif key in SPECS:
                raw = self.raw(entry, key)
                for reading in [raw["value"], *raw.get("alternatives", ())] if "value" in raw else ():
                    found |= {_slug(term) for term in reading["values"]}
        if key == "needs":
            found = set(self.needs)
        return sorted(found)

    def grid(self) -> list[int]:
        """Every exact length that a source names one by one and that can be asked for."""
        found: set[int] = set()
        for entry in self.devices:
            for reading in entry.lengths.settings:
                if reading.versions_listed:
                    found.update(reading.fixed)
                    for r in reading.ranges:
                        found.update(end for end in (r.low, r.high) if end is not None)
                        if r.low is not None and r.high is not None and r.step:
                            found.update(range(r.low, r.high, r.step))
        return sorted(n for n in found if 0 < n <= 5000 and n % 10 == 0)

    # -- order

    def usable_sort(self, sort: tuple[str, ...], match: list[Entry]) -> tuple[str, ...]:
        """Without a price that fewer than four in five of the list have in one currency."""
        self.currency = None
        best = 0
        for currency in sorted(self.currencies()):
            known = sum(self.price(e, currency) is not None for e in match)
            if known > best:
                best, self.currency = known, currency
        if not match or best / len(match) < 0.8:
            self.currency = None
            return tuple(key for key in sort if key not in ("price", "-price"))
        return sort

    def sorted(self, entries: Iterable[Entry], sort: tuple[str, ...]) -> list[Entry]:
        barely = lambda e: sum(e.record) <= 2  # noqa: E731
        keys = sort or ("-score", "-record", "name")
        ordered = sorted(entries, key=lambda e: e.id)
        ordered.sort(key=self.name)
        for key in reversed(keys):
            field_, descending = key.removeprefix("-"), key.startswith("-")
            known = [e for e in ordered if self.sort_value(e, field_) is not None]
            unknown = [e for e in ordered if self.sort_value(e, field_) is None]
            known.sort(key=lambda e: self.sort_value(e, field_), reverse=descending)
            ordered = known + unknown
        return ordered if sort else [e for e in ordered if not barely(e)] + [e for e in ordered if barely(e)]

    def sorted_might(
        self, entries: list[Entry], conditions: tuple[Condition, ...], sort: tuple[str, ...]
    ) -> list[Entry]:
        """By the first missing fact in registry order, in a length question by the reason, then sorted."""
        groups: dict[tuple[int, int], list[Entry]] = {}
        for entry in entries:
            place = next(i for i, c in enumerate(conditions) if self.ask(entry, c) is U)
            groups.setdefault((place, self.reason(entry, conditions[place])), []).append(entry)
        return [e for key in sorted(groups) for e in self.sorted(groups[key], sort)]

    def reason(self, entry: Entry, condition: Condition) -> int:
        """The rank of the reason, in the order of the listing: stops, start and stops, start, longest,
        disagreement (start, end, stops, other), versions, more exist, nothing known."""
        if not isinstance(condition, Length):
            return self.reason_elsewhere(entry, condition)
        lengths, question = entry.lengths, condition.key.removeprefix("depth_")
        if question == "never_above":
            reading = lengths.worst
        else:
            said = [(getattr(r, question)(*condition.numbers), r) for r in lengths.settings]
            if {T, F} <= {answer for answer, _ in said}:
                return _disagreement(lengths)
            reading = next(r for answer, r in said if answer is U)
        low_gone = [r for r in reading.ranges if r.low is None]
        high_gone = [r for r in reading.ranges if r.high is None]
        if not reading.fixed and all(r.low is None and r.high is None for r in reading.ranges):
            return 11
        if not reading.versions_listed:
            return 9
        if question == "never_above":
            return 10 if reading.open else 4
        if high_gone and question != "usable":
            return 4
        if low_gone and question != "reach":
            stops_matter = question in ("at", "overlap", "covers")
            return 2 if stops_matter and any(r.step is None for r in low_gone) else 3
        open_stops = [r for r in reading.ranges if r.step is None and r.low != r.high]
        if open_stops and question in ("at", "overlap", "covers"):
            return 1
        return 10

    def reason_elsewhere(self, entry: Entry, condition: Condition) -> int:
        if condition.key == "needs":
            return 11
        if condition.key in SPECS:
            raw = self.raw(entry, condition.key)
            if raw.get("alternatives"):
                return 8
            if "value" not in raw:
                return 11
            return 10 if isinstance(condition, Choice) else 11
        if condition.key == "fits":
            return 10 if any(fit.answer == "fits" for fit in entry.fits) else 11
        return 11

    def name(self, entry: Entry) -> str:
        brand = self.shelf.brands[entry.brand].name if entry.brand else ""
        whole = entry.name if entry.name.casefold().startswith(brand.casefold()) else f"{brand} {entry.name}"
        return whole.casefold()

    def sort_value(self, entry: Entry, key: str) -> object:
        main = entry.lengths.main
        match key:
            case "name":
                return self.name(entry)
            case "record":
                return sum(entry.record)
            case "reach":
                gone = main.open or any(r.high is None for r in main.ranges)
                ends = [*main.fixed, *(r.high for r in main.ranges)]
                return None if gone or not ends else max(ends)
            case "lowest":
                gone = any(r.low is None for r in main.ranges)
                ends = [*main.fixed, *(r.low for r in main.ranges)]
                return None if gone or not ends else min(ends)
            case "step":
                return main.ranges[0].step if len(main.ranges) == 1 else None
            case "noise" | "weight":
                return self.raw(entry, key).get("value")
            case "price":
                return self.price(entry, self.currency)
            case "reviewed":
                return 0
            case "checked":
                return entry.checked
        return None


def searching(index: FinderIndex) -> FinderIndex:
    """The index with the search of the tests, which follows it from shelf to shelf."""
    index.search = lambda words: Oracle(index.shelf).search(words)
    return index


def _disagreement(lengths: Lengths) -> int:
    first = lengths.settings[0]
    for other in lengths.settings[1:]:
        if len(first.ranges) == 1 and len(other.ranges) == 1 and first.fixed == other.fixed:
            here, there = first.ranges[0], other.ranges[0]
            for rank, part in ((5, "low"), (6, "high"), (7, "step")):
                if getattr(here, part) != getattr(there, part):
                    return rank
    return 8


def _in(low: int | None, high: int | None, asked: Between) -> Answer:
    """Whether low..high has a number in the range asked; tried out on every number that could decide."""
    least = asked.low if asked.low is not None else -(10**9)
    most = asked.high if asked.high is not None else 10**9
    said = set()
    for start in [low] if low is not None else [min(high, least) - 1, least, most + 1, high]:
        for end in [high] if high is not None else [max(low, most) + 1, most, least - 1, low]:
            if start <= end and (high is None or end <= high) and (low is None or start >= low):
                said.add(T if start <= most and end >= least else F)
    return said.pop() if len(said) == 1 else U


def _sure(truth: bool) -> Answer:
    return T if truth else F


def _and(a: Answer, b: Answer) -> Answer:
    return F if F in (a, b) else U if U in (a, b) else T


def _or(a: Answer, b: Answer) -> Answer:
    return T if T in (a, b) else U if U in (a, b) else F


def _not(a: Answer) -> Answer:
    return {T: F, F: T, U: U}[a]


def _slug(term: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in term.lower()).split())

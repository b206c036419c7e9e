"""Spec phrases as filters: "roller under 0.5 mm" asks the finder for rollers that never go above 0.5 mm.

Only what can be read exactly becomes a filter: units, terms and names come from the registry of specs and
from what the devices have. Everything else is named as left out; nothing is guessed. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from catalog.finder.conditions import Choice, Condition
from catalog.finder.facet import MOST_VALUES
from catalog.finder.filters import MOST_FACETS, Filters
from catalog.search.bounds import AFTER, BEFORE, Bound
from catalog.search.quantities import Amount, Unusable, of_number
from catalog.search.scanning import Number, Token, scan
from catalog.search.vocabulary import (
    ARTICLES,
    BEFORE_KIND,
    CARTRIDGES,
    LITTLE,
    OF_LENGTHS,
    REFUSING,
    Named,
    Vocabulary,
    Words,
    fits,
)
from catalog.specs.registry import SPECS

ONE_ONLY: Final = "Only one of a kind can be asked for; the first one is used."
NEGATED: Final = "What is not wanted can be left out in the list itself."


@dataclass(frozen=True)
class LeftOut:
    """Words that became no filter; ``reason`` is a sentence, empty where there is nothing to say."""

    words: str
    reason: str = ""


@dataclass(frozen=True)
class Reading:
    """What a phrase asks of the finder.

    ``numbers``: how many of the filters come from a number. ``instead``: the other filters that the same
    words may mean, to be offered beside. ``includes``: the length that "under" and "above" include, as text.
    ``is_cartridge``: cartridges are asked for, not devices.
    """

    filters: Filters
    left_out: tuple[LeftOut, ...] = ()
    numbers: int = 0
    instead: Filters | None = None
    includes: str = ""
    is_cartridge: bool = False

    @property
    def is_worth_showing(self) -> bool:
        """Whether the phrase is about specs, not a name or a question in which such a word stands."""
        keys = self.filters.keys
        if self.numbers:
            return True
        if any(key in SPECS for key in keys):
            return self.is_cartridge or "kind" in keys or "brand" in keys or not self.left_out
        return "kind" in keys and not self.left_out and not self.is_cartridge


def read(text: str, vocabulary: Vocabulary) -> Reading:
    """What a phrase asks for; without conditions where it asks for nothing that is a filter."""
    return _Reader(tuple(scan(text)), vocabulary).read()


@dataclass
class _Reader:
    """Goes through the tokens once, the longest match first."""

    tokens: tuple[Token, ...]
    vocabulary: Vocabulary
    conditions: dict[str, Condition] = field(default_factory=dict)
    left_out: list[tuple[int, LeftOut]] = field(default_factory=list)
    numbers: int = 0
    instead: tuple[str, Condition] | None = None
    includes: str = ""
    is_cartridge: bool = False

    def read(self) -> Reading:
        at = 0
        while at < len(self.tokens):
            at = self._step(at)
        filters = Filters()
        for condition in self.conditions.values():
            filters = filters.having(condition)
        instead = filters.without(self.instead[0]).having(self.instead[1]) if self.instead else None
        left_out = tuple(_joined(self.left_out))
        return Reading(filters, left_out, self.numbers, instead, self.includes, self.is_cartridge)

    # -- one step, which says where the next begins -------------------------------------------------------

    def _step(self, at: int) -> int:
        length = self._match(at, self.vocabulary.named)
        if length > 1:
            return self._name(at, at + length)
        if (after := self._number(at)) is not None:
            return after
        if length:
            return self._name(at, at + 1)
        word = self._word(at)
        if word in CARTRIDGES:
            self.is_cartridge = True
            return at + 1
        if word in LITTLE or (word in BEFORE_KIND and self._is_kind(at + 1)):
            return at + 1
        return self._leave(at, at + 1)

    def _name(self, start: int, stop: int) -> int:
        """A kind, a brand, or terms of a spec."""
        named: Named = self.vocabulary.named[self._words(start, stop)]
        if (refusal := self._refusal(start)) is not None:
            return self._leave(refusal, stop, NEGATED)
        if named.only_before_kind and not self._is_kind(stop):
            return self._leave(start, stop)
        return self._add(start, stop, Choice(named.key, named.values))

    def _number(self, at: int) -> int | None:
        """A number with what stands before and after it; None where none stands here."""
        start = at
        bound, more = self._bound(start, BEFORE)
        start += more
        spec, more = self._mentioned(start)
        start += more
        if bound is None:
            bound, more = self._bound(start, BEFORE)
            start += more
        number = self._token(start)
        if not isinstance(number, Number) or (spec and not fits(spec, number.unit)):
            return None
        stop = start + 1
        if not spec and not number.unit and self._word(stop) in self.vocabulary.nouns:
            spec = self.vocabulary.nouns[self._word(stop)]
            stop += 1
        after, stop = self._after(stop)
        if not spec:
            spec, more = self._mentioned(stop)
            if spec and fits(spec, number.unit):
                stop += more
            else:
                spec = self.vocabulary.units.get(number.unit, "")
        if not spec and self._is_count(number, at, stop):
            spec = "pin_count"
        if (refusal := self._refusal(at)) is not None:
            return self._leave(refusal, stop, NEGATED)
        if bound and after:
            return self._leave(at, stop)
        return self._amount(at, stop, spec, number, bound or after)

    def _amount(self, at: int, stop: int, spec: str, number: Number, bound: Bound | None) -> int:
        try:
            amount: Amount = of_number(spec, number, bound)
        except Unusable as error:
            return self._leave(at, stop, str(error))
        before = len(self.left_out)
        self._add(at, stop, amount.condition)
        if len(self.left_out) == before:
            self.numbers += 1
            self.includes = self.includes or amount.includes
            if amount.instead and not self.instead:
                self.instead = (amount.condition.key, amount.instead)
        return stop

    def _add(self, start: int, stop: int, condition: Condition) -> int:
        old = self.conditions.get(condition.key)
        if isinstance(condition, Choice) and isinstance(old, Choice):
            # "single use, sterile": what is both, if anything is; else either, as in the list itself.
            both = {*old.values} & {*condition.values} or {*old.values, *condition.values}
            condition = Choice(condition.key, tuple(sorted(both)))
            old = None if len(condition.values) <= MOST_VALUES else old
        if (old and old != condition) or len({*self.conditions, condition.key}) > MOST_FACETS:
            return self._leave(start, stop, ONE_ONLY)
        self.conditions[condition.key] = condition
        return stop

    # -- looking around -----------------------------------------------------------------------------------

    def _words(self, start: int, stop: int) -> Words:
        return tuple(self._word(at) for at in range(start, stop))

    def _token(self, at: int) -> Token | None:
        return self.tokens[at] if 0 <= at < len(self.tokens) else None

    def _word(self, at: int) -> str:
        token = self._token(at)
        return "" if token is None or (isinstance(token, Number) and not token.is_plain) else token.text

    def _match(self, at: int, phrases: Mapping[Words, Any]) -> int:
        """How many words from here on are the longest of these phrases; 0 where none is."""
        longest = min(self.vocabulary.longest, len(self.tokens) - at)
        return next((n for n in range(longest, 0, -1) if self._words(at, at + n) in phrases), 0)

    def _bound(self, at: int, table: Mapping[Words, Bound]) -> tuple[Bound | None, int]:
        for n in range(min(6, len(self.tokens) - at), 0, -1):
            if found := table.get(self._words(at, at + n)):
                return found, n
        return None, 0

    def _after(self, at: int) -> tuple[Bound | None, int]:
        """What bounds the number before, and where it ends: "0.5 mm needles or longer"."""
        here = at
        while self._word(here) in OF_LENGTHS:
            here += 1
        bound, more = self._bound(here, AFTER)
        after = here + more
        begins = here + 1 if self._word(here) in ("and", "or") else here
        _, next_one = self._bound(begins, BEFORE)
        if next_one and isinstance(self._token(begins + next_one), Number):
            # "0.5 mm at most 60 dB", "12 pins and under 1 mm": it belongs to the number that comes.
            return None, at
        return (bound, after) if bound else (None, at)

    def _mentioned(self, at: int) -> tuple[str, int]:
        """The spec that is named here, and how many words it takes, "of" and "is" after it included."""
        length = self._match(at, self.vocabulary.specs)
        if not length:
            return "", 0
        key = self.vocabulary.specs[self._words(at, at + length)]
        while self._word(at + length) in ("of", "is"):
            length += 1
        return key, length

    def _is_kind(self, at: int) -> bool:
        named = self.vocabulary.named.get((self._word(at),))
        return (named is not None and named.key == "kind") or self._word(at) in CARTRIDGES

    def _is_count(self, number: Number, at: int, stop: int) -> bool:
        """A bare number of three digits beside a kind, if devices have so many needles: "roller 192"."""
        is_known = number.is_plain and len(number.low) > 2 and number.low in self.vocabulary.counts
        return is_known and (self._is_kind(at - 1) or self._is_kind(stop))

    def _refusal(self, at: int) -> int | None:
        """Where the word stands that refuses what comes here: "without a battery"."""
        at -= 1
        while self._word(at) in ARTICLES:
            at -= 1
        return at if self._word(at) in REFUSING else None

    def _leave(self, start: int, stop: int, reason: str = "") -> int:
        words = " ".join(token.raw for token in self.tokens[start:stop])
        self.left_out = [(at, one) for at, one in self.left_out if at < start]
        self.left_out.append((start, LeftOut(words, reason)))
        return stop


def _joined(left_out: Sequence[tuple[int, LeftOut]]) -> Iterator[LeftOut]:
    """Those that have nothing more to say stand together."""
    silent = " ".join(one.words for _, one in left_out if not one.reason)
    if silent:
        yield LeftOut(silent)
    yield from (one for _, one in left_out if one.reason)

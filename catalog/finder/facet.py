"""Facets as they stand in an address: how each kind of facet reads, writes and says a condition.

What the devices answer is not here (`readings`, `index`); this side knows no data.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from babel.numbers import is_currency

from catalog.finder.conditions import Between, Choice, Condition, Ignored, Length, Refused, TooMany
from catalog.finder.scales import LengthScale, MoneyScale, Scale
from catalog.specs.units import MILLIMETRE, shorten

MOST_VALUES: Final = 10
LONGEST_TEXT: Final = 200

Labels = Callable[[str, str], str]
"""(facet key, token) → the words for it; brands and cartridges are known to the data only."""


def token(term: str) -> str:
    """A term as it stands in an address: ``"Stainless steel"`` → ``"stainless-steel"``."""
    plain = unicodedata.normalize("NFKD", term).encode("ascii", "ignore").decode() or term
    return re.sub(r"[\W_]+", "-", plain.casefold()).strip("-")


class Facet(Protocol):
    """What the finder can be asked about, by its key in addresses."""

    @property
    def key(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def help(self) -> str: ...
    @property
    def parameters(self) -> tuple[str, ...]: ...
    def parse(self, given: Given) -> tuple[Condition | None, list[Ignored]]: ...
    def serialize(self, condition: Condition) -> str: ...
    def chip(self, condition: Condition, labels: Labels) -> str: ...


Given = Mapping[str, Sequence[str]]
"""Parameter name → its values that are not empty, in the order of the address."""


@dataclass(frozen=True)
class LengthFacet:
    """One of the seven questions. ``clause`` continues "Devices that …"; ``{0}`` and ``{1}`` are lengths."""

    key: str
    label: str
    clause: str
    chip_words: str
    takes_range: bool = False
    open: bool = False
    help: str = ""
    scale: LengthScale = field(default_factory=lambda: LengthScale(MILLIMETRE))

    @property
    def parameters(self) -> tuple[str, ...]:
        if self.takes_range:
            return (self.key, f"{self.key}_min", f"{self.key}_max")
        return (self.key, f"{self.key}_other")

    def parse(self, given: Given) -> tuple[Condition | None, list[Ignored]]:
        condition, ignored = self._range(given) if self.takes_range else self._single(given)
        return condition, in_order(ignored, self.parameters)

    def _single(self, given: Given) -> tuple[Condition | None, list[Ignored]]:
        """The first length that can be read; the number field overrules the radio buttons beside it."""
        ignored: list[Ignored] = []
        found: list[int] = []
        for name in (f"{self.key}_other", self.key):
            if found:
                break
            for text in given.get(name, ()):
                try:
                    value = self.scale.parse(text)
                except Refused as error:
                    ignored.append(Ignored(name, text, str(error)))
                    continue
                if found and value != found[0]:
                    ignored.append(Ignored(self.key, text, ONE_LENGTH))
                found.append(value)
        return (Length(self.key, (found[0],)) if found else None), ignored

    def _range(self, given: Given) -> tuple[Condition | None, list[Ignored]]:
        low, high, ignored = ends_of(self.key, given, self.scale, whole=True)
        return (None if low is None or high is None else Length(self.key, (low, high))), ignored

    def serialize(self, condition: Condition) -> str:
        assert isinstance(condition, Length)
        return "..".join(map(self.scale.format, condition.numbers))

    def chip(self, condition: Condition, labels: Labels) -> str:
        assert isinstance(condition, Length)
        return self.chip_words.format(*map(self.scale.show, condition.numbers))

    def says(self, condition: Length) -> str:
        """The clause after "Devices that": "can be set to 0.5 mm"."""
        return self.clause.format(*map(self.scale.show, condition.numbers))


@dataclass(frozen=True)
class ChoiceFacet:
    """Values to tick, any of which will do; with ``all_of`` every ticked one has to be there.

    ``options`` (token → label) where the values are fixed; without them any token is a value.
    """

    key: str
    label: str
    help: str = ""
    options: Mapping[str, str] | None = field(default=None, hash=False)
    all_of: bool = False
    renamed: Mapping[str, str] = field(default_factory=dict, hash=False)
    unknown_label: str = "Not known"

    @property
    def parameters(self) -> tuple[str, ...]:
        return (self.key,)

    def parse(self, given: Given) -> tuple[Condition | None, list[Ignored]]:
        ignored: list[Ignored] = []
        values: set[str] = set()
        excluded: set[str] = set()
        for text in given.get(self.key, ()):
            for piece in text.split(","):
                written = piece.strip()
                if not written:
                    continue
                name = token(written)
                name = self.renamed.get(name, name)
                if not name or (self.options is not None and name not in self.options):
                    ignored.append(Ignored(self.key, written, self._unknown(written)))
                elif written.startswith(("-", "−")):
                    excluded.add(name)
                else:
                    values.add(name)
                if len(values) + len(excluded) + len(ignored) > MOST_VALUES:
                    raise TooMany(f"At most {MOST_VALUES} values of one kind can be asked for at once.")
        if not values and not excluded:
            return None, ignored
        return Choice(self.key, tuple(sorted(values)), tuple(sorted(excluded))), ignored

    def _unknown(self, written: str) -> str:
        if self.options is None:
            return f"“{shorten(written)}” is no value of {self.label.lower()}."
        return f"“{shorten(written)}” is none of: {', '.join(self.options)}."

    def serialize(self, condition: Condition) -> str:
        assert isinstance(condition, Choice)
        return ",".join((*condition.values, *(f"-{value}" for value in condition.excluded)))

    def chip(self, condition: Condition, labels: Labels) -> str:
        assert isinstance(condition, Choice)
        joint = " and " if self.all_of else " or "
        wanted = joint.join(labels(self.key, value) for value in condition.values)
        refused = " or ".join(labels(self.key, value) for value in condition.excluded)
        words = ", ".join(part for part in (wanted, f"not {refused}" if refused else "") if part)
        return f"{self.label}: {words}"


@dataclass(frozen=True)
class RangeFacet:
    """A number with two ends, either of which may be left out; ``money`` names its currency as well."""

    key: str
    label: str
    scale: Scale
    help: str = ""
    money: bool = False

    @property
    def parameters(self) -> tuple[str, ...]:
        names = (self.key, f"{self.key}_min", f"{self.key}_max")
        return (*names, f"{self.key}_currency") if self.money else names

    def parse(self, given: Given) -> tuple[Condition | None, list[Ignored]]:
        if self.money:
            condition, ignored = self._money(given)
        else:
            low, high, ignored = ends_of(self.key, given, self.scale)
            condition = self._made(low, high, None)
        return condition, in_order(ignored, self.parameters)

    def _made(self, low: int | None, high: int | None, currency: str | None) -> Condition | None:
        return None if low is None and high is None else Between(self.key, low, high, currency)

    def _money(self, given: Given) -> tuple[Condition | None, list[Ignored]]:
        """The form's currency field counts where an amount is filled in, else the first currency named."""
        ignored: list[Ignored] = []
        codes = []
        for text in given.get(f"{self.key}_currency", ()):
            if is_currency(text.strip().upper()):
                codes.append(text.strip().upper())
            else:
                ignored.append(
                    Ignored(f"{self.key}_currency", text, "This is no currency. Write it like USD.")
                )
        typed = {name: given[name] for name in (f"{self.key}_min", f"{self.key}_max") if given.get(name)}
        found = codes[0] if typed and codes else None
        if found:
            ignored += [Ignored(self.key, f"{code}:", ONE_CURRENCY) for code in codes if code != found]
        ends: list[str] = []
        for text in given.get(self.key, ()):
            code, colon, rest = text.partition(":")
            code = code.strip().upper()
            if not colon or not is_currency(code):
                ignored.append(Ignored(self.key, text, "Name the currency first, such as USD:..200."))
            elif found not in (None, code):
                ignored.append(Ignored(self.key, text, ONE_CURRENCY))
            else:
                found = code
                ends.append(rest)
        if found is None:
            ignored += [
                Ignored(name, text, "Choose a currency.") for name, texts in typed.items() for text in texts
            ]
            return None, ignored
        low, high, more = ends_of(self.key, {self.key: ends, **typed}, MoneyScale(found))
        for i in more:
            value = f"{found}:{i.value}" if i.parameter == self.key else i.value
            ignored.append(Ignored(i.parameter, value, i.message))
        return self._made(low, high, found), ignored

    def scale_of(self, condition: Between) -> Scale:
        return MoneyScale(condition.currency) if condition.currency else self.scale

    def serialize(self, condition: Condition) -> str:
        assert isinstance(condition, Between)
        scale = self.scale_of(condition)
        low, high = ("" if end is None else scale.format(end) for end in (condition.low, condition.high))
        return f"{condition.currency}:{low}..{high}" if condition.currency else f"{low}..{high}"

    def chip(self, condition: Condition, labels: Labels) -> str:
        assert isinstance(condition, Between)
        scale = self.scale_of(condition)
        low, high = condition.low, condition.high
        if low is None:
            words = f"up to {scale.show(high or 0)}"
        elif high is None:
            words = f"{scale.show(low)} or more" if scale.suffix else f"from {scale.show(low)}"
        else:
            words = scale.show(low) if low == high else f"{scale.show(low)}–{scale.show(high)}"
        if low is not None and high is None and scale.suffix:
            return f"{self.label}: {scale.show(low)}{scale.suffix} or more"
        return f"{self.label}: {words}{scale.suffix}"


ONE_LENGTH: Final = "One length at a time: the first one is used."
ONE_RANGE: Final = "One range at a time: the first one is used."
ONE_CURRENCY: Final = "One currency at a time: the first one is used."
SWAPPED: Final = "The smallest is above the largest. Swap them."
BOTH_ENDS: Final = "Give both ends, such as 0.2..1.0."


def in_order(ignored: list[Ignored], parameters: Sequence[str]) -> list[Ignored]:
    """Sorted by parameter, so that reading an address made from them finds them in the same order."""
    return sorted(ignored, key=lambda i: parameters.index(i.parameter))


def parse_ends(text: str, scale: Scale | LengthScale, whole: bool = False) -> tuple[int | None, int | None]:
    """``"a..b"``, ``"a.."``, ``"..b"`` or ``"a"`` → both ends; with ``whole`` both are asked for.

    Raises `Refused`.
    """
    low, dots, high = text.partition("..")
    if not dots:
        value = scale.parse(text)
        return value, value
    if whole and not (low.strip() and high.strip()):
        raise Refused(BOTH_ENDS)
    if not low.strip() and not high.strip():
        raise Refused("Give at least one end, such as 40..55.")
    first = scale.parse(low) if low.strip() else None
    last = scale.parse(high) if high.strip() else None
    if first is not None and last is not None and first > last:
        raise Refused(SWAPPED)
    return first, last


def ends_of(
    key: str, given: Given, scale: Scale | LengthScale, whole: bool = False
) -> tuple[int | None, int | None, list[Ignored]]:
    """Both ends from ``key`` and from the number fields ``key_min`` and ``key_max``, which overrule it."""
    ignored: list[Ignored] = []
    base: tuple[int | None, int | None] | None = None
    for text in given.get(key, ()):
        try:
            ends = parse_ends(text, scale, whole)
        except Refused as error:
            ignored.append(Ignored(key, text, str(error)))
            continue
        if base is None:
            base = ends
        elif ends != base:
            ignored.append(Ignored(key, text, ONE_RANGE))
    low, high = base or (None, None)
    least = _field(f"{key}_min", given, scale, ignored)
    most = _field(f"{key}_max", given, scale, ignored)
    if _swapped(least, low, most, high) and most:
        ignored.append(Ignored(f"{key}_max", most[1], SWAPPED))
        most = None
    if _swapped(least, low, most, high) and least:
        ignored.append(Ignored(f"{key}_min", least[1], SWAPPED))
        least = None
    low, high = least[0] if least else low, most[0] if most else high
    if whole and (low is None) != (high is None):
        for name, end in ((f"{key}_min", least), (f"{key}_max", most)):
            if end:
                ignored.append(Ignored(name, end[1], BOTH_ENDS))
        return None, None, ignored
    return low, high, ignored


def _field(
    name: str, given: Given, scale: Scale | LengthScale, ignored: list[Ignored]
) -> tuple[int, str] | None:
    """The first number typed in a field that can be read, with its text."""
    found: tuple[int, str] | None = None
    for text in given.get(name, ()):
        try:
            value = scale.parse(text)
        except Refused as error:
            ignored.append(Ignored(name, text, str(error)))
            continue
        if found is None:
            found = value, text
        # Another number in the same field is dropped: a form sends one, and repeating it says nothing new.
    return found


def _swapped(
    least: tuple[int, str] | None, low: int | None, most: tuple[int, str] | None, high: int | None
) -> bool:
    first, last = least[0] if least else low, most[0] if most else high
    return first is not None and last is not None and first > last

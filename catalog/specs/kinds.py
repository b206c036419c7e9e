"""Kinds of value: how a text becomes a value, and a value text or JSON.

Every kind has the same furniture: ``parse`` and ``format`` (``parse(format(v)) == v``), ``show`` for pages,
``to_json`` and ``from_json``, ``sort_key``, and ``parts`` and ``join``, which take a value apart into what
resolves separately. Values are immutable and hashable: int, `Span`, `TermSet`, bool, str, `Size`,
`NeedleLengths`, or a tuple of `Measurement`.
"""

import re
import unicodedata
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from catalog.specs.units import MILLIMETRE, SpecValueError, Unit, shorten

Parts = dict[str, Hashable]
WHOLE: Final = ""
"""The key of the only part of a value that resolves as one."""


class Kind(Protocol):
    """What `Spec.kind` has to offer."""

    @property
    def name(self) -> str: ...
    @property
    def unit(self) -> Unit | None: ...
    def parse(self, text: str) -> Any: ...
    def format(self, value: Any) -> str: ...
    def show(self, value: Any) -> str: ...
    def sort_key(self, value: Any) -> tuple[int, ...] | str: ...
    def to_json(self, value: Any) -> Any: ...
    def from_json(self, data: Any) -> Any: ...
    def parts(self, value: Any) -> Parts: ...
    def join(self, parts: Mapping[str, Any]) -> Any: ...
    def differs(self, a: Any, b: Any, tolerance: int) -> bool: ...


class Whole:
    """A value that resolves as one."""

    @property
    def unit(self) -> Unit | None:
        return None

    def parts(self, value: Any) -> Parts:
        return {WHOLE: value}

    def join(self, parts: Mapping[str, Any]) -> Any:
        return parts[WHOLE]

    def differs(self, a: Any, b: Any, tolerance: int) -> bool:
        """Whether two parts differ beyond the tolerance (in base units, where there are any)."""
        if isinstance(a, bool) or not (isinstance(a, int) and isinstance(b, int)):
            return bool(a != b)
        return abs(a - b) > tolerance

    def show(self, value: Any) -> str:
        return self.format(value)

    def format(self, value: Any) -> str:
        raise NotImplementedError  # pragma: no cover

    def to_json(self, value: Any) -> Any:
        return value

    def from_json(self, data: Any) -> Any:
        return data


@dataclass(frozen=True)
class Quantity(Whole):
    """One whole number in the base unit of ``measured_in``."""

    measured_in: Unit
    name: str = "quantity"

    @property
    def unit(self) -> Unit:
        return self.measured_in

    def parse(self, text: str) -> int:
        return self.measured_in.parse(text)

    def format(self, value: int) -> str:
        return self.measured_in.format(value) + self.measured_in.suffix()

    def show(self, value: int) -> str:
        return self.measured_in.show(value) + self.measured_in.suffix()

    def sort_key(self, value: int) -> tuple[int, ...]:
        return (value,)


@dataclass(frozen=True, slots=True)
class Span:
    """From ``low`` to ``high`` in base units; an end that nobody gives is None."""

    low: int | None = None
    high: int | None = None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("a span starts at or below its end")


_DASH: Final = r"\s*(?:–|—|-|−|\bto\b|\.\.)\s*"
_UPTO: Final = re.compile(r"(?:up to|at most|max\.?|≤)\s*(?P<high>.+)", re.IGNORECASE)
_FROM: Final = re.compile(r"(?:from|at least|min\.?|≥)\s*(?P<low>.+)", re.IGNORECASE)


@dataclass(frozen=True)
class Interval(Whole):
    """A span whose two ends resolve separately."""

    measured_in: Unit
    name: str = "interval"

    @property
    def unit(self) -> Unit:
        return self.measured_in

    def parse(self, text: str) -> Span:
        """``"9,000–18,000 rpm"``, ``"up to 18,000"``, ``"from 6,000 rpm"``, ``"7,000 rpm"``."""
        unit, line = self.measured_in, " ".join(text.split())
        if match := _UPTO.fullmatch(line):
            return Span(None, unit.parse(match["high"]))
        if match := _FROM.fullmatch(line):
            low, *high = re.split(_DASH, match["low"])
            if not high:
                return Span(unit.parse(low), None)
            line = match["low"]
        ends = re.split(_DASH, line)
        if len(ends) == 1:
            value = unit.parse(ends[0])
            return Span(value, value)
        if len(ends) != 2 or not all(ends):
            raise SpecValueError(f"“{shorten(text)}” is not a range. Write it like 9–18{unit.suffix()}.")
        low_end, high_end = parse_pair(unit, *ends)
        if low_end > high_end:
            raise SpecValueError(f"“{shorten(text)}” starts above its end.")
        return Span(low_end, high_end)

    def format(self, value: Span) -> str:
        return self._text(value, self.measured_in.format)

    def show(self, value: Span) -> str:
        return self._text(value, self.measured_in.show)

    def _text(self, value: Span, number: Any) -> str:
        unit = self.measured_in.suffix()
        if value.low is None and value.high is None:
            raise ValueError("a span has at least one end")
        if value.low is None:
            return f"up to {number(value.high)}{unit}"
        if value.high is None:
            return f"from {number(value.low)}{unit}"
        if value.low == value.high:
            return f"{number(value.low)}{unit}"
        return f"{number(value.low)}–{number(value.high)}{unit}"

    def sort_key(self, value: Span) -> tuple[int, ...]:
        first = value.low if value.low is not None else value.high
        last = value.high if value.high is not None else value.low
        return (first or 0, last or 0)

    def to_json(self, value: Span) -> dict[str, int | None]:
        return {"low": value.low, "high": value.high}

    def from_json(self, data: Mapping[str, int | None]) -> Span:
        return Span(data["low"], data["high"])

    def parts(self, value: Span) -> Parts:
        return {key: end for key, end in (("low", value.low), ("high", value.high)) if end is not None}

    def join(self, parts: Mapping[str, Any]) -> Span:
        low, high = parts.get("low"), parts.get("high")
        # Ends from different sources can cross; the interval then spans both.
        return (
            Span(min(low, high), max(low, high)) if low is not None and high is not None else Span(low, high)
        )


def parse_pair(unit: Unit, low: str, high: str) -> tuple[int, int]:
    """The two ends of a range; a unit written once, behind the second, holds for both."""
    return unit.parse(with_unit(low, unit_of(high))), unit.parse(high)


def unit_of(text: str) -> str:
    """The unit as written behind a number; nothing where there is none."""
    return re.sub(r"^[\d.,\s+−-]+", "", text.strip())


def with_unit(number: str, unit: str) -> str:
    """The number with the unit written behind it, unless it has one of its own."""
    return number if unit_of(number) else f"{number.strip()} {unit}".strip()


def printable(text: str) -> str:
    """The text itself. Raises `SpecValueError` where a database or a page could not hold it, or where it is
    a dash or the like: that nothing is known has states of its own.
    """
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in text):
        raise SpecValueError(f"“{shorten(text)}” has a character in it that cannot be printed.")
    if text and not any(character.isalnum() for character in text):
        raise SpecValueError(f"“{shorten(text)}” says nothing. Leave out what is not known.")
    return text


@dataclass(frozen=True, slots=True)
class TermSet:
    """Words from a list; ``open`` where more exist than are named."""

    values: tuple[str, ...] = ()
    open: bool = False

    def has(self, term: str) -> bool | None:
        """Whether the term is in the list; None where the list is open and does not name it."""
        if term in self.values:
            return True
        return None if self.open else False


_MORE: Final = re.compile(r"[,;]?\s*(?:and more|more exist|…|\.\.\.)$", re.IGNORECASE)


@dataclass(frozen=True)
class Terms(Whole):
    """Words from ``options`` (term → label), or counts and words where ``counts`` allows numbers.

    With ``many`` a device can have several. Without options any word is a term.
    """

    options: Mapping[str, str] = field(default_factory=dict, hash=False)
    many: bool = False
    counts: bool = False
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    name: str = "terms"

    def parse(self, text: str) -> TermSet:
        """``"12, 36, 42, nano"``; ``"42, more exist"`` is an open list; ``"mains, battery"``."""
        line = printable(" ".join(text.split()))
        is_open = bool(_MORE.search(line))
        line = _MORE.sub("", line)
        separator = r"\s*[,;]\s*" if self.many else r"(?!)"
        found: set[str] = set()
        for word in re.split(separator, line):
            if not word:
                raise SpecValueError(f"“{shorten(text)}” has an empty place in its list.")
            if _MORE.search(word):
                raise SpecValueError(f"“{shorten(text)}” says that more exist before its end.")
            found.update(self._terms(word, text))
        return TermSet(self.ordered(found), is_open)

    def _terms(self, word: str, text: str) -> tuple[str, ...]:
        plain = word.strip().lower()
        if self.counts and plain.isascii() and plain.isdigit():
            if len(plain) > 9:
                raise SpecValueError(f"“{shorten(word)}” is too large for a count.")
            return (str(int(plain)),)
        if not self.options:
            return (word.strip(),)
        for term, label in self.options.items():
            if plain in (term, label.lower()):
                return (term,)
        if plain in self.aliases:
            return self.aliases[plain]
        choices = ", ".join(self.options.values())
        numbers = "a number, " if self.counts else ""
        raise SpecValueError(f"“{shorten(word or text)}” is none of: {numbers}{choices}.")

    def ordered(self, terms: set[str]) -> tuple[str, ...]:
        return tuple(sorted(terms, key=self.term_key))

    def term_key(self, term: str) -> tuple[int, int, str]:
        """Natural order: counts ascending, then options as declared, then by name."""
        if self.counts and term.isascii() and term.isdigit():
            return (0, int(term), "")
        names = list(self.options)
        return (1, names.index(term), "") if term in names else (2, 0, term.lower())

    def label(self, term: str) -> str:
        return self.options.get(term, term)

    def format(self, value: TermSet) -> str:
        more = ", more exist" if value.open else ""
        return ", ".join(value.values) + more

    def show(self, value: TermSet) -> str:
        words = ", ".join(self.label(term) for term in value.values)
        more = "; more exist" if value.open else ""
        return words[:1].upper() + words[1:] + more

    def sort_key(self, value: TermSet) -> str:
        return " ".join(f"{key[0]}{key[1]:09}{key[2]}" for key in map(self.term_key, value.values))

    def to_json(self, value: TermSet) -> dict[str, Any]:
        return {"values": list(value.values), "open": value.open}

    def from_json(self, data: Mapping[str, Any]) -> TermSet:
        return TermSet(tuple(data["values"]), data["open"])

    def differs(self, a: Any, b: Any, tolerance: int) -> bool:
        """An open list only says what exists: it differs from a list that lacks one of its terms."""
        some, others = ({term.casefold() for term in terms.values} for terms in (a, b))
        if a.open and b.open:
            return False
        if a.open or b.open:
            return not (some <= others if a.open else others <= some)
        return some != others


@dataclass(frozen=True)
class YesNo(Whole):
    """Has it or not."""

    name: str = "yes_no"

    def parse(self, text: str) -> bool:
        word = text.strip().lower()
        if word in ("yes", "true", "1"):
            return True
        if word in ("no", "false", "0"):
            return False
        raise SpecValueError(f"“{shorten(text)}” is neither yes nor no.")

    def format(self, value: bool) -> str:
        return "yes" if value else "no"

    def sort_key(self, value: bool) -> tuple[int, ...]:
        return (int(value),)


@dataclass(frozen=True)
class Note(Whole):
    """A short text, at most ``longest`` characters; compared without case and extra spaces."""

    longest: int = 500
    name: str = "note"

    def parse(self, text: str) -> str:
        line = printable(" ".join(text.split()))
        if not line:
            raise SpecValueError("This text is empty.")
        if len(line) > self.longest:
            raise SpecValueError(f"This text has {len(line)} characters; at most {self.longest} fit.")
        return line

    def format(self, value: str) -> str:
        return value

    def show(self, value: str) -> str:
        return value[:1].upper() + value[1:]

    def sort_key(self, value: str) -> str:
        return value.lower()

    def differs(self, a: Any, b: Any, tolerance: int) -> bool:
        return bool(a.casefold() != b.casefold())


AXES: Final = ("length", "width", "height", "handle")


@dataclass(frozen=True, slots=True)
class Size:
    """Axis → span in µm, axes in the order of `AXES`; an axis that nobody gives is absent."""

    axes: tuple[tuple[str, Span], ...] = ()


@dataclass(frozen=True)
class Dimensions(Whole):
    """Sizes along named axes, each resolving separately."""

    name: str = "dimensions"

    @property
    def unit(self) -> Unit:
        return MILLIMETRE

    def parse(self, text: str) -> Size:
        """``"length 180 mm, width 30–35 mm"``, ``"handle 120 mm"``, ``"180 × 30 × 35 mm"``."""
        along: dict[str, Span] = {}
        interval = Interval(MILLIMETRE)
        if "×" in text:
            sizes = text.split("×")
            if len(sizes) != 3:
                raise SpecValueError(f"“{shorten(text)}” needs three sizes: length × width × height.")
            # A unit written once, behind the last, holds for all three.
            unit = unit_of(re.split(_DASH, sizes[-1].strip())[-1])
            spans = (interval.parse(with_unit(size, unit)) for size in sizes)
            return Size(tuple(zip(AXES, spans, strict=False)))
        for piece in text.split(","):
            axis, _, size = piece.strip().partition(" ")
            axis = axis.lower()
            if axis not in AXES or not size:
                raise SpecValueError(f"“{shorten(piece)}” is no size. Write it like length 180 mm.")
            if axis in along:
                raise SpecValueError(f"“{shorten(text)}” gives the {axis} twice.")
            along[axis] = interval.parse(size)
        return self.join(along)

    def format(self, value: Size) -> str:
        return ", ".join(f"{axis} {Interval(MILLIMETRE).format(span)}" for axis, span in value.axes)

    def show(self, value: Size) -> str:
        text = ", ".join(f"{axis} {Interval(MILLIMETRE).show(span)}" for axis, span in value.axes)
        return text[:1].upper() + text[1:]

    def sort_key(self, value: Size) -> tuple[int, ...]:
        return tuple(n for _, span in value.axes for n in Interval(MILLIMETRE).sort_key(span))

    def to_json(self, value: Size) -> dict[str, Any]:
        return {axis: {"low": span.low, "high": span.high} for axis, span in value.axes}

    def from_json(self, data: Mapping[str, Any]) -> Size:
        return self.join({axis: Span(span["low"], span["high"]) for axis, span in data.items()})

    def parts(self, value: Size) -> Parts:
        return dict(value.axes)

    def join(self, parts: Mapping[str, Any]) -> Size:
        return Size(tuple((axis, parts[axis]) for axis in AXES if axis in parts))


@dataclass(frozen=True, slots=True, order=True)
class Measurement:
    """One setting measured: nominal and mean length in µm, ``n`` readings, ``spread`` (SD, µm) if given."""

    set_to: int
    measured: int
    n: int
    spread: int | None = None


_MEASUREMENT: Final = re.compile(
    r"(?P<set>[^→>]+?)\s*(?:→|->)\s*(?P<mean>[^±(]+?)\s*(?:±\s*(?P<spread>[^(]+?)\s*)?\(n\s*=\s*(?P<n>\d{1,6})\)"
)


@dataclass(frozen=True)
class Measurements(Whole):
    """Pairs of set and measured length: ``"0.5 mm → 0.46 mm ± 0.03 mm (n=9)"``, separated by ``;``."""

    name: str = "measurements"

    @property
    def unit(self) -> Unit:
        return MILLIMETRE

    def parse(self, text: str) -> tuple[Measurement, ...]:
        found = []
        for piece in " ".join(text.split()).split(";"):
            match = _MEASUREMENT.fullmatch(piece.strip())
            if not match or int(match["n"]) < 1:
                raise SpecValueError(
                    f"“{shorten(piece)}” is no measurement. Write it like 0.5 mm → 0.46 mm ± 0.03 mm (n=9)."
                )
            spread = MILLIMETRE.parse(match["spread"]) if match["spread"] else None
            found.append(
                Measurement(
                    MILLIMETRE.parse(match["set"]), MILLIMETRE.parse(match["mean"]), int(match["n"]), spread
                )
            )
        return tuple(sorted(found, key=lambda m: (m.set_to, m.measured, m.n)))

    def format(self, value: tuple[Measurement, ...]) -> str:
        return "; ".join(self._one(m, MILLIMETRE.format) for m in value)

    def show(self, value: tuple[Measurement, ...]) -> str:
        return "; ".join(self._one(m, MILLIMETRE.show) for m in value)

    def _one(self, m: Measurement, number: Any) -> str:
        spread = f" ± {number(m.spread)} mm" if m.spread is not None else ""
        return f"{number(m.set_to)} mm → {number(m.measured)} mm{spread} (n={m.n})"

    def sort_key(self, value: tuple[Measurement, ...]) -> tuple[int, ...]:
        return tuple(abs(m.measured - m.set_to) for m in value)

    def to_json(self, value: tuple[Measurement, ...]) -> list[dict[str, int | None]]:
        return [{"set": m.set_to, "measured": m.measured, "n": m.n, "spread": m.spread} for m in value]

    def from_json(self, data: Any) -> tuple[Measurement, ...]:
        return tuple(Measurement(m["set"], m["measured"], m["n"], m["spread"]) for m in data)

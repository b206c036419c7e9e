"""A phrase as numbers with their units, and words; nothing is understood yet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from catalog.specs.registry import SPECS
from catalog.specs.units import MILLIMETRE, Unit

SIGNS: Final = {"$": "USD", "€": "EUR", "£": "GBP"}
"""Currencies that are understood, by sign or code."""


def _units() -> dict[str, Unit]:
    found: dict[str, Unit] = dict.fromkeys(MILLIMETRE.spellings, MILLIMETRE)
    for spec in SPECS.values():
        unit = getattr(spec.kind, "unit", None)
        if isinstance(unit, Unit):
            for spelling in (unit.symbol.lower(), *unit.spellings):
                if spelling:
                    found.setdefault(spelling, unit)
    return found


UNITS: Final = _units()
"""What people write behind a number → the unit."""


@dataclass(frozen=True, slots=True)
class Word:
    """``text`` as it is compared: small letters, no accents, no apostrophes; ``raw`` as it was typed."""

    text: str
    raw: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number, or a range with the word that joins its ends. What there is not is empty.

    ``low_unit`` where the lower end has another unit: "500 µm to 1.5 mm".
    ``is_list``: more numbers stand before the unit than a range has, "0.5/1.0/1.5 mm".
    """

    low: str
    high: str = ""
    joint: str = ""
    unit: str = ""
    currency: str = ""
    is_list: bool = False
    raw: str = ""
    low_unit: str = ""

    @property
    def text(self) -> str:
        return self.low

    @property
    def is_plain(self) -> bool:
        """Whether it is nothing but a number, which may be a part of a name: "2-lock"."""
        return not (self.high or self.unit or self.currency or self.is_list)

    @property
    def ends(self) -> tuple[str, ...]:
        """Its numbers with their unit, as a unit parses them."""
        low = f"{self.low} {self.low_unit or self.unit}".strip()
        return (low, f"{self.high} {self.unit}") if self.high else (low,)


Token = Word | Number

_DIGITS: Final = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+[.,]\d+|[.,]\d+|\d+)(?![.,]?\d)"
_UNIT: Final = "(?:" + "|".join(sorted(map(re.escape, [*UNITS, "μm"]), key=len, reverse=True)) + r")(?!\w)"
_TOKEN: Final = re.compile(
    rf"""(?P<sign>[$€£]\s*)?(?<![\w.,])(?P<low>{_DIGITS})
        (?P<list>(?:\s*(?:/|·|,\s|\bor\b)\s*{_DIGITS})+(?=\s*-?\s*{_UNIT}))?
        (?:\s*-?\s*(?P<inner>{_UNIT}))?
        (?:(?:\s*(?P<dash>–|—|\.\.|…|-)\s*|\s+(?P<joint>to|and)\s+)(?P<high>{_DIGITS})(?=\s*-?\s*{_UNIT}))?
        (?:\s*-?\s*(?P<unit>{_UNIT}))?
        (?:\s*(?P<code>(?:USD|EUR|GBP)\b|€|£))?
      | (?P<symbol><=|>=|[<>≤≥~+])
      | (?P<word>\w(?:\w|['’](?=\w))*)""",
    re.VERBOSE | re.IGNORECASE,
)


def scan(text: str) -> Iterator[Token]:
    """The tokens of a phrase in their order; what is neither number nor word is passed over."""
    for match in _TOKEN.finditer(text):
        raw = match[0].strip()
        if match["low"]:
            yield from _numbers(match, raw)
        else:
            yield Word(plain(raw), raw)


def plain(word: str) -> str:
    """As words are compared: "Écran" → "ecran", "Berber’s" → "berbers"."""
    apart = unicodedata.normalize("NFKD", word.lower().replace("'", "").replace("’", ""))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _numbers(match: re.Match[str], raw: str) -> Iterator[Number]:
    inner, unit = _spelt(match["inner"]), _spelt(match["unit"])
    written = (match["sign"] or match["code"] or "").strip()
    currency = SIGNS.get(written, written.upper())
    low, high = match["low"], match["high"] or ""
    joint = "-" if match["dash"] else (match["joint"] or "").lower()
    is_list = bool(match["list"])
    if inner and high and UNITS[inner] is not UNITS[unit]:
        # Two numbers that have nothing to do with each other.
        first = raw[: match.end("inner") - match.start()].strip()
        yield Number(low, unit=inner, is_list=is_list, raw=first)
        yield Number(
            high, unit=unit, currency=currency, raw=match[0][match.start("high") - match.start() :].strip()
        )
    else:
        yield Number(low, high, joint, unit or inner, currency, is_list, raw, inner if unit else "")


def _spelt(unit: str | None) -> str:
    return (unit or "").lower().replace("μ", "µ")

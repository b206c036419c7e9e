"""Units: whole numbers in a base unit inside, the unit people read outside."""

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final


class SpecValueError(ValueError):
    """A text that is no value of a spec; the message is for the person who typed it."""


@dataclass(frozen=True)
class Unit:
    """A unit as shown, its base unit, and how many of the base make one.

    ``code`` is the UN/CEFACT common code (Recommendation 20) used in structured data; ``spellings`` maps
    what people write to the number of base units in one of it.
    """

    symbol: str
    base: str
    per: int
    code: str
    decimals: int = 0
    spellings: dict[str, int] = field(default_factory=dict, hash=False)
    limit: int = 10**9

    def parse(self, text: str) -> int:
        """``"0,5"``, ``".5"``, ``"500 µm"`` → whole number in the base unit.

        Raises `SpecValueError` where it is no number, negative, or finer than the base unit.
        """
        if len(text) > LONGEST_TEXT:
            raise SpecValueError(f"“{shorten(text)}” is too long for a number.")
        match = _NUMBER.fullmatch(text.strip())
        if not match:
            raise SpecValueError(f"“{shorten(text)}” is not a number. Write it like {self.example()}.")
        scale = self._scale(match["unit"], text)
        value = Fraction(self._decimal(match["number"], scale, text)) * scale
        if value.denominator != 1:
            raise SpecValueError(f"“{shorten(text)}” is finer than 1 {self.base}. Round it.")
        if value < 0:
            raise SpecValueError(f"“{shorten(text)}” is below zero.")
        if value > self.limit:
            raise SpecValueError(f"“{shorten(text)}” is too large.")
        return int(value)

    def _scale(self, written: str | None, text: str) -> int:
        unit = (written or "").strip().lower().replace("μ", "µ").rstrip(".")
        if not unit or unit == self.symbol.lower():
            return self.per
        if unit in self.spellings:
            return self.spellings[unit]
        raise SpecValueError(f"“{shorten(text)}” has a unit that is not {self.symbol or 'expected here'}.")

    def _decimal(self, number: str, scale: int, text: str) -> Decimal:
        plain = number.replace("−", "-")
        # "1,500" is a thousand and a half of whole units, "1,500 µm" too, but one and a half of a unit with
        # decimals; "1,500.0" is the same in all.
        whole = not self.decimals or scale == 1
        if _THOUSANDS.fullmatch(plain) and ("." in plain or whole):
            plain = plain.replace(",", "")
        try:
            return Decimal(plain.replace(",", "."))
        except InvalidOperation:
            raise SpecValueError(f"“{shorten(text)}” is not a number.") from None

    def format(self, value: int) -> str:
        """Shortest decimal in the shown unit, for addresses and files: ``500`` → ``"0.5"``."""
        number = Decimal(value) / self.per
        text = f"{number:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text

    def show(self, value: int) -> str:
        """As printed on a page: ``3000`` µm → ``"3.0"``, ``9000`` rpm → ``"9,000"``, zero → ``"0"``."""
        if value == 0:
            return "0"
        text = self.format(value)
        whole, _, fraction = text.partition(".")
        whole = f"{int(whole):,}"
        fraction = fraction.ljust(self.decimals, "0")
        return f"{whole}.{fraction}" if fraction else whole

    def suffix(self) -> str:
        """The unit behind a number, with its space; nothing for counts."""
        return f" {self.symbol}" if self.symbol else ""

    def example(self) -> str:
        return f"0.5{self.suffix()}" if self.decimals else f"12{self.suffix()}"


_NUMBER: Final = re.compile(
    r"(?P<number>[+\-−]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*[.,]?\d+|\d+[.,]?))\s*(?P<unit>[^\d\s.,][^\d]*)?",
    re.ASCII,
)

_THOUSANDS: Final = re.compile(r"[1-9]\d{0,2}(,\d{3})+(\.\d+)?", re.ASCII)
LONGEST_TEXT: Final = 60
"""No number needs more characters; reading one takes time that grows with the square of its length."""


def shorten(text: str, most: int = 40) -> str:
    """The text as quoted in a message: one line, at most ``most`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


MILLIMETRE: Final = Unit(
    "mm",
    "µm",
    1000,
    "MMT",
    decimals=1,
    spellings={"mm": 1000, "millimetre": 1000, "millimetres": 1000, "millimeter": 1000, "millimeters": 1000,
               "um": 1, "µm": 1, "micron": 1, "microns": 1, "cm": 10_000},
    limit=10_000_000,
)  # fmt: skip
RPM: Final = Unit("rpm", "rpm", 1, "RPM", spellings={"rpm": 1, "r/min": 1, "u/min": 1})
GRAM: Final = Unit("g", "g", 1, "GRM", spellings={"g": 1, "gram": 1, "grams": 1, "kg": 1000})
DECIBEL: Final = Unit("dB", "dB", 1, "2N", spellings={"db": 1, "db(a)": 1, "dba": 1})
MILLIAMPERE_HOUR: Final = Unit("mAh", "mAh", 1, "E09", spellings={"mah": 1, "ma": 1, "ah": 1000})
MINUTE: Final = Unit(
    "min", "min", 1, "MIN", spellings={"min": 1, "mins": 1, "minutes": 1, "h": 60, "hour": 60, "hours": 60}
)
MONTH: Final = Unit(
    "months", "months", 1, "MON",
    spellings={"month": 1, "months": 1, "year": 12, "years": 12},
)  # fmt: skip
COUNT: Final = Unit("", "", 1, "C62")

"""Numbers of range facets between an address and whole base units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from babel.numbers import get_currency_precision

from catalog.finder.conditions import Refused
from catalog.method.scoring import points, read_points
from catalog.specs.units import SpecValueError, Unit, shorten


class Scale(Protocol):
    """How the numbers of a facet are typed, written in addresses, and shown."""

    def parse(self, text: str) -> int: ...
    def format(self, value: int) -> str: ...
    def show(self, value: int) -> str: ...

    @property
    def suffix(self) -> str: ...


@dataclass(frozen=True)
class UnitScale:
    """A spec's own unit: ``55`` dB."""

    unit: Unit

    @property
    def suffix(self) -> str:
        return self.unit.suffix()

    def parse(self, text: str) -> int:
        try:
            return self.unit.parse(text)
        except SpecValueError as error:
            raise Refused(str(error)) from None

    def format(self, value: int) -> str:
        return self.unit.format(value)

    def show(self, value: int) -> str:
        return self.unit.show(value)


@dataclass(frozen=True)
class PointScale:
    """Points of ten with one decimal; the base unit is the tenth."""

    suffix: str = ""

    def parse(self, text: str) -> int:
        try:
            return read_points(text)
        except ValueError as error:
            raise Refused(str(error)) from None

    def format(self, value: int) -> str:
        return points(value).removesuffix(".0")

    def show(self, value: int) -> str:
        return points(value)


@dataclass(frozen=True)
class DayScale:
    """Days as ISO dates; the base unit is the proleptic Gregorian ordinal."""

    suffix: str = ""

    def parse(self, text: str) -> int:
        try:
            return date.fromisoformat(text.strip()).toordinal()
        except ValueError:
            raise Refused(f"“{shorten(text)}” is not a day. Write it like 2026-03-01.") from None

    def format(self, value: int) -> str:
        return date.fromordinal(value).isoformat()

    show = format


@dataclass(frozen=True)
class MoneyScale:
    """Amounts in a currency's minor units (ISO 4217)."""

    currency: str

    @property
    def suffix(self) -> str:
        return f" {self.currency}"

    @property
    def _unit(self) -> Unit:
        digits = get_currency_precision(self.currency)
        return Unit(self.currency, "cent", 10**digits, "", digits, limit=10**12)

    def parse(self, text: str) -> int:
        try:
            return self._unit.parse(text)
        except SpecValueError as error:
            raise Refused(str(error)) from None

    def format(self, value: int) -> str:
        return self._unit.format(value)

    def show(self, value: int) -> str:
        return self._unit.show(value)


LONGEST: Final = 5_000
"""No question about a needle length goes further (µm)."""


@dataclass(frozen=True)
class LengthScale:
    """Needle lengths in millimetres with at most two decimals; the base unit is the micrometre."""

    unit: Unit

    @property
    def suffix(self) -> str:
        return self.unit.suffix()

    def parse(self, text: str) -> int:
        try:
            value = self.unit.parse(text)
        except SpecValueError as error:
            raise Refused(str(error)) from None
        if value % 10:
            raise Refused(f"“{shorten(text)}” has more than two decimals. Round it to 0.01 mm.")
        if value > LONGEST:
            raise Refused(f"“{shorten(text)}” is longer than 5 mm. No such needle is listed.")
        return value

    def format(self, value: int) -> str:
        return self.unit.format(value)

    def show(self, value: int) -> str:
        return self.unit.show(value)

"""Facets with a number, in addresses and in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from babel.numbers import is_currency

from catalog.finder.conditions import Between, Condition, Ignored
from catalog.finder.ends import ends_of, in_order
from catalog.finder.facet import Given, Labels
from catalog.finder.scales import MoneyScale, Scale

ONE_CURRENCY: Final = "One currency at a time: the first one is used."


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

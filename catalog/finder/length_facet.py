"""The seven questions about needle length, in addresses and in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from catalog.finder.conditions import Condition, Ignored, Length, Refused
from catalog.finder.ends import ends_of, in_order
from catalog.finder.facet import Given, Labels
from catalog.finder.scales import LengthScale
from catalog.specs.units import MILLIMETRE

ONE_LENGTH: Final = "One length at a time: the first one is used."


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

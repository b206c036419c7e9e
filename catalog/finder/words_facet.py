"""The words a list is narrowed by, in addresses and in words; the search index knows what they find."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from catalog.finder.conditions import Condition, Ignored, Words
from catalog.finder.facet import Given, Labels
from catalog.specs.units import shorten

ONE_SEARCH: Final = "One search at a time: the first one is used."


@dataclass(frozen=True)
class WordsFacet:
    """Free text. A device has the words or has them not: nothing is unknown."""

    key: str
    label: str
    help: str = ""

    @property
    def parameters(self) -> tuple[str, ...]:
        return (self.key,)

    def parse(self, given: Given) -> tuple[Condition | None, list[Ignored]]:
        texts = [text for text in map(one_line, given.get(self.key, ())) if text]
        ignored = [Ignored(self.key, text, ONE_SEARCH) for text in texts[1:] if text != texts[0]]
        return (Words(self.key, texts[0]) if texts else None), ignored

    def serialize(self, condition: Condition) -> str:
        assert isinstance(condition, Words)
        return condition.text

    def chip(self, condition: Condition, labels: Labels) -> str:
        assert isinstance(condition, Words)
        return f"{self.label}: {shorten(condition.text)}"


def one_line(text: str) -> str:
    """The text without what cannot be seen, and with single spaces."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())

"""A short text in somebody's own words."""

import unicodedata
from dataclasses import dataclass
from typing import Any

from catalog.specs.kinds.kind import Whole
from catalog.specs.units import SpecValueError, shorten


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


def printable(text: str) -> str:
    """The text itself. Raises `SpecValueError` where a database or a page could not hold it, or where it is
    a dash or the like: that nothing is known has states of its own.
    """
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in text):
        raise SpecValueError(f"“{shorten(text)}” has a character in it that cannot be printed.")
    if text and not any(character.isalnum() for character in text):
        raise SpecValueError(f"“{shorten(text)}” says nothing. Leave out what is not known.")
    return text

"""Words and counts from a list, which may go on."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from catalog.specs.kinds.kind import Whole
from catalog.specs.kinds.note import printable
from catalog.specs.units import SpecValueError, shorten


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

"""How a study is named in a sentence: "Chu 2021". Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Protocol

from catalog.references.text import short

from .reference import NO_JOURNAL, is_in_journal

SHORT: Final = {
    "US Food and Drug Administration": "FDA",
    "Institute for Occupational Safety and Health of the German Social Accident Insurance": "DGUV",
}
_NUMBER: Final = re.compile(r"\bDEN\d{6}\b|\bK\d{6}\b|\b\d+ CFR \d+(?:\.\d+)?")
"""A number by which an official text is known better than by its year."""
_TITLE: Final = 40
"""Characters of a title that stands for a name."""
_INITIALS: Final = re.compile(r"(?: [A-Z]{1,4})?(?: Jr)?$")


class Citable(Protocol):
    """What names a study; `Study` is one."""

    @property
    def slug(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def authors(self) -> tuple[str, ...]: ...
    @property
    def journal(self) -> str: ...
    @property
    def year(self) -> int | None: ...


@dataclass(frozen=True)
class Citation:
    """Of a study nothing but what names it."""

    slug: str
    title: str
    authors: tuple[str, ...]
    journal: str
    year: int | None


def labels(studies: Iterable[Citable]) -> dict[str, str]:
    """Slug → name and year; studies that would be named alike get letters in the order of their slugs.

    An official text whose title has its number is named by that: "FDA DEN160029", "21 CFR 878.4430".
    """
    alike: dict[str, list[Citable]] = defaultdict(list)
    for study in studies:
        alike[_name(study)].append(study)
    named = {}
    for name, several in alike.items():
        letters = [""] if len(several) == 1 else list(map(letter_of, range(len(several))))
        for study, letter in zip(sorted(several, key=lambda one: one.slug), letters, strict=True):
            # After a year a letter stands close: "Chu 2021a".
            is_close = bool(study.year) and not numbered(study)
            named[study.slug] = f"{name}{letter}" if is_close else f"{name} {letter}".rstrip()
    return named


def _name(study: Citable) -> str:
    return numbered(study) or (f"{lead(study)} {study.year}" if study.year else f"{lead(study)}, undated")


def numbered(study: Citable) -> str:
    """``"FDA DEN160029"`` for a text of a body with a short name; "" without a number in its title."""
    body = SHORT.get(study.authors[0]) if study.authors else None
    number = _NUMBER.search(study.title) if body else None
    if not number:
        return ""
    return number[0] if "CFR" in number[0] else f"{body} {number[0]}"


def lead(study: Citable) -> str:
    """The first author's family name ("Sandby-Moller"), a short name of a body, or "paper in" the journal.

    A reference from a file may have neither; its title says what it is.
    """
    if not study.authors:
        if study.journal == NO_JOURNAL:
            return f"“{short(study.title, _TITLE)}”"
        return f"paper in {study.journal}" if is_in_journal(study.journal) else study.journal
    first = study.authors[0]
    return SHORT.get(first) or _INITIALS.sub("", first)


def letter_of(number: int) -> str:
    """``0`` → ``"a"``, 25 → "z", 26 → "aa": files of references hold many works of one name and year."""
    before = letter_of(number // 26 - 1) if number >= 26 else ""
    return before + chr(ord("a") + number % 26)

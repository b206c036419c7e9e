"""How a study is named in a sentence: "Chu 2021". Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Protocol

from catalog.references.text import short

from .reference import NO_JOURNAL

SHORT: Final = {
    "US Food and Drug Administration": "FDA",
    "Institute for Occupational Safety and Health of the German Social Accident Insurance": "DGUV",
}
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
    """Slug → name and year; studies that would be named alike get letters in the order of their slugs."""
    alike: dict[tuple[str, int | None], list[str]] = defaultdict(list)
    for study in studies:
        alike[lead(study), study.year].append(study.slug)
    named = {}
    for (name, year), slugs in alike.items():
        letters = [""] if len(slugs) == 1 else list(map(letter_of, range(len(slugs))))
        for slug, letter in zip(sorted(slugs), letters, strict=True):
            named[slug] = f"{name} {year}{letter}" if year else f"{name}, undated{letter and ' ' + letter}"
    return named


def lead(study: Citable) -> str:
    """The first author's family name ("Sandby-Moller"), or a short name of a body, or the journal.

    A reference from a file may have neither; its title says what it is.
    """
    if not study.authors:
        return study.journal if study.journal != NO_JOURNAL else f"“{short(study.title, _TITLE)}”"
    first = study.authors[0]
    return SHORT.get(first) or _INITIALS.sub("", first)


def letter_of(number: int) -> str:
    """``0`` → ``"a"``, 25 → "z", 26 → "aa": files of references hold many works of one name and year."""
    before = letter_of(number // 26 - 1) if number >= 26 else ""
    return before + chr(ord("a") + number % 26)

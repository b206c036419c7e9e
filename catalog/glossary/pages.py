"""What `/glossary` shows, finished, and its twin as data."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any, Final

from markupsafe import Markup

from catalog.glossary.linking import DEPTH, LENGTH, Linker, PageLinks
from catalog.glossary.models import GlossaryTerm

FIGURES: Final = "0–9"
LETTERS: Final = (FIGURES, *ascii_uppercase)


@dataclass(frozen=True)
class Entry:
    """A term. ``also`` are its other names; plain plurals of its name are none."""

    slug: str
    term: str
    definition: Markup
    also: tuple[str, ...]


@dataclass(frozen=True)
class Letter:
    """A letter of the alphabet with the terms that begin with it, perhaps none; ``id`` is its anchor."""

    text: str
    id: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class GlossaryPage:
    """`/glossary`: the whole alphabet, letters without a term included."""

    letters: tuple[Letter, ...]
    count: int
    length: Entry | None
    """The term for what makers state, needle length, where there is one."""
    depth: Entry | None
    """The term for how deep a needle goes."""


def glossary_page(terms: Sequence[GlossaryTerm], linker: Linker) -> GlossaryPage:
    """The page of terms that are sorted by the alphabet. All of it links each term once, at its first use."""
    slugs = {row.slug for row in terms}
    # The head of the page links these two, where it has both.
    links = linker.page((LENGTH, DEPTH) if {LENGTH, DEPTH} <= slugs else ())
    by_letter: dict[str, list[Entry]] = {letter: [] for letter in LETTERS}
    for row in terms:
        by_letter[letter_of(row)].append(_entry(row, links))
    letters = tuple(
        Letter(letter, _id(letter), tuple(found))
        for letter, found in by_letter.items()
        if found or letter != FIGURES
    )
    entries = {entry.slug: entry for letter in letters for entry in letter.entries}
    return GlossaryPage(letters, len(terms), entries.get(LENGTH), entries.get(DEPTH))


def letter_of(row: GlossaryTerm) -> str:
    """The letter under which a term stands: "F" for "Fibroblast", "O" for "Ödem", "0–9" for "510(k)"."""
    first = unicodedata.normalize("NFKD", row.term)[0].upper()
    return first if first in ascii_uppercase else FIGURES


def _id(letter: str) -> str:
    # No term has a name like these: theirs would have to be one letter or "figures" after this word.
    return f"letter-{'figures' if letter == FIGURES else letter.lower()}"


def _entry(row: GlossaryTerm, links: PageLinks) -> Entry:
    return Entry(row.slug, row.term, links.html(row.definition, (row.slug,)), other_names(row))


def other_names(row: GlossaryTerm) -> tuple[str, ...]:
    """The forms that tell a reader something, ``("TEWL",)``: plurals only serve to find a term in texts."""
    names = {row.term.casefold()}
    kept = []
    for form in row.also:
        if form.casefold().removesuffix("s") not in names:
            kept.append(form)
        names.add(form.casefold())
    return tuple(kept)


def glossary_json(terms: Iterable[GlossaryTerm]) -> dict[str, Any]:
    """``{"terms": [{"slug", "address", "term", "definition", "also": […]}]}``, all forms included."""
    return {"terms": [_term_json(row) for row in terms]}


def _term_json(row: GlossaryTerm) -> dict[str, Any]:
    return {
        "slug": row.slug,
        "address": f"/glossary#{row.slug}",
        "term": row.term,
        "definition": row.definition,
        "also": list(row.also),
    }

"""What an article leans on, numbered as the text first names it, with the ways back into the text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from catalog.dates import show_date
from catalog.guidance.models import Guidance
from catalog.references.style import formatted_one
from catalog.science.doubted import doubt_words
from catalog.science.models import Study
from catalog.science.reference import reference_of
from catalog.science.standing import Doubt
from catalog.science.words import citation_words, design_words, memory_words, people_words, study_address

from .text import ArticleText, parse


@dataclass(frozen=True)
class Back:
    """A way back to one place of the text: "a", "b", …"""

    letter: str
    anchor: str


@dataclass(frozen=True)
class ListedReference:
    """One line of the list. ``about`` are short facts; ``doubt`` is "retracted on 3 Mar 2026" or ""."""

    number: int
    key: str
    name: str
    words: Markup
    url: str
    about: tuple[str, ...]
    doubt: str
    backs: tuple[Back, ...]
    doi: str | None = None
    """In its normal form, without an address."""


def numbered(text: ArticleText, keys: Iterable[str]) -> dict[str, int]:
    """The number of each key that is one of ``keys``, by first use: {"aust2008": 1, …}."""
    wanted = set(keys)
    used = (key for citation in text.citations for key in citation.keys if key in wanted)
    return {key: number for number, key in enumerate(dict.fromkeys(used), 1)}


def anchor(number: int, use: int) -> str:
    """``(3, 1)`` → "cite-3-1": the first place at which the third reference is named."""
    return f"cite-{number}-{use}"


def first_place(text: str, key: str, known: Collection[str]) -> str:
    """Where the text of an article first cites a key: "cite-3-1"; "" where it does not.

    ``known`` are the keys that get numbers, of all studies and guidance.
    """
    keys = [cited for cited in _cited(text) if cited in known]
    return anchor(keys.index(key) + 1, 1) if key in keys else ""


@lru_cache(maxsize=64)
def _cited(text: str) -> tuple[str, ...]:
    """The keys that a text cites, by first use. Reading a text takes some ms, each study page asks anew."""
    return tuple(dict.fromkeys(key for citation in parse(text).citations for key in citation.keys))


def reference_list(
    text: ArticleText,
    numbers: Mapping[str, int],
    studies: Mapping[str, Study],
    guidance: Mapping[str, Guidance],
    labels: Mapping[str, str],
    doubts: Mapping[str, Doubt],
) -> tuple[ListedReference, ...]:
    """The list in the order of its numbers."""
    uses = [key for citation in text.citations for key in citation.keys]
    listed = []
    for key, number in numbers.items():
        backs = tuple(Back(_letter(use), anchor(number, use)) for use in range(1, uses.count(key) + 1))
        if key in studies:
            listed.append(_study(studies[key], number, labels, doubts, backs))
        else:
            listed.append(_guidance(guidance[key], number, backs))
    return tuple(listed)


def _study(
    study: Study,
    number: int,
    labels: Mapping[str, str],
    doubts: Mapping[str, Doubt],
    backs: tuple[Back, ...],
) -> ListedReference:
    about = [design_words(study), people_words(study)]
    if study.confidence != "verified":
        memory = memory_words(study)
        about.append(f"citation {memory}" if memory else citation_words(study))
    doubt = doubts.get(study.slug)
    return ListedReference(
        number,
        study.slug,
        labels.get(study.slug, study.slug),
        Markup(formatted_one(reference_of(study)).html),
        study_address(study.slug),
        tuple(about),
        doubt_words(doubt) if doubt else "",
        backs,
        reference_of(study).doi,
    )


def _guidance(entry: Guidance, number: int, backs: tuple[Back, ...]) -> ListedReference:
    words = Markup("{}. {}.").format(entry.who, show_date(entry.date) if entry.date else "Undated")
    about = (f"what a {entry.role} says", entry.country, *_interest(entry))
    return ListedReference(number, entry.slug, entry.who, words, f"/guidance#{entry.slug}", about, "", backs)


def _interest(entry: Guidance) -> tuple[str, ...]:
    return () if entry.interest.startswith("none") else (entry.interest,)


def _letter(use: int) -> str:
    """1 → "a", 27 → "aa"."""
    letters = ""
    while use:
        use, rest = divmod(use - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters

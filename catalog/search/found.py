"""What a search answers with: types that pages, the interface for programs and suggestions share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

KINDS: Final = ("device", "cartridge", "brand", "review", "article", "study", "claim", "term")
"""What is found, in the order in which groups stand."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a snippet, as text and never as HTML; ``is_hit``: it is what was looked for."""

    text: str
    is_hit: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found. ``line``: what it is, in words; ``why``: what of it was found, in words."""

    kind: str
    slug: str
    title: str
    url: str
    line: str
    snippet: tuple[Piece, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind: how much there is, and the best of it."""

    kind: str
    count: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, by kind; kinds without a hit are left out.

    ``corrected``: what was searched instead, where the spelling was corrected; None where it was not.
    ``missing``: words that were left out, because nothing has all words: they are in none of it, or only some
    of it has them. ``is_cut``: the text was too long, and only its beginning was looked for.
    """

    groups: tuple[Group, ...] = ()
    total: int = 0
    corrected: str | None = None
    missing: tuple[str, ...] = ()
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A thing whose name begins as what is being typed."""

    text: str
    url: str
    kind: str
    line: str

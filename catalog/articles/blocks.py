"""What is set into an article: boxes, margin notes, figures and tables of the catalogue's own facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from catalog.claims.box import ClaimBox
from catalog.claims.numbers import NumberLine
from catalog.media.shown import ShownPicture

NOTHING: Final = Markup("")


@dataclass(frozen=True)
class Source:
    """Words and where they lead. ``doubt`` is said beside a study: "retracted", "expression of concern"."""

    text: str
    href: str
    doubt: str = ""


@dataclass(frozen=True)
class Line:
    """One thing of a list: what leads it, what it says, what stands beside it, and on what it rests."""

    head: str
    words: str
    beside: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    sources: tuple[Source, ...] = ()
    picture: Markup = NOTHING


@dataclass(frozen=True)
class Table:
    """Rows of texts under heads, each with its sources in a last column; every cell says what it is."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], tuple[Source, ...]], ...]


@dataclass(frozen=True)
class Block:
    """What a macro of `templates/articles/_blocks.html` draws: the one called ``kind``."""

    kind: str
    title: str = ""
    words: str = ""
    href: str = ""
    picture: Markup = NOTHING
    lines: tuple[Line, ...] = ()
    box: ClaimBox | None = None
    numbers: tuple[NumberLine, ...] = ()
    table: Table | None = None
    sources: tuple[Source, ...] = ()
    photo: ShownPicture | None = None

"""The sentences of an article, each with its line and with what it cites. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from markdown_it.token import Token

from .text import ArticleText

MARK: Final = "\ue002"
"""Stands in a sentence's raw text where a citation is."""

_END: Final = re.compile(
    rf"[.!?…][\"”’'»)\]]*(?=\s|{MARK}|$|(?<=[a-z]\.)[A-Z])"  # the last for a space that was left out
)
_SHORT: Final = re.compile(
    r"\b(?:e\.g|i\.e|Drs?|vs|No|al|approx|cf|St|Mr|Mrs|Ms|Prof|[Ff]igs?|ca|pp?|vol|Jr|Inc|Ltd)\.$"
)
_LETTER: Final = re.compile(r"(?<!\w)[A-Z]\.$")
_NO_INITIAL: Final = re.compile(
    r"\b(?:vitamins?|types?|hepatitis|grades?|class|groups?|phases?|arms?|cohorts?|sides?|figures?|tables?"
    r"|appendix|plan|and|or|to|coenzyme|provitamin|creams?|models?|stages?|parts?|influenza) [A-Z]\.$",
    re.IGNORECASE,
)
"""A letter that ends a sentence: "vitamin C." is not the beginning of "C. Smith"."""
_AFTER: Final = re.compile(rf"\s*(?:{MARK}\s*)+")


@dataclass(frozen=True)
class Sentence:
    """``text`` without its citations; ``keys``: what they name; ``line`` on which it begins."""

    text: str
    keys: tuple[str, ...]
    line: int


def sentences(text: ArticleText) -> Iterator[Sentence]:
    """Those of paragraphs, headings, lists and quotations; the row of a table is one."""
    row: list[Token] | None = None
    for token in text.tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row:
            yield _row(row)
            row = None
        elif token.type == "inline" and row is not None:
            row.append(token)
        elif token.type == "inline":
            yield from _split(token)


def _row(cells: list[Token]) -> Sentence:
    keys = tuple(key for cell in cells for cited in _cited(cell) for key in cited)
    return Sentence(" · ".join(_clean(_raw(cell)) for cell in cells), keys, cells[0].meta["line"])


def _split(inline: Token) -> Iterator[Sentence]:
    raw, cited, lines = _raw(inline), iter(_cited(inline)), _Lines(inline)
    start = 0
    for end in (*_ends(raw), len(raw)):
        piece = raw[start:end]
        keys = tuple(key for _ in range(piece.count(MARK)) for key in next(cited))
        if said := _clean(piece):
            yield Sentence(said, keys, lines.at(start + len(piece) - len(piece.lstrip())))
        start = end


class _Lines:
    """On which line of the text each place of an inline's raw text stands; asked from left to right."""

    def __init__(self, inline: Token) -> None:
        self._pieces = [(len(_written(child)), child.meta["line"]) for child in inline.children or ()]
        self._line: int = inline.meta["line"]
        self._next = self._until = 0

    def at(self, place: int) -> int:
        while self._until <= place and self._next < len(self._pieces):
            length, self._line = self._pieces[self._next]
            self._until += length
            self._next += 1
        return self._line


def _ends(raw: str) -> Iterator[int]:
    """Where each sentence but the last ends, the citations that directly follow it included."""
    for end in _END.finditer(raw):
        if end.end() < len(raw) and not _is_short(raw, end.start() + 1):
            after = _AFTER.match(raw, end.end())
            yield after.end() if after else end.end()


def _is_short(raw: str, end: int) -> bool:
    """Whether the full stop before ``end`` is that of an abbreviation or of an initial."""
    start = max(0, end - 24)
    if _SHORT.search(raw, start, end):
        return True
    return bool(_LETTER.search(raw, start, end)) and not _NO_INITIAL.search(raw, start, end)


def _raw(inline: Token) -> str:
    """The text as it was typed in lines, with a `MARK` for each citation."""
    return "".join(map(_written, inline.children or ()))


def _written(child: Token) -> str:
    if child.type == "citation":
        return MARK
    if child.type in ("softbreak", "hardbreak"):
        return "\n"
    if child.type in ("insertion", "code_inline"):
        # A name from the catalogue, or code: neither is a statement of the author's.
        return "it"
    if child.type == "link_open" and "title" in child.attrs:
        # What a link says when somebody points at it is said as well.
        return f"({child.attrs['title']}) "
    return child.content if child.type == "text" else ""


def _cited(inline: Token) -> list[tuple[str, ...]]:
    return [child.meta["is"].keys for child in inline.children or () if child.type == "citation"]


def _clean(piece: str) -> str:
    return re.sub(r"\s+([.,;:!?])", r"\1", re.sub(r"\s+", " ", piece.replace(MARK, ""))).strip()

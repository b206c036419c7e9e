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

_END: Final = re.compile(rf"[.!?…][\"”’)\]]*(?=\s|{MARK}|$)")
_SHORT: Final = re.compile(
    r"(?:\b(?:e\.g|i\.e|Dr|vs|No|al|approx|cf|St|Mr|Mrs|Ms|Prof|Fig|ca)|(?<!\w)[A-Z])\.$"
)
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
    raw, cited = _raw(inline), iter(_cited(inline))
    start = 0
    for end in (*_ends(raw), len(raw)):
        piece = raw[start:end]
        keys = tuple(key for _ in range(piece.count(MARK)) for key in next(cited))
        if said := _clean(piece):
            begun = len(piece) - len(piece.lstrip())
            yield Sentence(said, keys, inline.meta["line"] + raw.count("\n", 0, start + begun))
        start = end


def _ends(raw: str) -> Iterator[int]:
    """Where each sentence but the last ends, the citations that directly follow it included."""
    for end in _END.finditer(raw):
        if end.end() < len(raw) and not _SHORT.search(raw, max(0, end.start() - 12), end.start() + 1):
            after = _AFTER.match(raw, end.end())
            yield after.end() if after else end.end()


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
    return child.content if child.type == "text" else ""


def _cited(inline: Token) -> list[tuple[str, ...]]:
    return [child.meta["is"].keys for child in inline.children or () if child.type == "citation"]


def _clean(piece: str) -> str:
    return re.sub(r"\s+([.,;:!?])", r"\1", re.sub(r"\s+", " ", piece.replace(MARK, ""))).strip()

"""Where a text has what was looked for, as pieces. Pure; nothing here makes HTML."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from typing import Final

from .folding import tokens
from .found import Piece

WIDTH: Final = 180
"""Characters of a snippet, more or less."""
LOOKED_AT: Final = 200_000
"""Characters of a text that are looked at."""
PLACES: Final = 200
"""Hits of which the densest place is chosen."""


class _Flat(dict[int, str]):
    """Each character as one small letter without its accent, so that places stay the same."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKD", chr(code)).casefold()[:1]
        self[code] = plain or chr(code)
        return self[code]


_FLAT: Final = _Flat()


def snippet(text: str, hits: Collection[str], width: int = WIDTH) -> tuple[Piece, ...]:
    """The densest place of a text, with what was hit marked; its beginning where nothing was.

    hits: words as `folding.words` gives them. Left out text is an ellipsis.
    """
    start, end = _window(text, hits, width)
    shown = text[start:end]
    pieces = list(_marked(shown, hits))
    if start > 0:
        pieces.insert(0, Piece("… "))
    if end < len(text):
        pieces.append(Piece(" …"))
    return tuple(_merged(pieces))


def _window(text: str, hits: Collection[str], width: int) -> tuple[int, int]:
    """From where to where: as many different hits as there can be, the first such place."""
    if len(text) <= width:
        return 0, len(text)
    places = _places(text[:LOOKED_AT], hits)
    best, start = 0, 0
    for at, (place, _) in enumerate(places):
        inside = {word for where, word in places[at:] if where < place + width * 2 // 3}
        if len(inside) > best:
            best, start = len(inside), place
    start = max(0, start - width // 6)
    start = _at_a_space(text, start) if start else 0
    end = min(len(text), start + width)
    if end < len(text):
        cut = text.rfind(" ", start + width // 2, end)
        end = cut if cut > 0 else end
    return start, end


def _places(text: str, hits: Collection[str]) -> list[tuple[int, str]]:
    words = sorted((re.escape(word) for word in hits), key=len, reverse=True)
    if not words:
        return []
    pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(words)})(?![^\W_])")
    flat = text.lower() if text.isascii() else text.translate(_FLAT)
    found = []
    for one in pattern.finditer(flat):
        found.append((one.start(), one[0]))
        if len(found) == PLACES:
            break
    return found


def _at_a_space(text: str, start: int) -> int:
    """The beginning of the word that comes next, or the same place where there is none soon."""
    at = text.find(" ", start, start + 40)
    return at + 1 if at >= 0 else start


def _marked(text: str, hits: Collection[str]) -> Iterator[Piece]:
    found = list(tokens(text))
    at, place = 0, 0
    while place < len(found):
        token, until = found[place], place + 1
        is_hit = token.word in hits
        # "derma roller" is marked as a whole where "dermaroller" was asked for.
        if until < len(found) and token.word + found[until].word in hits:
            is_hit, until = True, until + 1
        if is_hit:
            end = found[until - 1].end
            yield Piece(text[at : token.start])
            yield Piece(text[token.start : end], True)
            at = end
        place = until
    yield Piece(text[at:])


def _merged(pieces: list[Piece]) -> Iterator[Piece]:
    """No empty pieces, and no two of one sort beside each other."""
    kept: Piece | None = None
    for piece in pieces:
        if not piece.text:
            continue
        if kept and kept.is_hit == piece.is_hit:
            kept = Piece(kept.text + piece.text, kept.is_hit)
        else:
            if kept:
                yield kept
            kept = piece
    if kept:
        yield kept

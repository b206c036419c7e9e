"""Where a text has what was looked for, as pieces. Pure; nothing here makes HTML."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from .found import Piece

WIDTH: Final = 180
"""Characters of a snippet, more or less."""
LOOKED_AT: Final = 200_000
"""Characters of a text that are looked at."""
PLACES: Final = 40
"""Places of one word that are looked at."""


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
    places = _places(text[:LOOKED_AT], hits)
    start, end = _window(text, places, width)
    pieces = [Piece("… ")] if start > 0 else []
    at = start
    for place, word in places:
        if at <= place and place + len(word) <= end:
            pieces += [Piece(text[at:place]), Piece(text[place : place + len(word)], True)]
            at = place + len(word)
    pieces.append(Piece(text[at:end]))
    if end < len(text):
        pieces.append(Piece(" …"))
    return tuple(_merged(pieces))


def _window(text: str, places: Sequence[tuple[int, str]], width: int) -> tuple[int, int]:
    """From where to where: as many different hits as there can be, the first such place."""
    if len(text) <= width:
        return 0, len(text)
    best, start, until = 0, 0, 0
    for at, (place, _) in enumerate(places):
        while until < len(places) and places[until][0] < place + width * 2 // 3:
            until += 1
        inside = len({word for _, word in places[at:until]})
        if inside > best:
            best, start = inside, place
    start = max(0, start - width // 6)
    start = _at_a_space(text, start) if start else 0
    end = min(len(text), start + width)
    if end < len(text):
        cut = text.rfind(" ", start + width // 2, end)
        end = cut if cut > 0 else end
    return start, end


def _places(text: str, hits: Collection[str]) -> list[tuple[int, str]]:
    """Where hits stand as words, in the order of the text; of each the first `PLACES`."""
    flat = text.lower() if text.isascii() else text.translate(_FLAT)
    found: list[tuple[int, str]] = []
    for word in hits:
        at, times = flat.find(word), 0
        while at >= 0 and times < PLACES:
            end = at + len(word)
            if not (flat[at - 1 : at].isalnum() or flat[end : end + 1].isalnum()):
                found.append((at, word))
            at, times = flat.find(word, end), times + 1
    # Of two that begin at one place the longer one is marked.
    return sorted(found, key=lambda one: (one[0], -len(one[1])))


def _at_a_space(text: str, start: int) -> int:
    """The beginning of the word that comes next, or the same place where there is none soon."""
    at = text.find(" ", start, start + 40)
    return at + 1 if at >= 0 else start


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

"""A text taken apart into what is read by itself: sentences, table rows, and a label with its value."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from catalog.proposals.amounts import SPELLINGS
from catalog.proposals.names import named

LONGEST: Final = 500
"""Characters of one piece; what is longer is cut at a space, so that reading takes time in proportion."""
LONGEST_LABEL: Final = 60
LONGEST_PAIRED: Final = 40


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence or row of the text from ``start`` to ``end``.

    ``label`` stands before a colon or in the first cell; ``value`` is the text behind it, from ``value_at``.
    Without a label the whole piece is the value. ``is_heading``: a short line without one.
    """

    text: str
    start: int
    label: str = ""
    value: str = ""
    value_at: int = 0
    is_heading: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)


_BULLET: Final = re.compile(r"[\s•·●▪◦‣✓✔★☆►▶*–—-]{1,8}(?=\S)|\d{1,2}[.)]\s+(?=\D)")
_STOP: Final = re.compile(r"[.!?;]+[)\"”’]*\s+|\s[|•·]\s")
_NO_STOP: Final = re.compile(
    r"(?:\b(?:dr|mr|no|approx|max|min|e\.g|i\.e|vs|incl|ca|st|fig|inc|ltd|co)\.)$", re.IGNORECASE
)
_LABELLED: Final = re.compile(r"(?P<label>[^\W\d][^:：\t\n]{0,59}?)\s?(?:[:：]\s?(?!//)|\s?\t\s?)(?=\S)")
_BARE: Final = re.compile(
    r"[<>≤≥~]?\s?\d[\d.,]*(?:\s?(?:[-–—~/,&+]|to|and|or)\s?(?:\d[\d.,]*|nano))*"
    r"(?:\s?(?:" + "|".join(re.escape(word) for word in sorted(SPELLINGS, key=len, reverse=True)) + r"))?\.?",
    re.IGNORECASE,
)
"""A line that is nothing but numbers and a unit."""


def split(text: str) -> list[Piece]:
    """Every piece in order; lines of a label and a value of its own are one piece."""
    pieces: list[Piece] = []
    lines = list(_lines(text))
    at = 0
    while at < len(lines):
        start, line = lines[at]
        if at + 1 < len(lines) and _are_pair(line, lines[at + 1][1]):
            second_at, second = lines[at + 1]
            pieces.append(_pair(text, start, line, second_at, second))
            at += 2
            continue
        pieces.extend(_sentences(start, line))
        at += 1
    return pieces


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines that say something, with where they begin, bullets left out."""
    at = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            start = at + len(line) - len(line.lstrip())
            bullet = _BULLET.match(stripped)
            skip = bullet.end() if bullet and bullet.end() < len(stripped) else 0
            yield start + skip, stripped[skip:]
        at += len(line) + 1


def _is_label(line: str) -> bool:
    """Whether a line by itself names what the next or the last one gives."""
    if len(line) > LONGEST_PAIRED or any(c.isdigit() or c in ".!?;,\t" for c in line.rstrip(": ")):
        return False
    return bool(named(line))


def _is_bare_value(line: str) -> bool:
    return len(line) <= LONGEST_PAIRED and bool(_BARE.fullmatch(line))


def _are_pair(first: str, second: str) -> bool:
    """``"2.5mm"`` above ``"Needle penetration"``, or ``"Needle depth"`` above ``"0.25 – 2.5 mm"``."""
    return (_is_bare_value(first) and _is_label(second)) or (_is_label(first) and _is_bare_value(second))


def _pair(text: str, first_at: int, first: str, second_at: int, second: str) -> Piece:
    whole = text[first_at : second_at + len(second)]
    if _is_bare_value(first):
        return Piece(whole, first_at, second, first, first_at)
    return Piece(whole, first_at, first.rstrip(": "), second, second_at)


def _sentences(start: int, line: str) -> Iterator[Piece]:
    cuts = [0]
    for stop in _STOP.finditer(line):
        if not _NO_STOP.search(line[max(0, stop.start() - 8) : stop.start() + 1]):
            cuts.append(stop.end())
    cuts.append(len(line))
    for begin, end in pairwise(cuts):
        for low, high in _short(line, begin, end):
            words = line[low:high].rstrip()
            if words:
                yield _labelled(words, start + low)


def _short(line: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The part of the line in runs of at most `LONGEST` characters, cut at spaces where there are any."""
    while end - begin > LONGEST:
        cut = line.rfind(" ", begin + LONGEST // 2, begin + LONGEST)
        cut = begin + LONGEST if cut < 0 else cut + 1
        yield begin, cut
        begin = cut
    yield begin, end


def _labelled(words: str, start: int) -> Piece:
    found = _LABELLED.match(words)
    if found:
        at = found.end()
        return Piece(words, start, found["label"].strip(), words[at:], start + at)
    heading = len(words) <= 80 and words[-1:] not in ".!?;"
    return Piece(words, start, "", words, start, is_heading=heading)

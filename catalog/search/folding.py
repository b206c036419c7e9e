"""How words are read, the same in what is searched and in what is looked for. Pure.

No case, no accents, no apostrophes; numbers in one form ("0,50" and ".5" are "0.5", "9,000" is "9000"); a
number and its unit are two words ("0.5mm"), a model's letters and digits are one ("A6", "MR10").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

LONGEST: Final = 40
"""Letters of a word; longer ones are no words, and are not kept."""

SHORT: Final = 30
"""Characters of a piece of text that is worth remembering; a catalogue repeats most of its words."""
_TOKEN: Final = re.compile(
    r"""
      (?<![^\W_])(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?    # P.I.N., e.g.
    | (?<![\w.,])[.,]\d+                                     # .5
    | \d+(?:[.,]\d+)+                                        # 0.25; 9,000
    | [^\W_](?:[^\W_]|[\u0300-\u036f]|['’](?=[^\W\d_]))*     # roller, A6S, berber's
    """,
    re.VERBOSE,
)
_MEASURED: Final = re.compile(r"(\d+)(mm|um|cm|rpm|hz|db|g|kg|mg|v|w|h|mah|ml|pin|pins|needle|needles|x)")
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "μ": "u"}
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word as it is compared, and where it stands in the text it was read from."""

    word: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The words of a text in their order."""
    for found in _TOKEN.finditer(text):
        raw, (start, end) = found[0], found.span()
        word = fold(raw)
        if raw[0].isdigit() and (measured := _MEASURED.fullmatch(word)):
            split = start + len(measured[1])
            yield Token(measured[1], start, split)
            yield Token(measured[2], split, end)
        elif word and len(word) <= LONGEST:
            yield Token(word, start, end)


def words(text: str) -> list[str]:
    """The words of a text: "Dr. Pen Ultima A6" → ["dr", "pen", "ultima", "a6"]."""
    return read(text)[0]


def read(text: str) -> tuple[list[str], list[str]]:
    """The words of a text, and its compounds as one word: "micro-needling" → "microneedling"."""
    said: list[str] = []
    compounds: list[str] = []
    for chunk in text.split():
        some, runs = _remembered(chunk) if len(chunk) <= SHORT else _read(chunk)
        said += some
        compounds += runs
    return said, compounds


def _read(chunk: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands between two spaces: no word goes over one."""
    found = list(tokens(chunk))
    compounds = (
        first.word + second.word
        for first, second in pairwise(found)
        if second.start - first.end == 1 and chunk[first.end] in "-‑"
    )
    return tuple(token.word for token in found), tuple(one for one in compounds if len(one) <= LONGEST)


_remembered = lru_cache(maxsize=16_384)(_read)


def fold(raw: str) -> str:
    """One word in the form in which it is compared; "" where nothing of it is left."""
    if raw.isascii():
        word = raw.lower()
        if word.isalpha():
            return word
    else:
        split = unicodedata.normalize("NFKD", raw).casefold()
        word = "".join(c for c in split if not unicodedata.combining(c)).translate(_LETTERS)
        word = "".join(c for c in word if c.isalnum() or c in ".,'")
    if word[:1].isdigit() or word[:1] in ".,":
        return _number(word)
    return word.replace("'", "").replace("’", "").replace(".", "").replace(",", "")


def _number(word: str) -> str:
    if _THOUSANDS.fullmatch(word):
        word = word.replace(",", "")
    word = word.replace(",", ".")
    if word.startswith("."):
        word = f"0{word}"
    if word.count(".") == 1:
        word = word.rstrip("0").rstrip(".")
    return word.replace("'", "").replace("’", "")


def joined(some: Sequence[str]) -> list[str]:
    """Neighbours as one word, as people run them together: "dr", "pen", "a6" → "drpen", "pena6"."""
    pairs = (first + second for first, second in pairwise(some))
    return [pair for pair in pairs if len(pair) <= LONGEST]


def squashed(some: Sequence[str]) -> str:
    """All words as one: by it a name is known however its parts are set apart."""
    return "".join(some)


@lru_cache(maxsize=4_096)
def inflected(word: str) -> tuple[str, ...]:
    """The plural and singular of a word, right or not: what is no word finds nothing."""
    if len(word) < 3 or not word.isalpha():
        return ()
    if word.endswith("ies") and len(word) > 4:
        return (f"{word[:-3]}y", word[:-1])
    if word.endswith(("sses", "shes", "ches", "xes")):
        return (word[:-2],)
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "ys")):
        # Of three letters it is rather an abbreviation: MTS.
        return (word[:-1],) if len(word) > 3 else ()
    if word.endswith("y"):
        return (f"{word[:-1]}ies", f"{word}s")
    return (f"{word}s",) if not word.endswith("s") else (f"{word}es",)

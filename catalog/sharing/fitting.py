"""Words set into a box: broken into lines, and cut at a word where they are too many. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from .type import width

ELLIPSIS = "…"


def broken(words: str, size: float, weight: int, room: float) -> list[str]:
    """The words in lines of at most ``room`` px; a word that is longer than a line is broken, too."""
    found: list[str] = []
    line = ""
    for word in words.split(" "):
        for part in _parts(word, size, weight, room):
            longer = f"{line} {part}" if line else part
            if width(longer, size, weight) <= room:
                line = longer
            else:
                found.append(line)
                line = part
    return [one for one in [*found, line] if one]


def fitted(words: str, size: float, weight: int, room: float, most: int) -> list[str]:
    """At most ``most`` lines; the last one ends with an ellipsis where words were left out."""
    every = broken(words, size, weight, room)
    if len(every) <= most:
        return every
    if most < 1:
        return []
    return [*every[: most - 1], cut(" ".join(every[most - 1 :]), size, weight, room)]


def cut(words: str, size: float, weight: int, room: float) -> str:
    """As many of the words as fit with an ellipsis after them; of one long word, as many letters."""
    if width(words, size, weight) <= room:
        return words
    kept = words.split(" ")
    while len(kept) > 1 and width(_ended(kept), size, weight) > room:
        kept.pop()
    if width(_ended(kept), size, weight) <= room:
        return _ended(kept)
    letters = kept[0]
    while letters and width(letters + ELLIPSIS, size, weight) > room:
        letters = letters[:-1]
    return letters + ELLIPSIS


def _ended(words: Sequence[str]) -> str:
    return " ".join(words).rstrip(" ,;:.–") + ELLIPSIS


def _parts(word: str, size: float, weight: int, room: float) -> list[str]:
    if width(word, size, weight) <= room:
        return [word]
    found = [""]
    for letter in word:
        if found[-1] and width(found[-1] + letter, size, weight) > room:
            found.append("")
        found[-1] += letter
    return found

"""The typeface of the pictures: which characters it has, how wide they are, and what stands for others.

A machine may have no font at all, so it comes with the program: Source Sans Pro (SIL Open Font License).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from PIL import ImageFont

FAMILY: Final = "Source Sans Pro"
REGULAR: Final = 400
SEMIBOLD: Final = 600
BOLD: Final = 700
_FILES: Final = {REGULAR: "Regular", SEMIBOLD: "Semibold", BOLD: "Bold"}
_EM: Final = 200
"""px at which widths are read; they are shares of it."""
NO_BREAK: Final = "\u00a0"
_UNIT: Final = re.compile(r"(\d) (mm|µm|rpm|g|%)(?!\w)")
"""A number and its unit are never parted."""
OTHER_SCRIPT: Final = "(in another script)"
"""What stands where the typeface has no letters: never an empty box."""


@cache
def paths() -> tuple[str, ...]:
    """The font files, for the painter."""
    folder = files("font_source_sans_pro") / "files"
    return tuple(str(folder / f"SourceSansPro-{name}.ttf") for name in _FILES.values())


@cache
def _face(weight: int) -> ImageFont.FreeTypeFont:
    path = paths()[list(_FILES).index(weight)]
    return ImageFont.truetype(path, _EM, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4000)
def _advance(character: str, weight: int) -> float:
    return float(_face(weight).getlength(character)) / _EM


def width(words: str, size: float, weight: int = REGULAR) -> float:
    """px that the words take; kerning is left out, which makes letters stand nearer, not wider."""
    return size * sum(_advance(character, weight) for character in words)


@lru_cache(maxsize=4000)
def _is_drawn(character: str) -> bool:
    if character.isspace():
        return True
    mask, absent = (_face(REGULAR).getmask(one) for one in (character, "\uffff"))
    return bytes(mask) != bytes(absent) or mask.size != absent.size


def readable(words: str) -> str:
    """The words in one line, in characters that the typeface has.

    A letter with an accent it lacks loses the accent; a run of other letters becomes words that say so.
    """
    kept: list[str] = []
    for word in " ".join(unicodedata.normalize("NFC", words).split()).split(" "):
        kept += [one for one in _runs(word) if one and not (one == OTHER_SCRIPT and kept[-1:] == [one])]
    return _UNIT.sub(rf"\1{NO_BREAK}\2", " ".join(kept))


def _runs(word: str) -> list[str]:
    found = [""]
    for character in word:
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me"):
            # Nothing of these is seen by itself, and some of them no picture may hold.
            continue
        base = unicodedata.normalize("NFKD", character)[:1]
        if _is_drawn(character):
            found[-1] += character
        elif base and base != character and _is_drawn(base):
            found[-1] += base
        elif found[-1] != OTHER_SCRIPT:
            found += [OTHER_SCRIPT, ""] if found[-1] or len(found) == 1 else []
    return found

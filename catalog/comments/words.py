"""What of a typed text is kept: plain text that stays inside its place on the page. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

MARKS: Final = 4
"""Combining marks on one letter. Pointed Hebrew with an accent needs three or four, other scripts fewer; more
climb over the lines above and below."""

# Control characters, what turns the direction of a line, tags that nobody sees, halves of a character.
_NEVER: Final = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f"
)
_NOT_IN_A_TEXT: Final = re.compile(f"[{_NEVER}]")
_NOT_IN_A_LINE: Final = re.compile(f"[{_NEVER}\t\n\r\u2028\u2029]")

# Letters and signs by their category, but drawn as nothing.
_BLANK: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def text_lines(typed: str | None) -> str:
    """With one character at a line's end, as browsers count; never two empty lines together, none outside."""
    text = re.sub(r"\r\n?|\u2028", "\n", typed or "").replace("\u2029", "\n\n")
    return re.sub(r"\n(?:[^\S\n]*\n){2,}", "\n\n", text).strip()


def cleaned_text(text: str) -> str:
    """Without what a text of several lines may not hold."""
    return _without_towers(_NOT_IN_A_TEXT.sub("", text))


def cleaned_line(text: str) -> str:
    """Without what a single line may not hold."""
    return _without_towers(_NOT_IN_A_LINE.sub("", text))


def says_something(text: str) -> bool:
    """Whether there is anything to see in it: a letter, a number or a sign."""
    return any(unicodedata.category(one)[0] in "LNPS" and one not in _BLANK for one in text)


def paragraphs(text: str) -> tuple[tuple[str, ...], ...]:
    """``"a\\nb\\n\\nc"`` → (("a", "b"), ("c",))."""
    return tuple(tuple(part.split("\n")) for part in text.split("\n\n") if part.strip())


def _without_towers(text: str) -> str:
    """With at most `MARKS` marks on each letter, the first ones."""
    kept: list[str] = []
    marks = 0
    for one in text:
        marks = marks + 1 if unicodedata.category(one) in ("Mn", "Me") else 0
        if marks <= MARKS:
            kept.append(one)
    return "".join(kept)

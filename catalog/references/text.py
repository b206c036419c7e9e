"""The one form in which text of a reference is kept: a single line of printable characters."""

from __future__ import annotations

import unicodedata


def clean(text: str) -> str:
    """The text on one line: white space runs are one space, what cannot be printed is gone, NFC.

    Control characters, marks that turn the direction of writing and private characters go, so that a title
    from a file can be compared, written out and shown without a thought.
    """
    if not text.isprintable():
        text = "".join(
            " " if char.isspace() else char for char in text if char.isspace() or char.isprintable()
        )
    return " ".join(unicodedata.normalize("NFC", text).split())


def cleaned(text: str | None) -> str | None:
    """`clean`, with None for nothing and for what is empty afterwards."""
    return clean(text) or None if text is not None else None


def short(text: str, length: int = 60) -> str:
    """Text for a sentence about it: clean, at most `length` characters, cut ends shown by “…”."""
    line = clean(text[: 4 * length])
    return line if len(line) <= length else f"{line[: length - 1]}…"

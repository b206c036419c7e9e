"""Who speaks on a page that no author has signed."""

from __future__ import annotations

from typing import Final

BYLINE: Final = "MTSPen.com"
NOTE: Final = "Prepared from the cited sources; not yet reviewed by an author"
"""Stands beside the byline of a page that no author has signed."""


def note_of(byline: str) -> str:
    """What stands beside a byline: nothing where an author has signed."""
    return NOTE if byline == BYLINE else ""

"""Who speaks on a page that no author has signed."""

from __future__ import annotations

from typing import Final

BYLINE: Final = "MTSPen.com"
NOTE: Final = "Prepared from the cited sources; not yet reviewed by an author"
"""Stands beside the byline of a page that no author has signed."""

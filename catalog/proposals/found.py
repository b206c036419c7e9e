"""What one sentence gave: a value for a spec, or a spec that was named and could not be read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

SURE: Final = "sure"
UNSURE: Final = "unsure"


@dataclass(frozen=True, slots=True)
class Found:
    """A value for a spec in a piece from ``start`` to ``end`` of its text.

    ``says`` is what the form would take; ``doubt`` why it may be wrong, "" where nothing says so;
    ``why`` what was recognised.
    """

    spec: str
    says: str
    start: int
    end: int
    why: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """A spec that is named there, and why nothing could be read for it."""

    spec: str
    start: int
    end: int
    why: str


def phrases(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds these phrases as whole words, the longest first; a space is a gap or a hyphen."""
    parts = (re.escape(word).replace(r"\ ", r"[\s-]{1,3}") for word in sorted(words, key=len, reverse=True))
    return re.compile(r"(?<![\w-])(?:" + "|".join(parts) + r")(?!\w)", re.IGNORECASE)

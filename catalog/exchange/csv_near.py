"""What may have been meant by a name that is none. Pure."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from typing import Final

MOST_ASKED: Final = 30
"""Names looked up for one file: whoever misspells more of them has understood after these."""
MOST_NAMES: Final = 20_000
"""Names among which is looked; comparing a name with each takes a second with ten times as many."""
_LONGEST: Final = 80


class Nearest:
    """Finds the nearest of some names, for the first few that are asked for."""

    def __init__(self) -> None:
        self._asked = 0

    def words(self, text: str, names: Collection[str]) -> str:
        """`` Did you mean “dr-pen-a6”?``, or nothing."""
        found = self.of(text, names, 1)
        return f" Did you mean “{found[0]}”?" if found else ""

    def of(self, text: str, names: Collection[str], most: int) -> list[str]:
        """The nearest names, the nearest first."""
        if self._asked >= MOST_ASKED or len(names) > MOST_NAMES:
            return []
        self._asked += 1
        return difflib.get_close_matches(text[:_LONGEST], list(names), n=most, cutoff=0.72)

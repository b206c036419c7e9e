"""How many claims have which verdict. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from .verdict import LOOKS, Shown


@dataclass(frozen=True)
class Tally:
    """How many claims have a verdict: ``Tally("supported", 5, …)``, and its look (`verdict.Look`)."""

    word: str
    count: int
    icon: str
    tone: str


def tallies(verdicts: Iterable[Shown]) -> tuple[Tally, ...]:
    """How many there are of each verdict shown, in the order of `LOOKS`; what none has is left out."""
    counts = Counter(verdict.word for verdict in verdicts)
    return tuple(
        Tally(word, counts[word], look.icon, look.tone) for word, look in LOOKS.items() if counts[word]
    )

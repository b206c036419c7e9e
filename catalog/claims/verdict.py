"""The verdict on a claim as it is shown: the stored one, or "in doubt" while a study behind it is. Pure.

A study in doubt does not make a claim wrong: nothing here says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from catalog.science.standing import Doubt

from .models import Claim

IN_DOUBT: Final = "in doubt"


@dataclass(frozen=True)
class Look:
    """``icon`` is a name of `templates/claims/_verdict.html`, ``tone`` a class of the style sheet."""

    icon: str
    tone: str


LOOKS: Final = {
    "supported": Look("tick", "supported"),
    "partly supported": Look("wave", "partly"),
    "misattributed": Look("broken-link", "care"),
    "unsupported": Look("cross", "care"),
    "contradicted": Look("opposed", "care"),
    "not traced": Look("lost", "care"),
    IN_DOUBT: Look("caution", "doubted"),
}
"""Verdict → its look, in the order in which they are counted."""


@dataclass(frozen=True)
class Shown:
    """What stands beside a claim: "supported", or "in doubt", then with what it ``was`` and why.

    ``was`` is empty and ``doubted`` has no study while nothing behind the claim is in doubt.
    """

    word: str
    icon: str
    tone: str
    was: str = ""
    doubted: tuple[Doubt, ...] = ()

    @property
    def is_doubted(self) -> bool:
        """Whether a study that the claim names is retracted, or a journal is concerned about it."""
        return bool(self.doubted)


def shown(claim: Claim, doubts: Mapping[str, Doubt]) -> Shown:
    """The verdict to show. ``doubts`` are `catalog.science.standing.doubts`, of all studies or of these."""
    doubted = tuple(doubts[study] for study in named(claim) if study in doubts)
    word = IN_DOUBT if doubted else claim.verdict
    look = LOOKS[word]
    return Shown(word, look.icon, look.tone, claim.verdict if doubted else "", doubted)


def named(claim: Claim) -> tuple[str, ...]:
    """Slugs of every study that a claim names, in its lists or beside a number, each once."""
    measured = (number["study"] for number in claim.numbers if number["study"])
    return tuple(dict.fromkeys((*claim.studies, *measured)))

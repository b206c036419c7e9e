"""What speaks against needling at all, beside the warnings of a concern. Pure.

A page of a concern says whom to see first. Where the list on safety has the same under "do not needle", the
page must not sound gentler: it says so beside it. The two are matched by their words, not by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from catalog.science.models import SafetyItem
from catalog.science.words import LEVELS, NEVER

_EMPTY: Final = frozenset({
    "a", "an", "and", "are", "around", "at", "by", "for", "form", "from", "have", "if", "in", "is",
    "it", "its", "not", "of", "on", "or", "over", "past", "still", "take", "than", "that", "the",
    "to", "use", "want", "with", "you", "your",
})  # fmt: skip
"""Words that do not tell one reason from another."""
_STEM: Final = 6
"""Letters by which a word is known: "pregnant" and "pregnancy" are one."""


@dataclass(frozen=True)
class SeeFirst:
    """When to see a clinician first; ``never`` is what the list on safety says of the same, or ""."""

    text: str
    never: str


def reasons(items: Iterable[SafetyItem]) -> str:
    """``"active skin cancer in the area; bleeding disorder"``: all that speaks against it, in one text."""
    return "; ".join(item.item[:1].lower() + item.item[1:] for item in items if item.level == NEVER)


def see_first(texts: Iterable[str], items: Sequence[SafetyItem]) -> tuple[SeeFirst, ...]:
    """Each reason to see a clinician first, with what the items of level "do not treat" say of the same."""
    grave = [item for item in items if item.level == NEVER]
    return tuple(SeeFirst(text, _never(text, grave)) for text in texts)


def _never(text: str, grave: Iterable[SafetyItem]) -> str:
    same = [item for item in grave if is_same(text, item.item)]
    said = " ".join(f"{item.item}: {item.detail[:1].lower()}{item.detail[1:]}" for item in same)
    return f"{LEVELS[NEVER][:1].upper()}{LEVELS[NEVER][1:]}. {said}" if same else ""


def is_same(warning: str, item: str) -> bool:
    """Whether a warning is about what a safety item is about.

    One of the things that a text joins by "or" shares two words with one of the other text, or both are the
    same word: "You are pregnant" and "Pregnancy or breastfeeding".
    """
    return any(len(one & other) > 1 or one == other for one in _things(warning) for other in _things(item))


def _things(text: str) -> list[frozenset[str]]:
    """``"Pregnancy or breastfeeding"`` → [{"pregna"}, {"breast"}]."""
    parts = re.split(r",|;|\bor\b|\band\b", text.casefold())
    found = (
        frozenset(
            word.removesuffix("s")[:_STEM] for word in re.findall(r"[a-z]+", part) if word not in _EMPTY
        )
        for part in parts
    )
    return [words for words in found if words]

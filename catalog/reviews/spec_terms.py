"""Whether a sentence speaks in terms of specs: it names one, or a figure with a unit. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from catalog.specs.registry import SPECS
from catalog.specs.spec import Spec

_OTHERS: Final = (
    "price",
    "cost",
    "cheaper",
    "dearer",
    "cartridge",
    "shorter",
    "longer",
    "lighter",
    "heavier",
    "quieter",
    "louder",
    "slower",
    "faster",
    "thinner",
    "thicker",
    "cordless",
    "stops",
    "FDA",
    "clearance",
)
"""What devices are told apart by and no spec is called."""
_FIGURE: Final = re.compile(
    r"\d[\d.,]*\s?(?:mm|µm|um|dB|g|kg|rpm|mAh|min|minutes?|months?|%|€|\$|£|needles|pins)(?!\w)|[€$£]\s?\d",
    re.IGNORECASE,
)


def _words(spec: Spec) -> Iterator[str]:
    yield from (spec.label, *spec.aliases)
    yield from filter(None, (spec.better_words, spec.less_words))


_NAMES: Final = re.compile(
    r"(?<!\w)(?:"
    + "|".join(
        sorted(
            {re.escape(word) for spec in SPECS.values() for word in _words(spec)}
            | {re.escape(word) + "s?" for word in _OTHERS},
            key=len,
            reverse=True,
        )
    )
    + r")(?!\w)",
    re.IGNORECASE,
)


def in_spec_terms(words: str) -> bool:
    """“Same stops, 40 g lighter” is; “I like it more” is not."""
    return bool(_FIGURE.search(words) or _NAMES.search(words))

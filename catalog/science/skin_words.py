"""Layers of skin in everyday words, the field's term in brackets behind them. Pure."""

from __future__ import annotations

import re
from typing import Final

_PLAIN: Final = (
    (re.compile(r"((?:papillary to )?(?:upper )?reticular dermis)", re.IGNORECASE), "inner skin ({})"),
    (re.compile(r"(stratum corneum)", re.IGNORECASE), "dead surface layer ({})"),
    (re.compile(r"\b(epidermis)", re.IGNORECASE), "outer skin ({})"),
    (re.compile(r"(?<!reticular )\b(dermis)", re.IGNORECASE), "inner skin ({})"),
    (re.compile(r"(subcutaneous fat)", re.IGNORECASE), "fat below (subcutis)"),
)


def plain(layer: str) -> str:
    """``"Papillary to upper reticular dermis"`` → "Inner skin (papillary to upper reticular dermis)"."""
    words = layer
    for pattern, name in _PLAIN:
        words = pattern.sub(lambda found, name=name: name.format(found[0].lower()), words)  # type: ignore[misc]
    return words[:1].upper() + words[1:]

"""What may be misspelt, as advice before publishing: it holds nothing back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from sqlmodel import Session

from catalog.editorial.editable import GateCheck

from .lint import lint
from .lint_words import own_words

SHOWN: Final = 12
"""Suggestions that are told one by one."""


def spelling(session: Session, texts: Mapping[str, str]) -> Iterator[GateCheck]:
    """Suggestions on the texts of a form, by the names of their fields; none is met, and all are advice."""
    words = own_words(session) if any(texts.values()) else frozenset()
    found = [(name, one) for name, written in texts.items() for one in lint(written, words)]
    for name, one in found[:SHOWN]:
        yield GateCheck("Spelling", False, f"{str(one)[:1].upper()}{str(one)[1:]}", name, is_advice=True)
    if len(found) > SHOWN:
        said = f"{len(found) - SHOWN} more may be misspelt."
        yield GateCheck("Spelling", False, said, found[SHOWN][0], is_advice=True)

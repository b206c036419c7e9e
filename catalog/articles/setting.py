"""From what stands in a text, `[[claim c12]]`, to what is set in there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from catalog.claims.box import box_of

from .blocks import Block
from .facts import Facts
from .figure_blocks import figure
from .table_blocks import bands, cleaning, layers, safety
from .text import Insertion


def block(facts: Facts, insertion: Insertion) -> Block | None:
    """The block of an insertion; None where what it names is gone, which `catalog check` finds."""
    make = _MAKERS.get(insertion.kind)
    return make(facts, insertion.name) if make else None


def _claim(facts: Facts, slug: str) -> Block | None:
    claim = facts.claims.get(slug)
    return Block("claim", box=box_of(claim, facts.doubts, facts.labels)) if claim else None


def _term(facts: Facts, name: str) -> Block | None:
    term = facts.terms.get(name)
    if term is None:
        return None
    return Block("term", title=term.term, words=term.definition, href=f"/glossary#{term.slug}")


def _picture(facts: Facts, slug: str) -> Block | None:
    found = facts.pictures.get(slug)
    return Block("picture", photo=found) if found else None


_MAKERS: Final[dict[str, Callable[[Facts, str], Block | None]]] = {
    "claim": _claim,
    "term": _term,
    "figure": figure,
    "picture": _picture,
    "safety": safety,
    "cleaning": cleaning,
    "bands": bands,
    "layers": layers,
}

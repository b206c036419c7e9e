"""Words that are right here whatever a dictionary says: those of the catalogue itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sqlmodel import Session, select

from catalog.concerns.models import Concern
from catalog.glossary.models import GlossaryTerm
from catalog.people.models import Author
from catalog.products.models import Brand, Product
from catalog.science.models import Study
from catalog.specs.registry import SPECS

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")


def own_words(session: Session) -> frozenset[str]:
    """Words, in small letters, of brands, models, authors, the glossary, studies, concerns and specs."""
    found: set[str] = set()
    for text in _texts(session):
        found.update(word.replace("’", "'").lower() for word in _WORD.findall(text))
    return frozenset(found)


def _texts(session: Session) -> Iterator[str]:
    for columns in (
        select(Brand.name),
        select(Product.name),
        select(Author.name),
        select(GlossaryTerm.term),
        select(Concern.label),
        select(Study.title),
        select(Study.authors_json),
    ):
        yield from (str(found) for found in session.exec(columns) if found)
    for term in session.exec(select(GlossaryTerm)):
        yield from (str(value) for value in term.model_dump().values() if isinstance(value, str))
    for spec in SPECS.values():
        yield f"{spec.label} {spec.help or ''} {' '.join(spec.aliases)}"

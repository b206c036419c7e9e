"""The linker of this request: made once for each state of the catalogue, pages ask no database for it."""

from __future__ import annotations

from flask import g

from catalog.db import get_database
from catalog.glossary.linking import Linker, PageLinks
from catalog.glossary.queries import terms
from catalog.shelf.keeper import current
from catalog.shelf.shelf import Shelf


def linker() -> Linker:
    """The linker at the state this request answers from."""
    return current().once(_linker)


def page_links() -> PageLinks:
    """What the page being made has linked so far: all parts of it ask the same, so that a term links once."""
    if "term_links" not in g:
        g.term_links = linker().page()
    links: PageLinks = g.term_links
    return links


def _linker(_shelf: Shelf) -> Linker:
    # The request's own session may have begun before the shelf moved on, and would answer from before.
    with get_database().reader() as session:
        return Linker(terms(session))

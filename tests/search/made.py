"""Indexes and documents that are plainly made up, and an oracle that looks at every document."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from flask import Flask
from sqlmodel import Session

from catalog import clock
from catalog.search.documents import Document
from catalog.search.folding import inflected, words
from catalog.search.found import KINDS, Found
from catalog.search.index import SearchIndex
from catalog.search.plan import PASSED_OVER
from catalog.search.synonyms import Synonyms
from catalog.shelf.shelf import Shelf


def made(number: int, title: str, text: str = "", kind: str = "device", **more: Any) -> Document:
    """A document of that title: ``made(1, "Dermaline A6", aliases=("A six",))``."""
    slug = "-".join(words(title))
    given = {"url": f"/{kind}/{slug}", "line": kind.capitalize()} | more
    return Document(kind, number, slug, title, text=text, **given)


def index_of(*documents: Document, **groups: Sequence[str]) -> SearchIndex:
    """An index of these; ``groups`` are synonyms."""
    return SearchIndex.of(documents, Synonyms(groups))


def seeded_index(app: Flask) -> SearchIndex:
    """The index over the application's catalogue, from nothing."""
    with app.extensions["database"].reader() as session:
        return rebuilt(session)


def rebuilt(session: Session) -> SearchIndex:
    """The index of this session's catalogue, from nothing."""
    return SearchIndex.rebuilt(session, Shelf.rebuilt(session, day=clock.today()))


def titles(found: Found, kind: str | None = None) -> list[str]:
    """Titles of the hits, in their order."""
    return [hit.title for group in found.groups if kind in (None, group.kind) for hit in group.hits]


def counts(found: Found) -> dict[str, int]:
    return {group.kind: group.count for group in found.groups}


# -- the oracle -------------------------------------------------------------------------------------------


def expected(documents: Iterable[Document], text: str) -> dict[str, int]:
    """How many documents of each kind have every word of a text, by looking at each of them.

    A word is there as it is, in its other number, or run together with the one beside it: in the search
    ("dr pen" for "drpen"), in a name ("drpen" for "Dr. Pen"), at a hyphen ("microneedling" for
    "micro-needling"). Small words count only where nothing else is asked. For words that exist.
    """
    documents = list(documents)
    every = [said(document) for document in documents]
    asked = list(dict.fromkeys(words(text)))
    needed = []
    for at, word in enumerate(asked):
        pairs = {a + b for a, b in pairwise(asked) if asked.index(a) in (at - 1, at)}
        there = {pair for pair in pairs if any(pair in some for some in every)}
        if word not in PASSED_OVER or there:
            needed.append({word, *inflected(word), *there})
    needed = needed or [{word, *inflected(word)} for word in asked]
    found = dict.fromkeys(KINDS, 0)
    for document, some in zip(documents, every, strict=True):
        found[document.kind] += all(some & ways for ways in needed)
    return {kind: count for kind, count in found.items() if count}


def said(document: Document) -> set[str]:
    """Every word by which a document is to be found."""
    found: set[str] = set(words(document.text))
    for name in (document.title, *document.aliases):
        parts = words(name)
        found.update(parts, (a + b for a, b in pairwise(parts)))
    for chunk in document.text.replace("‑", "-").split():
        parts = chunk.split("-")
        for a, b in pairwise(parts):
            if a[-1:].isalnum() and b[:1].isalnum():
                found.add(words(a)[-1] + words(b)[0])
    return found

"""Documents in Tantivy's memory: how they are cut into words, written, taken out and read back.

Scores must be the same in every worker at one version, whatever each did before. Tantivy's own count what was
deleted until segments are merged; so its words are asked with weights that are given here: BM25 (k1 1.2,
b 0.75), how often a word stands in a text in `STEPS` that are fields of their own, against a length that is
always the same.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import tantivy
from tantivy import FieldType, Query, SchemaBuilder

from .documents import Document
from .folding import joined, read, squashed, words

WORDS: Final = ("every", "names", "heads", "brief", "title", "alias", "text", "text2", "text3")
STEPS: Final = (1.35, 1.75)
"""From which BM25 share on a word that stands in a text several times counts twice, and three times. One that
stands once in a text of usual length has 1; there is no more than 2.2."""
USUAL: Final = 60
"""Words of a text of usual length."""
BEGUN: Final = (2, 8)
"""By so many letters a title is found that begins with them."""
BRIEF: Final = 4
"""A title of so many words counts more: more of it was asked for."""
HEAPS: Final = {"build": 200_000_000, "edit": 15_000_000}
"""Bytes that may wait to be written. Each segment costs every search: so many bytes are one of some 60,000
documents; an edit writes few."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A document as words. ``heads``: of the title, run together as well; ``names``: with other names."""

    heads: frozenset[str]
    names: frozenset[str]
    every: frozenset[str]
    title: list[str]
    aliases: list[list[str]]
    text: list[str]


def cut(document: Document) -> Cut:
    """The words by which a document is found."""
    title = words(document.title)
    aliases = [words(alias) for alias in document.aliases]
    text, compounds = read(document.text)
    heads = frozenset((*title, *joined(title)))
    names = heads.union(*aliases, *map(joined, aliases)) if aliases else heads
    return Cut(heads, names, names.union(text, compounds), title, aliases, text)


def _schema() -> Any:
    builder = SchemaBuilder()
    for name in WORDS:
        # Only phrases are asked of these.
        option = "position" if name in ("title", "alias", "text") else "basic"
        builder.add_text_field(name, tokenizer_name="whitespace", index_option=option)
    for name in ("whole", "begins", "called", "kind"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("order", indexed=True, fast=True)
    builder.add_bytes_field("kept", stored=True)
    return builder.build()


SCHEMA: Final = _schema()


class Store:
    """One index in memory and the thread that writes it. Readers hold searchers, which nothing changes."""

    def __init__(self) -> None:
        self._index = tantivy.Index(SCHEMA)
        self._writer = self._index.writer(HEAPS["build"], 1)

    def add(self, document: Document, said: Cut) -> None:
        """Write a document; it is found after `commit`."""
        row = tantivy.Document()
        row.add_text("every", " ".join(said.every))
        row.add_text("names", " ".join(said.names))
        row.add_text("heads", " ".join(said.heads))
        if len(said.title) <= BRIEF:
            row.add_text("brief", " ".join(said.heads))
        row.add_text("title", " ".join(said.title))
        # A mark between two names, so that no phrase begins in one and ends in the other.
        row.add_text("alias", " | ".join(map(" ".join, said.aliases)))
        row.add_text("text", " ".join(said.text))
        for name, often in zip(("text2", "text3"), _often(said.text), strict=True):
            if often:
                row.add_text(name, " ".join(often))
        whole = squashed(said.title)
        row.add_text("whole", whole)
        for length in range(BEGUN[0], min(BEGUN[1], len(whole)) + 1):
            row.add_text("begins", whole[:length])
        for alias in said.aliases:
            row.add_text("called", squashed(alias))
        row.add_text("kind", document.kind)
        row.add_unsigned("order", document.order)
        row.add_bytes("kept", _packed(document))
        self._writer.add_document(row)

    def remove(self, order: int) -> None:
        """Take a document out; it is found until `commit`."""
        only = Query.range_query(SCHEMA, "order", FieldType.Unsigned, order, order)
        self._writer.delete_documents_by_query(only)

    def built(self) -> Any:
        """A searcher of the first documents; what is written from now on is little."""
        self._writer.commit()
        self._writer.wait_merging_threads()
        self._writer = self._index.writer(HEAPS["edit"], 1)
        self._index.reload()
        return self._index.searcher()

    def commit(self) -> Any:
        """A searcher of all that was written and taken out."""
        self._writer.commit()
        self._index.reload()
        return self._index.searcher()


def _often(text: list[str]) -> Iterator[list[str]]:
    """The words that count twice, then those that count three times."""
    floor = 1.2 * (0.25 + 0.75 * len(text) / USUAL)
    several = {word: times for word, times in Counter(text).items() if times > 1}
    shares = {word: 2.2 * times / (times + floor) for word, times in several.items()}
    for step in STEPS:
        yield sorted(word for word, share in shares.items() if share >= step)


def _packed(document: Document) -> bytes:
    said = [document.kind, document.number, document.slug, document.title, document.url, document.line]
    return json.dumps([*said, document.aliases, document.text], ensure_ascii=False).encode()


def read_document(searcher: Any, address: Any) -> Document:
    """The document at an address that a search of this searcher gave."""
    kept: Any = json.loads(bytes(searcher.doc(address).get_first("kept")))
    kind, number, slug, title, url, line, aliases, text = kept
    return Document(kind, number, slug, title, url, line, tuple(aliases), text)


def stored(searcher: Any, orders: Iterable[int]) -> Iterator[Document]:
    """The documents with these numbers, as far as there are any."""
    for order in orders:
        only = Query.range_query(SCHEMA, "order", FieldType.Unsigned, order, order)
        for _, address in searcher.search(only, 1, count=False).hits:
            yield read_document(searcher, address)

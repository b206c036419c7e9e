"""Who says what on one page: every source is named once, in the order the page first speaks of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from catalog.products.sources import SourceFacts, kind_of, mark, named, who_says
from catalog.shelf.shelf import Shelf
from catalog.specs.resolution import Statement

_NAME: Final = re.compile(r"\b[a-z0-9]+(?:-[a-z0-9]+)+\b")


@dataclass(frozen=True)
class Piece:
    """Words of a running text, a link where ``href`` is given.

    ``doubt`` is said beside a study that no longer stands: "retracted", "expression of concern".
    """

    text: str
    href: str | None = None
    doubt: str = ""


@dataclass(frozen=True)
class Who:
    """Who says a value: the words, the key of the mark, the way to the source on this page."""

    words: str
    mark: str
    href: str | None
    is_weak: bool


@dataclass(frozen=True)
class SourceLine:
    """One line of the page's sources. ``kind`` is what the source is: "a seller’s page"."""

    source: SourceFacts
    mark: str
    kind: str
    note: tuple[Piece, ...]


def brand_link(shelf: Shelf, slug: str | None) -> Piece | None:
    """The brand and its page; None for a product whose brand is not named."""
    brand = shelf.brands.get(slug or "")
    return Piece(brand.name, f"/brands/{brand.slug}") if brand else None


class Citations:
    """Collects the sources and marks of one page while it is made."""

    def __init__(self, sources: Mapping[str, SourceFacts]) -> None:
        self._sources = sources
        self._cited: dict[str, None] = {}
        self._marks: dict[str, None] = {}

    def cite(self, slug: str) -> str:
        """The way to the source on this page, which lists it from now on."""
        self._cited.setdefault(slug)
        return f"#s-{slug}"

    def who(self, slug: str | None, kind: str | None = None, known_by: str = "stated") -> Who:
        """Who says it. Without ``kind`` it is the kind of statement that the source makes."""
        source = self._sources.get(slug or "")
        kind = kind or kind_of(source)
        key = mark(source, kind, known_by)
        self.use(key)
        href = self.cite(source.slug) if source else None
        return Who(who_says(source, kind, known_by), key, href, source is None or source.is_weak)

    def named(self, slug: str | None) -> Who:
        """The source by what it is, to stand behind a value in brackets: "a seller’s page"."""
        source = self._sources.get(slug or "")
        if source is None:
            return Who("from memory, no source found yet", "inferred", None, True)
        return Who(named(source), "", self.cite(source.slug), source.is_weak)

    def publisher(self, slug: str) -> Piece:
        """A further source by the name of who published it."""
        return Piece(self._sources[slug].publisher or self._sources[slug].title, self.cite(slug))

    def told(self, statement: Statement) -> Who:
        return self.who(statement.source, statement.kind, statement.known_by)

    def use(self, mark_key: str) -> None:
        """The mark occurs on the page, so that its legend explains it."""
        self._marks.setdefault(mark_key)

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """A note with the sources it names by their ids as links: "… (home-vs-pro-2026)."."""
        pieces: list[Piece] = []
        end = 0
        for match in _NAME.finditer(text):
            if source := self._sources.get(match[0]):
                pieces += [Piece(text[end : match.start()]), self.publisher(source.slug)]
                end = match.end()
        pieces.append(Piece(text[end:]))
        return tuple(piece for piece in pieces if piece.text)

    @property
    def marks(self) -> tuple[str, ...]:
        return tuple(self._marks)

    def listed(self) -> tuple[SourceLine, ...]:
        """The sources of the page, the first named first; those that notes name are found on the way."""
        lines: dict[str, SourceLine] = {}
        while waiting := [slug for slug in self._cited if slug not in lines]:
            for slug in waiting:
                source = self._sources[slug]
                key = mark(source, kind_of(source), "stated")
                lines[slug] = SourceLine(source, key, named(source), self.pieces(source.note))
        return tuple(lines.values())

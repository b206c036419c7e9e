"""Keeps a worker's index in step with its shelf."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from flask import Flask, current_app
from sqlmodel import Session

from catalog.config import Settings
from catalog.db import get_session
from catalog.figures.scales import Layers
from catalog.finder import queries
from catalog.finder.choice_facet import ChoiceFacet
from catalog.finder.definitions import FACETS
from catalog.finder.facet import Facet
from catalog.finder.index import FinderIndex, SavedNeed
from catalog.finder.keeping import Search, nobody
from catalog.finder.needs import filters_of
from catalog.finder.page import NeedLink
from catalog.finder.page_controls import WordsNote
from catalog.reviews.side_by_side import NOTHING, Reviewed
from catalog.reviews.side_by_side import of as reviewed_on
from catalog.science.queries import scale
from catalog.shelf.keeper import current as current_shelf
from catalog.shelf.shelf import Shelf


class Finder:
    """The index of this worker, with the need pages and the layers of skin that its pages draw.

    ``reviewed`` says what was reviewed at the state of a shelf; ``search`` is set by the room that searches,
    and ``told``: what it looked for instead of some words.
    """

    def __init__(
        self, gap: int, size: int, reviewed: Callable[[Shelf], Reviewed] = lambda shelf: NOTHING
    ) -> None:
        self._reviewed = reviewed
        self.size = size
        self.search: Search = nobody
        self.told: Callable[[str], WordsNote | None] = lambda words: None
        self.needs: tuple[NeedLink, ...] = ()
        self.layers: Layers | None = None
        self.facets: Mapping[str, Facet] = FACETS
        self._gap = gap
        self._lock = threading.Lock()
        self._index: FinderIndex | None = None

    @contextmanager
    def at(self, shelf: Shelf, session: Session) -> Iterator[FinderIndex]:
        """The index at the state of this shelf; nobody else moves it meanwhile.

        Bits are changed in place, so one request at a time asks; it is over in a few milliseconds.
        """
        with self._lock:
            if self._index is None or self._index.shelf is not shelf:
                self._move(shelf, session)
            assert self._index is not None
            yield self._index

    def _move(self, shelf: Shelf, session: Session) -> None:
        saved = self._index.needs if self._index else ()
        if self._index is None or self._index.shelf.head != shelf.head:
            rows = queries.needs(session)
            saved = tuple(SavedNeed(row.slug, row.title, filters_of(row.query)) for row in rows)
            self.needs = tuple(NeedLink(r.slug, r.title, f"/devices/needs/{r.slug}", r.summary) for r in rows)
            self.facets = _with_former_slugs(queries.renamed(session))
            drawn = scale(session)
            self.layers = (
                Layers(drawn.stratum_corneum_um, drawn.living_epidermis_um, drawn.dermis_um)
                if drawn
                else None
            )
        if self._index is None:
            self._index = FinderIndex(
                shelf,
                saved,
                gap=self._gap,
                reviewed=self._reviewed(shelf),
                search=lambda words: self.search(words),
            )
            # What is in memory now stays: later collections need not walk it, which would halt every request.
            gc.freeze()
        else:
            self._advance(shelf, saved)

    def _advance(self, shelf: Shelf, saved: Sequence[SavedNeed]) -> None:
        assert self._index is not None
        try:
            self._index.advance(shelf, saved, self._reviewed(shelf))
        except BaseException:
            # Half moved it would answer wrongly for good; the next request builds it anew.
            self._index = None
            raise


def _with_former_slugs(renamed: Mapping[str, Mapping[str, str]]) -> Mapping[str, Facet]:
    """The facets, reading values by the slugs that they once had as well."""
    return {
        key: replace(facet, renamed=renamed[key])
        if isinstance(facet, ChoiceFacet) and renamed.get(key)
        else facet
        for key, facet in FACETS.items()
    }


def init_app(app: Flask, settings: Settings) -> None:
    app.extensions["finder"] = Finder(settings.gap_limit_um, settings.page_size, reviewed_on)


def finder() -> Finder:
    """The running application's finder."""
    found: Finder = current_app.extensions["finder"]
    return found


@contextmanager
def current() -> Iterator[FinderIndex]:
    """The index at the state this request answers from."""
    with finder().at(current_shelf(), get_session()) as index:
        yield index


def ready() -> None:
    """Sees to it that the index is in memory, so that no visitor waits for it."""
    with current():
        pass

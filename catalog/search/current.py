"""Keeps a worker's search index in step with its shelf; safe between threads."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import Flask, current_app
from sqlmodel import Session

from catalog.shelf.keeper import current as current_shelf
from catalog.shelf.shelf import Shelf

from .index import SearchIndex

NAME = "search"


class Keeper:
    """Holds the newest index. One thread moves it on, who needs the same waits; searching never does."""

    def __init__(self, reader: Callable[[], Session]) -> None:
        self._reader = reader
        self._lock = threading.Lock()
        self._index: SearchIndex | None = None
        self._line = 0

    def at(self, shelf: Shelf) -> SearchIndex:
        """The index at the state of this shelf or a later one; built from nothing where the shelf was."""
        line, index = self._line, self._index
        if index is not None and (line, index.version) == (shelf.line, shelf.version):
            return index
        with self._lock:
            self._index = self._moved(self._index, shelf)
            self._line = max(self._line, shelf.line)
            return self._index

    def _moved(self, index: SearchIndex | None, shelf: Shelf) -> SearchIndex:
        # Of its own, because the request's may have begun before the shelf moved on.
        with self._reader() as session:
            if index is None or shelf.line > self._line:
                return SearchIndex.rebuilt(session, shelf)
            if shelf.line < self._line or shelf.version <= index.version:
                return index
            try:
                return index.advanced(session, shelf)
            except BaseException:
                # What was half written would be found for good; the next one builds it anew.
                self._index = None
                raise


def init_app(app: Flask, reader: Callable[[], Session]) -> None:
    app.extensions[NAME] = Keeper(reader)


@contextmanager
def current() -> Iterator[SearchIndex]:
    """The index at the state this request answers from."""
    keeper: Keeper = current_app.extensions[NAME]
    yield keeper.at(current_shelf())


def ready() -> None:
    """Sees to it that the index is in memory, so that no visitor waits for it."""
    with current():
        pass

"""Keeps a worker's shelf at the newest version."""

import threading
from collections.abc import Callable
from datetime import date

from flask import Flask, current_app, g
from sqlmodel import Session

from catalog import clock
from catalog.changes.watcher import version_of_request
from catalog.shelf.shelf import Shelf


class Keeper:
    """Holds the shelf and moves it on when asked for a version it does not have; safe between threads."""

    def __init__(self, reader: Callable[[], Session], price_age_days: int) -> None:
        self._reader = reader
        self._price_age_days = price_age_days
        self._lock = threading.Lock()
        self._shelf: Shelf | None = None

    def at(self, version: int, day: date) -> Shelf:
        """The shelf at this version or a later one. A version that went back means another database."""
        shelf = self._shelf
        if shelf is not None and shelf.version == version and shelf.day == day:
            return shelf
        with self._lock:
            shelf = self._shelf
            if shelf is None or shelf.version < version or shelf.day != day or version < shelf.version:
                self._shelf = self._moved(shelf, version, day)
            assert self._shelf is not None
            return self._shelf

    def _moved(self, shelf: Shelf | None, version: int, day: date) -> Shelf:
        with self._reader() as session:
            if shelf is None or version < shelf.version:
                return Shelf.rebuilt(session, day=day, price_age_days=self._price_age_days)
            return shelf.advanced(session, day=day)


def init_app(app: Flask, reader: Callable[[], Session], price_age_days: int) -> None:
    app.extensions["shelf"] = Keeper(reader, price_age_days)


def current() -> Shelf:
    """The shelf this request answers from: asked for once, so that a page is of one state."""
    if "shelf" not in g:
        keeper: Keeper = current_app.extensions["shelf"]
        g.shelf = keeper.at(version_of_request(), clock.today())
    shelf: Shelf = g.shelf
    return shelf

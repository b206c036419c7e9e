"""Keeps a worker's shelf at the newest version."""

import threading
from collections.abc import Callable
from datetime import date

from flask import Flask, Response, current_app, g
from sqlmodel import Session

from catalog import clock
from catalog.changes.models import Head
from catalog.changes.queries import current_head
from catalog.changes.watcher import head_of_request
from catalog.shelf.shelf import Shelf


class Keeper:
    """Holds the shelf and moves it on when asked for a state it does not have; safe between threads.

    One thread moves it, the others wait for the same shelf.
    """

    def __init__(self, reader: Callable[[], Session], price_age_days: int) -> None:
        self._reader = reader
        self._price_age_days = price_age_days
        self._lock = threading.Lock()
        self._shelf: Shelf | None = None

    @property
    def is_filled(self) -> bool:
        """Whether a shelf is in memory, so that the next page need not read one."""
        return self._shelf is not None

    def at(self, head: Head, day: date) -> Shelf:
        """The shelf at this state or a later one. A database that went back, or has the same version with
        another digest, is another one."""
        shelf = self._shelf
        if shelf is not None and shelf.head == head and shelf.day == day:
            return shelf
        with self._lock:
            shelf = self._shelf
            if shelf is None or shelf.head != head or shelf.day < day:
                self._shelf = self._moved(shelf, head, day)
            assert self._shelf is not None
            return self._shelf

    def _moved(self, shelf: Shelf | None, head: Head, day: date) -> Shelf:
        with self._reader() as session:
            if shelf is None:
                return Shelf.rebuilt(session, day=day, price_age_days=self._price_age_days)
            if head.version <= shelf.version and head != shelf.head:
                # Was another thread quicker, or was a backup put back?
                now = current_head(session)
                if now.version < shelf.version or (now.version == shelf.version and now != shelf.head):
                    return Shelf.rebuilt(session, day=day, price_age_days=self._price_age_days)
                if now == shelf.head and day <= shelf.day:
                    return shelf
            return shelf.advanced(session, day=max(day, shelf.day))


def init_app(app: Flask, reader: Callable[[], Session], price_age_days: int) -> None:
    app.extensions["shelf"] = Keeper(reader, price_age_days)
    app.after_request(say_version)


def say_version(response: Response) -> Response:
    """A page names the version it is made of; an edit may have made that a later one than was asked for."""
    if "shelf" in g:
        response.headers["Catalogue-Version"] = str(g.shelf.version)
    return response


def current() -> Shelf:
    """The shelf this request answers from: asked for once, so that a page is of one state."""
    if "shelf" not in g:
        keeper: Keeper = current_app.extensions["shelf"]
        g.shelf = keeper.at(head_of_request(), clock.today())
    shelf: Shelf = g.shelf
    return shelf

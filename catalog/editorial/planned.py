"""What is planned is done by the first request after its moment: middleware in front of the page cache."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final

from flask import Flask

from catalog import clock
from catalog.db import Database, get_database
from catalog.editorial import planning
from catalog.editorial.kinds import every_kind

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Chore = Callable[[Database], list[str]]
"""What is to be done once a day; it says what it did, in sentences."""
AGAIN_S: Final = 3600
"""After so long a chore that failed is tried again."""


class Planned:
    """Looks, at most every `every_s` seconds and before answering a request, whether something is due.

    That costs one small query each time, and a comparison of two numbers otherwise. With the first look of a
    UTC day it does the day's ``chores``; each worker does, so that they must bear being done twice.
    """

    def __init__(
        self,
        wsgi_app: WSGIApplication,
        app: Flask,
        *,
        every_s: float,
        chores: Sequence[Chore] = (),
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._wsgi_app, self._app, self._every_s, self._monotonic = wsgi_app, app, every_s, monotonic
        self._next = monotonic() + every_s
        self._chores, self._done_on, self._chores_from = chores, "", 0.0
        self._lock = threading.Lock()

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if self._monotonic() >= self._next and self._lock.acquire(blocking=False):
            try:
                self._next = self._monotonic() + self._every_s
                self.look()
                self._do_chores()
            finally:
                self._lock.release()
        return self._wsgi_app(environ, start)

    def look(self) -> None:
        """Do what is due now. A fault is logged: it must not take a reader's page away."""
        try:
            with self._app.app_context():
                database = get_database()
                with database.latest() as session:
                    first = planning.next_moment(session)
                if first is not None and first <= clock.timestamp():
                    for said in planning.run_due(database.writer, every_kind()):
                        self._app.logger.info("planned: %s", said)
        except Exception:
            self._app.logger.exception("what is planned could not be done")

    def _do_chores(self) -> None:
        today = clock.today().isoformat()
        if self._done_on == today or self._monotonic() < self._chores_from:
            return
        self._chores_from = self._monotonic() + AGAIN_S
        try:
            with self._app.app_context():
                for chore in self._chores:
                    for said in chore(get_database()):
                        self._app.logger.info("daily: %s", said)
            self._done_on, self._chores_from = today, 0.0
        except Exception:
            self._app.logger.exception("what is done daily could not be done")

"""Which questions found nothing: counted for the author, who can see from it what the catalogue lacks.

What is kept are the names of the questions and how often each set of them was asked, with the first and the
last day; not what was answered to them, not who asked, and no hour. A page that is answered from the page
cache is not counted again, and neither is more than a few a minute: nobody can fill a disk with this.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from flask import Flask, current_app
from sqlmodel import Session, col, delete, func, select

from catalog import clock
from catalog.db import Database, DatabaseTrouble
from catalog.finder.models import Unmet

LOG = logging.getLogger(__name__)

PAUSE_S: Final = 60
"""One set of questions is written at most so often by one worker; what comes between is counted along."""
A_MINUTE: Final = 10
"""Sets of questions that one worker writes in a minute."""
MOST: Final = 500
"""Sets of questions that are kept; others are let go of until some are cleared."""


Store = Callable[[Session, str, int], None]
"""Adds to the count of one text; who calls it commits."""


@dataclass
class Tally:
    """What one worker has counted and not written yet. ``moment``: seconds that only go forward.

    ``store`` writes the count of one text, here of a set of questions; ``name`` is that of its thread.
    """

    store: Store = field(default=lambda session, keys, times: count(session, keys, times))
    name: str = "catalogue-unmet"
    moment: Callable[[], float] = time.monotonic
    _counted: dict[str, int] = field(default_factory=dict)
    _written: dict[str, float] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _due: dict[str, int] = field(default_factory=dict)
    _thread: threading.Thread | None = None

    def due(self, keys: str) -> int:
        """Count one; how many of it are to be written now, 0 where it is too early."""
        now = self.moment()
        with self._lock:
            self._written = {one: at for one, at in self._written.items() if now - at < PAUSE_S}
            if keys in self._counted or len(self._counted) < MOST:
                self._counted[keys] = self._counted.get(keys, 0) + 1
            if keys in self._written or len(self._written) >= A_MINUTE:
                return 0
            self._written[keys] = now
            return self._counted.pop(keys, 0)

    def write(self, database: Database, keys: str, times: int) -> None:
        """Write beside the page, which waits for nobody; one thread does it, whatever is asked."""
        with self._lock:
            self._due[keys] = self._due.get(keys, 0) + times
            if self._thread is None:
                self._thread = threading.Thread(
                    target=self._write_due, args=(database,), name=self.name, daemon=True
                )
                self._thread.start()

    def settle(self, timeout_s: float = 10) -> None:
        """Wait until everything that was due is written, for whoever closes the database."""
        thread = self._thread
        if thread is not None:
            thread.join(timeout_s)

    def _write_due(self, database: Database) -> None:
        while (next_one := self._next_due()) is not None:
            keys, times = next_one
            try:
                with database.writer() as session:
                    self.store(session, keys, times)
                    session.commit()
            except DatabaseTrouble as trouble:
                LOG.warning("What found nothing was not counted yet: %s", trouble)
                with self._lock:
                    # It is written with the next of its kind.
                    self._counted[keys] = self._counted.get(keys, 0) + times
            except Exception:
                LOG.exception("What found nothing was not counted")

    def _next_due(self) -> tuple[str, int] | None:
        with self._lock:
            if self._due:
                return self._due.popitem()
            self._thread = None
            return None


def init_app(app: Flask) -> None:
    app.extensions["unmet"] = Tally()


def note(keys: Iterable[str]) -> None:
    """Count that nothing matched these questions. Never fails, never waits: a page is worth more."""
    asked = ",".join(sorted(set(keys)))
    if not asked:
        return
    tally: Tally = current_app.extensions["unmet"]
    database: Database = current_app.extensions["database"]
    if times := tally.due(asked):
        tally.write(database, asked, times)


def count(session: Session, keys: str, times: int) -> None:
    """Add to the count of one set of questions. The caller commits."""
    today = clock.today().isoformat()
    row = session.get(Unmet, keys)
    if row is None:
        if session.exec(select(func.count()).select_from(Unmet)).one() >= MOST:
            return
        row = Unmet(keys=keys, times=0, first_day=today, last_day=today)
    row.times += times
    row.last_day = today
    session.add(row)
    session.flush()


def unmet(session: Session) -> list[Unmet]:
    """What found nothing, the most often asked first."""
    return list(session.exec(select(Unmet).order_by(col(Unmet.times).desc(), col(Unmet.keys))))


def clear(session: Session) -> None:
    """Begin to count anew. The caller commits."""
    session.exec(delete(Unmet))

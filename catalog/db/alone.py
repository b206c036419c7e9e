"""One at a time of what lasts too long for the turn of a writer, such as asking a store elsewhere."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Engine

from .trouble import DatabaseTrouble
from .urls import sqlite_path

ALONE: Final = 4_774_533
"""PostgreSQL's number of the lock: another one than that of writers, who do not wait for it."""
_LOCKED: Final = "Something else is being done there; try again in a moment."
_PAUSE_S: Final = 0.02


@contextmanager
def alone(engine: Engine, wait_s: float) -> Iterator[Callable[[], object]]:
    """While this lasts, nobody else with this database, on whatever machine, is in here; writers may write.

    It ends with the process, however that dies. What it gives is to be called before each step that must not
    come late: it raises where the database has let go of us meanwhile. Raises DatabaseTrouble, "locked"
    where somebody else is still in here after so many seconds.
    """
    if engine.dialect.name == "sqlite":
        with _folder_held(Path(sqlite_path(engine.url)).parent, wait_s):
            yield lambda: None
        return
    with engine.connect() as connection:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {max(1, int(wait_s * 1000))}")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ALONE})")
        yield lambda: connection.exec_driver_sql("SELECT 1")


@contextmanager
def _folder_held(folder: Path, wait_s: float) -> Iterator[None]:
    """The folder, not the database's file: a second handle that is closed takes away SQLite's own locks."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        last = time.monotonic() + wait_s
        while not _taken(handle):
            if time.monotonic() >= last:
                raise DatabaseTrouble("locked", _LOCKED, str(folder))
            time.sleep(_PAUSE_S)
        try:
            yield
        finally:
            # Said, not left to closing: a process that was forked meanwhile has the handle, too.
            fcntl.flock(handle, fcntl.LOCK_UN)
    finally:
        os.close(handle)


def _taken(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True

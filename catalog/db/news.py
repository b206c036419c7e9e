"""How a process learns that another one has written: SQLite's data_version, PostgreSQL's LISTEN."""

import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Generic, Protocol, TypeVar

import psycopg
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from .trouble import DatabaseTrouble, explain
from .urls import sqlite_path

CHANNEL = "catalogue"

Read = TypeVar("Read")
_Read = TypeVar("_Read", covariant=True)


class Follower(Protocol[_Read]):
    """Knows, from any thread, what `read()` would say now, without asking the database each time."""

    def value(self) -> _Read:
        """At most a second late. Raises DatabaseTrouble."""
        ...

    def close(self) -> None: ...


def announce(session: Session) -> None:
    """Tell whoever listens, once and when the transaction commits. SQLite's readers notice without a word."""
    if session.get_bind().dialect.name == "postgresql":
        # Without a payload, so that the many of one transaction are one.
        session.execute(text(f"NOTIFY {CHANNEL}"))


def follow(
    engine: Engine, read: Callable[[], Read], *, poll_interval_s: float = 0.5, listen_to: Engine | None = None
) -> Follower[Read]:
    """Follow what is said in the database behind the engine, which `read` reads.

    listen_to: where the engine is a replica's, the primary's: a replica passes on rows but not notifications.
    """
    if engine.dialect.name == "sqlite":
        return SqliteFollower(engine, read)
    return PostgresqlFollower(listen_to or engine, read, poll_interval_s)


class SqliteFollower(Generic[Read]):
    """`PRAGMA data_version`, about 3 µs: the number changes when any other connection has committed.

    It says nothing new inside an open transaction, so it has a connection of its own; a connection is used by
    one thread at a time, so it has a lock. The file's identity is looked at too, or a database that was
    deleted or put back from a copy would never be missed.
    """

    def __init__(self, engine: Engine, read: Callable[[], Read]) -> None:
        self._engine, self._read = engine, read
        self._path = sqlite_path(engine.url)
        self._lock = threading.Lock()
        self._connection: Any = None
        self._pid = 0
        self._seen: tuple[int, int, int] | None = None
        self._value: Read | None = None

    def value(self) -> Read:
        with self._lock:
            try:
                now = self._now()
                if now != self._seen:
                    self._value = self._read()
                    self._seen = now
            except BaseException:
                self._disconnect()
                raise
            assert self._value is not None
            return self._value

    def close(self) -> None:
        with self._lock:
            self._disconnect()

    def _now(self) -> tuple[int, int, int]:
        try:
            file = os.stat(self._path)
        except OSError as error:
            raise DatabaseTrouble("missing", "The database file is missing.", self._path) from error
        if self._seen and self._seen[1:] != (file.st_dev, file.st_ino):
            self._disconnect()
        try:
            version = self._connected().execute("PRAGMA data_version").fetchone()[0]
        except sqlite3.Error as error:
            raise explain(error, self._path) or error from error
        return version, file.st_dev, file.st_ino

    def _connected(self) -> Any:
        # A worker that was forked must not use its parent's connection.
        if self._connection is None or self._pid != os.getpid():
            self._pid = os.getpid()
            dialect = self._engine.dialect
            arguments, options = dialect.create_connect_args(self._engine.url)
            options.update(timeout=0.25, isolation_level=None, check_same_thread=False)
            self._connection = dialect.connect(*arguments, **options)
        return self._connection

    def _disconnect(self) -> None:
        if self._connection is not None and self._pid == os.getpid():
            self._connection.close()
        self._connection, self._seen = None, None


class PostgresqlFollower(Generic[Read]):
    """A thread that LISTENs, and reads when there is word and, in case a word is lost, every poll interval.

    Requests only look at what it read last. While the server cannot be reached that stays in force: no newer
    state can be read anywhere, and readers need not notice a failover.
    """

    def __init__(self, listen_to: Engine, read: Callable[[], Read], poll_interval_s: float) -> None:
        self._listen_to, self._read, self._interval = listen_to, read, poll_interval_s
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._pid = 0
        self._value: Read | None = None
        self._trouble: DatabaseTrouble | None = None

    def value(self) -> Read:
        if not self._is_running():
            self._start()
        if self._trouble:
            raise DatabaseTrouble(self._trouble.kind, self._trouble.sentence, self._trouble.where)
        assert self._value is not None
        return self._value

    def close(self) -> None:
        self._stop.set()
        if self._thread and self._pid == os.getpid():
            self._thread.join(timeout=10)

    def _start(self) -> None:
        with self._lock:
            if not self._is_running():
                self._look()
                self._stop = threading.Event()
                self._thread = threading.Thread(target=self._run, name="catalogue-news", daemon=True)
                self._thread.start()
                self._pid = os.getpid()

    def _is_running(self) -> bool:
        # Not in a worker that was forked, nor after an error nobody thought of: let a request meet that.
        return self._pid == os.getpid() and self._thread is not None and self._thread.is_alive()

    def _look(self) -> None:
        try:
            self._value, self._trouble = self._read(), None
        except DatabaseTrouble as error:
            if error.kind != "unreachable" or self._value is None:
                self._trouble = error

    def _run(self) -> None:
        while not self._stop.is_set():
            # Whatever goes wrong with listening, the poll goes on, and listening is tried again.
            with suppress(psycopg.Error, OSError):
                self._listen()
            self._look()
            self._stop.wait(self._interval)

    def _listen(self) -> None:
        arguments, options = self._listen_to.dialect.create_connect_args(self._listen_to.url)
        with psycopg.connect(*arguments, **{"connect_timeout": 5, **options}, autocommit=True) as connection:
            connection.execute(f"LISTEN {CHANNEL}")
            while not self._stop.is_set():
                self._look()
                for _word in connection.notifies(timeout=self._interval, stop_after=1):
                    pass

"""Engines for SQLite and PostgreSQL that behave alike: readers see one state, writers queue."""

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL

from .trouble import replace_error
from .urls import database_url

# Any number will do, as long as nothing else in this database locks the same one.
WRITERS = 4_774_532


def make_engine(url: str | URL, *, lock_timeout_s: float = 5.0, among_hosts: str = "read-write") -> Engine:
    """An engine for an address such as sqlite:///catalog.sqlite3 or postgresql://one,two/catalog.

    On both databases a transaction of `writer(…)` waits at its beginning until no other writer is at work, so
    what it reads is still true when it commits; any other transaction is read-only, sees one state of the
    database throughout and never waits. Raises DatabaseTrouble where the database, not the statement, is at
    fault.
    """
    address = database_url(url, among_hosts=among_hosts)
    if address.get_backend_name() == "sqlite":
        engine = _sqlite(address, lock_timeout_s)
    else:
        engine = _postgresql(address, lock_timeout_s)
    event.listen(engine, "handle_error", replace_error)
    return engine


def writes(connection: Connection) -> bool:
    """Whether this connection was opened for writing."""
    return bool(connection.get_execution_options().get("catalog_writes"))


def for_writing(engine: Engine) -> Engine:
    """The same engine and pool, its transactions allowed to write."""
    return engine.execution_options(catalog_writes=True)


def _sqlite(url: URL, lock_timeout_s: float) -> Engine:
    engine = create_engine(url, connect_args={"timeout": lock_timeout_s})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        # sqlite3 would begin transactions itself, and only before it writes: too late for BEGIN IMMEDIATE.
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        # Once set, the file stays in WAL mode; setting it again would wait for a lock that may be held.
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            connection.execute("PRAGMA journal_mode = WAL")
        # FULL, not NORMAL: in WAL mode NORMAL may lose the newest commits when the power fails.
        connection.execute("PRAGMA synchronous = FULL")
        # What is deleted is overwritten in the file, not only forgotten; some builds of SQLite do so anyway.
        connection.execute("PRAGMA secure_delete = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writing = writes(connection)
        connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writing else 'ON'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _postgresql(url: URL, lock_timeout_s: float) -> Engine:
    # A connection that broke while idle (a failover) is noticed and replaced before it is used.
    engine = create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 5})

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if writes(connection):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(lock_timeout_s * 1000)}")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")
        else:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")

    return engine

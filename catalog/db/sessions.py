"""Sessions: a reader or a writer, and one of them for each request."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from flask import Flask, current_app, g, request
from sqlalchemy import Engine
from sqlmodel import Session

from ..config import Settings
from .alone import alone
from .engines import for_writing, make_engine

SessionFactory = Callable[[], Session]


@dataclass(frozen=True)
class Database:
    """Where the catalogue is written (`engine`) and where pages read it (`replica`, often the same)."""

    engine: Engine
    replica: Engine

    def reader(self) -> Session:
        """A session that cannot write, on the replica if there is one."""
        return reader(self.replica)

    @property
    def has_replica(self) -> bool:
        return self.replica is not self.engine

    def latest(self) -> Session:
        """A session that cannot write, on what is written to: a replica may be behind it."""
        return reader(self.engine)

    def writer(self) -> Session:
        """A session that writes; it waits its turn at its first statement."""
        return writer(self.engine)

    def alone(self, wait_s: float = 5.0) -> AbstractContextManager[Callable[[], object]]:
        """Nobody else is in here meanwhile, while others go on writing; see `alone`."""
        return alone(self.engine, wait_s)

    def close(self) -> None:
        self.engine.dispose()
        self.replica.dispose()


def open_database(settings: Settings) -> Database:
    """The database of these settings; nothing is connected yet."""
    engine = make_engine(settings.database, lock_timeout_s=settings.lock_timeout_s)
    if not settings.replica_url:
        return Database(engine, engine)
    return Database(engine, make_engine(settings.replica_url, among_hosts="any"))


def reader(engine: Engine) -> Session:
    return Session(engine)


def writer(engine: Engine) -> Session:
    return Session(for_writing(engine))


def get_database() -> Database:
    """The running application's database."""
    database: Database = current_app.extensions["database"]
    return database


def get_session() -> Session:
    """The request's session: a reader for GET, HEAD and OPTIONS, else a writer, which the view commits.

    Under the addresses of `init_app` a reader sees what was written last, even where a replica does not yet.
    """
    if "session" not in g:
        database = get_database()
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            g.session = database.writer()
        elif request.path.startswith(current_app.extensions["reads_latest"]):
            g.session = database.latest()
        else:
            g.session = database.reader()
    session: Session = g.session
    return session


def init_app(app: Flask, database: Database, latest: tuple[str, ...] = ()) -> None:
    """latest: how the addresses begin on which nobody may see less than they have just saved."""
    app.extensions["database"] = database
    app.extensions["reads_latest"] = latest

    @app.teardown_appcontext
    def close_session(_error: BaseException | None) -> None:
        if session := g.pop("session", None):
            session.close()

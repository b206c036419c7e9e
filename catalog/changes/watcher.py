"""The newest version, as cheaply as it can be known, and whether it is of the same log as before."""

from collections.abc import Callable

from flask import Flask, current_app, g, has_request_context, request
from sqlalchemy import Connection, Engine, text

from ..db.news import follow
from .models import Head

_NEWEST = text("SELECT version, digest FROM catalogue WHERE id = 1")


class Watcher:
    """Knows the version of the database behind `engine`; safe to share between threads and across a fork.

    check: called with a connection whenever the database has changed, to raise DatabaseTrouble where it can
    no longer be read (a newer catalogue has migrated it, say).
    listen_to: where `engine` is a replica, the engine of its primary.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        check: Callable[[Connection], None] = lambda _connection: None,
        poll_interval_s: float = 0.5,
        listen_to: Engine | None = None,
    ) -> None:
        self._engine = engine
        self._check = check
        self._follower = follow(engine, self._read, poll_interval_s=poll_interval_s, listen_to=listen_to)

    def newest(self) -> int:
        """The version of the last commit, at most a second late. Raises DatabaseTrouble."""
        return self.head().version

    def head(self) -> Head:
        """The same with its digest: another one where the database was put back from a copy or filled."""
        return self._follower.value()

    def close(self) -> None:
        self._follower.close()

    def _read(self) -> Head:
        with self._engine.connect() as connection:
            self._check(connection)
            return Head(*connection.execute(_NEWEST).one())


def init_app(app: Flask, watcher: Watcher) -> None:
    app.extensions["watcher"] = watcher


def get_watcher() -> Watcher:
    """The running application's watcher."""
    watcher: Watcher = current_app.extensions["watcher"]
    return watcher


def head_of_request() -> Head:
    """The state this request answers from: asked for once, so that every part of a page is of one state.

    The page cache has asked already, to know under which state it keeps the page.
    """
    if "head" not in g:
        # What is planned is done between requests.
        known = request.environ.get("catalog.head") if has_request_context() else None
        g.head = get_watcher().head() if known is None else known
    head: Head = g.head
    return head


def version_of_request() -> int:
    """The version this request answers from."""
    return head_of_request().version

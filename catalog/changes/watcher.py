"""The newest version, as cheaply as it can be known."""

from collections.abc import Callable

from flask import Flask, current_app, g, has_request_context, request
from sqlalchemy import Connection, Engine, text

from ..db.news import follow

_NEWEST = text("SELECT version FROM catalogue WHERE id = 1")


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
        return self._follower.value()

    def close(self) -> None:
        self._follower.close()

    def _read(self) -> int:
        with self._engine.connect() as connection:
            self._check(connection)
            version: int = connection.execute(_NEWEST).scalar_one()
            return version


def init_app(app: Flask, watcher: Watcher) -> None:
    app.extensions["watcher"] = watcher


def get_watcher() -> Watcher:
    """The running application's watcher."""
    watcher: Watcher = current_app.extensions["watcher"]
    return watcher


def version_of_request() -> int:
    """The version this request answers from: asked for once, so that every part of a page is of one state.

    The page cache has asked already, to know under which version it keeps the page.
    """
    if "version" not in g:
        # What is planned is done between requests.
        known = request.environ.get("catalog.version") if has_request_context() else None
        g.version = get_watcher().newest() if known is None else known
    version: int = g.version
    return version

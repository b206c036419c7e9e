"""The last few replays of the log, kept, so that a walk through an earlier version reads the log once.

What is kept is the database file that a replay was written into, as bytes: each request opens its own copy.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Engine, StaticPool, create_engine
from sqlmodel import Session

MOST_KEPT: Final = 12
MOST_BYTES: Final = 64_000_000


class Replays:
    """Safe between threads. The one asked for least lately goes first; one too large for all is not kept."""

    def __init__(self, most: int = MOST_KEPT, most_bytes: int = MOST_BYTES) -> None:
        self._most, self._most_bytes = most, most_bytes
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, bytes] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(map(len, self._kept.values()))

    @contextmanager
    def opened(self, key: Hashable, write: Callable[[Engine], None]) -> Iterator[Session]:
        """A session over the replay of this key. write: fills an empty database, where none is kept."""
        with self._lock:
            if (content := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
        engine = _in_memory(content)
        try:
            if content is None:
                write(engine)
                self._keep(key, _content_of(engine))
            with Session(engine) as session:
                yield session
        finally:
            engine.dispose()

    def _keep(self, key: Hashable, content: bytes) -> None:
        if len(content) > self._most_bytes // 4:
            return
        with self._lock:
            self._kept[key] = content
            while len(self._kept) > self._most or self.size > self._most_bytes:
                self._kept.popitem(last=False)


def _in_memory(content: bytes | None) -> Engine:
    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        if content is not None:
            connection.deserialize(content)
        return connection

    return create_engine("sqlite://", poolclass=StaticPool, creator=connect)


def _content_of(engine: Engine) -> bytes:
    with engine.connect() as connection:
        own = connection.connection.driver_connection
        assert isinstance(own, sqlite3.Connection)
        return own.serialize()

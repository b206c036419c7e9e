"""When each thing last changed as its readers see it: a projection of the log, moved on change by change.

It answers two questions: when a page last changed (`lastmod`), and in which order feeds tell of texts.
"""

from __future__ import annotations

import json
import threading
from calendar import timegm
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import strptime
from typing import Final

from flask import Flask, current_app
from sqlalchemy import case
from sqlalchemy import select as sa_select
from sqlmodel import Session, col

from catalog.changes.models import Change
from catalog.changes.queries import had_earlier
from catalog.history.visible import is_gone, is_visible
from catalog.shelf.keeper import current as current_shelf
from catalog.shelf.shelf import Shelf

NAME: Final = "moments"
_NOTHING: Final[Mapping[int, int]] = {}


@dataclass
class Moments:
    """Seconds since 1970, UTC, by kind and id as in the log; a thing that is gone has none.

    ``last``: its newest change that can be seen on its own page. ``first``: since when it is public.
    ``named``: when its name or its address last became another, which pages of other things show too.
    ``of_kind``: the newest such change of any thing of a kind, of those that are gone too.
    """

    version: int = 0
    last: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    first: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    of_kind: dict[str, int] = field(default_factory=dict)
    named: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def lasts(self, kind: str) -> Mapping[int, int]:
        return self.last.get(kind, _NOTHING)

    def names(self, kind: str) -> Mapping[int, int]:
        return self.named.get(kind, _NOTHING)

    def firsts(self, kind: str) -> Mapping[int, int]:
        return self.first.get(kind, _NOTHING)

    def read_on(self, session: Session) -> None:
        """Take in the changes since, in one statement, row by row.

        What a thing was first saved as is not read: all of it is news, and it is most of a log's bytes.
        """
        wanted = (
            sa_select(
                col(Change.number),
                col(Change.at),
                col(Change.entity_kind),
                col(Change.entity_id),
                case((had_earlier() | col(Change.entity_kind).in_(_CAN_HIDE), Change.payload), else_=""),
            )
            .where(col(Change.number) > self.version)
            .order_by(col(Change.number))
        )
        for number, at, kind, of, payload in session.execute(wanted.execution_options(yield_per=1000)):
            self._take(kind, of, seconds(at), payload)
            self.version = number

    def _take(self, kind: str, of: int, at: int, payload: str) -> None:
        if payload and not is_visible(kind, payload):
            return
        self.of_kind[kind] = at
        if payload and is_gone(payload):
            self.last[kind].pop(of, None)
            self.first[kind].pop(of, None)
            return
        if payload and not json.loads(payload)["fields"].keys().isdisjoint(("name", "slug")):
            self.named[kind][of] = at
        self.last[kind][of] = at
        if kind in _CAN_HIDE:
            turned = json.loads(payload)["fields"].get("is_published")
            if turned and turned[1] and of not in self.first[kind]:
                self.first[kind][of] = at
        else:
            self.first[kind].setdefault(of, at)


_CAN_HIDE: Final = ("article", "comparison")
"""Kinds that are in the log before they are public."""


class Keeper:
    """Keeps a worker's moments in step with its shelf. One thread reads on, the others wait for it.

    ``_line`` is that of the shelf they were read for.
    """

    def __init__(self, reader: Callable[[], Session]) -> None:
        self._reader = reader
        self._lock = threading.Lock()
        self._moments = Moments()
        self._line = 0

    def at(self, shelf: Shelf) -> Moments:
        """The moments at the state of this shelf or a later one; read from nothing where the shelf was."""
        with self._lock:
            if shelf.line > self._line:
                self._moments, self._line = Moments(), shelf.line
            if self._moments.version < shelf.version and shelf.line == self._line:
                with self._reader() as session:
                    self._moments.read_on(session)
            return self._moments


def init_app(app: Flask, reader: Callable[[], Session]) -> None:
    app.extensions[NAME] = Keeper(reader)


def current() -> Moments:
    """At the state this request answers from."""
    keeper: Keeper = current_app.extensions[NAME]
    return keeper.at(current_shelf())


def seconds(at: str) -> int:
    """``"2026-03-01T09:30:00.123456Z"`` → whole seconds since 1970."""
    return timegm(strptime(at[:19], "%Y-%m-%dT%H:%M:%S"))

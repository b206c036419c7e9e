"""A kind of thing that can be read: its answers, what they are made of, and how they are described."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlmodel import Session

from catalog.shelf.shelf import Shelf

from .asked import Parameter

Json = dict[str, Any]

REGISTRY_OF_TODAY: Final = "Specs, units and labels are those of today: the registry has no history."
NAMES_OF_TODAY: Final = "Where a page lies is said as of today: addresses that changed lead on."


@dataclass(frozen=True)
class Moment:
    """The catalogue at a version: ``session`` reads it, ``now`` the one of today, whose log has them all.

    ``shelf`` is that of today. ``day`` is the one that was asked for, or that of the version (ISO).
    """

    session: Session
    now: Session
    shelf: Shelf
    version: int
    day: str
    is_past: bool


def in_order(found: Mapping[str, Json], slugs: Sequence[str]) -> list[Json]:
    """The things of these names that there are, as a list shows them."""
    return [found[slug] for slug in slugs if slug in found]


@dataclass(frozen=True)
class Filter:
    """A parameter that a list takes, and which values it takes."""

    parameter: Parameter
    takes: Callable[[str], bool]


@dataclass(frozen=True)
class Page:
    """Part of a list, and the key after which the next part begins; "" where nothing follows."""

    things: Sequence[Json]
    last: str


@dataclass(frozen=True)
class Resource:
    """``/api/v1/<name>`` and, unless it has only a list, ``/api/v1/<name>/<slug>``.

    item, listed: shapes of the whole thing and of the thing in the list. reads: kinds of the log that it is
    made of, so that they can be replayed. keys: the names of all that are public, under some filters, in any
    order. some: the things of these names, in order; statements do not grow with them. page: instead of both,
    the things after a key, "" for the first, and how many at most. one: the whole thing,
    None where there is none. states: as `catalog.api.stating.stated` takes them, of the item. moved: name
    that something had → the one it has now. gone: whether something of this name was taken down.
    cannot_say: what an earlier version of it cannot say.
    """

    name: str
    noun: str
    about: str
    item: Any
    listed: Any
    keys: Callable[[Moment, Mapping[str, str]], Collection[str]] | None = None
    some: Callable[[Moment, Sequence[str]], Sequence[Json]] | None = None
    page: Callable[[Moment, Mapping[str, str], str, int], Page] | None = None
    one: Callable[[Moment, str], Json | None] | None = None
    reads: tuple[str, ...] = ()
    states: Mapping[str, str] = field(default_factory=dict)
    filters: tuple[Filter, ...] = ()
    moved: Callable[[Session, str], str | None] | None = None
    gone: Callable[[Session, str], bool] | None = None
    cannot_say: tuple[str, ...] = ()
    history: str = ""
    has_as_of: bool = True
    example: str = ""

    @property
    def path(self) -> str:
        return f"/api/v1/{self.name}"

    @property
    def endpoint(self) -> str:
        return self.name.replace("-", "_")

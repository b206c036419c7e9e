"""Who saved a change, in words."""

from collections.abc import Callable, Mapping
from typing import Final

from sqlmodel import Session

ACTORS: Final[Mapping[str, str]] = {
    "seeds": "the seed files",
    "import": "an imported file",
    "schedule": "the schedule",
    "author": "an author",
}

people: list[Callable[[Session, set[str]], Mapping[str, str]]] = []
"""Rooms that know people add functions here: slugs → the names of those they know."""


def actors_named(session: Session, actors: set[str]) -> dict[str, str]:
    """Every actor of the log → what to call it; one whom nobody knows by name keeps its slug."""
    found = {actor: ACTORS.get(actor, actor) for actor in actors}
    unknown = actors - ACTORS.keys()
    for named in people if unknown else ():
        found |= named(session, unknown)
    return found

"""Who saved a change, in words."""

from collections.abc import Mapping
from typing import Final

from sqlmodel import Session, col, select

from catalog.people.models import Author

ACTORS: Final[Mapping[str, str]] = {
    "seeds": "the seed files",
    "import": "an imported file",
    "schedule": "the schedule",
    "reader": "the reader who wrote it",
    "author": "an author",
}


def actors_named(session: Session, actors: set[str]) -> dict[str, str]:
    """Every actor of the log → what to call it: "the seed files", an author's name as in bylines.

    One whom nobody knows by name keeps what the log calls it.
    """
    found = {actor: ACTORS.get(actor, actor) for actor in actors}
    if unknown := actors - ACTORS.keys():
        found |= dict(
            session.exec(select(Author.slug, Author.name).where(col(Author.slug).in_(unknown))).all()
        )
    return found

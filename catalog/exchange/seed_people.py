"""Seeds of authors.toml: a name and what somebody is here. All else is theirs to write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from catalog.changes.models import Change
from catalog.people.editing import PeopleError, put_name

from .problems import Problems, SeedProblems
from .seed_parts import check_id
from .tables import Table, read_file


@dataclass(frozen=True)
class AuthorSeed:
    """An author by slug; `table` is where it stands."""

    slug: str
    name: str
    title: str
    table: Table


def read_authors(folder: Path, problems: Problems) -> list[AuthorSeed]:
    """The authors of authors.toml."""
    file = read_file(folder, "authors.toml", problems)
    authors = []
    for slug, table in file.named() if file else ():
        check_id(table, slug, "author")
        authors.append(AuthorSeed(slug, table.text("name"), table.text("title"), table))
        table.close()
    often = Counter(author.name for author in authors if author.name)
    for author in authors:
        if often[author.name] > 1:
            author.table.problem(f"“name”: {often[author.name]} authors are called “{author.name}”.")
    return authors


def write_authors(
    session: Session, authors: Sequence[AuthorSeed], *, actor: str, reason: str
) -> Iterator[Change | None]:
    """Bring names and titles to what the file says. Raises `SeedProblems` where a name is somebody else's."""
    for author in authors:
        try:
            yield put_name(session, author.slug, author.name, author.title, actor=actor, reason=reason)
        except PeopleError as error:
            place = author.table.with_line(author.table.place)
            raise SeedProblems([f"{place}: “{error.field}”: {error}"]) from error

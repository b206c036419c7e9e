"""What `catalog check` proves of articles: nothing uncited, nothing broken, every link as the text has it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from sqlmodel import Session, select

from . import queries
from .addresses import dead_ends, slugs_in
from .claim_check import bare, unclaimed
from .editing import draft_of
from .known import Known, broken, known_in, links
from .models import Article
from .text import parse


def check(session: Session) -> list[str]:
    """What is wrong with the articles, in sentences that name article and line of its text."""
    known = known_in(session)
    there = slugs_in(session, known)
    rows = session.exec(select(Article).order_by(Article.slug))
    return [problem for row in rows for problem in _problems(session, row, known, there)]


def _problems(
    session: Session, row: Article, known: Known, there: Mapping[str, Collection[str]]
) -> Iterator[str]:
    text = parse(row.text)
    for line, said in (*text.problems, *broken(text, known), *dead_ends(text, there)):
        yield f"The article {row.slug}, line {line} of its text: {said}"
    for slug in row.concerns:
        if slug not in known.concerns:
            yield f"The article {row.slug}: there is no concern “{slug}”."
    wanted = {(link.kind, link.target) for link in links(draft_of(row), text, known)}
    if wanted != {(link.kind, link.target) for link in queries.links_of(session, row)}:
        yield f"The article {row.slug}: what it links to is not what its text names."
    if row.is_published:
        for found in (*bare(row.title), *bare(row.summary), *unclaimed(text)):
            place = f"line {found.line} of its text" if found.line else "title or summary"
            yield f"The article {row.slug}, {place}: “{found.sentence}” cites nothing; {found.because}."

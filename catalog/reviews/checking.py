"""What `catalog check` proves of reviews: nothing broken, nothing uncited, every link as the text has it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import Session

from . import queries
from .editing import draft_of, links, wrong_with
from .models import Review
from .sourcing import uncited
from .texts import Around, around, text_of


def check(session: Session) -> list[str]:
    """What is wrong with the reviews, in sentences that name review and place."""
    here = around(session)
    return [problem for row in queries.reviews(session) for problem in _problems(session, row, here)]


def _problems(session: Session, row: Review, here: Around) -> Iterator[str]:
    draft = draft_of(session, row)
    text = text_of(draft)
    for fault in wrong_with(session, draft, row.slug, here, text):
        place = f", line {fault.line}" if fault.line else ""
        yield f"The review {row.slug}, {fault.field}{place}: {fault.said}"
    for found in uncited(draft, text):
        yield f"The review {row.slug}, {found.field}: {found.said}"
    if links(draft, text, here) != {(link.kind, link.target) for link in queries.links_of(session, row)}:
        yield f"The review {row.slug}: what it links to is not what it names."

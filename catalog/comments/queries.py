"""Reading comments. Functions take the session first; none commits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlmodel import Session, col, func, select

from catalog.comments.models import Comment
from catalog.people.models import Author
from catalog.people.tokens import digest

THREADS: Final = 20
"""Threads on one page: a comment with its replies each."""


@dataclass(frozen=True)
class Threads:
    """Part of the comments of one thing.

    ``total``: how many are public, replies included; ``found``: those of this page by thread, oldest first,
    the comment before its replies; ``has_more``: whether a page follows.
    """

    total: int
    found: tuple[tuple[Comment, ...], ...]
    has_more: bool


def comments_of(session: Session, kind: str, thing_id: int, page: int = 1) -> Threads:
    """The public comments of an article or review, `THREADS` threads to a page; one statement.

    A thread whose first comment is no longer public starts with a reply.
    """
    thread = func.coalesce(Comment.parent_id, Comment.id)
    public = (Comment.kind == kind, Comment.thing_id == thing_id, Comment.state == "published")
    placed = (
        select(
            col(Comment.id),
            thread.label("thread"),
            func.dense_rank().over(order_by=thread).label("place"),
            func.count().over().label("total"),
        )
        .where(*public)
        .subquery()
    )
    before = (page - 1) * THREADS
    rows = session.exec(
        select(Comment, placed.c.thread, placed.c.total)
        .join(placed, placed.c.id == Comment.id)
        .where(placed.c.place > before, placed.c.place <= before + THREADS + 1)
        .order_by(placed.c.thread, col(Comment.id))
    ).all()
    threads: dict[int, list[Comment]] = {}
    for comment, number, _total in rows:
        threads.setdefault(number, []).append(comment)
    shown = tuple(tuple(thread) for thread in threads.values())
    return Threads(rows[0][2] if rows else 0, shown[:THREADS], len(shown) > THREADS)


def number_of(session: Session, kind: str, thing_id: int) -> int:
    """How many comments of an article or review are public."""
    wanted = select(func.count()).where(
        Comment.kind == kind, Comment.thing_id == thing_id, Comment.state == "published"
    )
    return session.exec(wanted).one()


def comment(session: Session, number: int) -> Comment | None:
    """The comment with that number, in whatever state, or None."""
    return session.get(Comment, number)


def of_writer(session: Session, token: str) -> Comment | None:
    """The comment whose writer was given this token; None where none has it, or it is deleted."""
    return session.exec(select(Comment).where(Comment.key == digest(token))).one_or_none()


def queue(session: Session, state: str, most: int) -> list[Comment]:
    """Comments in a state, at most so many: those that wait oldest first, others newest first."""
    order = col(Comment.id) if state == "waiting" else col(Comment.id).desc()
    return list(session.exec(select(Comment).where(Comment.state == state).order_by(order).limit(most)))


def some(session: Session, numbers: list[int]) -> list[Comment]:
    """The comments with these numbers, in whatever state, oldest first."""
    return list(session.exec(select(Comment).where(col(Comment.id).in_(numbers)).order_by(col(Comment.id))))


def counts(session: Session) -> dict[str, int]:
    """How many comments there are in each state that has any."""
    return dict(session.exec(select(Comment.state, func.count()).group_by(Comment.state)).all())


def waiting(session: Session) -> tuple[int, str]:
    """How many wait for a person to read them, and the day the oldest came; (0, "") where none does."""
    count, oldest = session.exec(
        select(func.count(), func.min(Comment.day)).where(Comment.state == "waiting")
    ).one()
    return count, oldest or ""


def sent_on(session: Session, day: str) -> int:
    """How many comments readers sent on a UTC day, whatever became of them."""
    wanted = select(func.count()).where(Comment.day == day, Comment.author == "")
    return session.exec(wanted).one()


def refused_before(session: Session, day: str) -> list[Comment]:
    """Those that were refused before a day and still hold their words."""
    return list(
        session.exec(select(Comment).where(Comment.state == "refused", col(Comment.decided_on) < day))
    )


def author_names(session: Session) -> set[str]:
    """The names of those who write here, which no reader takes."""
    return set(session.exec(select(Author.name)))

"""Comments as a page shows them, under an article or a review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlmodel import Session

from catalog.comments import queries, words
from catalog.comments.models import Comment

NAMELESS: Final = "A reader"


@dataclass(frozen=True)
class ShownComment:
    """``paragraphs`` are lines of plain text; ``author`` is the slug of the author who answers, or ""."""

    number: int
    name: str
    day: str
    paragraphs: tuple[tuple[str, ...], ...]
    author: str


@dataclass(frozen=True)
class Thread:
    """A comment and its replies. ``first`` is None where the comment is gone and replies to it stayed."""

    first: ShownComment | None
    replies: tuple[ShownComment, ...]


@dataclass(frozen=True)
class Replies:
    """What readers wrote under the page at ``address``, ``total`` in all, and whether more threads follow."""

    address: str
    total: int
    threads: tuple[Thread, ...]
    has_more: bool


def replies_to(session: Session, kind: str, thing_id: int, address: str, page: int = 1) -> Replies:
    """The public comments of an article or review that takes comments: one statement."""
    found = queries.comments_of(session, kind, thing_id, page)
    return Replies(address, found.total, tuple(_thread(one) for one in found.found), found.has_more)


def shown(comment: Comment) -> ShownComment:
    """One comment, whatever its state."""
    return ShownComment(
        comment.id or 0,
        comment.name or NAMELESS,
        comment.day,
        words.paragraphs(comment.words),
        comment.author,
    )


def _thread(comments: tuple[Comment, ...]) -> Thread:
    first = comments[0] if comments[0].parent_id is None else None
    replies = comments[1:] if first else comments
    return Thread(shown(first) if first else None, tuple(map(shown, replies)))

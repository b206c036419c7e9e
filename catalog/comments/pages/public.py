"""The pages on which readers reply: the form, all comments of a page, and a writer's own comment."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session
from wtforms import Form

from catalog.comments import queries
from catalog.comments.editing import REFUSED_DAYS
from catalog.comments.models import Comment
from catalog.comments.pages.things import Thing, thing_at, things
from catalog.comments.shown import Replies, ShownComment, replies_to, shown


@dataclass(frozen=True)
class Target:
    """What is replied to: ``thing`` is None where the page is not there or takes no comments; ``to`` is the
    comment, ``parent`` the number under which the reply stands."""

    thing: Thing | None = None
    to: ShownComment | None = None
    parent: int | None = None


@dataclass(frozen=True)
class ReplyPage:
    """`/comments/new`. ``trouble``: why nothing was stored."""

    form: Form
    target: Target
    trouble: str = ""


@dataclass(frozen=True)
class AllPage:
    """`/comments`: one page of the comments of a thing."""

    thing: Thing
    replies: Replies
    number: int


@dataclass(frozen=True)
class OwnPage:
    """`/comments/mine/<key>`. ``state`` is what became of the comment, ``on`` where it stands, if that is
    there."""

    key: str
    comment: ShownComment
    state: str
    on: Thing | None
    trouble: str = ""
    refused_days: int = REFUSED_DAYS


def target(session: Session, on: str, to: str) -> Target:
    """What an address or a form means. A reply to a reply stands under the same comment."""
    thing = thing_at(session, on)
    if thing is None or not thing.takes_comments:
        return Target()
    comment = queries.comment(session, int(to)) if is_number(to) else None
    if comment is None or (comment.kind, comment.thing_id, comment.state) != (
        thing.kind,
        thing.id,
        "published",
    ):
        return Target(thing)
    return Target(thing, shown(comment), comment.parent_id or comment.id)


def all_page(session: Session, on: str, number: int) -> AllPage | None:
    """One page of all comments; None where there is none."""
    thing = thing_at(session, on)
    if thing is None or not thing.takes_comments:
        return None
    replies = replies_to(session, thing.kind, thing.id, thing.address, number)
    return AllPage(thing, replies, number) if replies.threads or number == 1 else None


def own_page(session: Session, key: str, comment: Comment, trouble: str = "") -> OwnPage:
    """A writer's own comment."""
    on = things(session, [(comment.kind, comment.thing_id)]).get((comment.kind, comment.thing_id))
    return OwnPage(key, shown(comment), comment.state, on, trouble)


def is_number(text: str) -> bool:
    """Whether it can be the number of a comment: a database knows none with more digits."""
    return text.isascii() and text.isdecimal() and len(text) < 10

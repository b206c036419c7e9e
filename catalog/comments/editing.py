"""Sending a comment, and deciding about it. The caller commits.

Publishing is a change of the catalogue, so that pages follow; so is whatever becomes of a comment that was
public once. What never was public leaves nothing in the log.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from typing import Final

from sqlalchemy import delete as delete_rows
from sqlmodel import Session, col

from catalog import clock
from catalog.changes.queries import state_at
from catalog.changes.recording import record
from catalog.comments import queries
from catalog.comments.limit import A_DAY, ALL_A_DAY, TooManyError
from catalog.comments.models import Comment, CommentTally
from catalog.people.tokens import digest, new_token

READER: Final = "reader"
"""The actor in the log where the writer of a comment deletes it."""

REFUSED_DAYS: Final = 30
"""For how long a refusal can be undone; then the words are deleted."""


def send(session: Session, sent: Comment, sender: str) -> str:
    """Store a reader's new comment, which waits, and return the token that deletes it.

    Raises `TooManyError` where the day's limit is reached. ``session`` is a writer: it waits for all others,
    so that a sender's comments are counted one by one whichever worker takes them. What is known of senders
    on earlier days is forgotten here, and so are words that were refused long ago.
    """
    session.exec(delete_rows(CommentTally).where(col(CommentTally.day) != sent.day))
    tally = session.get(CommentTally, sender)
    if tally is not None and tally.sent >= A_DAY:
        raise TooManyError(of_everybody=False)
    if queries.sent_on(session, sent.day) >= ALL_A_DAY:
        raise TooManyError(of_everybody=True)
    if tally is None:
        session.add(CommentTally(sender=sender, day=sent.day))
    else:
        tally.sent += 1
    forget_refused(session)
    token = new_token()
    sent.key, sent.state = digest(token), "waiting"
    session.add(sent)
    session.flush()
    return token


def publish(session: Session, comment: Comment, actor: str) -> bool:
    """Show a comment that waits; whether it did."""
    return _decide(session, comment, {"waiting"}, "published", actor, "A comment was published")


def refuse(session: Session, comment: Comment, actor: str) -> bool:
    """Do not show a comment that waits, or no longer show one that is public; whether anything changed."""
    return _decide(session, comment, {"waiting", "published"}, "refused", actor, "A comment was taken back")


def put_back(session: Session, comment: Comment, actor: str) -> bool:
    """Undo a refusal: the comment waits again; whether it was refused."""
    return _decide(session, comment, {"refused"}, "waiting", actor, "A comment waits to be read again")


def delete(session: Session, comment: Comment, actor: str) -> bool:
    """Delete the words, the name and the writer's key, whatever the state; whether they were still there."""
    if comment.state == "deleted":
        return False
    before = logged(session, comment)
    comment.words, comment.nonce, comment.name, comment.key = "", "", "", None
    _set_state(session, comment, "deleted")
    if before is not None:
        # The log keeps the digest, which says nothing now: what it was salted with went with the words.
        _record(session, comment, before, before | {"state": "deleted"}, actor, "A comment was deleted")
    return True


def answer(session: Session, to: Comment, words: str, *, name: str, actor: str) -> Comment | None:
    """Answer a comment as an author, at once in public; one that waits is published with it.

    None where the comment is neither public nor waiting.
    """
    if to.state not in ("waiting", "published"):
        return None
    publish(session, to, actor)
    added = Comment(
        kind=to.kind,
        thing_id=to.thing_id,
        parent_id=to.parent_id or to.id,
        name=name,
        words=words,
        state="waiting",
        day=clock.today().isoformat(),
        author=actor,
    )
    session.add(added)
    session.flush()
    publish(session, added, actor)
    return added


def take_over(session: Session, comment: Comment, actor: str, *, is_public: bool) -> None:
    """Store a comment that was written on another site, with its day there; else it waits to be read."""
    comment.state = "waiting"
    session.add(comment)
    session.flush()
    if is_public:
        publish(session, comment, actor)


def forget_refused(session: Session) -> None:
    """Delete what was refused more than `REFUSED_DAYS` ago."""
    day = (clock.today() - timedelta(days=REFUSED_DAYS)).isoformat()
    for comment in queries.refused_before(session, day):
        delete(session, comment, "schedule")


def logged(session: Session, comment: Comment) -> dict[str, object] | None:
    """What the log says of a comment; None for one that never was public."""
    return state_at(session, "comment", comment.id or 0, sys.maxsize)


def _decide(session: Session, comment: Comment, of: set[str], state: str, actor: str, reason: str) -> bool:
    if comment.state not in of:
        return False
    before = logged(session, comment)
    _set_state(session, comment, state)
    if before is not None or state == "published":
        _record(session, comment, before, _said(comment), actor, reason)
    return True


def _set_state(session: Session, comment: Comment, state: str) -> None:
    comment.state, comment.decided_on = state, clock.today().isoformat()
    session.add(comment)
    session.flush()


def _said(comment: Comment) -> dict[str, object]:
    """All that the log is told: where it stands, and what its words would have to be."""
    return {
        "thing": f"{comment.kind}:{comment.thing_id}",
        "parent": comment.parent_id,
        "sha256": digest(comment.nonce + comment.words),
        "state": comment.state,
    }


def _record(
    session: Session,
    comment: Comment,
    before: dict[str, object] | None,
    after: dict[str, object],
    actor: str,
    reason: str,
) -> None:
    record(
        session,
        actor=actor,
        entity_kind="comment",
        entity_id=comment.id or 0,
        before=before,
        after=after,
        reason=reason,
    )

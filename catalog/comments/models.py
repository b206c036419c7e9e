"""Comments, and the tally that keeps one sender from filling the queue.

The words and the name are in this table and nowhere else, so that deleting them deletes them: the change log
knows a comment by its id, its place and the digest of its words, and only once it has been public. The digest
is salted with something random that goes with the words: short ones cannot be guessed afterwards.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field, SQLModel

import catalog.db  # noqa: F401 - constraints are named as it says
from catalog.db.checks import one_of
from catalog.people.tokens import new_token

KINDS: Final = ("article", "review")
"""What can be replied to, as the change log calls it."""

STATES: Final = ("waiting", "published", "refused", "deleted")
"""Only who moderates sees one that waits or is refused; of one that is deleted nothing is left to see."""

LONGEST_NAME: Final = 60
LONGEST_WORDS: Final = 2000


class Comment(SQLModel, table=True):
    """One comment. Its row stays when it is deleted, empty, so that its number is nobody else's later."""

    __tablename__ = "comment"
    __table_args__ = (
        CheckConstraint(one_of("kind", KINDS), name="kind"),
        CheckConstraint(one_of("state", STATES), name="state"),
        CheckConstraint("(state = 'deleted') = (words = '')", name="words_until_deleted"),
        CheckConstraint("state <> 'deleted' OR (name = '' AND \"key\" IS NULL)", name="deleted_is_empty"),
        CheckConstraint("(words = '') = (nonce = '')", name="nonce_with_words"),
        CheckConstraint("length(day) = 10", name="day_is_day"),
        CheckConstraint("length(decided_on) = 10", name="decided_on_is_day"),
        Index(None, "kind", "thing_id", "state"),
        Index(None, "state", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(sa_type=Text)
    thing_id: int
    """The id of the article or review; which table it is of says `kind`."""
    parent_id: int | None = Field(default=None, foreign_key="comment.id")
    """What it replies to, which itself replies to nothing: there is one level."""
    name: str = Field(default="", sa_type=Text)
    """As typed; "" for a reader who gave none."""
    words: str = Field(sa_type=Text)
    """Plain text; an empty line parts paragraphs."""
    nonce: str = Field(default_factory=new_token, max_length=64)
    """256 random bits in hex, digested with the words; nobody is shown it, and it is deleted with them."""
    state: str = Field(default="waiting", sa_type=Text)
    day: str = Field(max_length=10)
    """The UTC day it was sent on; the hour is nobody's business."""
    decided_on: str | None = Field(default=None, max_length=10)
    """The UTC day it was last published, refused, put back or deleted on."""
    key: str | None = Field(default=None, max_length=64, unique=True)
    """Digest of what stands in the address by which its writer deletes it."""
    author: str = Field(default="", sa_type=Text)
    """Slug of the author who wrote it at the desk; "" for a reader's."""

    @property
    def is_author(self) -> bool:
        """Whether it is an author's answer."""
        return bool(self.author)


class CommentTally(SQLModel, table=True):
    """How many comments a sender has sent on a day; rows of earlier days are deleted."""

    __tablename__ = "comment_tally"
    __table_args__ = (CheckConstraint("sent > 0", name="sent_positive"),)

    sender: str = Field(primary_key=True, max_length=32)
    """A keyed hash of the day and the network address; see `catalog.visitors`."""
    day: str = Field(max_length=10)
    sent: int = 1

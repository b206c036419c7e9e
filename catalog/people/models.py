"""Tables of people. An author is public and in the change log; an account and what hangs on it is neither.

Moments are texts as `catalog.clock.timestamp` writes them, so that they sort by time.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field, SQLModel

import catalog.db  # noqa: F401 - constraints are named as it says
from catalog.db.checks import one_of

ROLES = ("author", "editor", "admin")
"""An author writes and publishes what is theirs; an editor everything; an admin also looks after people."""
PURPOSES = ("first account", "password")


class Author(SQLModel, table=True):
    """Somebody whose name stands over a text. Only the person writes the biography."""

    __tablename__ = "author"
    __table_args__ = (CheckConstraint("slug <> '' AND name <> ''", name="named"),)

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, sa_type=Text)
    name: str = Field(unique=True, sa_type=Text)
    """As it stands in bylines."""
    title: str = Field(default="", sa_type=Text)
    """What they are here: "Author of MTSPen.com"."""
    biography: str = Field(default="", sa_type=Text)
    """Markdown."""
    qualifications: str = Field(default="", sa_type=Text)
    """As they state them."""
    disclosure: str = Field(default="", sa_type=Text)
    """What they sell, own or are paid for."""
    picture: str | None = Field(default=None, sa_type=Text)
    """Key of a picture in the media."""


class Account(SQLModel, table=True):
    """What an author signs in with."""

    __tablename__ = "account"
    __table_args__ = (
        CheckConstraint(one_of("role", ROLES), name="role"),
        CheckConstraint("login <> ''", name="login"),
    )

    id: int | None = Field(default=None, primary_key=True)
    author_id: int = Field(foreign_key="author.id", unique=True)
    login: str = Field(unique=True, sa_type=Text)
    """What is typed to sign in, in small letters: a name or a mail address."""
    mail: str | None = Field(default=None, sa_type=Text)
    password: str | None = Field(default=None, sa_type=Text)
    """argon2id, in PHC form; None until it is set by a link."""
    role: str = Field(sa_type=Text)
    totp: str | None = Field(default=None, sa_type=Text)
    """Secret of the second factor, base32 (RFC 6238); None where there is none."""
    totp_offered: str | None = Field(default=None, sa_type=Text)
    """A secret that was shown and is not proved yet: it guards nothing."""
    totp_last: int | None = None
    """The time step last used, so that a code works once."""
    recovery_json: str = Field(default="[]", sa_type=Text)
    """Digests of the recovery codes that are left."""
    is_active: bool = True
    made_at: str = Field(sa_type=Text)


class DeskSession(SQLModel, table=True):
    """One signed-in browser. The key is the digest of the cookie's value, which nobody keeps."""

    __tablename__ = "desk_session"

    key: str = Field(primary_key=True, max_length=64)
    account_id: int = Field(foreign_key="account.id", ondelete="CASCADE", index=True)
    lacks_code: bool = False
    """The password was right and the second factor is still asked for: nothing is open yet."""
    made_at: str = Field(sa_type=Text)
    seen_at: str = Field(sa_type=Text)
    expires_at: str = Field(sa_type=Text)
    browser: str = Field(default="", sa_type=Text)
    """As it calls itself, cut short; for the list of one's own sessions."""


class OneTimeLink(SQLModel, table=True):
    """A link that sets a password once. The key is the digest of what stands in the link."""

    __tablename__ = "one_time_link"
    __table_args__ = (CheckConstraint(one_of("purpose", PURPOSES), name="purpose"),)

    key: str = Field(primary_key=True, max_length=64)
    purpose: str = Field(sa_type=Text)
    account_id: int | None = Field(default=None, foreign_key="account.id", ondelete="CASCADE", index=True)
    """None for the first account, which is not there yet."""
    made_at: str = Field(sa_type=Text)
    expires_at: str = Field(sa_type=Text)
    used_at: str | None = Field(default=None, sa_type=Text)


class SignInTally(SQLModel, table=True):
    """Failed attempts at one door: a keyed digest of a login, or of a sender's address."""

    __tablename__ = "sign_in_tally"

    door: str = Field(primary_key=True, sa_type=Text)
    failed: int
    last_at: str = Field(sa_type=Text, index=True)
    until: str | None = Field(default=None, sa_type=Text)
    """Until when the door stays shut."""


class AuditEvent(SQLModel, table=True):
    """What happened around accounts: signed in, failed, reset, role changed. Rows are only ever added."""

    __tablename__ = "audit_event"
    __table_args__ = (Index(None, "account_id", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    at: str = Field(sa_type=Text)
    account_id: int | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL")
    event: str = Field(sa_type=Text)
    detail: str = Field(default="", sa_type=Text)

"""Files that were sent to the desk to be imported: kept for a day, for whoever sent them."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy import func
from sqlmodel import Session, col, delete, select

from catalog import clock
from catalog.changes.models import Change
from catalog.db import Database
from catalog.people import moments
from catalog.printable import UNPRINTABLE

from .import_report import SAID, Options, reason_for
from .models import ImportFile
from .opening import SentFile

KEPT_HOURS: Final = 24
MOST: Final = 5
"""Files of one person that wait at once: the oldest makes room for the next."""
LONGEST_NAME: Final = 120


def keep(session: Session, account_id: int, name: str, content: bytes) -> ImportFile:
    """Keep a file for its sender; the token is its name from now on."""
    row = ImportFile(
        token=secrets.token_hex(20),
        account_id=account_id,
        name=_plain(name),
        content=content,
        digest=hashlib.sha256(content).hexdigest(),
        at=clock.timestamp(),
    )
    session.add(row)
    session.flush()
    _make_room(session, account_id)
    return row


def _plain(name: str) -> str:
    """The name without folders, short, and as it can be printed."""
    last = UNPRINTABLE.sub("", name.replace("\\", "/").rpartition("/")[2]).strip()
    return last[-LONGEST_NAME:] or "file"


def _make_room(session: Session, account_id: int) -> None:
    own = select(ImportFile.token).where(ImportFile.account_id == account_id)
    surplus = session.exec(own.order_by(col(ImportFile.at).desc(), col(ImportFile.token)).offset(MOST)).all()
    if surplus:
        session.exec(delete(ImportFile).where(col(ImportFile.token).in_(surplus)))


def kept(session: Session, token: str, account_id: int) -> ImportFile | None:
    """The file of that name, if this person sent it within the last day, and it is whole."""
    row = session.get(ImportFile, token)
    if row is None or row.account_id != account_id or row.at < moments.before(hours=KEPT_HOURS):
        return None
    return row if hashlib.sha256(row.content).hexdigest() == row.digest else None


def as_file(row: ImportFile) -> SentFile:
    """What an importer is given."""
    return SentFile(row.name, row.content, date.fromisoformat(row.at[:10]))


def options_of(row: ImportFile) -> Options:
    """The options it was looked at with."""
    said = json.loads(row.options_json).get("options", {})
    options = Options(**{name: said[name] for name in ("skip_bad", *SAID) if name in said and name != "day"})
    return replace(
        options,
        day=date.fromisoformat(said["day"]) if said.get("day") else None,
        ignore=tuple(said.get("ignore", ())),
    )


def set_options(session: Session, row: ImportFile, options: Options) -> None:
    """Keep the options beside the file."""
    said: dict[str, Any] = {name: getattr(options, name) for name in ("skip_bad", *SAID)}
    said["day"] = options.day.isoformat() if options.day else ""
    row.options_json = json.dumps({"options": said})
    session.add(row)


def done_of(row: ImportFile) -> dict[str, Any] | None:
    """What was done with it: ``{"words": "3 values were added.", "first": 7, "last": 9}``; None before."""
    found: dict[str, Any] | None = json.loads(row.options_json).get("done")
    return found


def set_done(session: Session, row: ImportFile, words: str, first: int, last: int) -> None:
    """Note that it was carried out, by the changes ``first`` to ``last``; its bytes are not needed now."""
    row.options_json = json.dumps({"done": {"words": words, "first": first, "last": last}})
    row.content, row.digest = b"", hashlib.sha256(b"").hexdigest()
    session.add(row)


def changes_by(session: Session, actor: str, name: str, after: int) -> tuple[int, int]:
    """The first and the last change that this file made after a version; (0, -1) where it made none."""
    own = (Change.actor == actor, Change.reason == reason_for(name), col(Change.number) > after)
    first, last = session.exec(select(func.min(Change.number), func.max(Change.number)).where(*own)).one()
    return (first, last) if first is not None else (0, -1)


def drop(session: Session, row: ImportFile) -> None:
    """Forget a file."""
    session.delete(row)


def forget_old(database: Database) -> list[str]:
    """Delete what is older than a day; what was done. Most days it only reads."""
    old = col(ImportFile.at) < moments.before(hours=KEPT_HOURS)
    with database.latest() as session:
        count = session.exec(select(func.count()).select_from(ImportFile).where(old)).one()
    if not count:
        return []
    with database.writer() as session:
        session.exec(delete(ImportFile).where(old))
        session.commit()
    return [f"Files that waited to be imported and were forgotten: {count:,}"]

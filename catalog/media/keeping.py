"""Bringing files into the store so that, whatever dies when, somebody knows of each.

First a row of intent (`Upload`) that names the files is committed, then they are written, then a picture
takes them over and the row goes, in one commit. Until then the author who sent them may come back for them.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from sqlmodel import Session

from catalog import clock
from catalog.changes.diff import canonical_json
from catalog.db import Database
from catalog.printable import UNPRINTABLE

from .encoding import Prepared
from .models import StoredFile, Upload
from .store import Store

NAME: Final = "Picture"
"""Of a file that came without one."""


def keep(database: Database, store: Store, found: Prepared, *, by: str, name: str) -> int:
    """Put a picture's files into the store and return the number of the upload that names them.

    by: slug of the author; name: of the file as it was sent. It commits, once, before the first file is
    written. Raises `StoreError`; the upload then stays for the sweep.
    """
    # Not while a sweep takes files away: it looked who names them before, and would not see this row.
    with database.alone(), database.writer() as session:
        upload = Upload(
            made_at=clock.timestamp(),
            by=by,
            name=name or NAME,
            digest=found.digest,
            width=found.width,
            height=found.height,
            files_json=as_json(files_of(found)),
        )
        session.add(upload)
        session.commit()
        number = upload.id or 0
    for variant, file in zip(found.variants, files_of(found), strict=True):
        # Also where it is there already: it may be on its way out.
        store.put(file.name, variant.content)
    return number


def files_of(found: Prepared) -> tuple[StoredFile, ...]:
    """The files of a picture, in the order of its variants."""
    return tuple(
        StoredFile(one.digest, one.format, one.width, one.height, len(one.content)) for one in found.variants
    )


def as_json(files: tuple[StoredFile, ...]) -> str:
    """Files as `Upload.files_json` holds them."""
    return canonical_json([vars(file) for file in files])


def waiting(session: Session, number: int, by: str, hours: int) -> Upload | None:
    """The upload of that number, if it is this author's and still waits for its words; else None.

    One whose files are still being written is the business of the request that writes them: its number has
    been told to nobody.
    """
    found = session.get(Upload, number)
    if found is None or found.by != by or not by or found.made_at < hours_ago(hours):
        return None
    return found


def let_go(session: Session, *, digest: str, size: tuple[int, int], files: tuple[StoredFile, ...]) -> None:
    """Note that no picture names these files any more; the sweep takes them when no page can show them still.

    Nothing here commits.
    """
    upload = Upload(
        made_at=clock.timestamp(),
        digest=digest,
        width=size[0],
        height=size[1],
        files_json=as_json(files),
    )
    session.add(upload)
    session.flush()


def name_of(file_name: str | None) -> str:
    """“C:\\Pictures\\dial_1.jpg” → "dial 1", for the library."""
    stem = re.split(r"[\\/]", file_name or "")[-1].rpartition(".")[0] or (file_name or "")
    return " ".join(UNPRINTABLE.sub("", stem).replace("_", " ").split())[:80] or NAME


def hours_ago(hours: float) -> str:
    """That moment as rows hold it."""
    return (clock.now() - timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

"""Taking a file that was sent: read, written anew and kept aside, or a sentence about why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from werkzeug.datastructures import FileStorage

from catalog.config import Settings
from catalog.db import DatabaseTrouble, get_database

from . import apart, editing, keeping, queries
from .formats import PictureError
from .reading import Limits
from .store import StoreError, get_store

NO_FILE: Final = "Choose the picture’s file."


@dataclass(frozen=True)
class Taken:
    """What came of a file: the number of the upload it waits under, or a sentence.

    ``twin`` is the digest of a picture of the library that it is.
    """

    number: int = 0
    fault: str = ""
    twin: str = ""


def take(sent: FileStorage | None, settings: Settings, by: str) -> Taken:
    """Take the file for an author. Raises `StoreError`. What it keeps is committed."""
    if sent is None:
        return Taken(fault=NO_FILE)
    limits = Limits(settings.media_bytes, settings.media_pixels)
    try:
        prepared = apart.prepared(sent.stream.read(limits.bytes + 1), limits)
    except PictureError as error:
        return Taken(fault=str(error))
    database = get_database()
    with database.latest() as session:
        known = queries.picture_by_digest(session, prepared.digest)
    if known:
        return Taken(fault=editing.already_there(known), twin=known.digest)
    name = keeping.name_of(sent.filename)
    try:
        return Taken(keeping.keep(database, get_store(), prepared, by=by, name=name))
    except DatabaseTrouble as trouble:
        if trouble.kind != "locked":
            raise
        raise StoreError(trouble.sentence) from trouble

"""The public bundle of the newest version, as a file in the instance folder: made once, by one process."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Final

from catalog import schema
from catalog.changes.diff import canonical_json
from catalog.changes.models import Head
from catalog.changes.queries import current_head
from catalog.config import Settings
from catalog.db import Database
from catalog.licence import licence
from catalog.media.store import Store

from .bundle_manifest import FORMAT
from .bundle_tables import PUBLIC
from .bundle_writing import export, zip_at

_WAIT_S: Final = 20.0
_PAUSE_S: Final = 0.05
_NAME: Final = re.compile(r"(\d+)-([0-9a-f]{16})-([0-9a-f]{64})\.zip")
_CHUNK: Final = 2**20


class BusyError(Exception):
    """Somebody else is making it, and is not done yet."""


@dataclass(frozen=True)
class Kept:
    """A bundle that lies at ``path``; ``size`` in bytes, ``digest`` is the SHA-256 of the whole file."""

    path: Path
    version: int
    digest: str
    size: int


def kept(settings: Settings, head: Head) -> Kept | None:
    """The bundle of this state where it was made already."""
    for path in _folder(settings).glob(f"{head.version}-{_key(settings, head)}-*.zip"):
        if match := _NAME.fullmatch(path.name):
            try:
                return Kept(path, head.version, match[3], path.stat().st_size)
            except FileNotFoundError:
                # Another process has just put a newer one in its place.
                continue
    return None


def made(settings: Settings, database: Database, store: Store, head: Head) -> Kept:
    """The bundle of this state, or of a newer one where it has come meanwhile; made unless it is there.

    Only the newest stays: what was taken down is in no file any more. Raises `BusyError` where another is at
    it for longer than a reader waits, OSError and `StoreError`.
    """
    folder = _folder(settings)
    folder.mkdir(parents=True, exist_ok=True)
    if found := kept(settings, head):
        return found
    with _alone(folder):
        return kept(settings, head) or _make(settings, database, store, folder)


def _make(settings: Settings, database: Database, store: Store, folder: Path) -> Kept:
    draft = folder / "new.zip"
    # Nobody else writes here now, so that halves are what a process left that died.
    for half in folder.glob(".*.half"):
        half.unlink(missing_ok=True)
    with zip_at(draft) as sink:
        manifest = export(database, store, settings, sink, PUBLIC)
    with database.reader() as session:
        # Was it overtaken, it is kept under a name that nobody asks for.
        head = current_head(session)
    digest = _digest(draft)
    path = folder / f"{manifest.version}-{_key(settings, head)}-{digest}.zip"
    size = draft.stat().st_size
    os.replace(draft, path)
    for old in folder.glob("*.zip"):
        if old != path:
            # Whoever still reads it reads it to its end.
            old.unlink(missing_ok=True)
    return Kept(path, manifest.version, digest, size)


def _folder(settings: Settings) -> Path:
    return settings.folder / "cache" / "bundles"


def _key(settings: Settings, head: Head) -> str:
    """What a bundle depends on beside its version: two logs may have the same."""
    said = [head.digest, FORMAT, version_of("catalog"), schema.head()]
    said += [settings.site_name, licence(settings).words]
    return hashlib.sha256(canonical_json([*said, settings.licence_url]).encode()).hexdigest()[:16]


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(_CHUNK):
            digest.update(part)
    return digest.hexdigest()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        last = time.monotonic() + _WAIT_S
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= last:
                    raise BusyError from None
                time.sleep(_PAUSE_S)
        yield
    finally:
        # It ends with the handle, however the process dies.
        os.close(handle)

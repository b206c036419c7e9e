"""Writing the catalogue as a bundle: one state of it, little of it in memory, equal states as equal bytes."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import version as version_of
from pathlib import Path
from typing import IO, Any, Final, Protocol

import sqlalchemy as sa
from sqlmodel import Session, col, select

from catalog import schema
from catalog.changes.models import Catalogue, Change
from catalog.config import Settings
from catalog.db import Database
from catalog.media.store import Store

from .bundle_beginning import beginning_of
from .bundle_manifest import LICENCE, MANIFEST, README, Manifest, Packed, media_file, table_file
from .bundle_rows import lines
from .bundle_tables import ONLY, PUBLIC, WORDS, left_out_of, tables_of
from .bundle_words import licence_text, readme

_WHEN: Final = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip file knows: when a bundle was made is no part of it."""


class Sink(Protocol):
    """Where a bundle is written."""

    def file(self, name: str, *, is_small: bool = False) -> Any:
        """A context in which the next file is open for writing; what is small already is not compressed."""


def export(database: Database, store: Store, settings: Settings, sink: Sink, kind: str) -> Manifest:
    """Write the catalogue, and return what was written.

    One transaction that only reads: all tables are of one state, and nobody waits for it. Of pictures, what
    the store does not have, or has damaged, is named as lost. Raises `StoreError` and OSError.
    """
    with database.latest() as session:
        version, digest, at = _state(session, kind)
        files: dict[str, Packed] = {}
        rows: dict[str, int] = {}
        for table in sorted(tables_of(kind)):
            name = table_file(table)
            with sink.file(name) as file:
                rows[table], files[name] = _written(file, lines(session, table, kind))
        lost = [name for name in media_names(session, kind) if not _copied(sink, store, name, files)]
    day = at[:10]
    for name, text in (
        (README, readme(kind, settings, version, day, rows)),
        (LICENCE, licence_text(settings)),
    ):
        with sink.file(name) as file:
            _, files[name] = _written(file, [text])
    manifest = Manifest(
        kind=kind,
        program=version_of("catalog"),
        revision=schema.head(),
        version=version,
        digest=digest,
        at=at,
        site=settings.site_name,
        licence=licence_text(settings).decode(),
        licence_address=settings.licence_url or None,
        rows=rows,
        files=files,
        lost=tuple(lost),
        left_out=left_out_of(kind),
    )
    with sink.file(MANIFEST) as file:
        file.write(manifest.as_bytes())
    return manifest


def media_names(session: Session, kind: str) -> Iterator[str]:
    """Files of pictures that belong to a bundle, by name in order; few are held at once."""
    # Several pictures may have a file in common.
    only = f" WHERE {ONLY['picture_file']}" if kind == PUBLIC else ""
    wanted = sa.text(f"SELECT DISTINCT digest || '.' || format AS name FROM picture_file{only}")
    collation = ' COLLATE "C"' if session.get_bind().dialect.name == "postgresql" else ""
    ordered = sa.text(f"SELECT name FROM ({wanted.text}) AS files ORDER BY name{collation}")
    found = session.connection().execution_options(yield_per=1000).execute(ordered)
    yield from found.scalars()


def media_bytes(session: Session, kind: str) -> int:
    """How many bytes the files of pictures of a bundle have together."""
    only = f" WHERE {ONLY['picture_file']}" if kind == PUBLIC else ""
    one_each = f"SELECT MAX(bytes) AS bytes FROM picture_file{only} GROUP BY digest, format"
    wanted = sa.text(f"SELECT COALESCE(SUM(bytes), 0) FROM ({one_each}) AS files")
    return int(session.execute(wanted).scalar_one())


def left_out_counts(session: Session, kind: str) -> dict[str, int]:
    """Tables that a bundle of this kind lacks, or lacks some rows of → how many rows those are."""
    found: dict[str, int] = {}
    for name, table in schema.tables().tables.items():
        total = session.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
        if name in tables_of(kind):
            if kind == PUBLIC and name in ONLY:
                shown = session.execute(
                    sa.select(sa.func.count()).select_from(table).where(sa.text(f"({ONLY[name]})"))
                ).scalar_one()
                found[name] = total - shown
        elif name in left_out_of(kind):
            found[name] = total
    return {name: number for name, number in found.items() if number}


def _state(session: Session, kind: str) -> tuple[int, str, str]:
    """Version, digest and moment of the newest change. What came from a public bundle and is as it came has
    those of the catalogue it came from."""
    catalogue = session.get_one(Catalogue, 1)
    newest = session.exec(select(Change).order_by(col(Change.number).desc()).limit(1)).first()
    if newest is None:
        return catalogue.version, catalogue.digest, ""
    if kind == PUBLIC and (began := beginning_of(newest)):
        return newest.number, began, newest.at
    return catalogue.version, catalogue.digest, newest.at


def _written(file: IO[bytes], parts: Iterable[bytes]) -> tuple[int, Packed]:
    """How many parts there were, and what they are together."""
    count = size = 0
    digest = hashlib.sha256()
    for part in parts:
        file.write(part)
        digest.update(part)
        count, size = count + 1, size + len(part)
    return count, Packed(size, digest.hexdigest())


def _copied(sink: Sink, store: Store, name: str, files: dict[str, Packed]) -> bool:
    content = store.get(name)
    if content is None or hashlib.sha256(content).hexdigest() != name.partition(".")[0]:
        return False
    with sink.file(media_file(name), is_small=True) as file:
        _, files[media_file(name)] = _written(file, [content])
    return True


class ZipSink:
    """A zip file in which nothing says when, where or by whom it was made."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(file, "w", allowZip64=True)

    def file(self, name: str, *, is_small: bool = False) -> Any:
        """The next file. Pictures are as small as they get, and are stored as they are."""
        info = zipfile.ZipInfo(name, _WHEN)
        info.create_system = 3
        info.external_attr = 0o644 << 16
        info.compress_type = zipfile.ZIP_STORED if is_small else zipfile.ZIP_DEFLATED
        return self._zip.open(info, "w", force_zip64=True)

    def close(self) -> None:
        """Write the directory at its end."""
        self._zip.close()

    def abandon(self) -> None:
        """Write nothing more, not even when it is forgotten."""
        self._zip.fp = None


class FolderSink:
    """The same files in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def file(self, name: str, *, is_small: bool = False) -> Any:
        """The next file."""
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("xb")


@contextmanager
def zip_at(path: Path, mode: int = 0o600) -> Iterator[ZipSink]:
    """A zip file that is at ``path`` when all of it is written, and not before. Raises OSError."""
    half = path.with_name(f".{path.name}.{secrets.token_hex(4)}.half")
    try:
        with open(os.open(half, os.O_RDWR | os.O_CREAT | os.O_EXCL, mode), "w+b") as file:
            sink = ZipSink(file)
            try:
                yield sink
                sink.close()
            finally:
                sink.abandon()
            file.flush()
            os.fsync(file.fileno())
        os.replace(half, path)
    finally:
        half.unlink(missing_ok=True)


@contextmanager
def folder_at(path: Path) -> Iterator[FolderSink]:
    """A folder that is at ``path`` when all of it is written, and not before. Raises OSError."""
    half = path.with_name(f".{path.name}.{secrets.token_hex(4)}.half")
    half.mkdir(mode=0o700)
    try:
        yield FolderSink(half)
        os.replace(half, path)
    finally:
        shutil.rmtree(half, ignore_errors=True)


assert set(WORDS) >= tables_of(PUBLIC)

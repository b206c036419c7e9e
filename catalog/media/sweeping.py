"""Clearing up in the store: what a process left that died half-way, what authors did not come back for, what
was replaced. Never what a picture names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session, col, select

from catalog import clock
from catalog.db import Database

from .keeping import hours_ago
from .models import PictureFile, Upload
from .store import Store


@dataclass(frozen=True)
class Swept:
    """What a sweep took away: uploads, their files, and files that were half written."""

    uploads: int = 0
    files: int = 0
    halves: int = 0


@dataclass(frozen=True)
class Compared:
    """The store against the tables: files that nobody names, and files of pictures that are gone."""

    unnamed: tuple[str, ...]
    lost: tuple[str, ...]


def sweep(database: Database, store: Store, hours: float, most: int = 1000, wait_s: float = 5.0) -> Swept:
    """Take away uploads older than so many hours, with the files nobody else names; at most so many uploads.

    Writers do not wait for the store: of each upload the files are chosen in one turn, and its row goes in
    another. In between nobody can begin to use one of them: the upload is nobody's any more, and no other can
    begin that would name them (`keeping.keep`). Files go before the row that knows of them.

    Raises `StoreError`; and DatabaseTrouble where somebody else still sweeps after ``wait_s`` seconds.
    """
    uploads = files = 0
    while uploads < most and (gone := _sweep_one(database, store, hours_ago(hours), wait_s)) is not None:
        uploads, files = uploads + 1, files + gone
    halves = store.remove_halves(clock.now() - timedelta(hours=hours))
    return Swept(uploads, files, halves)


def _sweep_one(database: Database, store: Store, before: str, wait_s: float) -> int | None:
    with database.alone(wait_s) as is_alone:
        with database.writer() as session:
            oldest = select(Upload).where(Upload.made_at < before)
            upload = session.exec(oldest.order_by(col(Upload.made_at), col(Upload.id)).limit(1)).first()
            if upload is None:
                return None
            names = {file.name for file in upload.files}
            unused = sorted(names - named(session, (file.digest for file in upload.files), but=upload.id))
            upload.by, number = "", upload.id
            session.add(upload)
            session.commit()
        _remove(store, unused, is_alone)
        with database.writer() as session:
            session.delete(session.get_one(Upload, number))
            session.commit()
    return len(unused)


def _remove(store: Store, names: Iterable[str], is_alone: Callable[[], object]) -> None:
    for name in names:
        is_alone()
        store.remove([name])


def named(session: Session, digests: Iterable[str], but: int | None = None) -> set[str]:
    """Names of files with one of these digests that a picture, or an upload ``but`` one, names."""
    wanted = list(digests)
    files = session.exec(select(PictureFile).where(col(PictureFile.digest).in_(wanted)))
    found = {file.stored.name for file in files}
    for upload in session.exec(select(Upload).where(Upload.id != but)):
        found |= {file.name for file in upload.files}
    return found


def compare(session: Session, store: Store) -> Compared:
    """What is in the store and in no table, and the other way round. Raises `StoreError`."""
    there = {one.name for one in store.found()}
    pictures = {file.stored.name for file in session.exec(select(PictureFile))}
    uploads = {file.name for upload in session.exec(select(Upload)) for file in upload.files}
    return Compared(tuple(sorted(there - pictures - uploads)), tuple(sorted(pictures - there)))


def sweep_unnamed(database: Database, store: Store, hours: float) -> int:
    """Take away files that no table names and that are older than so many hours; how many they were.

    There are none unless a database was put back from a copy: every file's name is committed before it is
    written. Nothing may share the folder or bucket with this catalogue. Raises `StoreError`.
    """
    before = clock.now() - timedelta(hours=hours)
    # Listed before the tables are read: what is written from now on is not in the list.
    old = [one.name for one in store.found() if one.at < before]
    with database.alone() as is_alone:
        with database.latest() as session:
            known = _known(session)
        gone = sorted(set(old) - known)
        _remove(store, gone, is_alone)
    return len(gone)


def _known(session: Session) -> set[str]:
    """Names of files that a table names."""
    pictures = {file.stored.name for file in session.exec(select(PictureFile))}
    return pictures | {file.name for upload in session.exec(select(Upload)) for file in upload.files}

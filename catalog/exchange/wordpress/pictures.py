"""Pictures of an export: taken from a copy of its media on this machine, never from the network.

A picture here says what is to be seen on it, whose it is and where it comes from. What an export does not
say is not made up: the picture waits until somebody says it, and stands in the text as words until then.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from sqlmodel import Session, select

from catalog import clock
from catalog.config import Settings
from catalog.db import Database, DatabaseTrouble
from catalog.exchange.import_report import ACTOR, MediaFolder, Options
from catalog.media import apart, editing, keeping, queries
from catalog.media.encoding import Prepared
from catalog.media.formats import PictureError
from catalog.media.models import ORIGINS, Picture, StoredFile, Upload
from catalog.media.reading import Limits
from catalog.media.store import Store, StoreError
from catalog.references.reading import FileError

from .spool import Item

_PICTURE: Final = re.compile(r"\.(?:jpe?g|png|webp|avif|gif)$", re.IGNORECASE)
_UPLOADS: Final = re.compile(r"/uploads/(?:sites/\d+/)?(.+)$")


@dataclass(frozen=True)
class Found:
    """What can be done with an attachment: ``digest`` is that of a new picture, ``twin`` of one that is
    here already; ``fault`` says why neither. ``upload`` is the number it waits under in the store.
    """

    item: Item
    fault: str = ""
    twin: str = ""
    slug: str = ""
    name: str = ""
    alt: str = ""
    upload: int = 0
    digest: str = ""
    width: int = 0
    height: int = 0
    files: tuple[StoredFile, ...] = ()


def check(media: MediaFolder) -> None:
    """Raises `FileError` for a folder or an origin that is none."""
    if not media.folder.is_dir():
        raise FileError(f"{media.folder} is no folder with a copy of wp-content/uploads.")
    if media.origin and media.origin not in ORIGINS:
        raise FileError(f"“{media.origin}” is no origin of pictures; there are {', '.join(ORIGINS)}.")


def find(database: Database, item: Item, options: Options, taken: set[str], *, by: str) -> Found:
    """Look for the file of an attachment, and keep it in the store unless it is a rehearsal.

    ``taken``: slugs of pictures that are given out; the new one is added. Raises `StoreError`.
    """
    path, media = _path(item), options.media
    if not _PICTURE.search(path):
        return Found(item, f"the file “{path.rpartition('/')[2] or 'without a name'}” is no picture")
    if media is None:
        how = " (--media)" if options.actor == ACTOR else ", as whoever runs the site can do at the terminal"
        return Found(item, f"no copy of the site’s media was given{how}")
    file = _inside(media.folder, path)
    if file is None:
        return Found(item, f"there is no file “{path}” in {media.folder.name}")
    alt = " ".join(item.part.meta.get("_wp_attachment_image_alt", "").split())
    if lacking := [words for words, said in _asked(alt, media) if not said]:
        return Found(item, f"it waits: {' and '.join(lacking)} missing")
    settings = options.settings or Settings()
    limits = Limits(settings.media_bytes, settings.media_pixels)
    try:
        with file.open("rb") as source:
            prepared = apart.prepared(source.read(limits.bytes + 1), limits)
    except (PictureError, OSError) as error:
        return Found(item, f"the file cannot be taken: {error}")
    with database.latest() as session:
        known = queries.picture_by_digest(session, prepared.digest)
    if known:
        return Found(item, twin=known.digest, slug=known.slug, name=known.name)
    name = _free_name(item, taken)
    number = 0
    if not options.dry_run:
        number = _kept(database, Store(settings), prepared, by, name)
    return Found(
        item,
        slug=editing.slug_of(name),
        name=name,
        alt=alt,
        upload=number,
        digest=prepared.digest,
        width=prepared.width,
        height=prepared.height,
        files=keeping.files_of(prepared),
    )


def add(session: Session, found: Found, media: MediaFolder, *, actor: str) -> Picture:
    """The picture of an attachment. In a rehearsal nothing lies in the store, and nothing is committed."""
    upload = session.get(Upload, found.upload) if found.upload else None
    if upload is None:
        upload = Upload(
            made_at=clock.timestamp(),
            by=actor,
            name=found.name,
            digest=found.digest,
            width=found.width,
            height=found.height,
            files_json=keeping.as_json(found.files),
        )
        session.add(upload)
        session.flush()
    words = editing.Words(found.name, found.alt, media.origin, media.credit)
    return editing.add_picture(session, upload, words, actor=actor)


def slugs(session: Session) -> set[str]:
    """The slugs of all pictures."""
    return set(session.exec(select(Picture.slug)))


def _asked(alt: str, media: MediaFolder) -> tuple[tuple[str, str], ...]:
    return (
        ("its alternative text is", alt),
        ("its origin (--origin) is", media.origin),
        ("who took it (--credit) is", media.credit),
    )


def _kept(database: Database, store: Store, prepared: Prepared, by: str, name: str) -> int:
    try:
        return keeping.keep(database, store, prepared, by=by, name=name)
    except DatabaseTrouble as trouble:
        if trouble.kind != "locked":
            raise
        raise StoreError(trouble.sentence) from trouble


def _path(item: Item) -> str:
    """Of the file within the folder of uploads: "2024/03/dial.jpg"."""
    if stated := item.part.meta.get("_wp_attached_file", ""):
        return stated
    path = unquote(urlsplit(item.part.get("wp:attachment_url", "guid")).path)
    found = _UPLOADS.search(path)
    return found[1] if found else path.lstrip("/")


def _inside(folder: Path, path: str) -> Path | None:
    """The ordinary file of that path in a folder, wherever links lead; None for all else."""
    try:
        home = folder.resolve()
        file = (home / path.lstrip("/")).resolve()
        return file if file.is_relative_to(home) and file.is_file() else None
    except (OSError, ValueError, RuntimeError):
        return None


def _free_name(item: Item, taken: set[str]) -> str:
    base = keeping.name_of(f"{item.called}.x")
    name, number = base, 1
    while editing.slug_of(name) in taken or editing.slug_of(name) == "new":
        number += 1
        name = f"{base} {number}"
    taken.add(editing.slug_of(name))
    return name

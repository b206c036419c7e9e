"""Writing pictures: the only code that writes their tables, uploads apart. Nothing here commits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from catalog import clock
from catalog.changes.models import Change
from catalog.changes.saving import remove_row, save_row

from . import queries
from .keeping import let_go
from .models import Picture, PictureFile, StoredFile, Upload
from .uses import in_words, uses_of


class MediaError(ValueError):
    """A picture that cannot be saved or removed: `field`, and a sentence."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


class NoProductError(ValueError):
    """What a picture is said to show is no device and no cartridge; a sentence."""


@dataclass(frozen=True)
class Words:
    """What is said about a picture; ``product_id`` of the device or cartridge it shows."""

    name: str
    alt: str
    origin: str
    credit: str
    licence: str = ""
    taken_on: str = ""
    product_id: int | None = None
    place: int = 0


def add_picture(session: Session, upload: Upload, words: Words, *, actor: str) -> Picture:
    """A picture of the library, which takes over the upload's files. Raises `MediaError`.

    The address comes from the name, with a number where that is taken.
    """
    _refuse_twice(session, upload.digest)
    wanted = Picture(
        slug=_free_slug(session, words.name),
        **vars(words),
        digest=upload.digest,
        width=upload.width,
        height=upload.height,
        by=actor,
        day=clock.today().isoformat(),
    )
    save_row(session, Picture, wanted, actor=actor, reason="A picture was added")
    picture = queries.picture(session, wanted.slug)
    assert picture is not None
    _name_files(session, picture, upload.files)
    session.delete(upload)
    session.flush()
    return picture


def change_words(session: Session, picture: Picture, words: Words, *, actor: str) -> Change | None:
    """Say something else about a picture; None where nothing differs."""
    wanted = Picture(**picture.model_dump(exclude={"id"}) | vars(words))
    return save_row(session, Picture, wanted, actor=actor, reason="What is said about a picture was changed")


def replace_files(session: Session, picture: Picture, upload: Upload, *, actor: str) -> Change | None:
    """Another picture in the place of this one, under the same name and words. Raises `MediaError`."""
    _refuse_twice(session, upload.digest)
    _let_files_go(session, picture)
    stored = {"digest": upload.digest, "width": upload.width, "height": upload.height}
    wanted = Picture(**picture.model_dump(exclude={"id"}) | stored)
    change = save_row(session, Picture, wanted, actor=actor, reason="A picture was replaced")
    _name_files(session, picture, upload.files)
    session.delete(upload)
    session.flush()
    return change


def remove_picture(session: Session, picture: Picture, *, actor: str) -> Change | None:
    """Take a picture away that nothing uses. Raises `MediaError` naming where it is used."""
    if places := uses_of(session, picture.slug):
        raise MediaError("", f"The picture is used: {in_words(places)}. Take it out there first.")
    _let_files_go(session, picture)
    return remove_row(session, Picture, picture.slug, actor=actor, reason="A picture was removed")


def _refuse_twice(session: Session, digest: str) -> None:
    if known := queries.picture_by_digest(session, digest):
        raise MediaError("file", already_there(known))


def already_there(known: Picture) -> str:
    """The sentence for a picture that is sent twice."""
    return f"You have this picture already: “{known.name}”."


def _name_files(session: Session, picture: Picture, files: Iterable[StoredFile]) -> None:
    for file in files:
        session.add(PictureFile(picture_id=picture.id or 0, **vars(file)))
    session.flush()


def _let_files_go(session: Session, picture: Picture) -> None:
    rows = session.exec(select(PictureFile).where(PictureFile.picture_id == picture.id)).all()
    let_go(
        session,
        digest=picture.digest,
        size=(picture.width, picture.height),
        files=tuple(row.stored for row in rows),
    )
    for row in rows:
        session.delete(row)
    session.flush()


def _free_slug(session: Session, name: str) -> str:
    base = slug_of(name)
    taken = set(session.exec(select(Picture.slug).where(col(Picture.slug).startswith(base))))
    # The address of the form for new pictures is no picture's.
    slug, number = base, 1
    while slug in taken or slug == "new":
        number += 1
        slug = f"{base}-{number}"
    return slug


def slug_of(name: str) -> str:
    """“The dial, close” → "the-dial-close"; "picture" where no letter is left."""
    letters = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:80].strip("-") or "picture"

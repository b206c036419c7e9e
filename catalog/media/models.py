"""Tables of pictures. A picture is public and in the change log; an upload is neither."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

import catalog.db  # noqa: F401 - constraints are named as it says
from catalog.db.checks import one_of

ORIGINS: Final = ("own photo", "maker", "shop", "licensed", "public domain")
"""Who a picture comes from. An own photo was taken by us."""
FORMATS: Final = ("avif", "webp")
"""Every width of a picture is there in each of them."""


class Picture(SQLModel, table=True):
    """One picture of the library. Without words for those who cannot see it, it cannot be there at all."""

    __tablename__ = "picture"
    __table_args__ = (
        CheckConstraint("slug <> '' AND name <> '' AND alt <> '' AND credit <> ''", name="named"),
        CheckConstraint(one_of("origin", ORIGINS), name="origin"),
        CheckConstraint("width > 0 AND height > 0", name="size"),
    )

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, sa_type=Text)
    name: str = Field(sa_type=Text)
    """What it is called in the library."""
    alt: str = Field(sa_type=Text)
    """What is to be seen, for those who do not see it."""
    origin: str = Field(sa_type=Text)
    credit: str = Field(sa_type=Text)
    """Who took it."""
    licence: str = Field(default="", sa_type=Text)
    taken_on: str = Field(default="", sa_type=Text)
    """A day, month or year, as far as it is known: "2026-11"; "" where it is not."""
    digest: str = Field(unique=True, sa_type=Text)
    """SHA-256 of its pixels, upright, in sRGB: the same picture is taken once."""
    width: int
    height: int
    product_id: int | None = Field(default=None, foreign_key="product.id", index=True)
    """The device or cartridge that it shows."""
    place: int = 0
    """Its order among the pictures of a device."""
    by: str = Field(default="", sa_type=Text)
    """Slug of the author who put it there."""
    day: str = Field(sa_type=Text)
    """The day of that."""


@dataclass(frozen=True)
class StoredFile:
    """One file in the store. Sizes in pixels and bytes."""

    digest: str
    format: str
    width: int
    height: int
    bytes: int

    @property
    def name(self) -> str:
        """What it is called there: "9f86….avif"."""
        return f"{self.digest}.{self.format}"


class PictureFile(SQLModel, table=True):
    """One width of a picture in one format, named by the digest of its bytes (SHA-256)."""

    __tablename__ = "picture_file"
    __table_args__ = (
        UniqueConstraint("picture_id", "format", "width"),
        CheckConstraint(one_of("format", FORMATS), name="format"),
        CheckConstraint("length(digest) = 64", name="digest"),
        CheckConstraint("width > 0 AND height > 0 AND bytes > 0", name="size"),
        Index(None, "digest"),
    )

    id: int | None = Field(default=None, primary_key=True)
    picture_id: int = Field(foreign_key="picture.id", ondelete="CASCADE")
    digest: str = Field(sa_type=Text)
    format: str = Field(sa_type=Text)
    width: int
    height: int
    bytes: int

    @property
    def stored(self) -> StoredFile:
        """The file itself."""
        return StoredFile(self.digest, self.format, self.width, self.height, self.bytes)


class Upload(SQLModel, table=True):
    """Files that are on their way into the store, wait there for their words, or were let go of.

    Committed before the first of them is written, and taken away in the commit that names them in a picture:
    whatever dies in between, somebody knows of every file. `catalog.media.sweeping` clears up.
    """

    __tablename__ = "upload"
    __table_args__ = (CheckConstraint("length(digest) = 64", name="digest"),)

    id: int | None = Field(default=None, primary_key=True)
    made_at: str = Field(index=True, sa_type=Text)
    by: str = Field(default="", sa_type=Text)
    """Slug of the author who may still use them; "" for files that were let go of."""
    name: str = Field(default="", sa_type=Text)
    """What the file was called where it came from."""
    digest: str = Field(sa_type=Text)
    """Of the picture, as in `Picture.digest`."""
    width: int
    height: int
    files_json: str = Field(sa_type=Text)

    @property
    def files(self) -> tuple[StoredFile, ...]:
        """The files it stands for."""
        return tuple(StoredFile(**one) for one in json.loads(self.files_json))

"""A picture as a page shows it: every word and address finished. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from catalog.dates import show_date

from .models import Picture, StoredFile

BADGES: Final = {
    "own photo": "own photo",
    "maker": "maker picture",
    "shop": "shop picture",
    "licensed": "licensed picture",
    "public domain": "public domain",
}
"""Origin → what is said beside the picture, so that nobody takes an advertisement for an observation."""
_SRC_WIDTH: Final = 640
"""Pixels of what a browser gets that knows no srcset."""


@dataclass(frozen=True)
class ShownPicture:
    """What the macros of `templates/media/_picture.html` draw. ``avif`` and ``webp`` are values of srcset."""

    slug: str
    name: str
    alt: str
    width: int
    height: int
    src: str
    avif: str
    webp: str
    badge: str
    is_own: bool
    credit: str
    licence: str
    taken: str


def shown(row: Picture, files: Sequence[StoredFile]) -> ShownPicture:
    """A picture with its files, narrow ones first."""
    return ShownPicture(
        slug=row.slug,
        name=row.name,
        alt=row.alt,
        width=row.width,
        height=row.height,
        src=_src(files),
        avif=_srcset(files, "avif"),
        webp=_srcset(files, "webp"),
        badge=BADGES[row.origin],
        is_own=row.origin == "own photo",
        credit=row.credit,
        licence=row.licence,
        taken=show_date(row.taken_on) if row.taken_on else "",
    )


def file_url(file: StoredFile) -> str:
    """Where a file is served: "/media/9f86….avif"."""
    return f"/media/{file.name}"


def _srcset(files: Sequence[StoredFile], format: str) -> str:
    return ", ".join(f"{file_url(one)} {one.width}w" for one in files if one.format == format)


def _src(files: Sequence[StoredFile]) -> str:
    webp = [one for one in files if one.format == "webp"]
    return file_url(next((one for one in webp if one.width >= _SRC_WIDTH), webp[-1])) if webp else ""


def thumbnail(files: Sequence[StoredFile]) -> str:
    """The address of the narrowest file."""
    return file_url(min((one for one in files if one.format == "webp"), key=lambda one: one.width))


def picture_json(one: ShownPicture) -> dict[str, Any]:
    """The same as data; what is not said is null."""
    return {
        "slug": one.slug,
        "alt": one.alt,
        "origin": one.badge,
        "credit": one.credit,
        "licence": one.licence or None,
        "width": one.width,
        "height": one.height,
        "webp": _addresses(one.webp),
        "avif": _addresses(one.avif),
    }


def _addresses(srcset: str) -> dict[str, str]:
    """Width → address."""
    pairs = (one.rsplit(" ", 1) for one in srcset.split(", "))
    return {width.removesuffix("w"): address for address, width in pairs}

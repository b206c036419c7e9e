"""What the desk's pages of pictures show, finished."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask import url_for
from sqlmodel import Session

from catalog.dates import show_date
from catalog.desk.csrf import ButtonForm, DeskForm
from catalog.desk.frame import DeskPage
from catalog.people.queries import names_of
from catalog.people.sessions import SignedIn
from catalog.products.models import Product
from catalog.shelf import current
from catalog.shelf.shelf import Shelf

from . import queries
from .editing import NoProductError
from .keeping import hours_ago
from .models import ORIGINS, Picture, PictureFile, Upload
from .rights import may_change, whose
from .shown import BADGES, ShownPicture, shown, thumbnail
from .uses import Use, uses, uses_of

ON_A_PAGE: Final = 60
MOST_OFFERED: Final = 500
"""Names of devices that the form offers; any other may be typed."""
SHOWN_WORDS: Final = {"": "All", "unused": "Unused", "waiting": "Without alt text", "heavy": "Too heavy"}


@dataclass(frozen=True)
class Listed:
    """A picture in the library. ``bytes``: of its heaviest file, in words."""

    slug: str
    name: str
    alt: str
    thumbnail: str
    badge: str
    is_own: bool
    credit: str
    size: str
    bytes: str
    is_heavy: bool
    uses: tuple[Use, ...]


@dataclass(frozen=True)
class Waiting:
    """A file that was taken and still lacks its words."""

    number: int
    name: str
    thumbnail: str


@dataclass(frozen=True)
class Choice:
    """A way to look at the library, and how many pictures it shows."""

    key: str
    words: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class LibraryPage(DeskPage):
    """`/desk/media`. ``heavy``: the weight from which on a picture is called too heavy."""

    choices: tuple[Choice, ...]
    chosen: str
    pictures: tuple[Listed, ...]
    waiting: tuple[Waiting, ...]
    number: int
    pages: int
    heavy: str

    def address(self, number: int) -> str:
        """Where another page of the same view is."""
        return url_for("media_desk.index", show=self.chosen or None, page=number)


@dataclass(frozen=True, kw_only=True)
class NewPage(DeskPage):
    """`/desk/media/new`. ``known``: the picture that was sent once more, if that is what was wrong."""

    form: DeskForm
    waiting: Waiting | None
    known: ShownPicture | None
    devices: tuple[str, ...]


@dataclass(frozen=True)
class FileLine:
    """One width in one format."""

    words: str
    href: str


@dataclass(frozen=True, kw_only=True)
class EditPage(DeskPage):
    """`/desk/media/<slug>`. ``locked``: who may change it, for all others; "" for those who may."""

    picture: ShownPicture
    locked: str
    heading: str
    insertion: str
    about: str
    files: tuple[FileLine, ...]
    uses: tuple[Use, ...]
    form: DeskForm
    replacing: DeskForm
    removing: ButtonForm
    known: ShownPicture | None
    devices: tuple[str, ...]


def library_page(
    session: Session, who: SignedIn, show: str, number: int, *, heavy_bytes: int, keep_hours: int, done: str
) -> LibraryPage:
    """The library, filtered; the newest picture first."""
    rows, places = queries.pictures(session), uses(session)
    files = queries.files(session, (row.id or 0 for row in rows))
    waiting = queries.uploads_waiting(session, who.slug, hours_ago(keep_hours))
    heavy = {row.slug for row in rows if _heaviest(files[row.id or 0]) > heavy_bytes}
    groups: dict[str, list[Picture]] = {
        "": list(rows),
        "unused": [row for row in rows if row.slug not in places],
        "waiting": [],
        "heavy": [row for row in rows if row.slug in heavy],
        **{origin: [row for row in rows if row.origin == origin] for origin in ORIGINS},
    }
    show = show if show in groups else ""
    found = groups[show]
    pages = max(1, -(-len(found) // ON_A_PAGE))
    some = found[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
    counts = {key: len(group) for key, group in groups.items()} | {"waiting": len(waiting)}
    return LibraryPage(
        who=who,
        done=done,
        choices=tuple(
            Choice(key, SHOWN_WORDS.get(key) or BADGES[key].capitalize(), count, key == show)
            for key, count in counts.items()
        ),
        chosen=show,
        pictures=tuple(_listed(row, files[row.id or 0], places, row.slug in heavy) for row in some),
        waiting=tuple(map(waiting_one, waiting)) if show in ("", "waiting") and number == 1 else (),
        number=number,
        pages=pages,
        heavy=weight(heavy_bytes),
    )


def new_page(
    who: SignedIn, form: DeskForm, upload: Upload | None, known: ShownPicture | None, trouble: str
) -> NewPage:
    """The form for a new picture, with the file that waits for its words, if one does."""
    return NewPage(
        who=who,
        trouble=trouble,
        form=form,
        waiting=waiting_one(upload) if upload else None,
        known=known,
        devices=current().once(_names),
    )


def edit_page(
    session: Session,
    who: SignedIn,
    row: Picture,
    form: DeskForm,
    replacing: DeskForm,
    *,
    known: ShownPicture | None = None,
    trouble: str = "",
    done: str = "",
) -> EditPage:
    """One picture of the library."""
    files = queries.files(session, [row.id or 0])[row.id or 0]
    by = names_of(session, [row.by]).get(row.by, row.by)
    return EditPage(
        who=who,
        trouble=trouble,
        done=done,
        picture=shown(row, [file.stored for file in files]),
        locked="" if may_change(who, row) else whose(),
        heading=row.name,
        insertion=f"[[picture {row.slug}]]",
        about=f"{row.width:,} × {row.height:,} pixels, put here on {show_date(row.day)} by {by}.",
        files=tuple(
            FileLine(
                f"{file.format.upper()}, {file.width} × {file.height}, {weight(file.bytes)}",
                f"/media/{file.stored.name}",
            )
            for file in files
        ),
        uses=uses_of(session, row.slug),
        form=form,
        replacing=replacing,
        removing=ButtonForm(formdata=None),
        known=known,
        devices=current().once(_names),
    )


def typed_of(session: Session, row: Picture) -> dict[str, str]:
    """A stored picture as its form shows it."""
    product = session.get(Product, row.product_id) if row.product_id else None
    words = {name: getattr(row, name) for name in ("name", "alt", "origin", "credit", "licence", "taken_on")}
    return words | {"shows": product.slug if product else "", "place": str(row.place)}


def product_of(typed: str) -> int:
    """The id of a device or cartridge by its name or address. Raises `NoProductError`."""
    shelf = current()
    slug = typed.rstrip("/").rpartition("/")[2]
    if slug in shelf.families:
        raise NoProductError("This is a family of versions; name the one that the picture shows.")
    found = shelf.by_slug(slug) or shelf.by_slug(shelf.once(_by_name).get(typed.casefold(), ""))
    if found is None:
        raise NoProductError(f"There is no device and no cartridge “{typed[:80]}”.")
    return found.id


def known_picture(session: Session, digest: str) -> ShownPicture | None:
    """The picture of the library that has these very pixels."""
    found = queries.picture_by_digest(session, digest) if digest else None
    return queries.shown_by_slug(session, [found.slug]).get(found.slug) if found else None


def waiting_one(upload: Upload) -> Waiting:
    """An upload as the desk shows it."""
    return Waiting(upload.id or 0, upload.name, thumbnail(upload.files))


def page_number(typed: str) -> int:
    """The number of a page of the library, 1 where none can be read."""
    return max(1, int(typed)) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1


def weight(count: int) -> str:
    """Bytes in words: "87 kB", "1.2 MB"."""
    return f"{count / 1e6:.1f} MB" if count >= 999_500 else f"{max(1, round(count / 1000))} kB"


def _listed(
    row: Picture, files: Sequence[PictureFile], places: Mapping[str, tuple[Use, ...]], is_heavy: bool
) -> Listed:
    return Listed(
        row.slug,
        row.name,
        row.alt,
        thumbnail([file.stored for file in files]),
        BADGES[row.origin],
        row.origin == "own photo",
        row.credit,
        f"{row.width} × {row.height}",
        weight(_heaviest(files)),
        is_heavy,
        places.get(row.slug, ()),
    )


def _heaviest(files: Sequence[PictureFile]) -> int:
    return max((file.bytes for file in files), default=0)


def _names(shelf: Shelf) -> tuple[str, ...]:
    return tuple(sorted(shelf.title(entry) for entry in shelf)[:MOST_OFFERED])


def _by_name(shelf: Shelf) -> dict[str, str]:
    """Name in small letters → slug, of names that only one has."""
    found: dict[str, str] = {}
    for entry in shelf:
        name = shelf.title(entry).casefold()
        found[name] = "" if name in found else entry.slug
    return found

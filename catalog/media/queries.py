"""Reading pictures. Every function takes the session first and never commits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from sqlmodel import Session, col, select

from .models import Picture, PictureFile, StoredFile, Upload
from .shown import ShownPicture, shown

IN_ONE_QUERY = 500


def picture(session: Session, slug: str) -> Picture | None:
    """The picture with this slug."""
    return session.exec(select(Picture).where(Picture.slug == slug)).first()


def picture_by_digest(session: Session, digest: str) -> Picture | None:
    """The picture of these very pixels."""
    return session.exec(select(Picture).where(Picture.digest == digest)).first()


def slugs(session: Session) -> set[str]:
    """All there are."""
    return set(session.exec(select(Picture.slug)))


def pictures(session: Session) -> Sequence[Picture]:
    """All pictures, the newest first."""
    return session.exec(select(Picture).order_by(col(Picture.id).desc())).all()


def uploads_waiting(session: Session, by: str, since: str) -> Sequence[Upload]:
    """What an author sent since then and has not described yet, the newest first."""
    wanted = select(Upload).where(Upload.by == by, Upload.made_at >= since)
    return session.exec(wanted.order_by(col(Upload.id).desc())).all()


def files(session: Session, ids: Iterable[int]) -> dict[int, list[PictureFile]]:
    """Their files by the picture's id, narrow ones first."""
    found: dict[int, list[PictureFile]] = defaultdict(list)
    wanted = list(ids)
    for start in range(0, len(wanted), IN_ONE_QUERY):
        some = col(PictureFile.picture_id).in_(wanted[start : start + IN_ONE_QUERY])
        for row in session.exec(select(PictureFile).where(some).order_by(col(PictureFile.width))):
            found[row.picture_id].append(row)
    return found


def shown_by_slug(session: Session, wanted: Collection[str]) -> dict[str, ShownPicture]:
    """Pictures as pages show them, by slug; one statement, none where none are wanted."""
    if not wanted:
        return {}
    found = _shown(session, col(Picture.slug).in_(list(wanted)))
    return {one.slug: one for one in found}


def pictures_of(session: Session, product_id: int) -> tuple[ShownPicture, ...]:
    """What shows a device or cartridge, in order; one statement."""
    return tuple(_shown(session, Picture.product_id == product_id))


def pictures_of_some(session: Session, product_ids: Iterable[int]) -> dict[int, tuple[ShownPicture, ...]]:
    """The same of some products, by product; those without a picture are not in it."""
    found: dict[int, list[ShownPicture]] = defaultdict(list)
    ids = list(product_ids)
    for start in range(0, len(ids), IN_ONE_QUERY):
        some = col(Picture.product_id).in_(ids[start : start + IN_ONE_QUERY])
        for row, files_of in _with_files(session, some):
            found[row.product_id or 0].append(shown(row, files_of))
    return {number: tuple(pictures) for number, pictures in found.items()}


def _shown(session: Session, wanted: object) -> list[ShownPicture]:
    return [shown(row, some) for row, some in _with_files(session, wanted)]


def _with_files(session: Session, wanted: object) -> list[tuple[Picture, list[StoredFile]]]:
    rows = session.exec(
        select(Picture, PictureFile)
        .join(PictureFile, col(PictureFile.picture_id) == col(Picture.id))
        .where(wanted)  # type: ignore[arg-type]
        .order_by(col(Picture.place), col(Picture.id), col(PictureFile.width))
    )
    pairs: dict[int, tuple[Picture, list[PictureFile]]] = {}
    for row, file in rows:
        pairs.setdefault(row.id or 0, (row, []))[1].append(file)
    return [(row, [file.stored for file in some]) for row, some in pairs.values()]

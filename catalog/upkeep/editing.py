"""Saying that a text still holds. Nothing here commits."""

from __future__ import annotations

from sqlmodel import Session, select

from catalog import clock
from catalog.changes.models import Change
from catalog.changes.queries import current_version
from catalog.changes.saving import save_row
from catalog.editorial.models import Recheck

REASON = "Held against what changed: it still holds"


def recheck(session: Session, kind: str, number: int, version: int, *, author: str) -> Change | None:
    """Note that a text was held against everything up to a version; what came later is still to be looked at.

    None where the same, or a look at a later version, was noted already: a page that was open for long takes
    nothing back. Raises ValueError for a version that is still to come.
    """
    if not 0 <= version <= current_version(session):
        raise ValueError(f"version {version} is still to come")
    slug = f"{kind}:{number}"
    noted = session.exec(select(Recheck.version).where(Recheck.slug == slug)).one_or_none()
    if noted is not None and noted > version:
        return None
    row = Recheck(slug=slug, version=version, day=clock.today().isoformat(), author=author)
    return save_row(session, Recheck, row, actor=author, reason=REASON)

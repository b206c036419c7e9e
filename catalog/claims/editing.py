"""Writing claims: the only code that writes their table. One save is one change; nothing here commits."""

from __future__ import annotations

from sqlmodel import Session

from catalog.changes.models import Change
from catalog.changes.saving import remove_row, save_row
from catalog.science.editing import check_studies

from .models import Claim


def put_claim(session: Session, claim: Claim, *, actor: str, reason: str) -> Change | None:
    """Create or change a claim; None where nothing differs. Raises `UnknownStudyError`."""
    check_studies(session, claim.studies)
    check_studies(session, [number["study"] for number in claim.numbers if number["study"]])
    return save_row(session, Claim, claim, actor=actor, reason=reason)


def remove_claim(session: Session, slug: str, *, actor: str, reason: str) -> Change | None:
    """Take a claim away; None where there is none. What names it is looked at where all of that is known."""
    return remove_row(session, Claim, slug, actor=actor, reason=reason)

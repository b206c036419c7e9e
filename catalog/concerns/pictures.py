"""The picture of a concern for texts that show it: needle lengths in its studies."""

from __future__ import annotations

from markupsafe import Markup
from sqlmodel import Session

from catalog.figures.studied_lengths import studied_lengths
from catalog.science.citations import labels
from catalog.science.queries import studies

from .models import Concern
from .queries import tested
from .tested_rows import drawn


def lengths_picture(session: Session, concern: Concern) -> Markup | None:
    """Needle lengths in the studies of a concern; None where no length is confirmed."""
    known = studies(session)
    rows = tested(session, concern)
    return studied_lengths(drawn(rows, {study.slug: study for study in known}, labels(known)))

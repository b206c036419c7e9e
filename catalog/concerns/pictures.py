"""The picture of a concern for texts that show it: needle lengths in its studies."""

from __future__ import annotations

from markupsafe import Markup
from sqlmodel import Session

from catalog.figures.studied_lengths import studied_lengths
from catalog.science.current import citations
from catalog.science.queries import studies

from .models import Concern
from .queries import tested
from .tested_rows import drawn


def lengths_picture(session: Session, concern: Concern) -> Markup | None:
    """Needle lengths in the studies of a concern; None where no length is confirmed."""
    rows = tested(session, concern)
    known = {study.slug: study for study in studies(session, (row.study for row in rows))}
    return studied_lengths(drawn(rows, known, citations()))

"""Reading the evidence. Every function takes the session first and commits nothing."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from sqlmodel import Session, col, select

from .citations import Citation, labels
from .models import (
    CleaningRule,
    DepthBand,
    DrawingScale,
    EvidenceNote,
    LayerThickness,
    Milestone,
    Penetration,
    SafetyItem,
    Study,
    texts,
)


def study(session: Session, slug: str) -> Study | None:
    """The study of that slug ("chu2021"), or None."""
    return session.exec(select(Study).where(Study.slug == slug)).one_or_none()


def studies(session: Session, slugs: Iterable[str] | None = None) -> list[Study]:
    """All studies by slug, or those asked for in the order asked, without the ones that do not exist."""
    if slugs is None:
        return list(session.exec(select(Study).order_by(col(Study.slug))))
    wanted = list(dict.fromkeys(slugs))
    found = {one.slug: one for one in session.exec(select(Study).where(col(Study.slug).in_(wanted)))}
    return [found[slug] for slug in wanted if slug in found]


def slugs_of(session: Session, kinds: Iterable[str]) -> set[str]:
    """The slugs of all studies of these kinds (`STUDY_KINDS`)."""
    return set(session.exec(select(Study.slug).where(col(Study.kind).in_(set(kinds)))))


def citations(session: Session) -> dict[str, str]:
    """How each study is named in a sentence: {"chu2021": "Chu 2021", "alster2020scars": "Alster 2020a"}.

    It reads of every study what names it; pages ask `catalog.science.current`, which does so once.
    """
    columns = (Study.slug, Study.title, Study.authors_json, Study.journal, Study.year)
    rows = session.execute(sa.select(*map(col, columns)))
    return labels(
        Citation(slug, title, texts(authors), journal, year) for slug, title, authors, journal, year in rows
    )


def safety_items(session: Session, group: str | None = None) -> list[SafetyItem]:
    """The items of one group of `SAFETY_GROUPS`, or all, in the order given."""
    wanted = select(SafetyItem).order_by(col(SafetyItem.position))
    return list(session.exec(wanted if group is None else wanted.where(SafetyItem.group == group)))


def cleaning_rules(session: Session, topic: str | None = None) -> list[CleaningRule]:
    """The rules of one topic ("disposal"), or all, in the order given."""
    wanted = select(CleaningRule).order_by(col(CleaningRule.position))
    return list(session.exec(wanted if topic is None else wanted.where(CleaningRule.topic == topic)))


def depth_bands(session: Session) -> list[DepthBand]:
    """The bands from the surface down; each ends where the next begins."""
    return list(session.exec(select(DepthBand).order_by(col(DepthBand.low_um))))


def band_of(session: Session, length_um: int) -> DepthBand | None:
    """The band a nominal needle length reaches (low < length ≤ high), None beyond the deepest.

    A length of 0 reaches the first band.
    """
    bands = [band for band in depth_bands(session) if length_um <= band.high_um]
    return bands[0] if bands else None


def layers(session: Session) -> list[LayerThickness]:
    """Measured thicknesses, in the order given: one row a site, method and sex."""
    return list(session.exec(select(LayerThickness).order_by(col(LayerThickness.position))))


def penetration(session: Session) -> list[Penetration]:
    """Measured against nominal depth, longest needle first."""
    return list(session.exec(select(Penetration).order_by(col(Penetration.nominal_um).desc())))


def milestones(session: Session) -> list[Milestone]:
    """What was measured after needling, the soonest first."""
    return list(session.exec(select(Milestone).order_by(col(Milestone.from_minutes), col(Milestone.slug))))


def scale(session: Session) -> DrawingScale | None:
    """The rounded thicknesses that a drawing to scale uses; None in a catalogue without evidence."""
    return session.exec(select(DrawingScale).order_by(col(DrawingScale.slug))).first()


def note(session: Session, slug: str) -> str | None:
    """What has to be said beside a table: "measurement", "penetration", "penetration-caution", "general"."""
    return session.exec(select(EvidenceNote.text).where(EvidenceNote.slug == slug)).one_or_none()


def notes(session: Session) -> dict[str, str]:
    """Everything that has to be said beside a table, by the same slugs."""
    return {note.slug: note.text for note in session.exec(select(EvidenceNote))}


def unknown_studies(session: Session, slugs: Iterable[str]) -> list[str]:
    """The slugs that no study has, sorted."""
    wanted = set(slugs)
    known = session.exec(select(Study.slug).where(col(Study.slug).in_(wanted))).all()
    return sorted(wanted - set(known))

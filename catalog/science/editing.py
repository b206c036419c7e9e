"""Writing the evidence: the only code that writes its tables. Each save is one change.

The row given is the state wanted: a new object that was never in a session, without an id. What has the
same slug is brought to it; nothing differs, nothing is written. Nothing here commits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from sqlmodel import Session, SQLModel, col, func, select

from catalog.changes.models import Change
from catalog.changes.saving import remove_row, save_row

from .models import (
    Cites,
    CleaningRule,
    DepthBand,
    DrawingScale,
    EvidenceNote,
    LayerThickness,
    Milestone,
    NoticeList,
    Penetration,
    SafetyItem,
    Study,
    StudyNotice,
)
from .queries import unknown_studies
from .study_faults import NAMES, StudyError, normal

Row = TypeVar("Row", bound=SQLModel)


class UnknownStudyError(LookupError):
    """A row cites studies that do not exist; `slugs` are theirs."""

    def __init__(self, slugs: list[str]) -> None:
        super().__init__(f"There is no study {', '.join(slugs)}.")
        self.slugs = slugs


def put_study(session: Session, study: Study, *, actor: str, reason: str) -> Change | None:
    """Create or change a study. Returns None where nothing differs.

    DOI and PMID are stored in their one form. Raises `StudyError` for what is none, is another study's, or
    makes a reference that no file can hold; nothing is written then.
    """
    wanted = normal(study)
    check_names(session, wanted)
    return _put(session, Study, wanted, actor, reason)


def put_studies(
    session: Session, studies: Iterable[Study], *, actor: str, reason: str
) -> Iterator[Change | None]:
    """The same for several, which may exchange their DOIs: whose they are is looked at after the last one.

    Raises `StudyError`; what was written up to then is for the caller to roll back.
    """
    wanted = [normal(study) for study in studies]
    for study in wanted:
        yield _put(session, Study, study, actor, reason)
    for study in wanted:
        check_names(session, study)


def remove_study(session: Session, slug: str, *, actor: str, reason: str) -> Change | None:
    """Take a study away; None where there is none. What leans on it is looked at where that is known."""
    return remove_row(session, Study, slug, actor=actor, reason=reason)


def put_safety_item(session: Session, item: SafetyItem, *, actor: str, reason: str) -> Change | None:
    """Create or change a safety item. Raises `UnknownStudyError`."""
    return _put(session, SafetyItem, item, actor, reason)


def put_depth_band(session: Session, band: DepthBand, *, actor: str, reason: str) -> Change | None:
    """Create or change a band of needle lengths. Raises `UnknownStudyError`."""
    return _put(session, DepthBand, band, actor, reason)


def put_layer(session: Session, layer: LayerThickness, *, actor: str, reason: str) -> Change | None:
    """Create or change the thicknesses at one site. Raises `UnknownStudyError`."""
    return _put(session, LayerThickness, layer, actor, reason)


def put_penetration(session: Session, measured: Penetration, *, actor: str, reason: str) -> Change | None:
    """Create or change one measurement of depth. Raises `UnknownStudyError`."""
    return _put(session, Penetration, measured, actor, reason)


def put_scale(session: Session, scale: DrawingScale, *, actor: str, reason: str) -> Change | None:
    """Create or change the thicknesses used for drawing. Raises `UnknownStudyError`."""
    return _put(session, DrawingScale, scale, actor, reason)


def put_note(session: Session, note: EvidenceNote, *, actor: str, reason: str) -> Change | None:
    """Create or change the words beside a table."""
    return _put(session, EvidenceNote, note, actor, reason)


def put_cleaning_rule(session: Session, rule: CleaningRule, *, actor: str, reason: str) -> Change | None:
    """Create or change a rule of cleaning. What its sources are is checked where all of them are known."""
    return save_row(session, CleaningRule, rule, actor=actor, reason=reason)


def put_milestone(session: Session, milestone: Milestone, *, actor: str, reason: str) -> Change | None:
    """Create or change what was measured at a time after needling. Raises `UnknownStudyError`."""
    return _put(session, Milestone, milestone, actor, reason)


def put_notice(session: Session, notice: StudyNotice, *, actor: str, reason: str) -> Change | None:
    """Create or change what a list says of a study: retracted, corrected … Raises `UnknownStudyError`."""
    check_studies(session, [notice.study])
    return save_row(session, StudyNotice, notice, actor=actor, reason=reason)


def remove_notice(session: Session, slug: str, *, actor: str, reason: str) -> Change | None:
    """Take away what a list no longer says; None where there is no such notice."""
    return remove_row(session, StudyNotice, slug, actor=actor, reason=reason)


def put_list(session: Session, looked: NoticeList, *, actor: str, reason: str) -> Change | None:
    """Note on which day a list of retractions was looked through."""
    return save_row(session, NoticeList, looked, actor=actor, reason=reason)


def check_studies(session: Session, slugs: Iterable[str]) -> None:
    """Raises `UnknownStudyError` unless every slug is that of a study."""
    if missing := unknown_studies(session, slugs):
        raise UnknownStudyError(missing)


def check_names(session: Session, study: Study) -> None:
    """A name leads to one study: by two, no list and no import could tell which of them is meant."""
    for field, word in NAMES.items():
        if name := getattr(study, field):
            has_it = func.lower(getattr(Study, field)) == name
            other = session.exec(select(Study.slug).where(has_it, col(Study.slug) != study.slug)).first()
            if other:
                raise StudyError(study.slug, field, f"this is the {word} of the study “{other}”.")


def _put(session: Session, table: type[Row], wanted: Row, actor: str, reason: str) -> Change | None:
    if isinstance(wanted, Cites):
        check_studies(session, wanted.studies)
    return save_row(session, table, wanted, actor=actor, reason=reason)

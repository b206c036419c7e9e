"""Whether a study still stands: what lists of retractions say of it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from sqlmodel import Session, col, func, select

from catalog.changes.models import Change
from catalog.changes.queries import history_of

from .models import NoticeList, Study, StudyNotice

Missed = Literal["", "no name", "came later"]


@dataclass(frozen=True)
class Doubt:
    """Why what leans on a study is in doubt: the newest notice that nothing later took back."""

    study: str
    nature: str
    """"retraction" or "expression of concern"."""
    day: str | None
    reasons: tuple[str, ...]
    doi: str | None

    @property
    def word(self) -> str:
        """What is said beside a link to the study: "retracted" or "expression of concern"."""
        return "retracted" if self.nature == "retraction" else self.nature


def doubts(session: Session, studies: Iterable[str] | None = None) -> dict[str, Doubt]:
    """The studies in doubt by slug: {"soltani2014": Doubt(…)}; a reinstated study is in none.

    A correction is a notice, but throws no doubt.
    """
    rows = notices(session)
    if studies is not None:
        wanted = set(studies)
        rows = [row for row in rows if row.study in wanted]
    found: dict[str, Doubt] = {}
    for study, group in groupby(rows, key=lambda row: row.study):
        for row in group:
            if row.nature == "reinstatement":
                found.pop(study, None)
            elif row.nature != "correction":
                found[study] = Doubt(study, row.nature, row.day, row.reasons, row.doi)
    return found


def notices(session: Session, study: str | None = None) -> list[StudyNotice]:
    """What lists say of one study, or of all, by study and day; a day unknown comes first."""
    wanted = select(StudyNotice).order_by(col(StudyNotice.study))
    rows = session.exec(wanted if study is None else wanted.where(StudyNotice.study == study))
    return sorted(rows, key=lambda row: (row.study, row.day or "", row.slug))


def looked_through(session: Session) -> NoticeList | None:
    """The list that was looked through last, None before any was."""
    return session.exec(select(NoticeList).order_by(col(NoticeList.day).desc())).first()


def missed(session: Session, study: Study, looked: NoticeList) -> Missed:
    """Why a list cannot have been asked about a study; empty where it was.

    A list knows a paper by its DOI or PMID, and that had to be known here when the list was looked through.
    """
    if not (study.doi or study.pmid):
        return "no name"
    of_list = (Change.entity_kind == looked.__tablename__, Change.entity_id == looked.id)
    number = session.exec(select(func.max(Change.number)).where(*of_list)).one() or 0
    named = [change.number for change in _history(session, study) if _names(change)]
    return "came later" if named and named[-1] > number else ""


def _history(session: Session, study: Study) -> list[Change]:
    assert study.id is not None
    return history_of(session, str(Study.__tablename__), study.id)


def _names(change: Change) -> bool:
    """Whether it brought a DOI or a PMID. One that is only written in small letters now was there before."""
    fields = json.loads(change.payload)["fields"]
    pairs = (fields.get(name, (None, None)) for name in ("doi", "pmid"))
    return any(new and new.lower() != (old or "").lower() for old, new in pairs)

"""What somebody notes at the desk of a study: that it was retracted, is in doubt or was corrected."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from sqlmodel import Session

from catalog import clock
from catalog.changes.diff import canonical_json
from catalog.changes.models import Change
from catalog.changes.saving import state_of
from catalog.editorial.typed import Typed, per_line
from catalog.references.identifiers import IdentifierError, normal_doi, normal_pmid
from catalog.science import standing
from catalog.science.editing import put_notice, remove_notice
from catalog.science.models import NOTICE_NATURES, StudyNotice

LIST: Final = "desk"
"""How the slugs of these notices begin; those of a list that was looked through begin with its name."""
_PUBMED: Final = re.compile(r"\d+|pmid\b.*|.*ncbi\.nlm\.nih\.gov/.*", re.ASCII | re.IGNORECASE)


def is_noted(notice: StudyNotice) -> bool:
    """Whether it was noted at the desk, and stands in no list that was looked through."""
    return notice.slug.startswith(f"{LIST}-")


def noted(session: Session, study: str) -> list[StudyNotice]:
    """What was noted of a study, by day."""
    return [one for one in standing.notices(session, study) if is_noted(one)] if study else []


def rows_of(notices: Sequence[StudyNotice]) -> list[dict[str, Any]]:
    """The same as a form holds it."""
    return [
        {
            "nature": one.nature,
            "day": one.day or "",
            "where": one.doi or one.pmid or "",
            "reasons": per_line(one.reasons),
        }
        for one in notices
    ]


def read(typed: Typed, study: str) -> list[StudyNotice]:
    """The notices of the form, without slugs; what is wrong goes to the faults of `typed`."""
    return [_notice(row, study) for row in typed.rows("notices")]


def _notice(row: Typed, study: str) -> StudyNotice:
    day = row.date("day")
    if day and day > clock.today().isoformat():
        row.wrong("day", "This day is still to come.")
    doi, pmid = _where(row)
    return StudyNotice(
        slug="",
        study=study,
        nature=row.choice("nature", NOTICE_NATURES),
        day=day,
        reasons_json=canonical_json(list(row.lines("reasons"))),
        doi=doi,
        pmid=pmid,
    )


def _where(row: Typed) -> tuple[str | None, str | None]:
    """The DOI of the notice, or its number in PubMed."""
    said = row.text("where")
    try:
        if said and _PUBMED.fullmatch(said):
            return None, normal_pmid(said)
        return (normal_doi(said) if said else None), None
    except IdentifierError as error:
        row.wrong("where", str(error))
    return None, None


def put(
    session: Session, study: str, wanted: Sequence[StudyNotice], *, actor: str, reason: str
) -> Change | None:
    """Bring what is noted of a study to this, one change for each notice; the last one, None for none."""
    there, changes = noted(session, study), []
    kept = _paired(there, wanted)
    numbers = {int(one.slug.rpartition("-")[2]) for one in there}
    for notice, before in zip(wanted, kept, strict=True):
        if before is None:
            numbers.add(number := max(numbers, default=0) + 1)
        notice.slug = before.slug if before else f"{LIST}-{study}-{number}"
        changes.append(put_notice(session, notice, actor=actor, reason=reason))
    left = {one.slug for one in kept if one}
    for slug in [one.slug for one in there if one.slug not in left]:
        changes.append(remove_notice(session, slug, actor=actor, reason=reason))
    return next((change for change in reversed(changes) if change), None)


def _paired(there: Sequence[StudyNotice], wanted: Sequence[StudyNotice]) -> list[StudyNotice | None]:
    """For each that is wanted the one it continues: the same, else the next of its kind, else none."""
    free = list(there)
    found: list[StudyNotice | None] = [None] * len(wanted)
    for is_the_one in (_is_same, _is_of_its_kind):
        for at, notice in enumerate(wanted):
            before = next((one for one in free if found[at] is None and is_the_one(one, notice)), None)
            if before is not None:
                found[at] = before
                free.remove(before)
    return found


def _is_same(one: StudyNotice, other: StudyNotice) -> bool:
    return state_of(one) | {"slug": ""} == state_of(other) | {"slug": ""}


def _is_of_its_kind(one: StudyNotice, other: StudyNotice) -> bool:
    return one.nature == other.nature

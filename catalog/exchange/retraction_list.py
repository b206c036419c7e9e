"""Reading the list of Retraction Watch for what it says of our studies.

Tens of thousands of rows concern nobody here: what is wrong with them is counted, and stops nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, TypeVar

from catalog.changes.recording import canonical_json
from catalog.references.reading import MAX_FIELD, MAX_PROBLEMS, FileError
from catalog.references.retractions import RetractionRecord, RowProblem, read_retractions
from catalog.references.text import short
from catalog.science.models import StudyNotice

from .import_report import Line
from .matching import KnownStudies, UnclearError

LIST: Final = "retraction-watch"
MOST_NOTICES: Final = 1_000
"""More notices of our studies than any list can have: it is not what it says it is."""
_RECORD_ID = re.compile(r"[A-Za-z0-9._-]{1,40}")


@dataclass
class LookedThrough:
    """What a list says of our studies, each notice with its line; and how many rows it has for others.

    ``problems`` are of rows about our studies; ``flawed`` rows of others lack something; of ``unread`` ones
    nobody can tell whom they concern.
    """

    notices: dict[str, tuple[int, StudyNotice]] = field(default_factory=dict)
    skipped: list[Line] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    records: int = 0
    flawed: int = 0
    unread: int = 0


def look_through(lines: Iterable[bytes], known: KnownStudies) -> LookedThrough:
    """What the list says of the studies known. Raises `FileError`."""
    looked, counted = LookedThrough(), _Counted(lines)
    waiting: list[RowProblem] = []
    for one in read_retractions(counted):
        if isinstance(one, RowProblem):
            # What is wrong with a field comes before the record of its row.
            waiting.append(one)
            continue
        own = [problem for problem in waiting if problem.line == counted.number]
        _note_left_out(looked, known, waiting[: len(waiting) - len(own)])
        _note(looked, known, one, counted.number, own)
        waiting.clear()
    _note_left_out(looked, known, waiting)
    return looked


class _Counted:
    """Lines as they are taken, and how many were."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines = iter(lines)
        self.number = 0

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        line = next(self._lines)
        self.number += 1
        return line


def _note(
    looked: LookedThrough, known: KnownStudies, record: RetractionRecord, line: int, own: list[RowProblem]
) -> None:
    looked.records += 1
    try:
        slug = known.named(record.doi, record.pmid)
        if slug is None:
            looked.flawed += bool(own)
            return
        notice = notice_of(record, slug)
        _check_unlike(looked, notice)
    except UnclearError as error:
        _hold(looked.skipped, Line(line, f"record {short(record.record_id)}", str(error)))
        return
    looked.notices[notice.slug] = (line, notice)
    if len(looked.notices) > MOST_NOTICES:
        raise FileError(f"This list has more than {MOST_NOTICES:,} notices of studies here, which cannot be.")
    for problem in own:
        _hold(looked.problems, f"{problem} It is about {slug}.")


def _note_left_out(looked: LookedThrough, known: KnownStudies, rows: list[RowProblem]) -> None:
    for row in rows:
        try:
            slug = known.named(row.doi, row.pmid)
        except UnclearError as error:
            _hold(looked.problems, f"{row} {error}")
            continue
        if slug:
            _hold(looked.problems, f"{row} It is about {slug}.")
        looked.unread += slug is None


def _check_unlike(looked: LookedThrough, notice: StudyNotice) -> None:
    if before := looked.notices.get(notice.slug):
        raise UnclearError(f"this is the number of the record on line {before[0]}, too.")


Held = TypeVar("Held", str, Line)


def _hold(held: list[Held], one: Held) -> None:
    """Note a fault, but no more of them than anybody reads."""
    if len(held) < MAX_PROBLEMS:
        held.append(one)


def notice_of(record: RetractionRecord, study: str) -> StudyNotice:
    """The record as a notice of this study. Raises `UnclearError` for what no notice can hold."""
    if not _RECORD_ID.fullmatch(record.record_id):
        raise UnclearError("this is no number of a record.")
    reasons = canonical_json(list(record.reasons))
    if len(reasons) > MAX_FIELD:
        raise UnclearError(f"its reasons are longer than {MAX_FIELD:,} characters.")
    return StudyNotice(
        slug=f"{LIST}-{record.record_id}",
        study=study,
        nature=record.nature,
        day=record.day.isoformat() if record.day else None,
        reasons_json=reasons,
        doi=record.notice_doi,
        pmid=record.notice_pmid,
    )

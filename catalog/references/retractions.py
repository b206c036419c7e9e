"""The list of Retraction Watch, a CSV of tens of thousands of rows, read as a stream.

Its encoding is UTF-8 with slips, so each line is decoded by itself. “unavailable” and 0 stand for no
identifier.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from catalog.references.identifiers import IdentifierError, normal_doi, normal_pmid
from catalog.references.reading import FileError
from catalog.references.text import clean, short

NATURES: Final = ("retraction", "expression of concern", "correction", "reinstatement")
COLUMNS: Final = (
    *("Record ID", "Title", "Journal", "RetractionDate", "RetractionDOI", "RetractionPubMedID"),
    *("OriginalPaperDOI", "OriginalPaperPubMedID", "RetractionNature", "Reason"),
)
MAX_LINE: Final = 1_000_000
MAX_LINES_OF_A_ROW: Final = 2_000
_NOTHING: Final = frozenset({"", "0", "unavailable", "unavaliable", "none", "n/a", "na"})
_MONTH_FIRST = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})(?:\s.*)?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T\s].*)?")


@dataclass(frozen=True, slots=True)
class RetractionRecord:
    """One notice: what it is (of NATURES), its day, its own identifiers, and the paper it is about.

    `doi` and `pmid` are the paper's; a record may have neither. `reasons` are Retraction Watch's own words.
    """

    record_id: str
    nature: str
    day: date | None
    notice_doi: str | None
    notice_pmid: str | None
    doi: str | None
    pmid: str | None
    title: str
    journal: str | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with the row that ends on this line of the file: “line 12: …” as `str`.

    `doi` and `pmid` are those of the paper that a row left out is about, as far as they can be read.
    """

    line: int
    sentence: str
    doi: str | None = field(default=None, compare=False)
    pmid: str | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return f"line {self.line}: {self.sentence}"


def read_retractions(lines: Iterable[bytes]) -> Iterator[RetractionRecord | RowProblem]:
    """Each record of an open binary file as it is read, and each problem where it is met; nothing is held.

    A field that cannot be read is left out of its record; a row without a nature or an ID is left out whole.
    Raises FileError where the header lacks a column, and where a line or a row has no end.
    """
    text = _Lines(lines)
    rows = csv.reader(text)
    place = _places(_row(rows) or [])
    while True:
        text.of_row = 0
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error:
            yield RowProblem(text.number, "this row is no CSV that can be read.")
            continue
        if len(row) > max(place.values()):
            yield from _record({name: row[index] for name, index in place.items()}, text.number)
        elif any(row):
            yield RowProblem(text.number, "this row has too few columns.")


class _Lines:
    """The lines of the file as text, counted; a line or a row without end is refused."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines = iter(lines)
        self.number = 0
        self.of_row = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.number += 1
        self.of_row += 1
        if len(line) > MAX_LINE or self.of_row > MAX_LINES_OF_A_ROW:
            raise FileError(
                f"line {self.number}: a row of this file does not end. A quotation mark may be missing."
            )
        if self.number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            return line.decode("cp1252", errors="replace")


def _row(rows: Iterator[list[str]]) -> list[str] | None:
    try:
        return next(rows, None)
    except csv.Error:
        return None


def _places(header: list[str]) -> dict[str, int]:
    names = {clean(name): index for index, name in reversed(list(enumerate(header)))}
    missing = [column for column in COLUMNS if column not in names]
    if missing:
        raise FileError(f"This is no list of Retraction Watch: it has no column {missing[0]}.")
    return {column: names[column] for column in COLUMNS}


def _record(row: dict[str, str], line: int) -> Iterator[RetractionRecord | RowProblem]:
    problems: list[str] = []
    nature, record_id = clean(row["RetractionNature"]).lower(), clean(row["Record ID"])
    if nature not in NATURES or not record_id:
        what = (
            f"“{short(row['RetractionNature'])}” is no nature of a notice"
            if record_id
            else "this row has no ID"
        )
        doi = _identifier(normal_doi, row["OriginalPaperDOI"], problems)
        pmid = _identifier(normal_pmid, row["OriginalPaperPubMedID"], problems)
        yield RowProblem(line, f"{what}. The row is left out.", doi, pmid)
        return
    record = RetractionRecord(
        record_id=record_id,
        nature=nature,
        day=_day(row["RetractionDate"], problems),
        notice_doi=_identifier(normal_doi, row["RetractionDOI"], problems),
        notice_pmid=_identifier(normal_pmid, row["RetractionPubMedID"], problems),
        doi=_identifier(normal_doi, row["OriginalPaperDOI"], problems),
        pmid=_identifier(normal_pmid, row["OriginalPaperPubMedID"], problems),
        title=clean(row["Title"]),
        journal=clean(row["Journal"]) or None,
        reasons=tuple(reason for part in row["Reason"].split(";") if (reason := clean(part).lstrip("+ "))),
    )
    yield from (RowProblem(line, sentence) for sentence in problems)
    yield record


def _identifier(normal: Callable[[str], str], text: str, problems: list[str]) -> str | None:
    told = clean(text)
    if told.lower() in _NOTHING:
        return None
    try:
        return normal(told)
    except IdentifierError as error:
        problems.append(f"{error} It was left out.")
        return None


def _day(text: str, problems: list[str]) -> date | None:
    """“1/31/2024 0:00” (the month first) or “2024-01-31”."""
    told = clean(text)
    try:
        if found := _MONTH_FIRST.fullmatch(told):
            return date(int(found[3]), int(found[1]), int(found[2]))
        if found := _ISO.fullmatch(told):
            return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        pass
    if told.lower() not in _NOTHING:
        problems.append(f"“{short(told)}” is no date with the month first. It was left out.")
    return None

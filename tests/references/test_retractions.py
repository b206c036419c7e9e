"""The list of Retraction Watch, as Crossref gives it out."""

import csv
import io
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.references.reading import FileError
from catalog.references.retractions import RetractionRecord, RowProblem, read_retractions
from tests.references.strategies import often

HEADER = [
    *("Record ID", "Title", "Subject", "Institution", "Journal", "Publisher", "Country", "Author", "URLS"),
    *("ArticleType", "RetractionDate", "RetractionDOI", "RetractionPubMedID", "OriginalPaperDate"),
    *("OriginalPaperDOI", "OriginalPaperPubMedID", "RetractionNature", "Reason", "Paywalled", "Notes"),
]
ROW = {
    "Record ID": "100",
    "Title": "A study of needles, in rats",
    "Journal": "Journal of Examples",
    "Author": "A Person;B Person",
    "RetractionDate": "1/31/2024 0:00",
    "RetractionDOI": "10.1000/NOTICE.1",
    "RetractionPubMedID": "38000001",
    "OriginalPaperDate": "5/3/2022 0:00",
    "OriginalPaperDOI": "10.1000/PAPER.1",
    "OriginalPaperPubMedID": "35000001",
    "RetractionNature": "Retraction",
    "Reason": "+Concerns/Issues About Data;+Investigation by Journal/Publisher;",
    "Paywalled": "No",
}
RECORD = RetractionRecord(
    record_id="100",
    nature="retraction",
    day=date(2024, 1, 31),
    notice_doi="10.1000/notice.1",
    notice_pmid="38000001",
    doi="10.1000/paper.1",
    pmid="35000001",
    title="A study of needles, in rats",
    journal="Journal of Examples",
    reasons=("Concerns/Issues About Data", "Investigation by Journal/Publisher"),
)


def _file(*rows: dict[str, str], encoding: str = "utf-8") -> io.BytesIO:
    text = io.StringIO()
    writer = csv.DictWriter(text, HEADER)
    writer.writeheader()
    writer.writerows(ROW | row for row in rows)
    return io.BytesIO(text.getvalue().encode(encoding))


def _one(**fields: str) -> list[RetractionRecord | RowProblem]:
    return list(read_retractions(_file(fields)))


def test_a_row_is_a_record() -> None:
    assert list(read_retractions(_file({}))) == [RECORD]


@pytest.mark.parametrize("nothing", ["unavailable", "Unavailable", "0", "", " "])
def test_what_is_unavailable_is_none(nothing: str) -> None:
    names = (
        "RetractionDOI",
        "RetractionPubMedID",
        "OriginalPaperDOI",
        "OriginalPaperPubMedID",
        "RetractionDate",
    )
    [record] = _one(**dict.fromkeys(names, nothing))
    assert isinstance(record, RetractionRecord)
    assert (record.notice_doi, record.notice_pmid, record.doi, record.pmid, record.day) == (None,) * 5


@pytest.mark.parametrize(
    ("printed", "nature"),
    [
        ("Retraction", "retraction"),
        ("Expression of concern", "expression of concern"),
        ("Expression of Concern", "expression of concern"),
        ("Correction", "correction"),
        ("Reinstatement", "reinstatement"),
    ],
)
def test_natures_are_told(printed: str, nature: str) -> None:
    [record] = _one(RetractionNature=printed)
    assert isinstance(record, RetractionRecord)
    assert record.nature == nature


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("12/1/2023 0:00", date(2023, 12, 1)),
        ("2/29/2024", date(2024, 2, 29)),
        ("2024-01-15", date(2024, 1, 15)),
    ],
)
def test_days_have_the_month_first(printed: str, day: date) -> None:
    [record] = _one(RetractionDate=printed)
    assert isinstance(record, RetractionRecord)
    assert record.day == day


def test_problems_are_told_by_line_and_cost_only_what_is_wrong() -> None:
    rows = [
        {"RetractionDate": "31/1/2024 0:00", "OriginalPaperDOI": "see notes"},
        {"Title": "On two\nlines"},
        {"RetractionNature": "Song"},
        {"Record ID": ""},
    ]
    found = list(read_retractions(_file(*rows)))
    assert [str(one) for one in found if isinstance(one, RowProblem)] == [
        "line 2: “31/1/2024 0:00” is no date with the month first. It was left out.",
        "line 2: “see notes” is no DOI. A DOI begins with 10., a number and a slash. It was left out.",
        "line 5: “Song” is no nature of a notice. The row is left out.",
        "line 6: this row has no ID. The row is left out.",
    ]
    records = [one for one in found if isinstance(one, RetractionRecord)]
    assert [(one.day, one.doi, one.title) for one in records] == [
        (None, None, RECORD.title),
        (RECORD.day, RECORD.doi, "On two lines"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_encodings_are_told_line_by_line(encoding: str) -> None:
    [record] = read_retractions(_file({"Title": "Müller’s needles"}, encoding=encoding))
    assert isinstance(record, RetractionRecord)
    assert record.title == "Müller’s needles"


def test_columns_may_stand_in_any_order_and_be_more() -> None:
    lines = _file({}).getvalue().decode().splitlines()
    turned = [",".join(["x", *reversed(next(csv.reader([line])))]) for line in (lines[0],)]
    row = ["x", *(f'"{cell}"' for cell in reversed(next(csv.reader([lines[1]]))))]
    assert list(read_retractions([turned[0].encode() + b"\n", ",".join(row).encode()])) == [RECORD]


@pytest.mark.parametrize("head", [b"", b"Record ID,Title\n", b"\x89PNG\n", b'"Record ID', b"\n"])
def test_another_file_is_refused(head: bytes) -> None:
    with pytest.raises(FileError, match="no list of Retraction Watch"):
        list(read_retractions(io.BytesIO(head)))


def test_a_short_row_and_a_field_without_end_are_told() -> None:
    good = _file({}).getvalue()
    row = good.splitlines(keepends=True)[1]
    found = list(read_retractions(io.BytesIO(good + b"1,2\n" + b'"' + b"x" * 200_000 + b"\n" + row)))
    assert [str(one) for one in found if isinstance(one, RowProblem)] == [
        "line 3: this row has too few columns.",
        "line 4: this row is no CSV that can be read.",
    ]
    assert [one for one in found if isinstance(one, RetractionRecord)] == [RECORD, RECORD]


@pytest.mark.parametrize("tail", [b"x" * 1_500_000, b'"' + b"a\n" * 10_000, b'"a\n",' * 10_000])
def test_a_row_without_end_is_refused(tail: bytes) -> None:
    with pytest.raises(FileError, match="a row of this file does not end"):
        list(read_retractions(io.BytesIO(_file().getvalue() + tail)))


def test_the_file_is_read_as_a_stream() -> None:
    taken = 0

    def lines() -> Iterator[bytes]:
        nonlocal taken
        for line in _file(*[{}] * 500):
            taken += 1
            yield line

    records = read_retractions(lines())
    assert next(records) == RECORD
    assert taken == 2


@often
@given(st.binary(max_size=300), st.dictionaries(st.sampled_from(HEADER), st.text(max_size=20)))
def test_any_bytes_raise_nothing_but_a_file_error(tail: bytes, row: dict[str, str]) -> None:
    row = {name: value.encode(errors="ignore").decode() for name, value in row.items()}
    try:
        found = list(read_retractions(io.BytesIO(_file(row).getvalue() + tail)))
    except FileError:
        return
    assert all(isinstance(one, RetractionRecord | RowProblem) for one in found)

"""Importing the list of Retraction Watch: what of it is stored, and which pages turn at once."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlmodel import select

from catalog import create_app
from catalog.changes.queries import current_version, verify_chain
from catalog.config import Settings
from catalog.exchange.import_report import Line
from catalog.exchange.importing import FileError, Options, import_file
from catalog.science import queries, standing
from catalog.science.editing import put_study
from catalog.science.models import NoticeList, StudyNotice
from tests.exchange.imports import about, bib, listing, lund, slugs, take
from tests.html import Page, fetcher

WHO = {"actor": "tests", "reason": "A test needs it"}
LUND = "10.1000/faces"
ALAM = "10.1001/JAMADERMATOL.2013.8687"
DAY = date(2026, 11, 1)
Fetch = Callable[..., Page]


@pytest.fixture(autouse=True)
def _today(at_time) -> None:
    at_time(2026, 11, 27, 12)


@pytest.fixture
def with_lund(database):
    with database.writer() as session:
        put_study(session, lund(doi=LUND, pmid="77"), **WHO)
        put_study(session, lund(slug="berg2020", title="Backs", doi="10.1000/backs"), **WHO)
        session.commit()
    return database


def version(database) -> int:
    with database.reader() as session:
        return current_version(session)


def notices(database) -> dict[str, StudyNotice]:
    with database.reader() as session:
        return {notice.slug: notice for notice in standing.notices(session)}


# -- what is stored ---------------------------------------------------------------------------------------


def test_of_two_thousand_records_only_those_of_our_studies_are_kept(with_lund, tmp_path: Path) -> None:
    data = listing(
        about(7001, LUND.upper(), RetractionDOI="10.1000/Notice", RetractionPubMedID="99"),
        about(7002, OriginalPaperPubMedID="77", RetractionNature="Correction", RetractionDate=""),
        others=1998,
    )
    result = take(with_lund, tmp_path, data, day=DAY)
    assert (slugs(result.adds), result.faults) == (["lund2020", "lund2020"], [])
    assert [line.line for line in result.adds] == [2000, 2001]
    assert result.adds[0].words == "retraction, 5 Mar 2024 (Concerns/Issues About Data)"
    first, second = notices(with_lund).values()
    # A day unknown comes first.
    assert (first.slug, first.nature, first.day) == ("retraction-watch-7002", "correction", None)
    assert (second.slug, second.nature, second.day) == ("retraction-watch-7001", "retraction", "2024-03-05")
    assert (second.doi, second.pmid, second.reasons) == (
        "10.1000/notice",
        "99",
        ("Concerns/Issues About Data",),
    )
    with with_lund.reader() as session:
        listed = session.exec(select(NoticeList)).one()
        assert (listed.slug, listed.name, listed.day, listed.records) == (
            "retraction-watch",
            "Retraction Watch",
            "2026-11-01",
            2000,
        )
        assert verify_chain(session) == []


def test_a_second_time_changes_nothing(with_lund, tmp_path: Path) -> None:
    data = listing(about(7001, LUND), others=5)
    take(with_lund, tmp_path, data, day=DAY)
    before = version(with_lund)
    again = take(with_lund, tmp_path, data, day=DAY)
    assert next(again.sentences()) == "1 notice is as it was."
    assert version(with_lund) == before


def test_a_rehearsal_writes_nothing(with_lund, tmp_path: Path) -> None:
    before = version(with_lund)
    result = take(with_lund, tmp_path, listing(about(7001, LUND)), day=DAY, dry_run=True)
    assert next(result.sentences()) == "1 notice would be added."
    assert (version(with_lund), notices(with_lund)) == (before, {})
    with with_lund.reader() as session:
        assert standing.looked_through(session) is None


def test_the_day_is_that_of_the_file_unless_said(with_lund, tmp_path: Path) -> None:
    path = tmp_path / "a-file"
    path.touch()
    take(with_lund, tmp_path, listing(about(7001, LUND)), day=date(2020, 1, 2))
    path.write_bytes(listing(about(7001, LUND)))
    # 2026-10-05, noon.
    os.utime(path, (1_791_201_600, 1_791_201_600))
    import_file(with_lund, path, Options())
    with with_lund.reader() as session:
        assert standing.looked_through(session).day == "2026-10-05"


# -- a newer list, and an older one -----------------------------------------------------------------------


def test_what_a_newer_list_says_otherwise_or_no_more_is_brought_to_it(with_lund, tmp_path: Path) -> None:
    take(with_lund, tmp_path, listing(about(7001, LUND), about(7002, "10.1000/backs"), others=9), day=DAY)
    newer = listing(about(7001, LUND, RetractionDate="2024-03-06"), others=10)
    result = take(with_lund, tmp_path, newer, day=date(2026, 11, 20))
    assert next(result.sentences()) == "1 notice was changed, 1 removed."
    why = "(Concerns/Issues About Data)"
    assert result.removed == [Line(None, "berg2020", f"retraction, 5 Mar 2024 {why}: no longer in the list")]
    assert {slug: notice.day for slug, notice in notices(with_lund).items()} == {
        "retraction-watch-7001": "2024-03-06"
    }


def test_an_older_list_and_one_of_tomorrow_are_refused(with_lund, tmp_path: Path) -> None:
    take(with_lund, tmp_path, listing(about(7001, LUND)), day=DAY)
    before = version(with_lund)
    with pytest.raises(FileError) as refused:
        take(with_lund, tmp_path, listing(others=3), day=date(2026, 10, 31), skip_bad=True)
    assert str(refused.value) == "This list is of 31 Oct 2026; one of 1 Nov 2026 was looked through already."
    with pytest.raises(FileError, match="still to come"):
        take(with_lund, tmp_path, listing(others=3), day=date(2026, 11, 28))
    assert version(with_lund) == before


def test_a_list_that_was_cut_off_takes_no_doubt_away(with_lund, tmp_path: Path) -> None:
    take(with_lund, tmp_path, listing(others=100), day=DAY)
    whole = listing(about(7001, LUND), others=100)
    take(with_lund, tmp_path, whole, day=DAY)
    result = take(with_lund, tmp_path, listing(others=80), day=date(2026, 11, 20))
    assert result.faults == [
        "This list has 80 records, the one of 1 Nov 2026 had 101: it may have been cut off."
    ]
    assert list(notices(with_lund)) == ["retraction-watch-7001"]


def test_a_notice_is_not_gone_while_a_row_cannot_be_read(with_lund, tmp_path: Path) -> None:
    take(with_lund, tmp_path, listing(about(7001, LUND), others=50), day=DAY)
    broken = listing(others=50) + b"7001,Rolling\r\n"
    result = take(with_lund, tmp_path, broken, day=date(2026, 11, 20))
    (fault,) = result.faults
    assert fault.startswith("lund2020: retraction, 5 Mar 2024")
    assert fault.endswith("no longer in the list, unless it is in 1 row that cannot be read.")
    assert list(notices(with_lund)) == ["retraction-watch-7001"]
    take(with_lund, tmp_path, broken, day=date(2026, 11, 20), skip_bad=True)
    assert notices(with_lund) == {}


# -- what is wrong with rows ------------------------------------------------------------------------------


def test_what_is_wrong_with_rows_of_others_is_counted_and_stops_nothing(with_lund, tmp_path: Path) -> None:
    data = listing(
        about(1, "10.5555/mice", RetractionDate="soon"),
        about(2, "nonsense"),
        about(3, "10.5555/rats", RetractionNature="Regret"),
        about(7001, LUND),
    )
    result = take(with_lund, tmp_path, data + b"1,2\r\n", day=DAY)
    assert (slugs(result.adds), result.faults) == (["lund2020"], [])
    assert result.notes == [
        "3 records of the Retraction Watch list of 1 Nov 2026 looked through. "
        "Not listed does not mean sound.",
        "2 rows about other papers with something that cannot be read.",
        "2 rows left out that cannot be read.",
    ]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (about(1, LUND, RetractionDate="soon"), "line 2: “soon” is no date with the month first."),
        (about(1, LUND, RetractionNature="Regret"), "line 2: “Regret” is no nature of a notice."),
        (about(1, LUND, **{"Record ID": ""}), "line 2: this row has no ID. The row is left out."),
        (about(1, LUND, **{"Record ID": "a/b c"}), "line 2: record a/b c: this is no number of a record."),
        (about(1, LUND, Reason="+x" * 6000), "line 2: record 1: its reasons are longer than 10,000"),
        (about(1, "10.1000/backs", OriginalPaperPubMedID="77"), "one study here: berg2020 or lund2020."),
    ],
)
def test_what_is_wrong_with_a_row_of_ours_is_named_and_stops_all(with_lund, tmp_path, row, words) -> None:
    before = version(with_lund)
    result = take(with_lund, tmp_path, listing(row, about(2, "10.1000/backs")), day=DAY)
    (fault,) = result.faults
    assert words in fault
    assert version(with_lund) == before
    take(with_lund, tmp_path, listing(row, about(2, "10.1000/backs")), day=DAY, skip_bad=True)
    assert "retraction-watch-2" in notices(with_lund)


def test_a_day_that_cannot_be_read_costs_no_retraction(with_lund, tmp_path: Path) -> None:
    data = listing(about(1, LUND, RetractionDate="soon"))
    take(with_lund, tmp_path, data, day=DAY, skip_bad=True)
    (notice,) = notices(with_lund).values()
    assert (notice.nature, notice.day) == ("retraction", None)


def test_a_number_that_stands_twice_is_a_problem(with_lund, tmp_path: Path) -> None:
    result = take(with_lund, tmp_path, listing(about(1, LUND), about(1, "10.1000/backs")), day=DAY)
    assert result.faults == ["line 3: record 1: this is the number of the record on line 2, too."]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (listing(), "This list has no records."),
        (listing().replace(b"Reason,", b"Why,"), "it has no column Reason."),
        (listing() + b'1,"never closed\n' + b"more\n" * 3000, "a row of this file does not end."),
        (listing(*(about(n, LUND) for n in range(1001))), "more than 1,000 notices of studies here"),
    ],
)
def test_a_file_that_is_no_such_list_is_refused(with_lund, tmp_path: Path, data, words) -> None:
    before = version(with_lund)
    with pytest.raises(FileError, match=words):
        take(with_lund, tmp_path, data, day=DAY, skip_bad=True)
    assert version(with_lund) == before


# -- pages ------------------------------------------------------------------------------------------------


@pytest.fixture
def served(seeded, seeded_instance: Path) -> Iterator[Flask]:
    app = create_app(Settings(instance=seeded_instance, secret_key="not a secret in tests"))
    app.testing = True
    yield app
    app.extensions["watcher"].close()
    app.extensions["database"].close()


@pytest.fixture
def see(served: Flask) -> Fetch:
    return fetcher(served, served.test_client())


def colours(see: Fetch) -> dict[str, bool]:
    """Which of the pages that lean on Alam's trial say that something is in doubt."""
    article = see("/articles/how-microneedling-works")
    return {
        "study": "This study was retracted." in see("/studies/alam2014").text("main"),
        "claim": see("/claims/c10").text("main").casefold().count("in doubt") > 0,
        "concern": bool(see("/for/acne-scars").all("#in-doubt")),
        "article": "Part of this rests on a study in doubt." in article.text("article"),
    }


def test_what_leans_on_a_retracted_study_turns_at_once_and_back(seeded, see: Fetch, tmp_path: Path) -> None:
    calm = dict.fromkeys(("study", "claim", "concern", "article"), False)
    assert colours(see) == calm
    take(seeded, tmp_path, listing(about(1, ALAM), others=20), day=DAY, dry_run=True)
    assert colours(see) == calm
    take(seeded, tmp_path, listing(about(1, ALAM), others=20), day=DAY)
    assert colours(see) == dict.fromkeys(calm, True)
    back = about(2, ALAM, RetractionNature="Reinstatement", RetractionDate="6/1/2024 0:00")
    take(seeded, tmp_path, listing(about(1, ALAM), back, others=20), day=date(2026, 11, 2))
    assert colours(see) == calm
    take(seeded, tmp_path, listing(about(1, ALAM), others=20), day=date(2026, 11, 3))
    assert colours(see) == dict.fromkeys(calm, True)
    take(seeded, tmp_path, listing(others=21), day=date(2026, 11, 4))
    assert colours(see) == calm
    assert see("/studies/alam2014").text("#standing p") == (
        "Not in the Retraction Watch list of 4 Nov 2026. Not listed does not mean sound."
    )


def test_a_concern_is_in_doubt_through_a_study_found_by_its_pmid(seeded, see: Fetch, tmp_path: Path) -> None:
    row = about(1, OriginalPaperPubMedID="25196684", RetractionNature="Expression of concern")
    take(seeded, tmp_path, listing(row), day=DAY)
    assert "expression of concern" in see("/studies/dogra2014").text(".kindl")
    assert see("/for/acne-scars").all("#in-doubt")


def test_a_study_without_doi_and_pmid_is_said_not_to_be_findable(seeded, see: Fetch, tmp_path: Path) -> None:
    with seeded.reader() as session:
        study = queries.study(session, "quinlanhome")
        assert (study.doi, study.pmid) == (None, None)
    take(seeded, tmp_path, listing(others=20), day=DAY)
    assert see("/studies/quinlanhome").text("#standing p") == (
        "Cannot be looked up in the Retraction Watch list of 1 Nov 2026: "
        "no DOI and no PubMed number of it are known here."
    )


def test_a_study_that_comes_after_the_list_is_said_not_to_be_looked_up(seeded, see, tmp_path: Path) -> None:
    take(seeded, tmp_path, listing(about(1, LUND), others=20), day=DAY)
    result = take(seeded, tmp_path, bib(doi=LUND))
    assert result.notes == ["A DOI or PubMed number is new: import the list of retractions again."]
    assert see("/studies/lund2020").text("#standing p").startswith("Not looked up yet")
    take(seeded, tmp_path, listing(about(1, LUND), others=21), day=date(2026, 11, 2))
    assert "This study was retracted." in see("/studies/lund2020").text("main")

"""Importing references: what matches what, what is filled, and what is never touched."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlmodel import select

from catalog.changes.models import Change
from catalog.changes.queries import current_version, verify_chain
from catalog.changes.saving import save_row
from catalog.claims.editing import put_claim
from catalog.exchange.import_report import Line
from catalog.science import queries
from catalog.science.editing import put_study
from catalog.science.models import Study
from catalog.science.reference import reference_of
from tests.claims.samples import claim
from tests.exchange.imports import bib, lund, slugs, stored, take

WHO = {"actor": "tests", "reason": "A test needs it"}
UNTOUCHED = ("kind", "n", "finding", "confidence", "funding", "plain", "needle_lengths_um_json")


@pytest.fixture
def with_lund(database):
    with database.writer() as session:
        put_study(session, lund(), **WHO)
        session.commit()
    return database


def version(database) -> int:
    with database.reader() as session:
        return current_version(session)


# -- what this site gives out comes back -------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["bib", "ris", "csl.json"])
def test_an_export_makes_an_empty_catalogue_whole_and_changes_a_whole_one_in_nothing(
    database, seeded_client: FlaskClient, tmp_path: Path, ending: str
) -> None:
    data = seeded_client.get(f"/studies.{ending}").data
    result = take(database, tmp_path, data)
    assert (len(result.adds), len(result.changes), result.faults) == (79, 0, [])
    with database.reader() as session:
        studies = queries.studies(session)
        assert len(studies) == 79
        assert {(study.confidence, study.kind, study.n, study.finding) for study in studies} == {
            ("imported", None, None, "")
        }
        assert verify_chain(session) == []
        assert {change.actor for change in session.exec(select(Change))} == {"import"}
        written = {study.title: reference_of(study) for study in studies}
    for reference in seeded_client.get("/studies.json").get_json()["studies"]:
        found = written[reference["title"]]
        assert (found.doi, found.pmid, found.year) == (
            reference["doi"],
            reference["pmid"],
            reference["year"],
        )
        assert list(found.authors) == reference["authors"]
        assert (found.volume, found.pages) == (reference["volume"], reference["pages"])
    again = take(database, tmp_path, data, replace=True)
    assert (len(again.same), again.adds, again.changes, again.differences) == (79, [], [], [])
    assert version(database) == 79


@pytest.mark.parametrize("ending", ["bib", "ris", "csl.json"])
def test_an_export_of_the_seeds_finds_all_of_them_as_they_are(
    seeded, seeded_client: FlaskClient, tmp_path: Path, ending: str
) -> None:
    before = version(seeded)
    result = take(seeded, tmp_path, seeded_client.get(f"/studies.{ending}").data, replace=True)
    assert (len(result.same), result.adds, result.changes, result.differences) == (79, [], [], [])
    assert version(seeded) == before


# -- new ones ---------------------------------------------------------------------------------------------


def test_a_reference_that_nothing_matches_is_a_study_that_nobody_has_read(database, tmp_path: Path) -> None:
    result = take(database, tmp_path, "\n" + bib(doi="10.1000/FACES", pages="1--9"))
    assert result.adds == [Line(2, "lund2020", "new, not read yet: “Rolling forty faces”")]
    with database.reader() as session:
        study = stored(session)
        assert (study.doi, study.pages, study.authors) == ("10.1000/faces", "1-9", ("Lund K",))
        assert (study.kind, study.n, study.confidence, study.unconfirmed) == (None, None, "imported", ())


def test_a_journal_that_is_not_told_is_said_not_to_be_confirmed(database, tmp_path: Path) -> None:
    take(database, tmp_path, bib(journal=""))
    with database.reader() as session:
        assert stored(session).journal == "Journal not confirmed"
        assert reference_of(stored(session)).journal is None


@pytest.mark.parametrize(
    ("key", "fields", "slug"),
    [
        ("lund2020faces", {}, "lund2020faces"),
        ("faces2020", {}, "faces2020"),
        ("ref12", {}, "lund2020"),
        ("Lund_2020", {}, "lund2020"),
        ("x/../etc", {"author": "", "year": ""}, "rolling"),
        ("x", {"author": "", "title": "???"}, "reference2020"),
        ("x", {"author": "Wu, L."}, "wu2020"),
        ("x", {"author": "", "title": "A new way of rolling on"}, "a-new-way-of-2020"),
        ("x", {"author": "{US Office}", "title": "On “rolling”", "year": ""}, "on-rolling"),
    ],
)
def test_the_slug_is_a_name_and_a_year(database, tmp_path: Path, key, fields, slug) -> None:
    result = take(database, tmp_path, bib(key, **fields))
    assert slugs(result.adds) == [slug]


def test_a_slug_is_never_that_of_another_study_or_of_a_claim(with_lund, tmp_path: Path) -> None:
    with with_lund.writer() as session:
        put_claim(session, claim("lund2020-2", **{"for": ["lund2020"]}), **WHO)
        session.commit()
    result = take(with_lund, tmp_path, bib("a", title="Stamping ten backs") + bib("b", title="Pens"))
    assert slugs(result.adds) == ["lund2020-3", "lund2020-4"]


# -- which study it is ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("here", "entry"),
    [
        ({"doi": "10.1000/Faces"}, bib("x", title="Other words", doi="https://doi.org/10.1000/FACES")),
        ({"pmid": "123"}, bib("x", title="Other words", pmid="123")),
        ({"pmid": "123"}, bib("x", title="Other words", pmid="123", doi="10.1000/new")),
        ({}, bib("lund2020", year="1999")),
        ({}, bib("lund2020", title="Rolling forty faces: a trial")),
        ({}, bib("x", title="ROLLING -- FORTY FACES.")),
        ({}, bib("x", doi="10.1000/new")),
    ],
    ids=[
        "DOI",
        "PMID",
        "PMID before a new DOI",
        "key",
        "key with subtitle",
        "title and year",
        "title, new DOI",
    ],
)
def test_a_reference_is_the_study_that_bears_its_name(database, tmp_path: Path, here, entry) -> None:
    with database.writer() as session:
        put_study(session, lund(**here), **WHO)
        session.commit()
    result = take(database, tmp_path, entry)
    assert (result.adds, result.faults) == ([], [])
    assert {*slugs(result.same), *slugs(result.changes)} == {"lund2020"}


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (bib("x", doi="10.1000/faces", pmid="77"), "more than one study here: berg2020 or lund2020."),
        (bib("x", doi="10.1000/backs"), "more than one study here: berg2020 or holm2020."),
        (bib("lund2020", title="Stamps on backs"), "this is the key of a study here with another title"),
        (bib("x", doi="10.1000/other"), "it has the title and year of lund2020, but another DOI or PMID."),
        (bib("x", title="No year told"), "by its title it may be ek."),
        (bib("x", title="Told twice"), "by its title it may be twice1 or twice2."),
        (bib("x", title="An old one", year="1500"), "1500 is no year of a study here (1800–2200)."),
    ],
)
def test_what_may_be_two_studies_is_a_problem_and_not_a_guess(database, tmp_path, entry, words) -> None:
    with database.writer() as session:
        for study in (
            lund(doi="10.1000/faces"),
            lund(slug="berg2020", title="Backs", doi="10.1000/backs", pmid="77"),
            lund(slug="ek", title="No year told", year=None),
            lund(slug="twice1", title="Told twice"),
            lund(slug="twice2", title="Told twice"),
        ):
            put_study(session, study, **WHO)
        # As a catalogue may hold it from before names had to be those of one study.
        holm = lund(slug="holm2020", title="Backs again", doi="10.1000/Backs")
        save_row(session, Study, holm, **WHO)
        session.commit()
    before = version(database)
    result = take(database, tmp_path, bib("new2021", title="Another one", year="2021") + entry)
    (fault,) = result.faults
    assert fault.startswith("line 7: ")
    assert words in fault
    assert version(database) == before
    taken = take(database, tmp_path, bib("new2021", title="Another one", year="2021") + entry, skip_bad=True)
    assert slugs(taken.adds) == ["new2021"]
    assert version(database) == before + 1


def test_a_doi_that_one_reference_brings_is_not_given_to_a_second_study(with_lund, tmp_path: Path) -> None:
    second = bib("new2021", title="Another one", year="2021", doi="10.1000/FACES")
    result = take(with_lund, tmp_path, bib(doi="10.1000/faces") + second)
    assert result.faults == ["line 8: the DOI 10.1000/faces is on line 1 already. This entry is left out."]


@pytest.mark.parametrize("field", [{"doi": "10.1001jamadermatol.2020.1"}, {"doi": "10.bad"}, {"pmid": "abc"}])
def test_a_name_that_is_none_is_a_problem_of_its_line(with_lund, tmp_path: Path, field) -> None:
    result = take(with_lund, tmp_path, bib("new2021", title="Another one", year="2021", **field))
    assert [fault.partition(":")[0] for fault in result.faults] == ["line 1"]
    with with_lund.reader() as session:
        assert [study.slug for study in queries.studies(session)] == ["lund2020"]


def test_two_references_of_one_file_are_not_one_study(with_lund, tmp_path: Path) -> None:
    result = take(with_lund, tmp_path, bib("a") + bib("b") + bib("c", title="New") + bib("d", title="New"))
    assert result.faults == [
        "line 7: b: this is lund2020, and so is what begins on line 1.",
        "line 19: d: this is lund2020-2, and so is what begins on line 13.",
    ]


def test_another_work_of_the_same_name_and_year_is_another_study(database, tmp_path: Path) -> None:
    with database.writer() as session:
        put_study(session, lund(doi="10.1000/faces"), **WHO)
        session.commit()
    result = take(database, tmp_path, bib(title="Stamping ten backs", doi="10.1000/backs"))
    assert slugs(result.adds) == ["lund2020-2"]


# -- what changes -----------------------------------------------------------------------------------------


def test_what_is_empty_is_filled_and_nothing_else_is_touched(database, tmp_path: Path) -> None:
    with database.writer() as session:
        put_study(session, lund(unconfirmed_json='["volume","needle length"]', funding="Nobody"), **WHO)
        session.commit()
        before = stored(session).model_dump()
    entry = bib(volume="12", number="3", doi="10.1000/faces", url="https://doi.org/10.1000/faces")
    result = take(database, tmp_path, entry)
    assert result.changes == [Line(1, "lund2020", "volume: nothing → 12(3); DOI: nothing → 10.1000/faces")]
    with database.reader() as session:
        after = stored(session).model_dump()
        # A file confirms nothing: what nobody has read stays unconfirmed.
        assert after == before | {"volume": "12(3)", "doi": "10.1000/faces"}
        assert stored(session).unconfirmed == ("volume", "needle length")
    again = take(database, tmp_path, entry)
    assert (slugs(again.same), again.changes) == (["lund2020"], [])


def test_a_journal_that_was_not_confirmed_is_filled(database, tmp_path: Path) -> None:
    with database.writer() as session:
        put_study(session, lund(journal="Journal not confirmed"), **WHO)
        session.commit()
    take(database, tmp_path, bib())
    with database.reader() as session:
        assert stored(session).journal == "Skin Research"


def test_what_differs_is_told_and_stays(with_lund, tmp_path: Path) -> None:
    result = take(with_lund, tmp_path, bib(year="2021", author="Lund, K. and Berg, A."))
    assert slugs(result.same) == ["lund2020"]
    assert result.differences == [
        Line(
            1,
            "lund2020",
            "authors: Lund K here, Lund K, Berg A in the file; year: 2020 here, 2021 in the file. "
            "Left as it is; --replace changes it",
        )
    ]
    with with_lund.reader() as session:
        assert (stored(session).year, stored(session).authors) == (2020, ("Lund K",))


def test_what_is_replaced_is_no_longer_confirmed(with_lund, tmp_path: Path) -> None:
    with with_lund.reader() as session:
        before = stored(session).model_dump(include=set(UNTOUCHED))
    result = take(with_lund, tmp_path, bib(year="2021", volume="5"), replace=True)
    assert result.changes == [Line(1, "lund2020", "year: 2020 → 2021; volume: nothing → 5")]
    with with_lund.reader() as session:
        study = stored(session)
        assert (study.year, study.volume, study.unconfirmed) == (2021, "5", ("year",))
        assert study.model_dump(include=set(UNTOUCHED)) == before
    assert slugs(take(with_lund, tmp_path, bib(year="2021", volume="5"), replace=True).same) == ["lund2020"]


def test_capitals_and_silence_are_no_difference(database, tmp_path: Path) -> None:
    with database.writer() as session:
        put_study(session, lund(volume="3", pages="1-9", url="https://example.org/faces"), **WHO)
        session.commit()
    entry = bib(title="Rolling Forty Faces.", journal="skin research", author="", doi="")
    result = take(database, tmp_path, entry, replace=True)
    assert (slugs(result.same), result.differences) == (["lund2020"], [])


# -- all or nothing ---------------------------------------------------------------------------------------


def test_one_bad_entry_stops_all_and_every_one_is_named(database, tmp_path: Path) -> None:
    data = bib() + bib("b", title="") + bib("c", title="Third", doi="nonsense")
    result = take(database, tmp_path, data)
    assert result.faults == [
        "line 7: this entry has no title.",
        "line 12: “nonsense” is no DOI. A DOI begins with 10., a number and a slash. "
        "It was left out of this entry.",
    ]
    assert not result.is_written
    assert version(database) == 0
    assert "2 problems were found. --skip-bad takes the rest." in result.refusal()
    taken = take(database, tmp_path, data, skip_bad=True)
    assert slugs(taken.adds) == ["lund2020", "lund2020-2"]
    assert version(database) == 2


def test_a_rehearsal_says_the_same_and_writes_nothing(with_lund, tmp_path: Path) -> None:
    data = bib(volume="3") + bib("b", title="Another")
    rehearsed = take(with_lund, tmp_path, data, dry_run=True)
    assert version(with_lund) == 1
    assert next(rehearsed.sentences()) == "1 study would be added, 1 changed."
    done = take(with_lund, tmp_path, data)
    assert next(done.sentences()) == "1 study was added, 1 changed."
    assert list(done.sentences())[1:] == list(rehearsed.sentences())[1:]
    assert version(with_lund) == 3
    assert next(take(with_lund, tmp_path, data).sentences()) == "2 studies are as they were."

"""Studies at the desk."""

import pytest

from catalog.editorial.editable import FaultsError
from catalog.studies.editable import StudyEditable
from tests.written import WHO, check_exact, check_form, check_pages, publish, said, take_down

STUDIES = StudyEditable()
A_STUDY = {
    "title": "A study that was made up for a test",
    "slug": "chu2021",
    "authors": "Chu S\nFoulad DP",
    "journal": "Journal of Tests",
    "year": "2021",
    "volume": "1(2)",
    "pages": "3-4",
    "doi": "10.1234/made-up",
    "pmid": "99999991",
    "url": "https://example.com/made-up",
    "kind": "rct",
    "n": "36",
    "population": "Nobody",
    "device_kind": "Roller",
    "kinds": ["roller"],
    "devices": "",
    "needle_lengths": "0.25 mm\n1.5 mm",
    "lengths_are_range": True,
    "sessions": "3",
    "interval": "4 weeks",
    "outcome": "Nothing",
    "finding": "Nothing was found in 36.",
    "plain": "Nobody was needled, 36 times.",
    "does_not_show": "Anything.",
    "funding": "Nobody",
    "confidence": "verified",
    "unconfirmed": "pages\nvolume",
    "notices": [],
}


@pytest.mark.long
def test_every_study_stays_as_it_is(seeded_app):
    check_exact(seeded_app, STUDIES)


@pytest.mark.long
def test_the_preview_of_a_public_study_is_its_page(seeded_app):
    check_pages(seeded_app, STUDIES)


def test_a_filled_form_comes_back_as_it_was(seeded_app):
    check_form(seeded_app, STUDIES, A_STUDY)


def test_a_study_is_made_changed_and_taken_away(session):
    publish(session, STUDIES, A_STUDY | {"doi": "https://doi.org/10.1234/MADE-UP"})
    assert STUDIES.read(session, "chu2021") == A_STUDY
    row = STUDIES.row(session, "chu2021")
    assert (row.doi, row.needle_lengths_um, row.authors) == (
        "10.1234/made-up",
        (250, 1500),
        ("Chu S", "Foulad DP"),
    )
    empty = {"doi": "", "n": "", "funding": "", "needle_lengths": "", "lengths_are_range": False}
    publish(session, STUDIES, A_STUDY | empty | {"finding": "None in 36."}, "chu2021")
    row = STUDIES.row(session, "chu2021")
    assert (row.doi, row.n, row.funding, row.needle_lengths_um) == (None, None, None, ())
    assert take_down(session, STUDIES, "chu2021") is not None
    assert STUDIES.read(session, "chu2021") is None


def test_what_nobody_has_read_needs_its_citation_only(session):
    unread = dict.fromkeys(("kind", "population", "outcome", "finding", "plain", "does_not_show", "n"), "")
    publish(session, STUDIES, A_STUDY | unread | {"confidence": "imported"})
    assert STUDIES.row(session, "chu2021").kind is None
    wrong = {field for field, _ in said(STUDIES.faults(session, A_STUDY | unread, "chu2021"))}
    assert wrong == {"kind", "population", "outcome", "finding"}


def test_the_address_is_made_of_author_and_year():
    assert STUDIES.slug(A_STUDY | {"slug": ""}) == "chu2021"
    assert STUDIES.slug(A_STUDY | {"slug": "", "authors": "El-Domyati M"}) == "el-domyati2021"
    assert STUDIES.slug(A_STUDY | {"slug": "other"}) == "other"


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"doi": "no doi"}, "doi", "no doi"),
        ({"pmid": "12a"}, "pmid", "12a"),
        ({"doi": "10.1016/j.jaad.2013.11.019"}, "doi", "this is the DOI of the study"),
        ({"year": "21"}, "year", "Write a whole number from 1,800 to 2,200."),
        ({"n": "0"}, "n", "Write a whole number from 1 to"),
        ({"devices": "no-such-pen"}, "devices", "There is no device “no-such-pen”."),
        ({"needle_lengths": "1 mm\nlong"}, "needle_lengths", "“long” is not a number."),
        ({"needle_lengths": "1 mm"}, "needle_lengths", "The ends of a range are two lengths."),
        (
            {"plain": "It had 99 people."},
            "plain",
            "it says 99, which stands nowhere else in this study",
        ),
        ({"plain": "word " * 46}, "plain", "it has 46 words; at most 45 are read."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(seeded_app, change, field, words):
    with seeded_app.extensions["database"].writer() as session:
        taken = STUDIES.row(session, "alam2014")
        if "DOI of the study" in words:
            change = {"doi": taken.doi} if taken.doi else pytest.skip("it has none")
        found = said(STUDIES.faults(session, A_STUDY | {"slug": "made-up"} | change, None))
        assert [f for f, sentence in found if f == field and words in sentence], found
        session.rollback()


def test_the_line_of_a_wrong_length_is_told(seeded_app):
    with seeded_app.extensions["database"].reader() as session:
        change = {"needle_lengths": "1 mm\n\nlong", "lengths_are_range": False, "slug": "made-up"}
        found = list(STUDIES.faults(session, A_STUDY | change, None))
    assert [(fault.field, fault.line) for fault in found if fault.field == "needle_lengths"] == [
        ("needle_lengths", 3)
    ]


def test_a_study_that_others_lean_on_stays(seeded_app):
    with seeded_app.extensions["database"].writer() as session:
        with pytest.raises(FaultsError) as error:
            take_down(session, STUDIES, "chu2021")
        assert "the concern “Acne scars”" in str(error.value)
        assert STUDIES.read(session, "chu2021") is not None
        session.rollback()


def test_a_study_without_a_name_of_its_own_is_worth_a_look(seeded_app):
    with seeded_app.extensions["database"].reader() as session:
        nameless = A_STUDY | {"doi": "", "pmid": "", "url": "", "slug": "made-up"}
        checks = list(STUDIES.gate(session, nameless, WHO))
    assert [(c.name, c.is_met, c.field, c.is_advice) for c in checks] == [("Sources", False, "doi", True)]

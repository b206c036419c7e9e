"""Claims at the desk: nothing is lost on the way through the form, and what is wrong is said at its field."""

import pytest

from catalog.articles.editable import ArticleEditable
from catalog.claims.editable import ClaimEditable
from catalog.claims.models import VERDICTS
from catalog.editorial.editable import FaultsError
from catalog.studies.editable import StudyEditable
from tests.studies.test_study_editable import A_STUDY
from tests.written import WHO, check_exact, check_form, check_pages, publish, said, take_down

CLAIMS = ClaimEditable()
NOBODY = "no study is named: not in “for”, not in “against”, not in “beside”."
UNTRACED = (
    "“supported” needs a study for it that anybody can look up: with a DOI or a PMID, "
    "or an official text with its address."
)
LONGER = "Write it from a shorter to a longer one, such as 0–0.5 mm."
A_CLAIM = {
    "words": "Longer needles hurt more (made up for a test).",
    "slug": "c90",
    "where_said": "Nowhere.\nIt was made up.",
    "verdict": "unsupported",
    "why": "Nobody looked.",
    "instead": "Nobody knows.",
    "studies_for": "",
    "studies_against": "",
    "studies_beside": "chu2021",
    "numbers": [
        {"label": "Hurt", "value": "+3", "unit": "points", "study": "chu2021"},
        {"label": "As claimed", "value": "+9", "unit": "points", "study": ""},
    ],
    "kinds": ["pen", "stamp"],
    "lengths": "0–0.5 mm",
    "position": "7",
}


@pytest.mark.long
def test_every_claim_stays_as_it_is(seeded_app):
    check_exact(seeded_app, CLAIMS)


@pytest.mark.long
def test_the_preview_of_a_public_claim_is_its_page(seeded_app):
    check_pages(seeded_app, CLAIMS)


def test_a_filled_form_comes_back_as_it_was(seeded_app):
    check_form(seeded_app, CLAIMS, A_CLAIM)


def test_a_new_claim_gets_the_next_number(seeded_app):
    with seeded_app.extensions["database"].reader() as session:
        assert CLAIMS.blank(session, WHO, {})["slug"] == "c19"


def test_a_claim_is_made_changed_and_taken_away(session):
    publish(session, StudyEditable(), A_STUDY)
    made = publish(session, CLAIMS, A_CLAIM)
    assert (made.actor, made.entity_kind, made.reason) == ("san", "claim", "A test")
    assert CLAIMS.read(session, "c90") == A_CLAIM
    row = CLAIMS.row(session, "c90")
    assert (row.low_um, row.high_um, row.kinds, row.studies) == (0, 500, ("pen", "stamp"), ("chu2021",))
    publish(session, CLAIMS, A_CLAIM | {"lengths": "", "position": ""}, "c90")
    assert CLAIMS.row(session, "c90").high_um is None
    assert CLAIMS.row(session, "c90").position == 8
    assert take_down(session, CLAIMS, "c90") is not None
    assert CLAIMS.read(session, "c90") is None
    assert take_down(session, CLAIMS, "c90") is None


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"words": " "}, "words", "This is missing."),
        ({"verdict": ""}, "verdict", "Please choose one."),
        ({"verdict": "true"}, "verdict", f"“true” is none of: {', '.join(VERDICTS)}."),
        ({"studies_for": "chu2012"}, "studies_for", "There is no study “chu2012”. Is “chu2021” meant?"),
        ({"studies_beside": ""}, "studies_for", NOBODY),
        ({"studies_for": "chu2021"}, "studies_for", "the study “chu2021” stands in two lists."),
        ({"verdict": "supported"}, "studies_for", UNTRACED),
        ({"verdict": "supported", "studies_for": "orentreich1995"}, "studies_for", UNTRACED),
        ({"lengths": "0.5–0.2 mm"}, "lengths", "“0.5–0.2 mm” starts above its end."),
        ({"lengths": "up to 0.5 mm"}, "lengths", LONGER),
        ({"position": "first"}, "position", "Write a whole number from 0 to 2,147,483,647."),
        ({"slug": "Öl"}, "slug", "An address has small letters, digits and single hyphens, at most 80."),
        ({"slug": "c01"}, "slug", "“c01” is, or was, the address of another claim."),
        ({"slug": "chu2021"}, "slug", "“chu2021” is, or was, the address of another claim."),
        ({"why": "a\x00b"}, "why", "This holds a character that cannot be printed."),
        ({"numbers": [{"label": "A", "value": "1", "unit": "%", "study": "no"}]}, "numbers-0-study",
         "There is no study “no”."),
        ({"numbers": [{"label": "A", "value": "", "unit": "%", "study": ""}]}, "numbers-0-value",
         "This is missing."),
        ({"kinds": ["cream"]}, "kinds", "“cream” is none of: pen, roller, stamp."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field(seeded_app, change, field, words):
    with seeded_app.extensions["database"].writer() as session:
        assert (field, words) in said(CLAIMS.faults(session, A_CLAIM | change, None))
        with pytest.raises(FaultsError):
            publish(session, CLAIMS, A_CLAIM | change)
        session.rollback()


@pytest.mark.parametrize("study", ["lotfi2013", "cfr8784430"])
def test_a_study_that_can_be_looked_up_lets_a_claim_be_supported(seeded_app, study):
    """A trial by its DOI, an official text, which has none, by its address."""
    with seeded_app.extensions["database"].reader() as session:
        fields = A_CLAIM | {"verdict": "supported", "studies_for": study}
        assert said(CLAIMS.faults(session, fields, None)) == []


def test_the_address_of_a_public_claim_stays(seeded_app):
    with seeded_app.extensions["database"].reader() as session:
        fields = CLAIMS.read(session, "c01")
        moved = said(CLAIMS.faults(session, fields | {"slug": "c99"}, "c01"))
        assert moved == [
            ("slug", "This is public as “c01”. Other pages lead there, so it keeps that address.")
        ]
        gone = said(CLAIMS.faults(session, fields | {"slug": ""}, "c01"))
        assert gone == [("slug", "The address is missing; it is “c01”.")]


def test_a_claim_that_an_article_names_stays_and_the_article_is_told(seeded_app):
    with seeded_app.extensions["database"].writer() as session:
        article = ArticleEditable().read(session, "how-microneedling-works")
        with pytest.raises(FaultsError, match=f"the article “{article['title']}”"):
            take_down(session, CLAIMS, "c01")
        assert CLAIMS.read(session, "c01") is not None
        session.rollback()


def test_a_long_sentence_is_worth_a_look_and_holds_nothing_back(seeded_app):
    long = "word " * 50 + "end."
    with seeded_app.extensions["database"].reader() as session:
        checks = list(CLAIMS.gate(session, A_CLAIM | {"why": long}, WHO))
    assert [(c.name, c.field) for c in checks if c.is_advice] == [("Plain words", "why")]
    assert all(c.is_met for c in checks if not c.is_advice)

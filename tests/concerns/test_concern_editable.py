"""Concerns at the desk, with their types and what was tested."""

import pytest
from sqlmodel import select

from catalog.concerns import models
from catalog.concerns.editable import ConcernEditable
from catalog.editorial.editable import FaultsError
from catalog.studies.editable import StudyEditable
from tests.studies.test_study_editable import A_STUDY
from tests.written import WHO, check_exact, check_form, check_pages, publish, said, take_down

CONCERNS = ConcernEditable()
A_TEST = {
    "study": "chu2021",
    "device_kind": "roller",
    "needle_lengths": "0.25 mm\n2 mm",
    "lengths_are_range": True,
    "sessions": "3",
    "interval": "not confirmed",
    "by": "home",
    "result": "Nothing.",
}
A_TYPE = {"slug": "flat", "plain": "Flat.", "response": "poor", "note": "", "studies": "chu2021"}
A_CONCERN = {
    "label": "A concern made up for a test",
    "slug": "made-up",
    "plain": "Nothing.",
    "certainty": "very low",
    "effect": "None.",
    "does_not_show": "Anything.",
    "home_evidence": "None.",
    "stop_signs": "Boredom\nSleep",
    "see_a_professional": "Never",
    "advice_from": "chu2021",
    "studies": "chu2021",
    "types": [A_TYPE, A_TYPE | {"slug": "deep", "studies": "", "note": "No figure."}],
    "tested": [A_TEST],
    "position": "2",
}


@pytest.mark.long
def test_every_concern_stays_as_it_is(seeded_app):
    check_exact(seeded_app, CONCERNS)


@pytest.mark.long
def test_the_preview_of_a_public_concern_is_its_page(seeded_app):
    check_pages(seeded_app, CONCERNS)


def test_a_filled_form_comes_back_as_it_was(seeded_app):
    check_form(seeded_app, CONCERNS, A_CONCERN)


def test_a_concern_is_made_changed_and_taken_away_with_its_rows(session):
    publish(session, StudyEditable(), A_STUDY)
    publish(session, CONCERNS, A_CONCERN)
    assert CONCERNS.read(session, "made-up") == A_CONCERN
    change = A_CONCERN | {"types": A_CONCERN["types"][::-1], "tested": []}
    assert publish(session, CONCERNS, change, "made-up") is not None
    assert CONCERNS.read(session, "made-up") == change
    assert take_down(session, CONCERNS, "made-up") is not None
    assert CONCERNS.read(session, "made-up") is None
    assert session.exec(select(models.ConcernType)).all() == []
    assert session.exec(select(models.Tested)).all() == []


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"advice_from": ""}, "advice_from", "This is missing."),
        ({"studies": "chu2021\nno"}, "studies", "There is no study “no”."),
        ({"certainty": "moderate", "tested": []}, "certainty", "“moderate” needs two trials"),
        ({"tested": [A_TEST, A_TEST]}, "tested", "the study “chu2021” stands there twice."),
        ({"tested": [A_TEST | {"needle_lengths": "1 mm"}]}, "tested-0-needle_lengths", "The ends of a range"),
        ({"tested": [A_TEST | {"by": "doctor"}]}, "tested-0-by", "“doctor” is none of"),
        ({"types": [A_TYPE, A_TYPE]}, "types", "The type “flat” stands there twice."),
        ({"types": [A_TYPE | {"studies": "none"}]}, "types-0-studies", "There is no study “none”."),
        ({"stop_signs": "\n"}, "stop_signs", "This is missing."),
        ({"slug": "acne-scars"}, "slug", "“acne-scars” is, or was"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(seeded_app, change, field, words):
    with seeded_app.extensions["database"].reader() as session:
        found = said(CONCERNS.faults(session, A_CONCERN | change, None))
    assert [one for one in found if one[0] == field and one[1].startswith(words)], found


def test_a_concern_that_articles_belong_to_stays(seeded_app):
    with seeded_app.extensions["database"].writer() as session:
        with pytest.raises(FaultsError, match="the article"):
            take_down(session, CONCERNS, "acne-scars")
        session.rollback()


def test_a_type_without_a_study_is_worth_a_look(seeded_app):
    with seeded_app.extensions["database"].reader() as session, seeded_app.test_request_context("/"):
        checks = list(CONCERNS.gate(session, A_CONCERN, WHO))
    assert [c.field for c in checks if not c.is_met] == ["types-1-studies"]

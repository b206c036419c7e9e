"""Guidance at the desk."""

import pytest

from catalog.editorial.editable import FaultsError
from catalog.guidance.editable import GuidanceEditable
from tests.written import WHO, check_exact, check_form, check_pages, publish, said, take_down

GUIDANCE = GuidanceEditable()
AN_ENTRY = {
    "who": "A body that was made up for a test",
    "slug": "g-made-up",
    "role": "professional body",
    "audience": "both",
    "country": "not stated",
    "says": "Nothing.\nAt all.",
    "limit_from": "0.2 mm",
    "limit_to": "0.5 mm",
    "limit_note": "Made up.",
    "date": "2025-10",
    "url": "https://example.com/made-up",
    "interest": "none",
    "confidence": "recalled",
    "read_in": "nothing",
    "position": "3",
}


def test_every_entry_stays_as_it_is(seeded_app):
    check_exact(seeded_app, GUIDANCE)


def test_the_preview_is_the_page_with_the_entry_in_its_place(seeded_app):
    check_pages(seeded_app, GUIDANCE)


def test_a_filled_form_comes_back_as_it_was(seeded_app):
    check_form(seeded_app, GUIDANCE, AN_ENTRY)


def test_an_entry_is_made_changed_and_taken_away(session):
    publish(session, GUIDANCE, AN_ENTRY)
    assert GUIDANCE.read(session, "g-made-up") == AN_ENTRY
    assert (GUIDANCE.row(session, "g-made-up").low_um, GUIDANCE.row(session, "g-made-up").high_um) == (
        200,
        500,
    )
    without = {"limit_from": "", "limit_to": "", "limit_note": "", "date": "", "url": ""}
    publish(session, GUIDANCE, AN_ENTRY | without, "g-made-up")
    row = GUIDANCE.row(session, "g-made-up")
    assert (row.low_um, row.high_um, row.limit_note, row.date, row.url) == (None,) * 5
    assert take_down(session, GUIDANCE, "g-made-up") is not None
    assert GUIDANCE.read(session, "g-made-up") is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"limit_to": ""}, "limit_to"),
        ({"limit_from": "0.5 mm"}, "limit_to"),
        ({"limit_to": "short"}, "limit_to"),
        ({"date": "2025-13"}, "date"),
        ({"url": "example.com"}, "url"),
        ({"role": ""}, "role"),
        ({"interest": ""}, "interest"),
        ({"slug": "chu2021"}, "slug"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(seeded_app, change, field):
    with seeded_app.extensions["database"].reader() as session:
        assert {one for one, _ in said(GUIDANCE.faults(session, AN_ENTRY | change, None))} == {field}


def test_an_entry_on_which_advice_rests_stays(seeded_app):
    with seeded_app.extensions["database"].writer() as session:
        with pytest.raises(FaultsError, match="the concern “Acne scars”"):
            take_down(session, GUIDANCE, "g-fda-page")
        session.rollback()


def test_an_entry_without_an_address_is_worth_a_look(seeded_app):
    with seeded_app.extensions["database"].reader() as session:
        checks = list(GUIDANCE.gate(session, AN_ENTRY | {"url": ""}, WHO))
    assert [(c.is_met, c.field, c.is_advice) for c in checks] == [(False, "url", True)]

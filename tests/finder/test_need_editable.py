"""Need pages at the desk: an address of the list of devices is the filter."""

import pytest

from catalog.editorial.editable import FaultsError, Writer
from catalog.finder.editable import NeedEditable
from tests.written import WHO, check_exact, check_form, check_pages, publish, said, take_down

NEEDS = NeedEditable()
A_NEED = {
    "title": "A need made up for a test",
    "slug": "made-up",
    "summary": "Nothing.",
    "filter": "/devices?kind=roller",
    "text": "Nothing.\n\n## Why\n\nNothing.",
    "reasons": "Rollers only.\nNothing else.",
    "byline": "MTSPen.com",
    "rank": "-3",
}


def test_every_need_page_stays_as_it_is(seeded_app):
    check_exact(seeded_app, NEEDS)


def test_the_preview_of_a_public_need_page_is_its_page(seeded_app):
    check_pages(seeded_app, NEEDS)


def test_a_filled_form_comes_back_as_it_was(seeded_app):
    check_form(seeded_app, NEEDS, A_NEED)


def test_the_list_may_be_what_a_new_page_starts_from(seeded_app):
    with seeded_app.extensions["database"].reader() as session:
        blank = NEEDS.blank(session, WHO, {"filter": "/devices?kind=roller"})
    assert (blank["filter"], blank["rank"]) == ("/devices?kind=roller", "5")


def test_a_need_page_is_made_changed_and_taken_away(session):
    publish(session, NEEDS, A_NEED)
    assert NEEDS.read(session, "made-up") == A_NEED
    publish(session, NEEDS, A_NEED | {"reasons": "", "rank": ""}, "made-up")
    assert (NEEDS.row(session, "made-up").reasons, NEEDS.row(session, "made-up").rank) == ("[]", 0)
    assert take_down(session, NEEDS, "made-up") is not None
    assert NEEDS.read(session, "made-up") is None


@pytest.mark.parametrize(
    "typed",
    [
        "https://mtspen.com/devices?depth_never_above=0.5&kind=roller",
        "/devices?kind=roller&depth_never_above=0.5",
        "kind=roller&depth_never_above=0.50",
        " /devices/?depth_never_above=0.5&kind=roller#results ",
    ],
)
def test_an_address_is_taken_as_it_is_copied_and_kept_in_its_one_form(session, typed):
    publish(session, NEEDS, A_NEED | {"filter": typed})
    assert NEEDS.row(session, "made-up").query == "depth_never_above=0.5&kind=roller"


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"filter": ""}, "filter", "This is missing."),
        ({"filter": "/devices"}, "filter", "The filter asks for nothing."),
        ({"filter": "/devices?kind=hammer"}, "filter", "“hammer” cannot be used"),
        ({"filter": "/devices?kind=roller&page=2"}, "filter", "A need is made of facts"),
        ({"filter": "https://example.com/shop?kind=roller"}, "filter", "This is no address of the list"),
        ({"filter": "http://[/devices?kind=roller"}, "filter", "This is no address."),
        ({"text": "# Title"}, "text", "the page has one title already"),
        ({"text": "[gone](/articles/gone)"}, "text", "the link /articles/gone leads to nothing"),
        ({"text": "<b>bold</b>"}, "text", "“<b>”: HTML is shown as it is typed"),
        ({"byline": "Nobody"}, "byline", "“Nobody” is none of"),
        ({"rank": "1.5"}, "rank", "Write a whole number"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(seeded_app, change, field, words):
    with seeded_app.extensions["database"].reader() as session:
        found = said(NEEDS.faults(session, A_NEED | change, None))
    assert [one for one in found if one[0] == field and one[1].startswith(words)], found


def test_a_page_that_others_lead_to_stays(seeded_app):
    other = A_NEED | {"text": "[Rollers](/devices/needs/rollers-never-above-0-5-mm)"}
    with seeded_app.extensions["database"].writer() as session:
        publish(session, NEEDS, other)
        with pytest.raises(FaultsError, match="the need page “A need made up for a test”"):
            take_down(session, NEEDS, "rollers-never-above-0-5-mm")
        session.rollback()


@pytest.mark.parametrize(
    ("change", "who", "unmet"),
    [
        ({}, WHO, []),
        ({"filter": "/devices?kind=stamp&brand=dr-pen"}, WHO, ["filter"]),
        ({"reasons": ""}, WHO, ["reasons"]),
        ({"byline": "San"}, WHO, ["byline"]),
        ({"byline": "San"}, Writer("ben", "Ben", "author"), ["byline"]),
    ],
)
def test_the_gate_asks_for_devices_reasons_and_a_disclosure(seeded_app, change, who, unmet):
    with seeded_app.extensions["database"].reader() as session, seeded_app.test_request_context("/"):
        checks = list(NEEDS.gate(session, A_NEED | change, who))
    assert [c.field for c in checks if not c.is_met] == unmet, checks

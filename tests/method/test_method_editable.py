"""Versions of the method at the desk: what a public one asks is fixed, its words are not."""

import pytest
from sqlmodel import select

from catalog.editorial.editable import FaultsError
from catalog.method.editable import MethodEditable
from catalog.method.editing import put_measurement
from catalog.method.models import Measurement
from catalog.products.models import Product
from catalog.reviews.models import Review
from tests.factories import WHO as WHO_LOGS
from tests.factories import make_device
from tests.html import Page
from tests.written import WHO, check_exact, check_form, check_pages, publish, said, take_down

METHODS = MethodEditable()
LENGTH = {
    "name": "Needle length",
    "key": "length",
    "weight": "30",
    "how": "Nine readings (made up for a test).",
    "specs": "Measured length\nNeedle length",
    "kinds": ["pen", "stamp"],
}
NOISE = {"name": "Noise", "key": "noise", "weight": "10", "how": "Five.", "specs": "", "kinds": []}
FIRST = {
    "number": "1",
    "title": "How we test",
    "day": "2026-03-01",
    "text": "What holds for all of it.\n\nAnd more.",
    "changes": "",
    "criteria": [LENGTH, NOISE],
    "instruments": [{"name": "microscope", "purpose": "needle length", "reads_to": "0.01 mm"}],
    "comparable": "",
}
SECOND = FIRST | {"number": "2", "changes": "Heavier.", "criteria": [LENGTH | {"weight": "40"}, NOISE]}


def test_every_version_stays_as_it_is(seeded_app):
    check_exact(seeded_app, METHODS)


def test_the_preview_of_a_public_version_is_its_page(seeded_app):
    check_pages(seeded_app, METHODS)


def test_a_filled_form_comes_back_as_it_was(seeded_app):
    check_form(seeded_app, METHODS, FIRST)


def test_a_new_version_begins_as_a_copy_of_the_newest(seeded_app):
    with seeded_app.extensions["database"].reader() as session:
        newest, blank = METHODS.read(session, "1"), METHODS.blank(session, WHO, {})
    assert blank["number"] == "2"
    assert (blank["criteria"], blank["instruments"]) == (newest["criteria"], newest["instruments"])
    assert (blank["changes"], blank["comparable"]) == ("", "")


def test_a_version_is_made_corrected_and_taken_away(session):
    made = publish(session, METHODS, FIRST)
    assert (made.entity_kind, made.actor) == ("method", "san")
    assert METHODS.read(session, "1") == FIRST
    row = METHODS.row(session, "1")
    assert row.criteria[0]["specs"] == ["measured_length", "needle_length"]
    assert [one["weight"] for one in row.criteria] == [30, 10]
    publish(session, METHODS, FIRST | {"title": "How it is tested"}, "1")
    assert METHODS.row(session, "1").title == "How it is tested"
    publish(session, METHODS, SECOND | {"comparable": "1"})
    assert METHODS.row(session, "2").comparable == (1,)
    assert [one.slug for one in METHODS.listed(session)] == ["2", "1"]
    assert take_down(session, METHODS, "2") is not None
    assert METHODS.read(session, "2") is None


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"criteria": [LENGTH | {"weight": "29"}, NOISE]}, "criteria", "Needle length: weight 29, was 30."),
        ({"criteria": [LENGTH]}, "criteria", "Gone: Noise, weight 10."),
        ({"instruments": []}, "instruments", "Gone: microscope"),
        ({"day": "2026-03-02"}, "day", "Version 1 is published"),
        ({"number": "2"}, "number", "Version 1 is published"),
    ],
)
def test_what_a_public_version_asks_is_fixed_and_it_is_said_what_would_differ(session, changed, field, words):
    publish(session, METHODS, FIRST)
    faults = said(METHODS.faults(session, FIRST | changed, "1"))
    assert [name for name, _ in faults] == [field]
    assert words in faults[0][1]
    assert "Make a new version" in faults[0][1]
    with pytest.raises(FaultsError):
        publish(session, METHODS, FIRST | changed, "1")


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"number": ""}, "number", "This is missing."),
        ({"number": "0"}, "number", "whole number"),
        ({"number": "1.5"}, "number", "whole number"),
        ({"title": ""}, "title", "This is missing."),
        ({"day": "2026-13-01"}, "day", "no date"),
        ({"day": "2026"}, "day", "Write the day"),
        ({"text": " "}, "text", "This is missing."),
        ({"criteria": []}, "criteria", "no criterion yet"),
        ({"criteria": [LENGTH | {"weight": "0"}]}, "criteria", "more than 0"),
        ({"criteria": [LENGTH | {"weight": ""}, NOISE]}, "criteria-0-weight", "This is missing."),
        ({"criteria": [LENGTH, NOISE | {"weight": "ten"}]}, "criteria-1-weight", "whole number"),
        ({"criteria": [LENGTH, NOISE | {"weight": "1001"}]}, "criteria-1-weight", "whole number"),
        ({"criteria": [LENGTH, NOISE | {"key": "length"}]}, "criteria-1-key", "another criterion"),
        ({"criteria": [LENGTH | {"key": "Length 1"}, NOISE]}, "criteria-0-key", "Small letters"),
        ({"criteria": [LENGTH | {"specs": "Mesured length"}, NOISE]}, "criteria-0-specs", "no fact"),
        ({"criteria": [LENGTH | {"how": ""}, NOISE]}, "criteria-0-how", "This is missing."),
        (
            {"instruments": [{"name": "x", "purpose": "", "reads_to": "1"}]},
            "instruments-0-purpose",
            "missing",
        ),
        ({"comparable": "the first"}, "comparable", "numbers of versions"),
        ({"comparable": "1"}, "comparable", "There is no version 1 before this one."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(session, changed, field, words):
    faults = said(METHODS.faults(session, FIRST | changed, None))
    assert any(name == field and words in sentence for name, sentence in faults), faults


def test_a_number_that_is_taken_or_lower_is_refused(session):
    publish(session, METHODS, SECOND)
    for number in ("1", "2"):
        faults = said(METHODS.faults(session, FIRST | {"number": number}, None))
        assert ("number", "Version 2 exists already; a new one has a higher number.") in faults


def test_a_later_version_says_what_changed_before_it_is_published(session):
    publish(session, METHODS, FIRST)
    held = [check for check in METHODS.gate(session, SECOND | {"changes": ""}, WHO) if not check.is_met]
    assert [(check.name, check.field) for check in held if not check.is_advice] == [
        ("What changed", "changes")
    ]
    assert [check.name for check in held if check.is_advice] == ["Facts"]
    assert all(c.is_met or c.is_advice for c in METHODS.gate(session, SECOND, WHO))


def test_a_version_that_something_rests_on_stays(session):
    publish(session, METHODS, FIRST)
    make_device(session)
    number = session.exec(select(Product.id).where(Product.slug == "dermaline-one")).one()
    review = Review(
        slug="a", product_id=number, title="A made-up review", verdict="V", text="T", author="anna", method=1,
        written="2026-03-01", checked="2026-03-01",
    )  # fmt: skip
    session.add(review)
    session.flush()
    with pytest.raises(FaultsError, match="A made-up review"):
        take_down(session, METHODS, "1")
    session.delete(review)
    measured = Measurement(
        slug="", product_id=number, spec="noise", readings_json="[50]", instrument="a meter",
        day="2026-03-01", author="anna", method=1,
    )  # fmt: skip
    put_measurement(session, measured, **WHO_LOGS)
    with pytest.raises(FaultsError, match="made by version 1"):
        take_down(session, METHODS, "1")


def test_from_the_desk_to_the_page(own_app, desk):
    form = Page(desk.client.get("/desk/method/new"))
    assert form.one("#number").get("value") == "2"
    assert form.one("#criteria-0-weight").get("value") == "30"
    done = desk.fill(
        "/desk/method/new", changes="Length weighs more.", do="save", **{"criteria-0-weight": "40"}
    )
    address = done.location.partition("?")[0]
    assert address == "/desk/method/2"
    assert desk.client.get("/method/2").status_code == 404
    assert desk.fill(address, do="publish", reason="Agreed").status_code == 303
    shown = Page(desk.client.get("/method"))
    assert "Needle length: weight 40, was 30." in shown.text("#changes")
    frozen = desk.fill(address, do="publish", reason="Again", **{"criteria-0-weight": "41"})
    assert frozen.status_code == 422
    assert "Make a new version" in frozen.text
    assert "weight 41" not in desk.client.get("/method/2").text

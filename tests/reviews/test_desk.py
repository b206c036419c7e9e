"""A review is written at the desk as every text is: begun from the method, checked, published, taken down."""

import json

import pytest

from catalog.people import queries as people
from catalog.reviews import queries
from tests.factories import catalogue
from tests.html import Page, filled
from tests.reviews.made import make_measurement, make_method

DESK = "/desk/reviews"


@pytest.fixture
def tested(desk, own_app):
    """The slug of a measurement of the A6, and a version of the method; Anna has said what ties her."""
    with catalogue(own_app) as session:
        people.author(session, "anna").disclosure = "A test: none."
        make_method(session)
        return make_measurement(session, "dr-pen-a6")


def begun(desk):
    return Page(desk.client.get(f"{DESK}/new?device=dr-pen-a6"))


def typed(page, **more):
    """What a browser would send of the form, with some of it changed."""
    data = {
        name: values if len(values) > 1 else values[0]
        for name, values in filled(page, ".editor-form").lists()
    }
    return data | more


def row_of(page, criterion):
    """The number of the row of a criterion."""
    field = page.one(f'.editor-form input[name^="scores-"][value="{criterion}"]')
    return field.get("name").split("-")[1]


def finished(page, measurement):
    rows = {key: row_of(page, key) for key in ("length", "hygiene", "noise")}
    return typed(
        page,
        title="A made-up review",
        is_hands_on="y",
        obtained="bought",
        obtained_words="In a made-up shop.",
        days_used="42",
        sessions="6",
        units="2",
        last_used="2026-03-28",
        connection="none",
        verdict="Made up for a test.",
        text="I made this up, all 42 days of it.\n\nIt went to 0.47 mm [@" + measurement + "].",
        **{
            f"scores-{rows['length']}-score": "8,4",
            f"scores-{rows['length']}-why": "As set.",
            f"scores-{rows['length']}-measurements": [measurement],
            f"scores-{rows['hygiene']}-score": "8",
            f"scores-{rows['hygiene']}-why": "Clean.",
            "pros-0-words": "Keeps to its dial",
            "pros-0-spec": "measured_length",
            "pros-0-measurement": measurement,
            "cons-0-words": "Made up",
            "best_for-0-words": "Tests",
            "not_for-0-words": "People",
            "alternatives-0-device": "dr-pen-m8",
            "alternatives-0-reason": "Longer needles, 20 g lighter",
        },
    )


def test_a_new_review_begins_with_the_headings_of_the_method_and_a_row_for_each_criterion(desk, tested):
    page = begun(desk)
    assert page.one("#device").get("value") == "dr-pen-a6"
    assert page.one("#author option[selected]").get("value") == "anna"
    text = page.one("textarea#text").text
    assert [line for line in text.splitlines() if line.startswith("## ")][:3] == [
        "## Needle length",
        "## Hygiene",
        "## Noise",
    ]
    rows = page.texts(".rv-crit > .b")
    assert rows[0] == "Needle length: weighs 30 of 70"
    assert any(row.startswith("Noise: weighs 15 of 70, pens only") for row in rows)
    assert "of 1" in page.one(".rv-prog h2").text
    assert "a verdict" in page.text(".rv-prog")


def test_a_review_is_saved_looked_at_and_published_with_one_change(desk, own_app, tested):
    saved = desk.client.post(
        f"{DESK}/new",
        data=finished(begun(desk), tested) | {"do": "save"},
    )
    assert saved.status_code == 303, saved.text
    assert desk.client.get("/reviews/a-made-up-review").status_code == 404
    preview = Page(desk.client.get(f"{DESK}/a-made-up-review/preview"))
    assert preview.text("h1") == "A made-up review"
    assert desk.client.get("/reviews/a-made-up-review").status_code == 404
    page = Page(desk.client.get(f"{DESK}/a-made-up-review"))
    assert not [one for one in page.texts(".note.warn li") if "Worth a look" not in one]
    published = desk.client.post(
        f"{DESK}/a-made-up-review", data=typed(page, do="publish", reason="It is finished")
    )
    assert published.status_code == 303, published.text
    shown = Page(desk.client.get("/reviews/a-made-up-review"))
    assert shown.text(".rv-verdict") == "Made up for a test."
    log = json.loads(desk.client.get("/reviews/a-made-up-review/history.json").text)
    assert len(log["changes"]) == 1
    assert log["changes"][0]["why"] == "It is finished"
    with own_app.extensions["database"].reader() as session:
        row = queries.review(session, "a-made-up-review")
        assert row.author == "anna"
        assert {one["criterion"]: one["score"] for one in row.listed("scores")} == {
            "length": 84,
            "hygiene": 80,
        }


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"device": "dr-pen-a66"}, "device"),
        ({"connection": ""}, "connection"),
        ({"is_hands_on": None}, "scores"),
        ({"text": "See [[device no-such]]."}, "text"),
        ({"text": "See [@nobody1999]."}, "text"),
        ({"text": "See [here](/articles/no-such-article)."}, "text"),
        ({"days_used": "many"}, "days_used"),
        ({"alternatives-0-device": "no-such"}, "alternatives-0-device"),
        ({"slug": "example"}, "slug"),
        ({"title": ""}, "title"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_public(desk, tested, changed, field):
    data = finished(begun(desk), tested) | {"do": "publish"} | changed
    data = {name: value for name, value in data.items() if value is not None}
    response = desk.client.post(f"{DESK}/new", data=data | {"reason": "x"})
    assert response.status_code == 422
    page = Page(response)
    assert page.all(f'#{field}-err, [id="{field}"] .err, .note.warn a[href="#{field}"]'), page.texts(
        ".note.warn"
    )
    assert page.one("textarea#text").text.strip() == data["text"].strip()
    assert desk.client.get("/reviews.json").json == {"reviews": []}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"best_for-0-words": ""}, "Say whom it is best for."),
        ({"not_for-0-words": ""}, "Say whom it is not for."),
        ({"alternatives-0-reason": "I like it more"}, "Say it in terms of specs"),
        ({"alternatives-0-device": "", "alternatives-0-reason": ""}, "Name at least one other device."),
        ({"connection": "affiliate"}, "Say in words what the connection is."),
        ({"sessions": ""}, "lacks the number of sessions"),
        ({"verdict": "It works for 80 percent of people."}, "cannot cite anything"),
        ({"text": "Studies show that it works."}, "cites nothing"),
        ({"pros-0-words": "Only 20 dB loud", "pros-0-spec": "", "pros-0-measurement": ""}, "names no spec"),
    ],
)
def test_the_gate_holds_back_what_is_not_finished_and_says_where(desk, tested, changed, said):
    data = finished(begun(desk), tested) | {"do": "publish"} | changed
    response = desk.client.post(f"{DESK}/new", data=data | {"reason": "x"})
    assert response.status_code == 422
    assert said in Page(response).text(".note.warn")
    assert desk.client.get("/reviews.json").json == {"reviews": []}


def test_nobody_signs_who_has_not_said_what_ties_them(desk, own_app, tested):
    with catalogue(own_app) as session:
        people.author(session, "anna").disclosure = ""
    data = finished(begun(desk), tested) | {"do": "publish", "reason": "x"}
    response = desk.client.post(f"{DESK}/new", data=data)
    assert response.status_code == 422
    said = Page(response).text(".note.warn")
    assert "Anna has not said yet what they sell, own or are paid for." in said
    assert "/desk/authors/anna" in said
    assert desk.client.get("/reviews.json").json == {"reviews": []}
    desk.fill("/desk/authors/anna", ".editor-form", disclosure="A test: none.", do="publish", reason="x")
    assert desk.client.post(f"{DESK}/new", data=data).status_code == 303


def test_without_its_token_nothing_is_saved(desk, tested):
    data = finished(begun(desk), tested)
    del data["csrf_token"]
    assert desk.client.post(f"{DESK}/new", data=data | {"do": "publish"}).status_code == 400
    assert desk.client.get("/reviews.json").json == {"reviews": []}

"""What a reader sees when something went wrong."""

import json

import pytest
from flask import Flask, abort, request

from catalog.pages import errors


@pytest.fixture
def broken(app: Flask) -> Flask:
    """An application with pages that fail; errors are shown as to a visitor, not raised."""
    app.testing = False
    app.add_url_rule("/broken", "broken", lambda: {}["secret detail"])
    app.add_url_rule("/broken.json", "broken_json", lambda: {}["secret detail"])
    app.add_url_rule("/form", "form", lambda: str(len(request.form)), methods=["POST"])
    app.add_url_rule("/unreadable", "unreadable", lambda: abort(400, "The length is not a number."))
    return app


def test_an_unknown_address_is_a_page_with_a_way_on(page) -> None:
    shown = page("/nowhere", status=404)
    assert shown.text("h1") == "There is no such page"
    assert "/" in shown.links("main a")


def test_names_that_are_near_are_offered_on_a_404(page, monkeypatch: pytest.MonkeyPatch) -> None:
    pens = [("Dr. Pen A6", "/devices/dr-pen-a6"), ("Dr. Pen A6S", "/devices/dr-pen-a6s")]
    monkeypatch.setattr(errors, "near_names", [lambda text: pens if text == "dr-pen-a66" else []])
    shown = page("/devices/dr-pen-a66", status=404)
    assert shown.links("main li a") == [address for _, address in pens]
    assert shown.texts("main li a") == ["Dr. Pen A6", "Dr. Pen A6S"]


def test_help_that_fails_is_still_a_404(page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errors, "near_names", [lambda text: 1 / 0, lambda text: [("Home", "/")]])
    assert page("/nowhere", status=404).texts("main li a") == ["Home"]


def test_a_fault_of_ours_shows_no_details(broken: Flask) -> None:
    answer = broken.test_client().get("/broken")
    assert answer.status_code == 500
    assert "Something broke" in answer.text
    for detail in ("secret detail", "KeyError", "Traceback", "conftest"):
        assert detail not in answer.text


def test_an_error_of_a_json_address_is_json(broken: Flask) -> None:
    answer = broken.test_client().get("/broken.json")
    assert answer.mimetype == "application/json"
    assert json.loads(answer.text)["status"] == 500
    assert broken.test_client().get("/nowhere.json").json["message"]


def test_the_words_of_whoever_raised_it_are_shown(broken: Flask) -> None:
    assert "The length is not a number." in broken.test_client().get("/unreadable").text


def test_a_method_that_is_not_answered_names_those_that_are(broken: Flask) -> None:
    answer = broken.test_client().get("/form")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_what_is_too_large_is_refused(broken: Flask) -> None:
    answer = broken.test_client().post("/form", data={"text": "a" * 2**21})
    assert answer.status_code == 413


def test_at_the_desk_a_text_that_is_too_much_is_said_to_be_in_the_browser_still(app: Flask) -> None:
    answer = app.test_client().post("/desk/devices/new", data={"notes": "ü" * 300_000})
    assert answer.status_code == 413
    assert "What you typed is still in the form" in answer.text
    elsewhere = app.test_client().post("/report", data={"text": "ü" * 300_000})
    assert elsewhere.status_code == 413
    assert "still in the form" not in elsewhere.text


def test_when_even_the_error_page_breaks_plain_words_remain(broken: Flask, monkeypatch) -> None:
    monkeypatch.setattr(errors, "render_template", lambda *_a, **_k: 1 / 0)
    answer = broken.test_client().get("/nowhere")
    assert answer.status_code == 404
    assert answer.mimetype == "text/plain"
    assert "There is no such page" in answer.text

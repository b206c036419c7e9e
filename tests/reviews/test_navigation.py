"""Reviews stand in the header once there is one, and until then no page knows of them."""

from flask import render_template

from catalog.pages import navigation
from catalog.reviews import beside
from tests.html import Page

WITHOUT = tuple(place for place in navigation.MAIN if place[1] != "/reviews")


def header(app):
    with app.test_request_context("/about"):
        app.preprocess_request()
        return render_template("components/_header.html")


def test_without_a_review_the_header_is_what_it_was_before(app, monkeypatch):
    now = header(app)
    assert "/reviews" not in now
    monkeypatch.setattr(navigation, "MAIN", WITHOUT)
    assert header(app) == now


def test_with_a_review_every_header_and_menu_leads_to_them(reviewed_app):
    for address in ("/about", "/devices", "/nowhere", "/reviews/not-tested"):
        page = Page(reviewed_app.test_client().get(address))
        assert "/reviews" in page.links("header .nav a"), address
        assert "/reviews" in page.links("#menu a"), address
    assert page.text(".nav [aria-current]") == "Reviews"


def test_the_header_reads_the_reviews_once_and_not_with_every_page(reviewed_app, monkeypatch):
    header(reviewed_app)
    monkeypatch.setattr(beside, "read", lambda _session: 1 / 0)
    assert "/reviews" in header(reviewed_app)

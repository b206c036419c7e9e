"""The box in which other pages show a claim."""

import pytest
from flask import Flask, get_template_attribute
from markupsafe import Markup

from catalog.claims.box import ClaimBox, box_of, number_of
from catalog.science.standing import Doubt
from tests.claims.samples import claim
from tests.html import parse, words

NAMES = {"adams2020": "Adams 2020", "brown2019": "Brown 2019"}
RETRACTED = Doubt("adams2020", "retraction", "2026-03-03", ("Error in data",), "10.1000/n.1")


def drawn(app: Flask, box: ClaimBox) -> str:
    # Without a request: an article's page may be made outside one.
    with app.app_context():
        html = get_template_attribute("claims/_box.html", "claim_box")(box)
    assert isinstance(html, Markup)
    return str(html)


def test_a_box_says_the_claim_its_verdict_and_what_can_be_said(app: Flask) -> None:
    html = drawn(app, box_of(claim("c12", against=["brown2019"]), {}, NAMES))
    said = words(parse(f"<!doctype html><title>A</title>{html}"))
    assert "Supported" in said
    assert "“Needling reddens skin.”" in said
    assert "What can be said: Skin is red for some days." in said
    assert "Studies looked at: Adams 2020, Brown 2019." in said
    assert "doubt" not in said.lower()
    for address in ("/claims/c12", "/studies/adams2020", "/studies/brown2019"):
        assert f'href="{address}"' in html


def test_a_box_in_doubt_says_what_it_was_and_why(app: Flask) -> None:
    html = drawn(app, box_of(claim(), {"adams2020": RETRACTED}, NAMES))
    said = words(parse(f"<!doctype html><title>A</title>{html}"))
    assert "In doubt, was: supported" in said
    assert "A study behind this was retracted on 3 Mar 2026: Adams 2020" in said
    assert "Studies looked at: Adams 2020 retracted." in said
    assert "Reasons given: Error in data" in said
    assert 'href="https://doi.org/10.1000/n.1"' in html
    assert "false" not in said


def test_texts_of_a_claim_are_escaped(app: Flask) -> None:
    nasty = "<script>alert(1)</script>"
    box = box_of(claim(words=nasty, instead=nasty), {}, {"adams2020": nasty})
    assert "<script" not in drawn(app, box)


@pytest.mark.parametrize(("slug", "number"), [("c12", "12"), ("c02", "2"), ("c100", "100"), ("four", "four")])
def test_the_number_of_a_claim(slug: str, number: str) -> None:
    assert number_of(slug) == number

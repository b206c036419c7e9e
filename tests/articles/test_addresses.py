"""Links inside articles that lead to nothing are named with their line; former addresses lead on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from catalog.articles.addresses import named_by
from catalog.articles.checking import check
from catalog.articles.editing import put_article, rename_article
from catalog.articles.orphans import orphans
from catalog.compare.drafts import ComparisonDraft
from catalog.compare.editing import put_comparison, rename_comparison
from catalog.products.editing import rename_product
from tests.articles.besides import article, fill
from tests.claims.samples import WHO
from tests.factories import catalogue

THERE = (
    "/articles/pens", "/articles/pens#b", "/articles/bound", "/articles/old-name", "/articles/pens.json",
    "/for/calluses", "/claims/c01", "/claims/c01.json?a=b", "/studies/adams2020", "/studies/adams2020.bib",
    "/comparisons/two", "/comparisons/once", "/devices/ada-two", "/devices/ada", "/devices/ada/owner",
    "/devices/dts", "/cartridges/nib",
)  # fmt: skip
NOT_ASKED = (
    "/devices?kind=pen",
    "/devices/needs/nix",
    "/articles",
    "/guidance#nix",
    "https://a.example/for/nix",
)
DEAD = {
    "/articles/nix": "article “nix”",
    "/articles/pens2#b": "article “pens2”",
    "/articles/not-out-yet": "article “not-out-yet”",
    "/for/nix": "concern “nix”",
    "/claims/c99": "claim “c99”",
    "/studies/nix2020.bib": "study “nix2020”",
    "/comparisons/hidden": "comparison “hidden”",
    "/comparisons/hidden-before": "comparison “hidden-before”",
    "/devices/nix?a=b#c": "device or cartridge “nix”",
    "/devices/nix/owner": "device or cartridge “nix”",
}


@pytest.fixture
def filled(app: Flask) -> Flask:
    """The small catalogue with former addresses of everything that can have some."""
    with catalogue(app) as session:
        fill(session)
        put_article(session, article("old-name", text="[[device ada]]"), **WHO)
        rename_article(session, "old-name", "bound", **WHO)
        two = ComparisonDraft("once", "Two", "d=ada,bea", "They differ.", "Words.")
        put_comparison(session, two, **WHO)
        rename_comparison(session, "once", "two", **WHO)
        put_comparison(session, replace(two, slug="hidden-before", is_published=False), **WHO)
        rename_comparison(session, "hidden-before", "hidden", **WHO)
        rename_product(session, "ada", "ada-two", **WHO)
    return app


def told(app: Flask, *hrefs: str) -> list[str]:
    """What the check says of an article with one of the links on every other line."""
    with catalogue(app) as session:
        text = "\n\n".join(f"See [this]({href})." for href in hrefs)
        put_article(session, article("links", text=text), **WHO)
        return [said for said in check(session) if said.startswith("The article links")]


def test_what_is_there_is_found_by_every_address_it_has_or_had(filled: Flask, client: FlaskClient) -> None:
    assert told(filled, *THERE, *NOT_ASKED) == []
    for href in THERE:
        assert client.get(href, follow_redirects=True).status_code == 200, href


def test_what_leads_to_nothing_is_named_with_its_line(filled: Flask, client: FlaskClient) -> None:
    lines = range(1, 2 * len(DEAD), 2)
    assert told(filled, *DEAD) == [
        f"The article links, line {line} of its text: the link {href} leads to nothing: there is no {thing}."
        for line, (href, thing) in zip(lines, DEAD.items(), strict=True)
    ]
    for href in DEAD:
        assert client.get(href).status_code == 404, href


def test_a_link_inside_a_list_or_a_table_is_looked_at_too(filled: Flask) -> None:
    with catalogue(filled) as session:
        text = "- a\n- [b](/claims/c98)\n\n|a|b|\n|-|-|\n|c|[d](/claims/c99)|"
        put_article(session, article("links", text=text), **WHO)
        said = [one.split(":")[0] for one in check(session) if "leads to nothing" in one]
    assert said == [f"The article links, line {line} of its text" for line in (2, 6)]


def test_a_link_to_a_former_address_leads_to_the_article(filled: Flask) -> None:
    with catalogue(filled) as session:
        rename_article(session, "pens", "pencils", **WHO)
        alone = [said for said in orphans(session) if said.startswith("The article pencils: no other")]
        put_article(session, article("hub", text="See [pens](/articles/pens#all)."), **WHO)
        led = [said for said in orphans(session) if said.startswith("The article pencils: no other")]
    assert (len(alone), len(led)) == (1, 0)


def test_the_seeds_lead_nowhere_else(seeded_app: Flask) -> None:
    with seeded_app.extensions["database"].reader() as session:
        assert check(session) == []


@pytest.mark.parametrize(
    ("href", "page"),
    [
        ("/for/acne-scars", ("for", "acne-scars")),
        ("/devices/a6.atom", ("devices", "a6")),
        ("/devices/needs/x", None),
        ("/devices/", None),
        ("//devices/x", None),
        ("#for", None),
        ("", None),
    ],
)
def test_an_address_names_a_page_of_one_thing_or_none(href: str, page: tuple[str, str] | None) -> None:
    assert named_by(href) == page

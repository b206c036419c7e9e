"""`/glossary`: every term, its meaning and its other names, found by letter."""

import json
import tomllib
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from catalog.glossary.editing import put_term
from catalog.glossary.models import GlossaryTerm
from catalog.places import place
from tests.factories import WHO, catalogue
from tests.html import Page, words

Fetch = Callable[..., Page]
SEEDS = tomllib.loads((place("seeds") / "glossary.toml").read_text())


def put(app: Flask, **terms: str) -> None:
    """put(app, collagen="Collagen: a protein")."""
    with catalogue(app) as session:
        for slug, said in terms.items():
            term, _, definition = said.partition(": ")
            put_term(session, GlossaryTerm(slug=slug, term=term, definition=definition), **WHO)


def without_history(part: Any) -> str:
    """What a part of an entry says, the link to its history at the end apart."""
    said = words(part)
    return said.partition(" History of ")[0] if part.tag == "dd" else said


def test_terms_stand_by_the_alphabet_under_their_letters(app: Flask, page: Fetch) -> None:
    put(
        app,
        vegf="VEGF: a signal",
        k510="510(k): a file",
        elastin="elastin: a fibre",
        erythema="Erythema: redness",
    )
    shown = page("glossary.index")
    assert shown.texts("section h2") == ["0–9", "E", "V"]
    assert shown.texts("dt") == ["510(k)", "elastin", "Erythema", "VEGF"]
    assert [without_history(one) for one in shown.all("dd")] == ["a file", "a fibre", "redness", "a signal"]


def test_each_term_leads_to_its_history_and_says_whose_it_is(app: Flask, page: Fetch) -> None:
    put(app, elastin="Elastin: a fibre", k510="510(k): a <file>")
    with catalogue(app) as session:
        put_term(
            session, GlossaryTerm(slug="tewl", term="TEWL", definition="a loss", also_json='["loss"]'), **WHO
        )
    shown = page("glossary.index")
    for slug, name in (("elastin", "Elastin"), ("k510", "510(k)"), ("tewl", "TEWL")):
        link = shown.one(f"[id='{slug}'] > dt + dd > a:last-child")
        assert (words(link), link.get("href")) == (f"History of {name}", f"/glossary/{slug}/history")
        assert words(page(link.get("href")).one("main header a")) == name
    assert not shown.all("dd.fine a"), "it stands beside the definition, once"


def test_letters_lead_to_their_terms_and_those_without_a_term_lead_nowhere(app: Flask, page: Fetch) -> None:
    put(app, elastin="Elastin: a fibre", oedem="Ödem: a swelling")
    shown = page("glossary.index")
    assert [item[0] for item in shown.texts(".az li")] == list("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    assert shown.texts(".az a") == ["E", "O"]
    for link in shown.links(".az a"):
        assert len(shown.all(f"section{link} dt")) == 1


def test_a_term_is_linked_once_on_the_page_and_never_in_its_own_definition(app: Flask, page: Fetch) -> None:
    put(
        app,
        collagen="Collagen: Collagen is near elastin & elastin",
        elastin="Elastin: Not collagen",
        fibre="Fibre: Of collagen or elastin",
    )
    shown = page("glossary.index")
    assert [(words(a), a.get("href")) for a in shown.all("#collagen dd a.term")] == [
        ("elastin", "/glossary#elastin")
    ]
    assert shown.links("#elastin dd a.term") == ["/glossary#collagen"], "its own definition used up no link"
    assert shown.links("#fibre dd a") == ["/glossary/fibre/history"]


def test_no_seeded_term_is_linked_twice(glossary: Page) -> None:
    links = [link.removeprefix("/glossary") for link in glossary.links(".gloss a") if "#letter-" not in link]
    assert "#collagen" in links
    assert len(links) == len(set(links))


def test_an_empty_glossary_says_so(page: Fetch) -> None:
    shown = page("glossary.index")
    assert "No word is on record yet." in shown.text("main")
    assert "0" not in shown.text("main")
    assert not shown.one('meta[name="description"]').get("content").startswith("0")


@pytest.mark.parametrize("slug", SEEDS)
def test_every_seeded_term_is_at_its_anchor_with_its_definition(slug: str, glossary: Page) -> None:
    seed = SEEDS[slug]
    entry = glossary.one(f"[id='{slug}']")
    assert [without_history(part) for part in entry][:2] == [seed["term"], seed["definition"]]


@pytest.mark.parametrize("slug", [slug for slug, seed in SEEDS.items() if "also" in seed])
def test_every_other_name_is_told_save_plurals(slug: str, glossary: Page) -> None:
    told = words(glossary.one(f"[id='{slug}']")).casefold()
    for form in SEEDS[slug]["also"]:
        assert form.casefold().removesuffix("s") in told


def test_a_plural_of_the_name_is_not_told(glossary: Page) -> None:
    assert len(glossary.all("#fibroblast dd")) == 1
    assert glossary.texts("#oedema dd.fine") == ["Also: edema"]


def test_length_and_depth_are_told_apart_first(glossary: Page) -> None:
    links = glossary.links(".list-h a")
    assert links[:2] == ["#nominal-needle-length", "#penetration-depth"]
    assert "Needle length is not depth" in glossary.text(".list-h")


def test_every_link_inside_the_page_has_its_target(glossary: Page) -> None:
    inside = [
        link.removeprefix("/glossary") for link in glossary.links() if link.startswith(("#", "/glossary#"))
    ]
    assert len(inside) > 25
    for link in set(inside):
        assert glossary.one(f"[id='{link[1:]}']") is not None


def test_the_twin_has_every_text_of_every_term(seeded_client: FlaskClient) -> None:
    response = seeded_client.get("/glossary.json")
    assert response.mimetype == "application/json"
    found = {term.pop("slug"): term for term in json.loads(response.data)["terms"]}
    assert found == {
        slug: {"also": [], **seed, "address": f"/glossary#{slug}"} for slug, seed in SEEDS.items()
    }  # fmt: skip


@pytest.fixture(scope="module")
def glossary(seeded_app: Flask) -> Page:
    from tests.html import fetcher

    return fetcher(seeded_app, seeded_app.test_client())("/glossary")

"""Pages that are read link a term where they use it first, once, and never inside a link or a title."""

from collections.abc import Callable

import pytest
from flask import Flask
from markupsafe import Markup
from sqlmodel import Session

from catalog.finder.editing import put_need
from catalog.finder.needs import NeedDraft
from catalog.glossary.editing import put_term
from catalog.glossary.models import GlossaryTerm
from tests.every_page import EVERY_PAGE
from tests.factories import WHO, catalogue
from tests.html import Page, words

Fetch = Callable[..., Page]
TITLES = {"a", "h1", "h2", "h3", "h4", "summary", "button", "label", "title", "code"}


def statuses(address: str) -> int:
    return 404 if address == EVERY_PAGE["no such page"] else 200


def put_collagen(session: Session) -> None:
    put_term(session, GlossaryTerm(slug="collagen", term="Collagen", definition="A protein."), **WHO)


def links(page: Page) -> dict[str, str]:
    """Where the links to the glossary lead, and the words that lead there."""
    return {a.get("href").removeprefix("/glossary#"): words(a) for a in page.all("a.term")}


@pytest.mark.parametrize(
    ("address", "slug", "use"),
    [
        ("/devices/skinpen-precision", "nominal-needle-length", "needle length"),
        ("/devices/skinpen-precision", "de-novo-request", "FDA authorisation (De Novo)"),
        ("/devices/skinpen-precision", "510-k-clearance", "FDA clearance (510(k))"),
        ("/devices/dr-pen-a6", "keloid", "keloid"),
        ("/cartridges/skinpen-precision-cartridge", "nominal-needle-length", "needle length"),
        ("/cleared", "510-k-clearance", "FDA clearances"),
        ("/cleared?model=Dr.+Pen+A20", "510-k-clearance", "FDA clearance (510(k))"),
        ("/needle-lengths", "nominal-needle-length", "needle length"),
        ("/needle-lengths", "epidermis", "outer skin (epidermis)"),
        ("/needle-lengths/0.02", "stratum-corneum", "Dead surface layer (stratum corneum)"),
        ("/needle-lengths/0.04", "epidermis", "outer skin (epidermis)"),
        ("/needle-lengths/1.5", "subcutis", "fat below (subcutis)"),
        ("/guidance", "platelet-rich-plasma", "platelet-rich plasma"),
    ],
)
def test_a_term_is_linked_as_it_stands(address: str, slug: str, use: str, seeded_page: Fetch) -> None:
    assert links(seeded_page(address)).get(slug) == use


def test_the_text_of_a_comparison_links_terms(seeded_page: Fetch) -> None:
    page = seeded_page(EVERY_PAGE["editor's comparison"])
    assert page.links(".text a.term") == ["/glossary#cartridge"]


def test_the_text_of_a_need_links_terms(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        put_collagen(session)
        put_need(
            session, NeedDraft("rollers", "Rollers", "kind=roller", text="## Collagen\n\nNo collagen."), **WHO
        )
    assert links(page("/devices/needs/rollers")) == {"collagen": "collagen"}


def test_a_constant_text_is_linked_anew_on_every_page(app: Flask) -> None:
    with catalogue(app) as session:
        put_collagen(session)
    template = app.jinja_env.from_string('{{ "collagen" | terms }}, {{ "collagen" | terms }}')
    for _page in range(2):
        with app.test_request_context():
            assert template.render() == '<a class="term" href="/glossary#collagen">collagen</a>, collagen'


def test_text_that_is_html_already_is_refused(app: Flask) -> None:
    with app.test_request_context(), pytest.raises(TypeError):
        app.jinja_env.from_string("{{ text | terms }}").render(text=Markup("<b>collagen</b>"))


@pytest.mark.parametrize("name", [name for name in EVERY_PAGE if name != "glossary"])
def test_a_page_links_a_term_once_and_not_in_titles(name: str, seeded_page: Fetch) -> None:
    """On the glossary itself every definition is read alone."""
    address = EVERY_PAGE[name]
    page = seeded_page(address, status=statuses(address))
    found = [a.get("href") for a in page.all("a.term")]
    assert len(set(found)) == len(found)
    for a in page.all("a.term"):
        assert not TITLES & {parent.tag for parent in a.iterancestors()}


def test_every_link_leads_to_a_term(seeded_page: Fetch) -> None:
    known = {f"/glossary#{div.get('id')}" for div in seeded_page("/glossary").all("dl > div")}
    for address in ("/devices/skinpen-precision", "/needle-lengths/1.5", "/cleared", "/guidance"):
        found = {a.get("href") for a in seeded_page(address).all("a.term")}
        assert found
        assert found <= known

"""The pages on which articles, claims and studies are listed, each with why it is there."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from catalog.articles.editing import put_article
from tests.articles.besides import article, fill
from tests.claims.samples import WHO, notice, store
from tests.factories import catalogue, make_device
from tests.html import Page, words

Fetch = Callable[..., Page]
SEEDED = {
    "a device": "/devices/skinpen-precision",
    "a family": "/devices/genosys-dts-roller",
    "a cartridge": "/cartridges/banisher-heads",
    "a comparison": "/compare?d=skinpen-precision,dermaroller-mf8,dr-pen-a6",
    "an editors’ comparison": "/comparisons/pen-and-roller-at-0-5-mm",
    "a length": "/needle-lengths/0.5",
    "all lengths": "/needle-lengths",
}


@pytest.fixture
def filled(app: Flask) -> Flask:
    with catalogue(app) as session:
        fill(session)
    return app


def lines(page: Page) -> dict[str, list[str]]:
    """Heading → what stands under it, a line each: title, what must be known of it and why."""
    found = {}
    for column in page.all("#science > div > div"):
        (heading,) = column.cssselect("h3")
        found[words(heading)] = [" | ".join(map(words, line)) for line in column.cssselect("li")]
    return found


def test_a_device_lists_what_concerns_it_with_why_and_counts_the_rest(filled: Flask, page: Fetch) -> None:
    shown = page("products.device", slug="ada")
    assert lines(shown) == {
        "Articles": [
            "Told of ada | names the Dermaline Ada",
            "Short needles | about needle lengths of 0 to 0.5 mm, which it goes to",
            "Long needles | about needle lengths of 2.0 to 3.0 mm, which it goes to",
        ],
        "Claims, checked": [
            "“Ada works.” | unsupported · checked against a study that names the Dermaline Ada",
            "“It is shallow.” | supported · about needle lengths of 0 to 0.5 mm, which it goes to",
            "“Redness passes.” | supported · about all devices",
        ],
        "Studies": [
            "Adams 2020 | no comparison group · names the Dermaline Ada",
            "Brown 2019 | no comparison group · about pens",
        ],
    }
    assert shown.texts("#science p.fine") == ["and 2 more: all articles"]
    assert "#science" in shown.links("nav.local a")


def test_a_family_a_cartridge_a_length_and_devices_side_by_side_have_theirs(
    filled: Flask, page: Fetch
) -> None:
    family = lines(page("products.device", slug="dts"))
    assert family["Articles"][0] == "Told of a family | names the Dermaline DTS"
    assert family["Studies"] == ["Davis 2017 | no comparison group · about rollers"]
    cartridge = lines(page("products.cartridge", slug="nib"))
    assert cartridge["Studies"] == ["Brown 2019 | no comparison group · about pens"]
    length = lines(page("lengths.show", mm="0.5"))
    assert length["Articles"][0] == "Short needles | about needle lengths of 0 to 0.5 mm"
    assert length["Studies"] == ["Ewing 2010 | measurement · behind the layer that is named here"]
    both = lines(page("/compare?d=ada,rolla"))
    assert both["Articles"][0] == "Told of ada | names the Dermaline Ada"
    assert len(both["Studies"]) == 3


def test_a_retraction_stands_beside_the_study_and_the_claim_at_once(filled: Flask, page: Fetch) -> None:
    assert not page("products.device", slug="ada").all("#science .wk")
    with catalogue(filled) as session:
        store(session, notice())
    assert page("/devices/ada?n=1").texts("#science .wk") == [
        "A study behind this was retracted on 3 Mar 2026",
        "retracted on 3 Mar 2026",
    ]


def test_markup_in_a_title_is_text(filled: Flask, page: Fetch) -> None:
    with catalogue(filled) as session:
        put_article(session, article("odd", title="<b>Odd</b>", text="[[device ada]]", rank=0), **WHO)
    shown = page("products.device", slug="ada")
    assert shown.texts("#science a")[0] == "<b>Odd</b>"
    assert not shown.all("#science b")


def test_where_nothing_concerns_it_there_is_no_empty_box(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        make_device(session, "ada")
    for address in ("/devices/ada", "/compare?d=ada", "/needle-lengths", "/needle-lengths/0.5"):
        shown = page(address)
        assert not shown.all("#science")
        assert "#science" not in shown.links("a[href^='#']")


@pytest.mark.parametrize("address", SEEDED.values(), ids=SEEDED)
def test_every_line_leads_to_its_page_and_no_studied_length_stands_there(
    seeded_page: Fetch, seeded_client: FlaskClient, address: str
) -> None:
    shown = seeded_page(address)
    assert list(lines(shown)) == ["Articles", "Claims, checked", "Studies"]
    for column in lines(shown).values():
        assert 0 < len(column) <= 3
        assert all(re.search(r"(names|about|behind|checked against) ", line) for line in column)
    assert not re.search(r"\d ?(mm|µm)", " ".join(lines(shown)["Studies"]).replace("0.5 mm Roller", ""))
    for link in shown.links("#science a"):
        assert seeded_client.get(link).status_code == 200, link


@pytest.mark.parametrize("address", ["/devices/skinpen-precision", "/needle-lengths/1.5"])
def test_who_should_not_is_said_before_any_study(seeded_page: Fetch, address: str) -> None:
    """In the text on devices; a length's page has it in the column beside, from the first screen on."""
    shown = seeded_page(address)
    (who,), (science,) = shown.all("aside.who"), shown.all("#science")
    order = [element for element in shown.tree.iter() if element in (who, science)]
    if address.startswith("/devices"):
        assert order == [who, science]
        assert (
            shown.html.index('id="specs"') < shown.html.index('id="science"') < shown.html.index('id="src"')
        )
    else:
        assert who.getparent().get("class") == "dgrid"

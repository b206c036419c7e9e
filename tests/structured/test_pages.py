"""The structured data of pages: in schema.org's words, nothing that the page does not show."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.every_page import EVERY_PAGE
from tests.factories import catalogue, fits, make_cartridge, make_device, make_family, offer
from tests.html import Page, words
from tests.reviews.conftest import reviewed, reviewed_app
from tests.signed_in import Visitor
from tests.structured.reading import documents, every, faults, nodes, of_type
from tests.structured.visible import unseen

__all__ = ["reviewed", "reviewed_app"]

Fetch = Callable[..., Page]
every_page = pytest.mark.parametrize("address", EVERY_PAGE.values(), ids=list(EVERY_PAGE))
NEVER = ("aggregateRating", "ratingCount", "reviewCount", "AggregateRating", "ClaimReview")
LEAST = {
    "/": {"Organization", "WebSite"},
    "/devices": {"ItemList"},
    "/devices/needs/rollers-never-above-0-5-mm": {"Article", "ItemList"},
    "/devices/dr-pen-a6": {"Product"},
    "/devices/genosys-dts-roller": {"ProductGroup"},
    "/cartridges": {"ItemList"},
    "/cartridges/skinpen-precision-cartridge": {"Product"},
    "/brands/dr-pen": {"Brand", "ItemList"},
    "/articles": {"ItemList"},
    "/articles/safety": {"Article"},
    "/claims": {"ItemList"},
    "/claims/c12": {"Article"},
    "/studies": {"ItemList"},
    "/studies/dhurat2013": {"WebPage"},
    "/for": {"ItemList"},
    "/comparisons": {"ItemList"},
    "/comparisons/pen-and-roller-at-0-5-mm": {"Article"},
    "/glossary": {"DefinedTermSet"},
    "/authors/san": {"ProfilePage"},
    "/download": {"Dataset"},
    # What is not to be listed, or has no kind in schema.org, has its breadcrumbs only.
    "/devices?kind=pen": set(),
    "/devices/dr-pen-a6?as_of=520": set(),
    "/studies?design=rct": set(),
    "/reviews": set(),
}


@every_page
def test_a_page_says_in_its_data_only_what_it_shows_in_words_of_the_vocabulary(
    seeded_client: FlaskClient, address: str
) -> None:
    page = Page(seeded_client.get(address, follow_redirects=True))
    assert faults(nodes(page)) == []
    assert unseen(page) == []
    assert not any(word in page.html for word in NEVER)


@pytest.mark.long
def test_the_same_holds_for_every_page_of_the_sitemap(seeded_client: FlaskClient) -> None:
    listed = re.findall("<loc>http://localhost(.*?)</loc>", seeded_client.get("/sitemap.xml").text)
    assert listed
    for address in listed:
        page = Page(seeded_client.get(address))
        assert (faults(nodes(page)), unseen(page)) == ([], []), address


@every_page
def test_the_breadcrumbs_are_those_that_are_seen(seeded_client: FlaskClient, address: str) -> None:
    page = Page(seeded_client.get(address, follow_redirects=True))
    seen = [
        (words(step), *[f"http://localhost{link.get('href')}" for link in step.iter("a")])
        for step in page.all("nav.crumbs li")
    ]
    said = [
        (one["name"], *one.get("item", {}).values())
        for crumbs in of_type(page, "BreadcrumbList")
        for one in crumbs["itemListElement"]
    ]
    # The last step is the page itself: it has no link, and its address goes without saying.
    assert said == seen or [one[:1] for one in said] == [one[:1] for one in seen]


@pytest.mark.parametrize(("address", "types"), LEAST.items(), ids=list(LEAST))
def test_each_kind_of_page_says_what_it_is(seeded_client: FlaskClient, address: str, types: set[str]) -> None:
    page = Page(seeded_client.get(address))
    assert {one["@type"] for one in nodes(page)} - {"BreadcrumbList"} == types


# --- devices


@pytest.fixture
def made(app: Flask) -> Flask:
    with catalogue(app) as session:
        make_device(
            session,
            "pen",
            name="The <b>Pen</b>",
            specs={
                "needle_length": "0.25–2.5 mm every 0.25",
                "noise": ["55 dB", "60 dB"],
                "motor_speed": "up to 18,000 rpm",
                "pin_count": "12, 36, nano",
                "weight": "180 g",
            },
            offers=[offer("129.50", day="2026-11-20"), offer("12.00", day="2026-11-20", quantity=10)],
        )
        make_cartridge(session, "part", specs={"needle_length": "0.5, 1.5 mm"}, fits=[fits("pen")])
        make_family(session, "dts", ["0.5 mm", "1.0 mm"])
    return app


def product(page: Page) -> dict[str, Any]:
    (found,) = of_type(page, "Product")
    return found


def said_of(page: Page, key: str) -> list[dict[str, Any]]:
    found = [one for one in product(page)["additionalProperty"] if one["propertyID"] == key]
    return [{k: v for k, v in one.items() if k not in ("@type", "propertyID", "name")} for one in found]


def test_a_device_says_its_facts_as_numbers_with_their_units(
    made: Flask, client: FlaskClient, at_time: Callable[..., Any]
) -> None:
    at_time(2026, 11, 22, 9)
    page = Page(client.get("/devices/pen"))
    mm = {"unitCode": "MMT", "unitText": "mm"}
    assert product(page)["name"].endswith("The <b>Pen</b>")
    assert said_of(page, "needle_length") == [{"minValue": 0.25, "maxValue": 2.5, **mm}]
    assert said_of(page, "motor_speed") == [{"maxValue": 18000, "unitCode": "RPM", "unitText": "rpm"}]
    # Sources disagree: both, under one name.
    noise = [one["value"] for one in said_of(page, "noise")]
    assert sorted(noise) == [55, 60]
    assert [one["unitCode"] for one in said_of(page, "weight")] == ["GRM"]
    assert unseen(page) == []
    assert product(Page(client.get("/cartridges/part")))["additionalProperty"][0]["value"] == [0.5, 1.5]


def test_only_a_current_price_of_one_piece_is_an_offer(
    made: Flask, client: FlaskClient, at_time: Callable[..., Any]
) -> None:
    at_time(2026, 11, 22, 9)
    (said,) = product(Page(client.get("/devices/pen")))["offers"]
    assert (said["price"], said["priceCurrency"]) == ("129.50", "USD")
    at_time(2027, 3, 1, 9)
    assert "offers" not in product(Page(client.get("/devices/pen?")))


def test_a_version_names_its_family_and_a_part_what_it_fits(made: Flask, client: FlaskClient) -> None:
    version = product(Page(client.get("/devices/dts-0-5mm")))
    (family,) = of_type(Page(client.get("/devices/dts")), "ProductGroup")
    assert version["isVariantOf"]["@id"] == family["@id"]
    assert version["@id"] in [one["@id"] for one in family["hasVariant"]]
    part = product(Page(client.get("/cartridges/part")))
    assert part["isAccessoryOrSparePartFor"][0]["@id"] == product(Page(client.get("/devices/pen")))["@id"]


# --- reviews


def test_a_review_that_was_tested_says_its_score_and_what_speaks_for_and_against(reviewed: Fetch) -> None:
    page = reviewed("reviews.show", slug="made-up")
    (said,) = of_type(page, "Review")
    assert said["author"]["name"] == "Anna"
    assert said["itemReviewed"]["url"] == "http://localhost/devices/dr-pen-a6"
    for notes, shown in (("positiveNotes", ".pro"), ("negativeNotes", ".con")):
        lines = [one["name"] for one in said[notes]["itemListElement"]]
        seen = page.texts(f"{shown} li > p")
        assert [line for line, text in zip(lines, seen, strict=True) if text.startswith(line)] == lines
    assert faults([said]) == []
    assert unseen(page) == []
    total = page.text(".rv-total .score b")
    # What could be one score or another is none.
    assert said.get("reviewRating", {}).get("ratingValue") == (None if "–" in total else total)


def test_what_nobody_tested_has_no_markup_of_a_review_anywhere(reviewed: Fetch) -> None:
    for page in (reviewed("reviews.show", slug="not-tested"), reviewed("/devices/skinpen-precision")):
        assert "Review" not in {one.get("@type") for one in every(nodes(page))}
    tested = reviewed("/devices/dr-pen-a6")
    (said,) = product(tested)["review"]
    assert said["url"].startswith("http://localhost/reviews/")
    assert unseen(tested) == []
    assert not any(word in tested.html for word in NEVER)


# --- texts


def test_an_article_cites_its_studies_by_doi(seeded_client: FlaskClient) -> None:
    page = Page(seeded_client.get("/articles/how-microneedling-works"))
    (said,) = of_type(page, "Article")
    assert len(said["citation"]) == len(page.all("ol.refs > li"))
    assert any(one.get("sameAs", "").startswith("https://doi.org/10.") for one in said["citation"])
    assert said["author"] == {"@type": "Organization", "name": "MTSPen.com", "url": "http://localhost/"}


def test_the_address_in_the_settings_is_that_of_the_data(app: Flask, client: FlaskClient) -> None:
    app.extensions["settings"] = app.extensions["settings"].model_copy(
        update={"site_address": "https://example.com"}
    )
    assert {one["url"] for one in nodes(Page(client.get("/")))} == {"https://example.com/"}


def test_a_preview_shows_the_data_in_words(desk: Visitor) -> None:
    shown = Page(desk.client.get("/desk/articles/safety/preview"))
    said = json.loads(shown.text("details pre"))
    assert said["@type"] == "Article"
    assert documents(shown)[0] == said


# --- pictures


@every_page
def test_the_picture_in_the_data_is_the_one_the_page_is_shared_with(
    seeded_client: FlaskClient, address: str
) -> None:
    page = Page(seeded_client.get(address, follow_redirects=True))
    shared = [one.get("content") for one in page.all('meta[property="og:image"]')]
    own = [image for image in shared if "/share/site.png" not in image]
    able = [one for one in nodes(page) if one["@type"] not in ("Organization", "ItemList", "BreadcrumbList")]
    # What has photographs of its own keeps them.
    if able and not isinstance(able[0].get("image"), list):
        assert able[0].get("image") == (own[0] if own else None)
    assert not any("image" in one for one in nodes(page) if one not in able[:1])


def test_what_has_a_picture_of_its_own_in_the_data(seeded_client: FlaskClient) -> None:
    for address, kind in (
        ("/", "WebSite"),
        ("/articles/safety", "Article"),
        ("/claims/c12", "Article"),
        ("/studies/dhurat2013", "WebPage"),
        ("/devices/skinpen-precision", "Product"),
    ):
        (said,) = of_type(Page(seeded_client.get(address)), kind)
        answer = seeded_client.get(said["image"].removeprefix("http://localhost"))
        assert (answer.status_code, answer.mimetype) == (200, "image/png"), address
    assert "image" not in of_type(Page(seeded_client.get("/download")), "Dataset")[0]


# --- the open data


def test_the_open_data_is_a_data_set_that_can_be_fetched(seeded_client: FlaskClient) -> None:
    page = Page(seeded_client.get("/download"))
    (said,) = of_type(page, "Dataset")
    assert said["name"] == page.text("h1")
    assert said["description"] == page.text("p.lead")
    assert said["version"] == page.text("header .byl").split()[1].strip(",")
    assert page.all(f"h2#{said['license'].removeprefix('http://localhost/download#')}")
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", said["dateModified"])
    forms = {one["contentUrl"].removeprefix("http://localhost"): one for one in said["distribution"]}
    assert {one["encodingFormat"] for one in forms.values()} == {
        "application/zip", "text/csv", "application/json",
    }  # fmt: skip
    assert {"/devices.csv", "/api/v1"} <= forms.keys()
    links = {link.get("href"): words(link) for link in page.all("main a[href]")}
    for address, form in forms.items():
        answer = seeded_client.get(address, buffered=True)
        assert (answer.status_code, answer.mimetype) == (200, form["encodingFormat"])
        assert form["name"] == links[form.get("url", address).removeprefix("http://localhost")]


def test_a_licence_that_was_given_is_that_of_the_data_set(app: Flask, client: FlaskClient) -> None:
    given = {"licence": "CC BY 4.0", "licence_url": "https://creativecommons.org/licenses/by/4.0/"}
    app.extensions["settings"] = app.extensions["settings"].model_copy(update=given)
    page = Page(client.get("/download"))
    assert of_type(page, "Dataset")[0]["license"] == given["licence_url"]
    assert given["licence_url"] in page.links("main a")


# --- links that earn money


def test_only_one_template_knows_how_a_link_that_earns_is_marked() -> None:
    from tests.conftest import ROOT

    places = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("catalog/**/*.py")]
    knowing = [path.name for path in places if "sponsored" in path.read_text()]
    assert knowing == ["shop_link.html"]


@every_page
def test_a_link_is_marked_as_sponsored_exactly_where_it_says_that_we_earn(
    seeded_client: FlaskClient, address: str
) -> None:
    page = Page(seeded_client.get(address, follow_redirects=True))
    marked = page.all("a[rel~='sponsored']")
    assert all("earns" in (link.getparent().get("class") or "") for link in marked)
    assert len(marked) == len(page.all(".earns"))

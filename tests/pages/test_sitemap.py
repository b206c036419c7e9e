"""The sitemap: every public page, none that is not, parts by size, and few statements."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from sqlalchemy import event

from catalog.articles.editing import take_down
from catalog.pages.sitemap import Listed
from catalog.pages.sitemap_xml import SPACE, index, parts, urlset
from catalog.products import unpublishing
from catalog.products.queries import product_by_slug
from tests.factories import WHO, catalogue, make_device
from tests.html import Page

NS = {"s": SPACE}
W3C = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
ROOT = "http://localhost"


def entries(client: FlaskClient, path: str = "/sitemap.xml") -> dict[str, str]:
    """Path → lastmod, "" where none is given."""
    response = client.get(path)
    assert response.status_code == 200
    assert response.mimetype == "application/xml"
    tree = etree.fromstring(response.data, etree.XMLParser(resolve_entities=False))
    found = {}
    for one in tree.iterfind("s:url", NS):
        assert [child.tag for child in one] in (
            [f"{{{SPACE}}}loc"],
            [f"{{{SPACE}}}loc", f"{{{SPACE}}}lastmod"],
        )
        loc = one.findtext("s:loc", namespaces=NS)
        assert loc.startswith(f"{ROOT}/")
        path = loc.removeprefix(ROOT)
        assert path not in found, f"{path} is listed twice"
        found[path] = one.findtext("s:lastmod", "", NS)
    return found


def test_every_page_that_is_listed_answers_and_wants_to_be_listed(seeded_client: FlaskClient) -> None:
    listed = entries(seeded_client)
    assert len(listed) > 250
    for path, changed in listed.items():
        assert not changed or W3C.fullmatch(changed)
        response = seeded_client.get(path)
        assert response.status_code == 200, path
        assert "X-Robots-Tag" not in response.headers
        page = Page(response)
        assert not page.all('meta[name="robots"]'), path
        assert page.links('link[rel="canonical"]') == [f"{ROOT}{path}"], path


@pytest.mark.parametrize(
    "path",
    [
        "/", "/devices", "/devices/dr-pen-a6", "/devices/genosys-dts-roller", "/brands/dr-pen",
        "/devices/needs/rollers-never-above-0-5-mm", "/cartridges/skinpen-precision-cartridge",
        "/needle-lengths/0.5", "/articles/safety", "/claims/c12", "/studies/dhurat2013", "/for/acne-scars",
        "/comparisons/pen-and-roller-at-0-5-mm", "/authors/san", "/glossary", "/guidance", "/method",
        "/download", "/api",
    ],
)  # fmt: skip
def test_every_kind_of_page_is_listed(seeded_client: FlaskClient, path: str) -> None:
    assert path in entries(seeded_client)


def test_what_asks_not_to_be_listed_is_not(seeded_client: FlaskClient) -> None:
    listed = entries(seeded_client)
    for path in ("/search", "/compare", "/report", "/download/catalogue.zip", "/openapi.json"):
        assert path not in listed
    assert Page(seeded_client.get("/search")).one('meta[name="robots"]').get("content") == "noindex,follow"


def test_all_that_is_linked_from_the_lists_is_listed(seeded_client: FlaskClient) -> None:
    listed = entries(seeded_client)
    for start in ("/articles", "/claims", "/for", "/comparisons", "/needle-lengths", "/cartridges", "/"):
        for href in Page(seeded_client.get(start)).links("main a[href^='/']"):
            path = href.partition("#")[0]
            if not re.search(r"\?|/history$|\.(json|atom|csv)$|^/(report|feeds|compare)", path):
                assert path in listed, f"{start} leads to {path}"


def test_what_is_not_public_is_not_listed(own_app: Flask) -> None:
    client = own_app.test_client()
    gone = {"/articles/safety", "/devices/dr-pen-a6"}
    assert gone <= entries(client).keys()
    with catalogue(own_app) as session:
        take_down(session, "safety", **WHO)
        product = product_by_slug(session, "dr-pen-a6")
        assert product is not None
        unpublishing.take_down(session, product, **WHO)
    assert not gone & entries(client).keys()


def test_robots_name_the_sitemap_and_the_address_in_the_settings_is_that_of_pages(
    app: Flask, client: FlaskClient
) -> None:
    app.extensions["settings"] = app.extensions["settings"].model_copy(
        update={"site_address": "https://example.com/"}
    )
    assert "Sitemap: https://example.com/sitemap.xml\n" in client.get("/robots.txt").get_data(as_text=True)
    assert b"<loc>https://example.com/devices</loc>" in client.get("/sitemap.xml").data


def test_the_sitemap_is_not_sent_twice(seeded_client: FlaskClient) -> None:
    first = seeded_client.get("/sitemap.xml")
    again = seeded_client.get("/sitemap.xml", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_it_takes_as_many_statements_whatever_there_is(app: Flask, client: FlaskClient) -> None:
    def asked() -> int:
        counted: list[str] = []
        note: Any = lambda *given: counted.append(given[2])  # noqa: E731
        engine = app.extensions["database"].engine
        event.listen(engine, "before_cursor_execute", note)
        entries(client)
        event.remove(engine, "before_cursor_execute", note)
        return len(counted)

    client.get("/devices")
    with catalogue(app) as session:
        make_device(session, "one")
    client.get("/devices")
    few = asked()
    with catalogue(app) as session:
        for number in range(60):
            make_device(session, f"more-{number}", brand=f"brand-{number}")
    client.get("/devices")
    assert asked() <= few < 40
    assert len(entries(client)) > 120


# --- parts

pages_of = st.lists(
    st.builds(
        Listed,
        st.text(min_size=1, max_size=30, alphabet="abc/&<é").map("/{}".format),
        st.none() | st.integers(0, 2**31),
    ),
    max_size=40,
)


@given(pages_of, st.integers(1, 7), st.integers(400, 3_000))
def test_parts_hold_every_page_once_in_order_and_none_is_too_long(
    pages: list[Listed], most_pages: int, most_bytes: int
) -> None:
    found = list(parts(pages, "https://example.com", most_pages=most_pages, most_bytes=most_bytes))
    assert [page for part in found for page in part] == pages
    for part in found:
        assert len(part) <= most_pages
        text = urlset(part, "https://example.com")
        assert len(text) <= most_bytes or len(part) == 1
        locs = [loc.text for loc in etree.fromstring(text).iter(f"{{{SPACE}}}loc")]
        assert locs == [f"https://example.com{page.path}" for page in part]


@given(pages_of)
def test_a_part_changed_when_the_newest_of_its_pages_did(pages: list[Listed]) -> None:
    tree = etree.fromstring(index([pages], "https://example.com"))
    known = [page.changed for page in pages if page.changed is not None]
    newest = datetime.fromtimestamp(max(known), UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if known else None
    assert tree.findtext("s:sitemap/s:lastmod", namespaces=NS) == newest


def test_a_sitemap_that_is_too_long_is_a_list_of_parts(
    seeded_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    from catalog.pages import sitemap_xml

    whole = entries(seeded_app.test_client())
    monkeypatch.setattr(sitemap_xml.parts, "__kwdefaults__", {"most_pages": 100, "most_bytes": 10**6})
    with seeded_app.test_client() as client:
        # Past the cache, which holds the whole one.
        tree = etree.fromstring(client.get("/sitemap.xml?past=cache").data)
        addresses = [loc.text.removeprefix(ROOT) for loc in tree.iter(f"{{{SPACE}}}loc")]
        assert addresses == [f"/sitemaps/{number}.xml" for number in range(1, len(addresses) + 1)]
        found: dict[str, str] = {}
        for address in addresses:
            part = entries(client, address)
            assert len(part) <= 100
            found |= part
        assert found == whole
        assert client.get(f"/sitemaps/{len(addresses) + 1}.xml").status_code == 404
        assert client.get("/sitemaps/0.xml").status_code == 404

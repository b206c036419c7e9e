"""Which addresses are to be listed, under which name, and which are not to be asked for."""

import re
from collections.abc import Iterator
from urllib.robotparser import RobotFileParser

import pytest
from flask import Flask
from flask.testing import FlaskClient

from catalog.articles.editing import rename_article
from catalog.pages.crawlers import CLOSED, OPEN
from catalog.products.editing import rename_product
from tests.factories import WHO, catalogue
from tests.html import Page

LISTED, UNLISTED = "listed", "not listed"

SHAPES: dict[str, tuple[str, str | None]] = {
    # Address → whether it may be listed, and the one address it counts as (None: it names none).
    "/": (LISTED, "/"),
    "/about": (LISTED, "/about"),
    "/privacy": (LISTED, "/privacy"),
    "/disclosure": (LISTED, "/disclosure"),
    "/feeds": (LISTED, "/feeds"),
    "/devices": (LISTED, "/devices"),
    "/devices?page=2": (UNLISTED, "/devices"),
    "/devices?kind=pen": (UNLISTED, "/devices"),
    "/devices?kind=pen&depth_at=0.5": (UNLISTED, "/devices"),
    "/devices?depth_reach=abc": (UNLISTED, "/devices"),
    "/devices?depth_reach=2.5&kind=roller": (UNLISTED, "/devices"),
    "/devices?view=table": (UNLISTED, "/devices"),
    "/devices?sort=name": (UNLISTED, "/devices"),
    "/devices?utm_source=elsewhere": (LISTED, "/devices"),
    "/devices/needs/rollers-never-above-0-5-mm": (LISTED, "/devices/needs/rollers-never-above-0-5-mm"),
    "/devices/dr-pen-a6": (LISTED, "/devices/dr-pen-a6"),
    "/devices/dr-pen-a6?utm_source=elsewhere": (LISTED, "/devices/dr-pen-a6"),
    "/devices/dr-pen-a6?sessions=12": (LISTED, "/devices/dr-pen-a6"),
    "/devices/dr-pen-a6?as_of=520": (UNLISTED, "/devices/dr-pen-a6"),
    "/devices/genosys-dts-roller": (LISTED, "/devices/genosys-dts-roller"),
    "/devices/genosys-dts-roller-0-5mm": (LISTED, "/devices/genosys-dts-roller-0-5mm"),
    "/devices/dr-pen-a6/history": (UNLISTED, None),
    "/devices/dr-pen-a6/owner": (LISTED, "/devices/dr-pen-a6/owner"),
    "/devices/dr-pen-a6/measurements": (UNLISTED, "/devices/dr-pen-a6/measurements"),
    "/cartridges": (LISTED, "/cartridges"),
    "/cartridges/skinpen-precision-cartridge": (LISTED, "/cartridges/skinpen-precision-cartridge"),
    "/brands/dr-pen": (LISTED, "/brands/dr-pen"),
    "/needle-lengths": (LISTED, "/needle-lengths"),
    "/needle-lengths/0.5": (LISTED, "/needle-lengths/0.5"),
    "/needle-lengths/4.7": (UNLISTED, "/needle-lengths/4.7"),
    "/compare": (UNLISTED, None),
    "/compare?d=dr-pen-a6,dr-pen-m8": (UNLISTED, "/compare?d=dr-pen-a6,dr-pen-m8"),
    "/compare?d=dr-pen-m8,dr-pen-a6&show=same": (UNLISTED, "/compare?d=dr-pen-a6,dr-pen-m8"),
    "/comparisons": (LISTED, "/comparisons"),
    "/comparisons/pen-and-roller-at-0-5-mm": (LISTED, "/comparisons/pen-and-roller-at-0-5-mm"),
    "/reviews": (LISTED, "/reviews"),
    "/reviews?hands_on=yes": (UNLISTED, "/reviews"),
    "/articles": (LISTED, "/articles"),
    "/articles/safety": (LISTED, "/articles/safety"),
    "/articles/safety/history": (UNLISTED, None),
    "/claims": (LISTED, "/claims"),
    "/claims/c12": (LISTED, "/claims/c12"),
    "/for": (LISTED, "/for"),
    "/for/acne-scars": (LISTED, "/for/acne-scars"),
    "/studies": (LISTED, "/studies"),
    "/studies?design=rct": (UNLISTED, "/studies"),
    "/studies?page=99": (UNLISTED, "/studies"),
    "/studies/dhurat2013": (LISTED, "/studies/dhurat2013"),
    "/guidance": (LISTED, "/guidance"),
    "/glossary": (LISTED, "/glossary"),
    "/method": (LISTED, "/method"),
    "/authors/san": (LISTED, "/authors/san"),
    "/cleared": (LISTED, "/cleared"),
    "/cleared?model=Dr.+Pen": (UNLISTED, "/cleared"),
    "/card": (LISTED, "/card"),
    "/corrections": (LISTED, "/corrections"),
    "/search?q=roller": (UNLISTED, None),
    "/report": (UNLISTED, None),
    "/report?page=/devices/dr-pen-a6": (UNLISTED, None),
    "/comments?on=/articles/how-microneedling-works": (UNLISTED, None),
    "/comments/new?on=/articles/how-microneedling-works": (UNLISTED, None),
    "/sign-in": (UNLISTED, None),
    "/preview/no-such-token": (UNLISTED, None),
}


@pytest.mark.parametrize(("address", "wanted"), SHAPES.items(), ids=list(SHAPES))
def test_what_is_listed_and_under_which_address(
    seeded_client: FlaskClient, address: str, wanted: tuple[str, str | None]
) -> None:
    response = seeded_client.get(address, follow_redirects=True)
    page = Page(response)
    (said,) = [meta.get("content") for meta in page.all('meta[name="robots"]')] or [""]
    said += f" {response.headers.get('X-Robots-Tag', '')}"
    kind, canonical = wanted
    assert ("noindex" in said) == (kind == UNLISTED)
    links = page.links('link[rel="canonical"]')
    assert links == ([f"http://localhost{canonical}"] if canonical else links[:0] or links)
    if canonical is None:
        assert kind == UNLISTED


TWINS = (
    "/devices.json",
    "/devices.csv",
    "/devices.json?kind=pen",
    "/devices/dr-pen-a6.json",
    "/devices/dr-pen-a6.json?as_of=520",
    "/devices/dr-pen-a6/history.json",
    "/cartridges/skinpen-precision-cartridge.json",
    "/compare.json?d=dr-pen-a6,dr-pen-m8",
    "/compare.csv?d=dr-pen-a6,dr-pen-m8",
    "/compare.md?d=dr-pen-a6,dr-pen-m8",
    "/reviews.json",
    "/articles/safety.json",
    "/articles/safety.bib",
    "/articles/safety.ris",
    "/articles/safety.csl.json",
    "/claims.json",
    "/claims/c12.json",
    "/studies.bib",
    "/studies.ris",
    "/studies.csl.json",
    "/studies.json",
    "/studies/dhurat2013.json",
    "/for.json",
    "/for/acne-scars.json",
    "/glossary.json",
    "/guidance.json",
    "/method.json",
    "/authors/san.json",
)


@pytest.mark.parametrize("address", TWINS)
def test_a_file_that_repeats_a_page_is_not_listed(seeded_client: FlaskClient, address: str) -> None:
    response = seeded_client.get(address)
    assert response.status_code == 200
    assert response.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    "address", ["/", "/devices.atom", "/sitemap.xml", "/robots.txt", "/devices/dr-pen-a6"]
)
def test_nothing_else_is_said_to_be_unlisted(seeded_client: FlaskClient, address: str) -> None:
    assert "X-Robots-Tag" not in seeded_client.get(address).headers


MOVED = {
    "/devices/dr-pen-a6": "/devices/renamed",
    "/devices/dr-pen-a6.json": "/devices/renamed.json",
    "/devices/dr-pen-a6.atom": "/devices/renamed.atom",
    "/devices/dr-pen-a6/owner": "/devices/renamed/owner",
    "/devices/dr-pen-a6/history": "/devices/renamed/history",
    "/devices/dr-pen-a6?utm_source=x": "/devices/renamed?utm_source=x",
    "/articles/safety": "/articles/renamed",
    "/articles/safety.json": "/articles/renamed.json",
    "/articles/safety/history": "/articles/renamed/history",
}


@pytest.fixture(scope="module")
def renamed(seeded_file: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """The real catalogue in which a device and an article were renamed twice."""
    import shutil

    from catalog.config import Settings
    from tests.conftest import _running

    folder = tmp_path_factory.mktemp("renamed")
    shutil.copy(str(seeded_file), folder / "catalog.sqlite3")
    for app in _running(Settings(instance=folder, secret_key="not a secret in tests")):
        assert isinstance(app, Flask)
        with catalogue(app) as session:
            for rename, slug in ((rename_product, "dr-pen-a6"), (rename_article, "safety")):
                rename(session, slug, "between", **WHO)
                rename(session, "between", "renamed", **WHO)
        yield app.test_client()


@pytest.mark.parametrize(("old", "new"), MOVED.items())
def test_a_former_address_leads_to_the_one_of_today_in_one_step(
    renamed: FlaskClient, old: str, new: str
) -> None:
    moved = renamed.get(old)
    assert (moved.status_code, moved.location) == (301, new)
    assert renamed.get(new).status_code == 200


# --- robots.txt

MAY = {
    "/": True,
    "/devices": True,
    "/devices/dr-pen-a6": True,
    "/devices/needs/rollers-never-above-0-5-mm": True,
    "/devices?page=2": True,
    "/devices?kind=pen": False,
    "/devices?depth_at=0.5&kind=pen": False,
    "/devices.json?kind=pen": False,
    "/devices.atom": True,
    "/devices.atom?kind=pen": False,
    "/devices/dr-pen-a6.atom": True,
    "/feeds/reviews.atom": True,
    "/sitemap.xml": True,
    "/static/site.css": True,
    "/compare": True,
    "/compare?d=a,b": False,
    "/compare.md?d=a,b": False,
    "/comparisons/pen-and-roller-at-0-5-mm": True,
    "/studies?page=2": True,
    "/studies?design=rct": False,
    "/articles?topic=aftercare": True,
    "/reviews?hands_on=yes": False,
    "/search?q=x": False,
    "/desk": False,
    "/desk/articles/new": False,
    "/preview/token": False,
    "/basket": False,
    "/report?page=/": False,
    "/comments/new?on=/": False,
    "/sign-in": False,
}


@pytest.mark.parametrize(("path", "may"), MAY.items())
def test_robots_may_ask_for_pages_but_not_for_every_filter(client: FlaskClient, path: str, may: bool) -> None:
    """The longest rule wins, as RFC 9309 (§2.2.2) says, which Python's reader learned late."""
    rules: dict[str, bool] = {}
    for line in client.get("/robots.txt").get_data(as_text=True).splitlines():
        name, _, value = line.partition(": ")
        if name in ("Allow", "Disallow"):
            rules[value] = name == "Allow"
    matching = [rule for rule in rules if re.match(re.escape(rule).replace(r"\*", ".*"), path)]
    assert (rules[max(matching, key=len)] if matching else True) is may


def test_robots_txt_is_read_by_an_ordinary_reader(client: FlaskClient) -> None:
    reader = RobotFileParser()
    reader.parse(client.get("/robots.txt").get_data(as_text=True).splitlines())
    assert reader.site_maps() == ["http://localhost/sitemap.xml"]
    assert reader.can_fetch("*", "http://localhost/devices/dr-pen-a6")
    assert not reader.can_fetch("*", "http://localhost/desk")
    assert set(CLOSED).isdisjoint(OPEN)


def test_no_page_of_the_sitemap_is_closed_to_robots(seeded_client: FlaskClient) -> None:
    closed = tuple(path.rstrip("*") for path in CLOSED if "*?" not in path)
    listed = seeded_client.get("/sitemap.xml").get_data(as_text=True).split("<loc>http://localhost")[1:]
    assert listed
    assert [path for path in listed if path.startswith(closed)] == []

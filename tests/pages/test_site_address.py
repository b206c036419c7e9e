"""Where the settings say which address the site has, no page names another, whatever it was asked as."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from catalog.config import Settings
from tests.conftest import ROOT, _running
from tests.every_page import EVERY_PAGE
from tests.html import Page

OWN = "https://mtspen.example"
HOSTILE = "evil.example"
ASKED = {
    **EVERY_PAGE,
    "comparison as Markdown": "/compare.md?d=dr-pen-a6&d=exceed",
    "comparison as CSV": "/compare.csv?d=dr-pen-a6&d=exceed&header=1",
    "search": "/search?q=acne",
    "documentation": "/api",
    "description": "/openapi.json",
    "index": "/api/v1",
    "list of the API": "/api/v1/studies?limit=2",
    "download": "/download",
    "newest bundle": "/download/catalogue.zip",
    "robots": "/robots.txt",
    "sitemap": "/sitemap.xml",
    "feed": "/articles.atom",
    "feed of a filter": "/devices.atom?kind=pen",
    "a slip of the hand": "/Devices/",
    "what is not there": "/nothing/here",
    "what cannot be read": "/devices?a=%zz",
}


@pytest.fixture(scope="module")
def named(seeded_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The real catalogue, under an address of its own."""
    folder = tmp_path_factory.mktemp("named")
    shutil.copy(seeded_file, folder / "catalog.sqlite3")
    settings = Settings(instance=folder, secret_key="not a secret in tests", site_address=f"{OWN}/")
    yield from _running(settings)


@pytest.mark.parametrize("address", ASKED.values(), ids=list(ASKED))
def test_no_answer_names_the_host_it_was_asked_as(named: Flask, address: str) -> None:
    client = named.test_client()
    answer = client.get(address, base_url=f"http://{HOSTILE}")
    assert HOSTILE not in answer.get_data(as_text=True)
    assert not [value for _, value in answer.headers if HOSTILE in value]
    # What is kept of it is what anybody gets.
    again = client.get(address, base_url=f"http://{HOSTILE}")
    assert again.data == answer.data
    if answer.mimetype == "text/html" and answer.status_code == 200:
        page = Page(answer)
        canonical = page.links('link[rel="canonical"]')
        named_so = [meta.get("content") for meta in page.all('meta[property="og:url"]')]
        assert all(link.startswith(f"{OWN}/") for link in (*canonical, *named_so))
        if canonical and named_so:
            assert named_so == canonical


def test_a_page_is_the_same_under_every_name(named: Flask) -> None:
    client = named.test_client()
    for address in ("/devices/dr-pen-a6", "/claims/c12", "/compare?d=dr-pen-a6&d=exceed", "/studies"):
        bodies = {client.get(address, base_url=f"http://{host}").data for host in (HOSTILE, "localhost")}
        assert len(bodies) == 1


def test_without_the_setting_a_page_is_kept_for_the_name_it_was_asked_as(own_app: Flask) -> None:
    client = own_app.test_client()
    for host in (HOSTILE, "localhost", HOSTILE):
        page = Page(client.get("/claims/c12", base_url=f"http://{host}"))
        assert page.links('link[rel="canonical"]') == [f"http://{host}/claims/c12"]


def test_only_one_place_knows_what_the_site_was_asked_as() -> None:
    asked_as = ("_external", "host_url", "url_root", "request.base_url", "request.url ")
    places = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("catalog/**/*.py")]
    knowing = {path.name for path in places if any(word in path.read_text() for word in asked_as)}
    # The others write the address that they are given.
    assert knowing <= {"site_root.py", "twins.py", "pinned_twins.py", "markdown_twin.py"}

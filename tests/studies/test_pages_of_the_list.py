"""`/studies` page by page: each study once, in one order, whatever narrows the list; files hold all."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from catalog.references.files import read_references
from catalog.science.editing import put_study
from catalog.science.models import Study
from catalog.studies import pages
from tests.factories import WHO, catalogue
from tests.html import Page

Fetch = Callable[..., Page]
YEARS = {f"s{n:02}": 2000 + n // 4 if n else None for n in range(25)}
"""Slug → year; the first has none."""
NEWEST_FIRST = sorted(YEARS, key=lambda slug: (-(YEARS[slug] or 0), slug))


@pytest.fixture
def page(app: Flask, page: Fetch, monkeypatch: pytest.MonkeyPatch) -> Fetch:
    """25 studies, ten on a page; every fifth is a review."""
    monkeypatch.setattr(pages, "ON_PAGE", 10)
    with catalogue(app) as session:
        for n, (slug, year) in enumerate(YEARS.items()):
            kind = "rct" if n % 5 else "review"
            row = Study(slug=slug, title=f"T {slug}", authors_json=f'["{slug.upper()}x A"]', year=year)
            row.journal, row.kind, row.confidence = "J", kind, "verified"
            put_study(session, row, **WHO)
    return page


def shown(page: Page) -> list[str]:
    return [link.removeprefix("/studies/") for link in page.links(".st-l > li > a")]


def test_each_page_goes_on_where_the_one_before_ends(page: Fetch) -> None:
    found = [shown(page(address)) for address in ("/studies", "/studies?page=2", "/studies?page=3")]
    assert [len(some) for some in found] == [10, 10, 5]
    assert [slug for some in found for slug in some] == NEWEST_FIRST
    assert page("/studies?page=1").text("#count") == "25 publications. These are 1 to 10."
    assert "These are 21 to 25." in page("/studies?page=3").text("#count")


def test_links_lead_back_and_on_and_say_so(page: Fetch) -> None:
    def ways(address: str) -> dict[str, str]:
        return {link.get("rel"): link.get("href") for link in page(address).all("nav.pages a[rel]")}

    assert ways("/studies") == {"next": "/studies?page=2"}
    assert ways("/studies?page=2") == {"prev": "/studies", "next": "/studies?page=3"}
    assert ways("/studies?page=3") == {"prev": "/studies?page=2"}
    assert page("/studies?page=2").text('nav.pages [aria-current="page"]') == "2"


def test_filters_stay_from_page_to_page_and_a_filter_begins_at_the_first(page: Fetch) -> None:
    second = page("/studies?design=rct&page=2")
    assert shown(second) == [slug for slug in NEWEST_FIRST if int(slug[1:]) % 5][10:]
    assert "/studies?design=rct" in second.links("nav.pages a")
    assert "20 of 25 publications. These are 11 to 20." in second.text("#count")
    assert not any("page=" in link for link in second.links(".narrow-by a"))
    assert not page("/studies?design=review").all("nav.pages")
    assert "These are" not in page("/studies?design=review").text("#count")


def test_past_the_end_it_says_so_and_leads_to_the_last_page(page: Fetch) -> None:
    past = page("/studies?page=4")
    assert shown(past) == []
    assert past.text(".zero h2") == "This list has no page 4"
    assert past.links(".zero a") == past.links('nav.pages a[rel="prev"]') == ["/studies?page=3"]
    assert not past.all('nav.pages a[rel="next"]')
    assert "These are" not in past.text("#count")
    assert past.one('meta[name="robots"]').get("content") == "noindex,follow"
    assert page("/studies?design=review&page=9").links(".zero a") == ["/studies?design=review"]


@pytest.mark.parametrize("number", ["0", "-1", "two", "1.5", "²", "9999999999999"])
def test_what_is_no_page_is_named_and_the_first_is_shown(page: Fetch, number: str) -> None:
    found = page("studies.index", page=number)
    assert shown(found) == NEWEST_FIRST[:10]
    assert f"“{number}” is no page. Pages are numbered from 1." in found.text("#left-out")


def test_a_later_page_has_a_title_and_an_address_of_its_own(page: Fetch) -> None:
    second = page("/studies?page=2")
    assert second.text("title").startswith("Studies, page 2")
    assert second.one('link[rel="canonical"]').get("href").endswith("/studies?page=2")
    assert not second.all('meta[name="robots"]')
    assert page("/studies").one('link[rel="canonical"]').get("href").endswith("/studies")
    narrowed = page("/studies?design=rct&page=2")
    assert narrowed.one('link[rel="canonical"]').get("href").endswith("/studies")


def test_the_data_are_of_one_page_and_lead_on(page: Fetch, client: FlaskClient) -> None:
    address, found = "/studies.json?design=rct", []
    while address:
        document = client.get(address).get_json()
        assert (document["total"], document["found"]) == (25, 20)
        found += [study["id"] for study in document["studies"]]
        address = document["next"]
    assert found == [slug for slug in NEWEST_FIRST if int(slug[1:]) % 5]
    assert document["page"] == {"number": 2, "size": 10, "pages": 2}
    assert document["address"] == "/studies?design=rct&page=2"
    assert client.get("/studies.json?page=9").get_json()["studies"] == []
    assert "/studies.json?page=2" in page("/studies?page=2").links("p.tell a")


@pytest.mark.parametrize("ending", ["bib", "ris", "csl.json"])
def test_references_for_other_programs_hold_all_pages(page: Fetch, client: FlaskClient, ending: str) -> None:
    link = next(link for link in page("/studies?page=2").links("p.tell a") if ending in link)
    assert link == f"/studies.{ending}"
    for address, count in ((link, 25), (f"{link}?page=2", 25), (f"{link}?design=review&page=2", 5)):
        assert len(read_references(f"a.{ending}", client.get(address).data).references) == count

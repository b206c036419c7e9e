"""`/studies`: every study by year, narrowed by kind of study and kind of device, without needle lengths."""

import re
import tomllib
from collections import Counter
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from catalog.places import place
from catalog.science.editing import put_study
from catalog.science.models import DEVICE_KINDS, Study
from catalog.science.words import DESIGNS
from catalog.studies.asked import DESIGN_LABELS, KIND_LABELS, UNNAMED, Asked
from tests.factories import WHO, catalogue
from tests.html import Page, words

Fetch = Callable[..., Page]
STUDIES: dict[str, dict[str, Any]] = tomllib.loads((place("seeds") / "studies.toml").read_text("utf-8"))


def shown(page: Page) -> list[str]:
    return [link.removeprefix("/studies/") for link in page.links(".st-l > li > a")]


def row(page: Page, slug: str) -> str:
    (found,) = [item for item in page.all(".st-l > li") if item[0].get("href") == f"/studies/{slug}"]
    return words(found)


def test_every_study_is_listed_once_under_its_year_newest_first(seeded_page: Fetch) -> None:
    page = seeded_page("/studies")
    assert Counter(shown(page)) == Counter(STUDIES.keys())
    years = page.texts(".yr h2")
    assert years == [*sorted(years[:-1], reverse=True), "Year not known"]
    for section in page.all(".yr"):
        year = words(section[0])
        for link in section.iterfind(".//li/a"):
            study = STUDIES[link.get("href").removeprefix("/studies/")]
            assert str(study.get("year", "Year not known")) == year
            assert words(link) == study["title"]


def test_a_row_says_kind_number_device_and_how_sure_the_citation_is(seeded_page: Fetch) -> None:
    page = seeded_page("/studies")
    assert row(page, "dhurat2013").endswith(
        "Dhurat 2013 · randomised trial · 100 people enrolled · roller · citation confirmed"
    )
    assert row(page, "zeitter2014").endswith("animals · 30 animals · roller · citation from memory")
    assert "number not stated" in row(page, "hou2017")
    assert "trial, randomisation not confirmed" in row(page, "striae2016")
    from_memory = sum(study["confidence"] == "recalled" for study in STUDIES.values())
    assert page.text("#count") == (
        f"{len(STUDIES)} publications. {from_memory} are cited from memory: check before citing."
    )


def test_no_needle_length_stands_in_the_list_and_none_can_be_asked_for(seeded_page: Fetch) -> None:
    page = seeded_page("/studies")
    said = page.text("main").replace(STUDIES["asj2021"]["title"], "")
    assert not re.search(r"\d[\s-]*(?:mm|µm|micromet)", said)
    for link in page.links("main a"):
        assert "length" not in link
        assert "depth" not in link


def of_kind(**wanted: str) -> set[str]:
    """Slugs by the design's words: ``kind`` of study, ``device`` kind."""
    return {
        slug
        for slug, study in STUDIES.items()
        if wanted.get("kind") in (None, study["kind"])
        and wanted.get("device") in (None, *study.get("kinds", [UNNAMED]))
    }


@pytest.mark.parametrize("kind", DESIGNS)
def test_a_kind_of_study_narrows_the_list(seeded_page: Fetch, kind: str) -> None:
    page = seeded_page("studies.index", design=DESIGNS[kind].key)
    wanted = of_kind(kind=kind)
    assert set(shown(page)) == wanted
    assert f"{len(wanted)} of {len(STUDIES)} publications." in page.text("#count")
    assert DESIGNS[kind].means in page.text("main .fold")


@pytest.mark.parametrize("device", [*DEVICE_KINDS, UNNAMED])
def test_a_kind_of_device_narrows_the_list(seeded_page: Fetch, device: str) -> None:
    assert set(shown(seeded_page("studies.index", device=device))) == of_kind(device=device)


def test_every_link_of_the_filters_shows_as_many_as_it_says(seeded_page: Fetch) -> None:
    for query in ("", "?design=rct", "?device=pen", "?design=review&device=stamp"):
        page = seeded_page(f"/studies{query}")
        links = page.all(".narrow-by a")
        assert len(page.all('.narrow-by a[aria-current="true"]')) == 2
        for link in links[:: 3 if query else 1]:
            assert len(shown(seeded_page(link.get("href")))) == int(words(link[0]))


def test_both_filters_together_and_a_pair_that_nothing_has(seeded_page: Fetch) -> None:
    both = seeded_page("/studies?design=rct&device=roller")
    assert set(shown(both)) == {"dhurat2013", "kumar2019"}
    nothing = seeded_page("/studies?design=rct&device=stamp")
    assert shown(nothing) == []
    assert "No study here is of both kinds" in nothing.text("main")
    assert "/studies" in nothing.links("main p a")


def test_what_is_not_understood_is_left_out_and_named(seeded_page: Fetch) -> None:
    page = seeded_page("/studies?design=astrology&design=rct&design=review&device=tattoo")
    assert set(shown(page)) == of_kind(kind="rct")
    said = page.text("#left-out")
    assert "“astrology” is no kind of study here." in said
    assert "Only one kind of study can be asked for; “rct” was taken." in said
    assert "“tattoo” is no kind of device here. There are: pen, roller, stamp, unnamed." in said
    assert not seeded_page("/studies?design=&device=").all("#left-out")


def test_only_the_whole_list_is_for_search_engines(seeded_page: Fetch) -> None:
    assert not seeded_page("/studies").all('meta[name="robots"]')
    for query in ("design=rct", "device=nonsense"):
        page = seeded_page(f"/studies?{query}")
        assert page.one('meta[name="robots"]').get("content") == "noindex,follow"
        assert page.one('link[rel="canonical"]').get("href").endswith("/studies")


def test_an_empty_catalogue_says_so(page: Fetch) -> None:
    shown = page("/studies")
    assert "No study is on record yet." in shown.text("main")
    assert shown.one('meta[name="description"]').get("content").startswith("The publications on")


def test_statements_do_not_grow_with_studies(
    app: Flask, page: Fetch, count_statements: Callable[[Callable[[], Any]], int]
) -> None:
    def put(first: int, last: int) -> None:
        with catalogue(app) as session:
            for n in range(first, last):
                study = Study(slug=f"s{n}", title=f"T {n}", journal="J", kind="rct", confidence="verified")
                put_study(session, study, **WHO)
        page("/studies")

    put(0, 1)
    few = count_statements(lambda: page("/studies?a=1"))
    put(1, 30)
    assert len(shown(page("/studies"))) == 30
    assert count_statements(lambda: page("/studies?a=2")) == few


def test_the_page_is_sent_once_and_then_known(seeded_client: FlaskClient) -> None:
    for address in ("/studies", "/studies/alam2014", "/studies.bib", "/studies/alam2014.json"):
        first = seeded_client.get(address)
        again = seeded_client.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert again.status_code == 304


# -- the state of the address -----------------------------------------------------------------------------


def test_the_labels_cover_every_kind() -> None:
    assert set(KIND_LABELS) == {*DEVICE_KINDS, UNNAMED}
    assert set(DESIGN_LABELS) == {*(one.key for one in DESIGNS.values()), "not-read"}


@given(
    st.sampled_from(["", *DESIGN_LABELS]),
    st.sampled_from(["", *KIND_LABELS]),
    st.integers(1, 999_999),
)
def test_a_state_is_what_its_address_says(design: str, device: str, number: int) -> None:
    asked = Asked(design, device, number)
    again = Asked.from_args(MultiDict(parse_qsl(urlsplit(asked.address()).query)))
    assert again == asked
    assert not again.ignored


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_asked_gets_a_page(seeded_app: Flask, design: str, device: str) -> None:
    address = f"/studies?design={quote(design, safe='')}&device={quote(device, safe='')}"
    assert seeded_app.test_client().get(address).status_code in (200, 400)

"""`/cleared`: one model or one number asked for, the exact file answered, never by brand."""

import re
import tomllib
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from catalog.places import place
from tests.factories import catalogue, cleared, make_device, make_family
from tests.html import Page

Fetch = Callable[..., Page]


def seeded_rows() -> list[tuple[str, dict[str, Any]]]:
    """Every legal row of the seeds, with the slug of its product."""
    files = sorted(place("seeds").glob("*/*.toml"))
    products = [tomllib.loads(path.read_text("utf-8")) for path in files]
    return [(product["slug"], row) for product in products for row in product.get("legal", [])]


ROWS = seeded_rows()


def test_the_seeds_have_the_rows_that_were_counted_by_hand() -> None:
    assert len(ROWS) == 32
    assert sum(row.get("identifier") is not None for _, row in ROWS) == 18


@pytest.mark.parametrize(
    ("slug", "row"), ROWS, ids=[f"{slug}-{row['body']}-{i}" for i, (slug, row) in enumerate(ROWS)]
)
def test_every_legal_row_of_the_seeds_is_found_by_model(
    seeded_app: Flask, seeded_page: Fetch, slug: str, row: dict[str, Any]
) -> None:
    with seeded_app.test_request_context():
        from catalog.shelf.keeper import current
        from catalog.shelf.naming import title_and_address

        named = title_and_address(current(), slug)
    assert named
    title, address = named
    page = seeded_page("cleared.index", model=title)
    assert address in page.links("#answer a")
    words = page.text("main")
    assert row.get("identifier", "") in words
    assert row.get("use", "") in words
    if row["body"] != "FDA":
        assert row["market"] in page.text(".law2")
        assert row["status"] in page.text(".law2")


@pytest.mark.parametrize("number", sorted({row["identifier"] for _, row in ROWS if "identifier" in row}))
def test_every_number_of_the_seeds_is_found_however_it_is_spaced(seeded_page: Fetch, number: str) -> None:
    slug = next(slug for slug, row in ROWS if row.get("identifier") == number)
    spaced = re.sub(r"(?<=\D)(?=\d)", " ", number.lower())
    for typed in (number, spaced, f"  {number.lower()} "):
        page = seeded_page("cleared.index", model=typed)
        assert f"/devices/{slug}" in page.links("#answer a")
        assert number in page.text("#answer")


def test_a_file_asked_for_by_number_comes_first(seeded_page: Fetch) -> None:
    assert seeded_page("cleared.index", model="K220506").texts("#answer .num")[0] == "K220506"
    assert seeded_page("cleared.index", model="SkinPen Precision").texts("#answer .num") == [
        "DEN160029",
        "K202243",
        "K220506",
    ]


def test_the_answer_gives_use_date_body_sources_and_the_day_of_the_list(seeded_page: Fetch) -> None:
    page = seeded_page("cleared.index", model="Dr. Pen A20")
    words = page.text("#answer")
    assert "FDA clearance (510(k))" in words
    assert "11 Aug 2023" in words
    assert "Facial acne scars, adults 22+" in words
    assert "published 6 Jul 2026, read 22 Nov 2026" in words
    assert "8 other Dr. Pen models are in the catalogue; none of them has a file on record." in page.text(
        "main"
    )
    for link in page.links('#answer a[href^="#s-"]'):
        assert page.one(f'[id="{link[1:]}"]') is not None


def test_a_sibling_never_inherits_a_file(seeded_page: Fetch) -> None:
    for model in ("Dr. Pen A6", "Dr. Pen Ultima A6S", "Dr. Pen M8", "Eclipse MicroPen Elite"):
        page = seeded_page("cleared.index", model=model)
        assert page.text("#answer h2") == "No FDA file on record for this exact model"
        assert "It does not cover this model." in page.text("#answer")
        assert not page.all("#answer .num")
        assert not page.all(".ansb.yes")


def test_without_a_recorded_search_nothing_is_said_to_be_missing(seeded_page: Fetch) -> None:
    words = seeded_page("cleared.index", model="Dr. Pen A6").text("main").casefold()
    assert "nobody has recorded a search for this model yet" in words
    for taboo in ("none found", "no fda clearance found", "illegal", "unapproved", "not approved"):
        assert taboo not in words


def test_a_listing_is_no_clearance(seeded_page: Fetch) -> None:
    page = seeded_page("cleared.index", model="3005727243")
    assert page.text("#answer h2") == "No FDA file on record for this exact model"
    assert "registered and listed, made for export only; not a clearance" in page.text("#answer")


def test_other_countries_say_what_is_claimed_and_by_whom(seeded_page: Fetch) -> None:
    page = seeded_page("cleared.index", model="GENOSYS DTS Microneedle Roller")
    assert "European Union CE-marked" in " ".join(page.texts(".law2 th, .law2 td"))
    assert "says" in page.text(".law2")
    advisory = seeded_page("cleared.index", model="Dr. Pen A6").text(".law2")
    assert "not licensed; advised not to use, 16 Dec 2021" in advisory
    assert "Model named in the advisory" in advisory
    assert "Australia, European Union and United Kingdom" in advisory


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("dr-pen-a20", "Dr. Pen A20 Microneedling System"),
        ("DrPen A20", "Dr. Pen A20 Microneedling System"),
        ("is the dr pen a20 fda cleared?", "Dr. Pen A20 Microneedling System"),
        ("Exceed", "Amiea Med Exceed"),
        ("skinpen", "SkinPen Precision"),
        ("GENOSYS DTS roller", "GENOSYS DTS Microneedle Roller"),
        ("GENOSYS DTS Microneedle Roller 0.5 mm", "GENOSYS DTS Microneedle Roller 0.5 mm"),
    ],
)
def test_a_model_is_found_as_people_write_it(seeded_page: Fetch, typed: str, title: str) -> None:
    assert f"All facts on the {title}" in seeded_page("cleared.index", model=typed).text("#answer")


def test_a_brand_is_no_model(seeded_page: Fetch) -> None:
    page = seeded_page("cleared.index", model="Dr. Pen")
    assert page.text(".ansb h2") == "Which of these?"
    assert not page.all("#answer")
    assert len(page.links(".ansb li a")) == 9
    for link in page.links(".ansb li a"):
        assert seeded_page(link).one("#answer") is not None


def test_a_name_that_is_near_is_offered_and_not_answered(seeded_page: Fetch) -> None:
    page = seeded_page("cleared.index", model="dermapn 4")
    assert not page.all("#answer")
    assert page.texts(".ansb li a")[0] == "Dermapen 4"
    assert "says nothing about its clearance" in page.text(".ansb")


def test_a_number_that_nobody_has_is_said_so(seeded_page: Fetch) -> None:
    page = seeded_page("cleared.index", model="K999999")
    assert page.text(".ansb h2") == "No file with this number on record here"


@pytest.mark.parametrize("typed", ["", "   ", "☃", "'; --", "<b>", "x" * 500, "0", "K", "\u202e", "🤷" * 60])
def test_whatever_is_typed_gets_a_page(seeded_page: Fetch, typed: str) -> None:
    page = seeded_page("cleared.index", model=typed)
    assert not page.all("#answer")
    assert not page.all("b:not(summary b)")


def test_too_long_a_question_gets_a_message_at_its_field(seeded_page: Fetch) -> None:
    page = seeded_page("cleared.index", model="x" * 201)
    field = page.one("#m")
    assert field.get("aria-invalid") == "true"
    assert page.text(f"#{field.get('aria-describedby')}") == "Use at most 200 characters."


def test_the_bare_page_lists_every_device_with_a_file_and_two_examples(seeded_page: Fetch) -> None:
    page = seeded_page("cleared.index")
    with_file = {slug for slug, row in ROWS if "cleared" in row["status"] or "De Novo" in row["status"]}
    assert len(page.all("table.models tbody tr")) == len(with_file) == 11
    assert len(page.links("form.ask-f ~ p.fine a")) == 2
    assert not page.all('meta[name="robots"]')


def test_questions_are_not_for_search_engines(seeded_page: Fetch) -> None:
    page = seeded_page("cleared.index", model="Dr. Pen A20")
    assert page.one('meta[name="robots"]').get("content") == "noindex,follow"
    assert page.one('link[rel="canonical"]').get("href").endswith("/cleared")


def test_a_version_has_its_familys_file_and_its_sibling_family_has_not(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        make_family(session, "dts", ["0.5 mm", "1.0 mm"], legal=[cleared("K123456")])
        make_device(session, "dts-pen")
    assert page("cleared.index", model="dts-0-5mm").texts("#answer .num") == ["K123456"]
    assert page("cleared.index", model="K123456").links("#answer a")[-1] == "/devices/dts"
    assert not page("cleared.index", model="dts-pen").all("#answer .num")


def test_an_empty_catalogue_still_asks(page: Fetch) -> None:
    shown = page("cleared.index", model="Dr. Pen A20")
    assert "not in this catalogue" in shown.text(".ansb")
    assert not shown.all("table.models")


def test_sale_over_the_counter_is_told_with_its_day_its_reprint_and_where_it_is_not_said(
    seeded_page: Fetch,
) -> None:
    shown = seeded_page("cleared.index")
    told = shown.text("#over-the-counter p:nth-of-type(1)")
    assert "no microneedling medical device has been authorised for sale over the counter." in told
    assert "word-for-word reprint" in told
    assert "21 Sep 2021" in told
    assert "not in the version of 15 Oct 2025" in told
    assert "/guidance#g-fda-otc-2021" in shown.links("#over-the-counter a")
    assert "/guidance" in shown.links("#over-the-counter a")


def test_without_that_guidance_nothing_is_said_about_the_counter(page: Fetch) -> None:
    assert not page("cleared.index").all("#over-the-counter")

"""`/devices` as a page: the form, the counts, cards, folds, the table, and what it says when it cannot."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests.factories import catalogue, cleared, make_device, make_family, make_roller, make_source, said
from tests.html import Page, words

Fetch = Callable[..., Page]


@pytest.fixture
def shop(app: Flask) -> Flask:
    """Four pens, a roller in three lengths and one nobody describes: every kind of answer occurs."""
    with catalogue(app) as session:
        make_device(
            session,
            "dialpen",
            brand="orla",
            audience="professional",
            legal=[cleared("K123456")],
            specs={"needle_length": "0.25–2.5 mm every 0.25", "pin_count": "14", "power": "battery",
                   "sterility": "sterile single use", "replacement": "every session"},
            source="a-manual",
        )  # fmt: skip
        make_device(
            session,
            "quietpen",
            brand="orla",
            specs={"needle_length": "0.25–2.5 mm", "pin_count": "12", "power": "mains",
                   "sterility": "sterile single use", "replacement": "every session"},
            source="a-manual",
        )  # fmt: skip
        make_device(session, "longest-only", brand="mira", specs={"needle_length": "up to 2.0 mm"})
        make_device(session, "silent", brand="mira")
        make_family(session, "dts", ["0.25 mm", "0.5 mm", "1.5 mm"], brand="genta", name="DTS Roller")
    return app


# --- the form


def test_three_questions_stand_open_and_four_are_folded(shop: Flask, page: Fetch) -> None:
    shown = page("/devices")
    form = 'form#filters[action="/devices"]'
    assert shown.one(form).get("method") in (None, "get")
    open_fields = ["depth_reach", "depth_never_above", "depth_at", "depth_at_other"]
    named = [field.get("name") for field in shown.all(f"{form} fieldset:first-of-type input")]
    assert list(dict.fromkeys(named))[: len(open_fields)] == open_fields
    assert shown.texts(f"{form} fieldset details summary") == ["More ways to ask"]
    assert shown.one(f"{form} fieldset details").get("open") is None
    folded = [field.get("name") for field in shown.all(f"{form} fieldset details input")]
    assert folded == ["depth_usable", "depth_within_min", "depth_within_max", "depth_overlap_min",
                      "depth_overlap_max", "depth_covers_min", "depth_covers_max"]  # fmt: skip


def test_the_words_of_a_question_are_the_label_of_its_field(shop: Flask, page: Fetch) -> None:
    shown = page("/devices?depth_reach=1.5")
    for key in ("depth_reach", "depth_never_above", "depth_usable"):
        label = shown.one(f'label[for="{key}"]')
        assert label.get("class") == "ql"
        assert ", in millimetres" in words(label)
    assert words(shown.one('label[for="depth_reach"]')).startswith("Reaches, or more, in millimetres 4 found")
    assert len(shown.all('label[for="depth_within_min"]')) == 1


def test_a_question_in_use_unfolds_the_others(shop: Flask, page: Fetch) -> None:
    shown = page("/devices?depth_within=0.2..1")
    assert shown.one("form#filters fieldset details").get("open") is not None
    assert shown.one("#depth_within_min").get("value") == "0.2"
    assert shown.one("#depth_within_max").get("value") == "1"


def test_exact_lengths_have_a_bar_a_count_and_a_line_to_the_skin(shop: Flask, page: Fetch) -> None:
    rows = page("/devices").all(".depth .rows label")
    half = next(row for row in rows if words(row).startswith("0.5 mm"))
    assert words(half).startswith("0.5 mm2")
    assert half.xpath('.//*[local-name()="svg"][@class="hb"]')
    assert half.xpath('.//*[local-name()="svg"][@class="ld"]')
    assert "might" in words(half)


def test_no_preset_is_ticked_on_arrival(shop: Flask, page: Fetch) -> None:
    shown = page("/devices")
    assert [box.get("value") for box in shown.all("form#filters input[checked]")] == [""]


def test_the_form_can_be_taken_back_without_a_script(shop: Flask, page: Fetch) -> None:
    shown = page("/devices?depth_at=0.5&kind=roller")
    assert shown.one('input[type="radio"][name="depth_at"][value="0.5"]').get("checked") is not None
    assert shown.one('input[name="depth_at"][value=""]').get("checked") is None
    assert shown.one('input[name="kind"][value="roller"]').get("checked") is not None


def test_zero_values_stay_in_place_grey_and_can_be_reached(shop: Flask, page: Fetch) -> None:
    shown = page("/devices?kind=roller")
    box = shown.one('input[name="power"][value="mains"]')
    count = box.getparent().xpath('./span[contains(@class, "ct")]')[0]
    assert words(count) == "0"
    assert "nil" in count.get("class").split()
    assert box.get("disabled") is None
    assert shown.one('input[name="depth_at"][value="2.5"]').get("disabled") is None


def test_unknown_is_the_last_entry_of_a_facet(shop: Flask, page: Fetch) -> None:
    entries = page("/devices").texts('[aria-label="Power"] > .opt')
    assert entries[-1].startswith("Not known")


def test_a_value_can_be_left_out_and_its_chip_looks_different(shop: Flask, page: Fetch) -> None:
    shown = page("/devices?kind=pen&brand=-orla")
    assert shown.texts(".chip.not span:first-child") == ["not Orla"]
    assert len(shown.all(".chip:not(.not)")) == 1
    assert "Orla" not in " ".join(shown.texts(".card h3"))
    box = shown.one('input[name="brand"][value="-orla"]')
    assert box.get("checked") is not None
    assert any(parent.tag == "details" and parent.get("open") is not None for parent in box.iterancestors())


def test_the_sheet_opens_without_a_script_and_stays_a_form_without_popovers(shop: Flask, page: Fetch) -> None:
    shown = page("/devices")
    form = shown.one("form[popover]")
    assert shown.one(".filters-btn").get("popovertarget") == form.get("id")
    assert shown.one('.sheet-h [popovertargetaction="hide"]').get("popovertarget") == form.get("id")
    assert shown.text("form .apply button") == "Show what fits"


# --- the answer


def test_the_heading_asks_and_the_status_answers(shop: Flask, page: Fetch) -> None:
    shown = page("/devices?depth_at=0.5")
    assert shown.text("h1") == "Devices that can be set to 0.5 mm"
    status = shown.text('p[role="status"]')
    assert status.startswith("We found 2 that can be set to 0.5 mm")
    assert "3 more might fit: the sellers don’t say." in status
    assert "2 don’t fit." in status


def test_cards_say_why_they_match(shop: Flask, page: Fetch) -> None:
    shown = page("/devices?depth_at=0.5")
    cards = {words(card.find(".//h3")): words(card) for card in shown.all(".card")}
    assert "Stops at 0.5 mm" in cards["Orla Dialpen"]
    assert "K123456" in cards["Orla Dialpen"]


def test_versions_that_match_share_a_card_and_the_others_are_named(shop: Flask, page: Fetch) -> None:
    shown = page("/devices?depth_never_above=0.5")
    card = shown.one(".card")
    assert words(card.find(".//h3")) == "Genta DTS Roller"
    assert card.find(".//h3/a").get("href") == "/devices/dts"
    assert words(card).count("Also sold in 1.5 mm") == 1
    versions = [link.get("href") for link in card.xpath('.//*[@class="vers"]//a')]
    assert versions == ["/devices/dts-0-25mm", "/devices/dts-0-5mm"]


def test_those_that_might_fit_stand_apart_under_the_missing_fact(shop: Flask, page: Fetch) -> None:
    shown = page("/devices?depth_at=0.5")
    assert shown.text("#might h2") == "Might fit: 3"
    assert shown.texts("#might h3.grp-h")[0] == "Goes past 0.5 mm; its exact stops aren’t published 1"
    assert "Which lengths does the dial stop at?" in shown.text("#might")
    assert not set(shown.texts("#might .nm a")) & set(shown.texts(".card h3"))


def test_they_can_be_hidden(shop: Flask, page: Fetch) -> None:
    shown = page("/devices?depth_at=0.5&unknown=hide")
    assert not shown.all("#might")
    assert "Show the 3 that might fit" in shown.text("main")


def test_never_above_offers_nothing_of_unknown_limit(shop: Flask, page: Fetch) -> None:
    shown = page("/devices?depth_never_above=0.5")
    assert not shown.all("#might")
    fold = shown.one("details.fold.care")
    assert fold.get("open") is None
    assert "Upper limit not known" in words(fold.find("summary"))
    assert "they are not offered here" in words(fold.find("summary"))
    assert "Mira Silent" in words(fold)
    assert "0.5 mm is your limit." in shown.text(".note.limit")


def test_those_of_unknown_limit_on_other_pages_are_counted(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        for number in range(30):
            make_roller(session, f"roller-{number:02}", specs={"needle_length": "0.5 mm"})
        make_device(session, "silent", brand="mira")
    first = page("/devices?depth_never_above=0.5").one("#upper-limit")
    assert not first.cssselect("ul")
    assert words(first).endswith("1 of them on other pages.")
    second = page("/devices?depth_never_above=0.5&page=2").one("#upper-limit")
    assert [words(link) for link in second.cssselect("li a")] == ["Mira Silent"]
    assert "other pages" not in words(second)


def test_those_of_unknown_limit_can_be_hidden(shop: Flask, page: Fetch) -> None:
    shown = page("/devices?depth_never_above=0.5&unknown=hide")
    assert not shown.all("#upper-limit")
    assert "Show the 1 of which too little is known" in shown.text("main")
    assert "The upper limit of 1 is not known." in shown.text('[role="status"]')


def test_the_limit_is_drawn_only_where_one_is_set(shop: Flask, page: Fetch) -> None:
    assert 'class="k-limit"' in page("/devices?depth_never_above=0.5").html
    assert 'class="k-limit"' not in page("/devices?depth_at=0.5").html


def test_what_does_not_fit_is_folded_and_counted(shop: Flask, page: Fetch) -> None:
    shown = page("/devices?depth_at=0.5")
    assert shown.text("#misses summary").startswith("Don’t fit 2")
    assert shown.one("#misses").get("open") is None


def test_chips_remove_one_filter_and_lead_back_to_the_heading(shop: Flask, page: Fetch) -> None:
    shown = page("/devices?depth_at=0.5&kind=roller")
    assert shown.links(".chip") == ["/devices?kind=roller#list", "/devices?depth_at=0.5#list"]
    assert "/devices#list" in shown.links(".chips a.fine")
    heading = shown.one("#list")
    assert (heading.tag, heading.get("tabindex")) == ("h1", "-1")


def test_the_order_is_explained_and_chosen_without_a_script(shop: Flask, page: Fetch) -> None:
    shown = page("/devices")
    assert "Longer needles never rank higher." in shown.text(".why-o")
    assert "No payment changes the order." in shown.text(".why-o")
    assert shown.one("#sort").get("form") == "filters"
    assert shown.one("noscript button").get("form") == "filters"


def test_an_order_that_the_data_cannot_give_says_why(shop: Flask, page: Fetch) -> None:
    options = page("/devices").all("#sort option[disabled]")
    assert ["price" in words(option).casefold() for option in options] == [True]


def test_barely_documented_devices_come_last_under_a_heading(shop: Flask, page: Fetch) -> None:
    shown = page("/devices?depth_reach=0.25")
    assert any(text.startswith("Also fit, barely documented") for text in shown.texts("h2.grp-h"))


# --- the table


def test_the_table_is_a_table(shop: Flask, page: Fetch) -> None:
    shown = page("/devices?depth_at=0.5&view=table")
    assert shown.text("table caption") == "Devices that can be set to 0.5 mm, as a table"
    assert all(cell.get("scope") == "col" for cell in shown.all("thead th"))
    assert len(shown.all("tbody th[scope=row]")) == 5
    assert shown.one("table").getparent().get("role") == "region"
    assert shown.one("table").getparent().get("tabindex") == "0"
    widths = {len(row.findall("*")) for row in shown.all("tbody tr:not(.grp)")}
    assert widths == {len(shown.all("thead th"))}


def test_a_table_without_a_row_is_not_shown(shop: Flask, page: Fetch) -> None:
    shown = page("/devices?depth_reach=1.5&depth_never_above=0.5&view=table")
    assert shown.all("#rescue")
    assert not shown.all("table")


def test_headers_sort_and_say_how_it_is_sorted(shop: Flask, page: Fetch) -> None:
    shown = page("/devices?sort=name&view=table")
    sorted_by = shown.one("th[aria-sort]")
    assert (sorted_by.get("aria-sort"), words(sorted_by)) == ("ascending", "Name ↑")
    assert sorted_by.find("a").get("href") == "/devices?sort=-name&view=table"
    turned = page("/devices?sort=-name&view=table")
    assert turned.one("th[aria-sort]").get("aria-sort") == "descending"
    assert turned.texts("tbody th a") == list(reversed(shown.texts("tbody th a")))


def test_table_and_cards_show_the_same_devices(shop: Flask, page: Fetch) -> None:
    table = page("/devices?depth_at=0.5&view=table")
    matches = table.links("tbody:first-of-type th a")
    cards = page("/devices?depth_at=0.5").links(".card h3 a")
    assert matches == cards
    assert [words(cell) for cell in table.all("tr.grp th")] == ["Might fit: 3"]


def test_an_absent_value_is_said_in_words(shop: Flask, page: Fetch) -> None:
    shown = page("/devices?view=table")
    for cell in shown.all("tbody td"):
        assert words(cell) not in ("", "-", "–", "n/a")
    assert "we haven’t found this yet" in shown.texts("tbody td .unk")


# --- nothing, nonsense, and the end of the list


def test_a_contradiction_is_explained_before_anything_else(shop: Flask, page: Fetch) -> None:
    shown = page("/devices?depth_reach=1.5&depth_never_above=0.5")
    assert "Nothing can reach 1.5 mm and never go above 0.5 mm" in shown.text("#rescue h2")
    assert len(shown.links("#rescue .relax a")) == 2
    assert not shown.all("#might, .card")


def test_an_empty_list_says_what_each_loosened_filter_brings_back(shop: Flask, page: Fetch) -> None:
    shown = page("/devices?depth_reach=2.5&kind=roller")
    removals = dict(zip(shown.links("#rescue .relax a"), shown.texts("#rescue .relax b"), strict=True))
    assert removals
    for link, count in removals.items():
        number = count.split()[0]
        status = page(link.partition("#")[0]).text('[role="status"]')
        assert re.match(rf"We found {number}\b", status)
    assert "The longest setting left is 1.5 mm" in shown.text("#rescue")


@pytest.mark.parametrize(
    ("query", "field"),
    [("depth_reach=abc", "depth_reach"), ("depth_never_above=6", "depth_never_above"),
     ("depth_at_other=0.123", "depth_at_other"), ("depth_usable=-1", "depth_usable")],
)  # fmt: skip
def test_what_cannot_be_read_is_said_at_its_field(shop: Flask, page: Fetch, query: str, field: str) -> None:
    shown = page(f"/devices?{query}")
    box = shown.one(f"#{field}")
    assert box.get("aria-invalid") == "true"
    assert box.get("value") == query.partition("=")[2]
    tied = [shown.text(f'[id="{name}"]') for name in box.get("aria-describedby").split()]
    assert any("“" in text for text in tied)
    assert "left out" in shown.text('[role="status"]')


def test_fields_that_can_be_read_carry_no_message(shop: Flask, page: Fetch) -> None:
    shown = page("/devices?depth_reach=1.5")
    assert not shown.all("[aria-invalid]")
    assert not [text for text in shown.texts("form .err") if text]


def test_a_page_past_the_end_leads_back(shop: Flask, page: Fetch) -> None:
    shown = page("/devices?page=9")
    assert shown.links(".zero a.btn") == ["/devices"]
    assert not shown.all(".card")


def test_pages_are_linked_and_numbered(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        for number in range(30):
            make_roller(session, f"roller-{number:02}", specs={"needle_length": "0.5 mm"})
    first = page("/devices?depth_at=0.5")
    assert first.links("nav.pages a") == ["/devices?depth_at=0.5&page=2"] * 2
    second = page("/devices?depth_at=0.5&page=2")
    assert second.text("nav.pages [aria-current]") == "2"
    both = first.links(".card h3 a") + second.links(".card h3 a")
    assert len(both) == len(set(both)) == 30


def test_an_empty_catalogue_has_a_list(page: Fetch) -> None:
    shown = page("/devices")
    assert shown.text("h1") == "Devices"
    assert not shown.all(".card")


# --- for machines and for search engines


def test_only_the_bare_list_is_for_search_engines(shop: Flask, page: Fetch) -> None:
    assert not page("/devices").all('meta[name="robots"]')
    filtered = page("/devices?kind=pen")
    assert filtered.one('meta[name="robots"]').get("content") == "noindex,follow"
    assert filtered.one('link[rel="canonical"]').get("href") == "http://localhost/devices"


def test_the_twins_and_the_feed_are_linked(shop: Flask, page: Fetch) -> None:
    shown = page("/devices?kind=pen&sort=name")
    links = {link.get("type"): link.get("href") for link in shown.all('link[rel="alternate"]')}
    assert links == {
        "application/json": "/devices.json?kind=pen&sort=name",
        "text/csv": "/devices.csv?kind=pen&sort=name",
        "application/atom+xml": "/devices.atom?kind=pen",
    }
    assert [url for url in shown.links(".why-o a") if url.startswith("/devices")] == list(links.values())


def test_the_script_finds_the_same_parts_on_every_state(shop: Flask, page: Fetch) -> None:
    """A part that is missing would make it load the whole page: allowed, but never needed."""

    def parts(address: str) -> set[str]:
        return {part.get("data-live") for part in page(address).all("[data-live]")}

    bare = parts("/devices")
    for query in ("kind=pen", "depth_reach=abc", "depth_at=0.5&view=table", "brand=-orla", "page=9",
                  "depth_reach=1.5&depth_never_above=0.5", "depth_reach=2.5&kind=roller"):  # fmt: skip
        assert parts(f"/devices?{query}") == bare, query


def test_our_own_product_is_marked(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        make_device(session, "ours", is_own=True, specs={"needle_length": "0.5 mm"})
    assert page("/devices").text(".card .tag.own") == "our own product"


def test_a_weak_source_and_a_dispute_are_said_on_the_card(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        make_source(session, "a-blog", type="blog", strength="weak")
        make_roller(session, "weak", specs={"needle_length": "0.5 mm"}, source="a-blog")
        make_roller(
            session, "disputed", statements=[said("needle_length", "0.5 mm"), said("needle_length", "0.6 mm")]
        )
    text = {words(card.find(".//h3")): words(card) for card in page("/devices").all(".card")}
    assert "weak source" in text["Dermaline Weak"]
    assert "sources disagree" in text["Dermaline Disputed"]


def test_a_need_page_shows_its_text_its_reasons_and_the_list_of_today(seeded_page: Fetch) -> None:
    shown = seeded_page("/devices/needs/rollers-never-above-0-5-mm")
    assert shown.text("h1") == "Rollers that never go above 0.5 mm"
    assert "Why these filters" in shown.texts("h2")
    assert "not yet reviewed by an author" in shown.text(".byl")
    assert shown.one(".byl time").get("datetime")
    assert shown.text('[role="status"]').startswith("We found")
    change = next(link for link in shown.links("main a") if link.startswith("/devices?"))
    listed = seeded_page(change)
    assert listed.links(".card h3 a") == shown.links(".card h3 a")
    assert not shown.all('meta[name="robots"]')
    assert shown.one('link[rel="canonical"]').get("href").startswith("http://localhost/devices/needs/")
    assert not shown.all("form#filters")


def test_a_need_that_nobody_wrote_is_no_page(page: Fetch) -> None:
    page("/devices/needs/nothing", status=404)


def test_no_shop_link_stands_in_the_list(seeded_page: Fetch) -> None:
    shown: Any = seeded_page("/devices")
    assert not [link for link in shown.links("main a") if link.startswith("http")]

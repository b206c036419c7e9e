"""`/compare` as a page: what stands in it, over the real catalogue and without a script."""

import re

import pytest
from werkzeug.datastructures import MultiDict

from catalog.compare.asked import Asked
from catalog.compare.comparison import ROW_KEYS, compare
from tests.factories import catalogue, make_device, make_roller, make_source, said
from tests.html import words

FOUR = "skinpen-precision,dr-pen-a6,dermaroller-mf8,banisher-3"
SIX = "skinpen-precision,exceed,dermapen-4,dr-pen-m8,dr-pen-a6,dermaroller-mf8"
PAIR = "dr-pen-a6,dr-pen-m8"
ADDRESSES = (
    f"/compare?d={FOUR}",
    f"/compare?d={SIX}&depth_never_above=0.5",
    f"/compare?d={PAIR}&show=diff",
    f"/compare?d={PAIR}&show=same",
    f"/compare?d={FOUR}&base=dr-pen-a6&hide=power&order=warranty,power",
)


@pytest.fixture
def found(seeded_app):
    """found("d=a,b") → the comparison that the page shows."""
    from catalog.articles import beside
    from catalog.shelf import current

    def compared(address):
        query = address.partition("?")[2]
        with seeded_app.test_request_context("/"):
            args = MultiDict(part.split("=") for part in query.split("&"))
            return compare(current(), Asked.from_args(args, ROW_KEYS), beside.current())

    return compared


def test_four_devices_stand_in_one_table_after_what_they_come_to(seeded_page):
    page = seeded_page(f"/compare?d={FOUR}")
    assert page.text("h1") == "Four devices, side by side"
    assert page.text(".cmp-h .dim").startswith(
        "Two pens, a roller and a stamp. Nothing here is measured by us"
    )
    table = page.one("table.cmp:not(.cmp-sheet)")
    assert words(table.find("caption")).endswith("side by side")
    assert page.texts(".cmp-scroll thead th .nm > a:not(.x)") == [
        "SkinPen Precision",
        "Dr. Pen Ultima A6",
        "Dermaroller MF-8",
        "Banisher 3.0",
    ]
    box = page.one(".cmp-scroll")
    assert box.get("tabindex") == "0"
    assert box.get("role") == "region"
    assert box.get("aria-label")


def test_every_sentence_leads_to_its_row(seeded_page):
    page = seeded_page(f"/compare?d={FOUR}")
    links = page.links(".sents a")
    assert links
    for link in links:
        assert page.one(f"table [id='{link[1:]}']").tag == "tr"


def test_a_sentence_about_a_row_that_is_not_shown_leads_to_where_it_is(seeded_page):
    page = seeded_page(f"/compare?d={PAIR}&show=same")
    assert f"/compare?d={PAIR}#r-needle_length" in page.links(".sents a")


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_cell_of_every_row_shown_can_be_read(seeded_page, found, address):
    page, comparison = seeded_page(address), found(address)
    assert [row.get("id") for row in page.all(".cmp-scroll tr[id]")] == [
        f"r-{row.key}" for row in comparison.shown
    ]
    for row in comparison.shown:
        assert words(page.one(f"#r-{row.key} > th[scope=row]")).startswith(row.label)
        for column, cell in zip(comparison.columns, row.cells, strict=True):
            told = page.one(f"#r-{row.key} [data-device='{column.slug}']")
            assert words(told.cssselect(".v")[0]) == " ".join(cell.text.split())


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_cell_is_blank_or_a_dash(seeded_page, address):
    page = seeded_page(address)
    for cell in page.all("table.cmp td"):
        assert re.search(r"\w", words(cell)), cell.getparent().get("id")


def test_a_row_of_which_little_is_known_is_one_line(seeded_page):
    page = seeded_page(f"/compare?d={FOUR}")
    assert "Known for one of the four" in page.texts(".cmp-scroll .grp")
    line = page.text("#r-needle_diameter td")
    assert line.startswith("C 0.25 mm")
    assert "in a study" in line
    assert page.text("#r-needle_diameter .na") == "not found yet for A, B and D"
    assert page.one("#r-needle_diameter .na").get("aria-hidden") == "true"
    assert "Known for one of the two" in seeded_page(f"/compare?d={PAIR}").texts(".cmp-scroll .grp")


def test_what_only_pens_have_is_folded_and_counted(seeded_page, found):
    page, comparison = seeded_page(f"/compare?d={FOUR}"), found(f"/compare?d={FOUR}")
    count = len(next(group for group in comparison.groups if group.key == "only-pen").rows)
    folds = page.texts(".cmp-scroll .grp summary")
    assert f"Only for pens {count}" in folds
    assert f"No data for any of these {len(comparison.none_known)} rows" in folds
    assert page.text("#r-motor_speed [data-device='dermaroller-mf8']") == "rollers don’t have this"


def test_few_rows_are_not_cut_up_by_headings(seeded_page):
    headings = seeded_page(f"/compare?d={FOUR}").texts(".cmp-scroll .grp > th")
    assert headings[:2] == ["Needle length", "What else is known"]
    assert "Price" not in headings


def test_what_nobody_found_leads_to_the_form_that_takes_it(seeded_page):
    page = seeded_page(f"/compare?d={FOUR}")
    gap = page.one("#r-pin_count [data-device='banisher-3'] a.gap")
    assert gap.get("href").startswith("/report?page=/devices/banisher-3&version=")
    assert gap.get("href").endswith("&value=pin_count&kind=answer")
    assert gap.get("rel") == "nofollow"


def test_a_dispute_is_told_with_every_reading_and_who_gives_it(seeded_page):
    page = seeded_page(f"/compare?d={FOUR}")
    dispute = page.text("#r-needle_length [data-device='dr-pen-a6'] .dispute")
    assert dispute.startswith("sources disagree where it ends: 2.5 mm (")
    assert " · 3.0 mm (" in dispute
    for link in page.links("#r-needle_length a[href^='#s-']"):
        assert page.one(f"[id='{link[1:]}']").tag == "li"


def test_the_numbers_on_paper_are_those_of_the_sources(seeded_page):
    page = seeded_page(f"/compare?d={FOUR}")
    listed = [line.get("id") for line in page.all(".refs > li")]
    for link in page.all(".cmp-scroll .prov a"):
        number = link.cssselect("sup")[0].text
        assert listed[int(number) - 1] == link.get("href")[1:]


def test_the_modes_are_links_and_say_which_is_on(seeded_page):
    page = seeded_page(f"/compare?d={PAIR}&show=diff")
    assert page.text(".cmp-bar .seg [aria-current]") == "Differences"
    assert page.links(".cmp-bar .seg a")[0] == f"/compare?d={PAIR}#compare"
    assert "not enough information" in page.text(".cmp-bar [role=status]")


def test_what_came_of_a_change_is_said(seeded_page):
    page = seeded_page(f"/compare?d={FOUR}")
    assert page.text("[role=status] .vh") == "4 devices, 6 rows differ."


def test_no_difference_is_a_sentence_and_not_an_empty_table(app, page):
    with catalogue(app) as session:
        for slug in ("ada", "bea"):
            make_device(session, slug, specs={"needle_length": "0.5 mm"})
    shown = page("/compare?d=ada,bea&show=diff")
    assert shown.text(".cmp-page > .note").startswith("No difference in the 1 row we know; for ")
    assert shown.links(".cmp-page > .note a") == ["/compare?d=ada,bea#compare"]


def test_better_is_said_in_words_with_an_icon_and_measured_numbers_have_a_bar(app, page):
    noises = {"ada": "50 dB", "bea": "58 dB", "cleo": "62 dB"}
    with catalogue(app) as session:
        make_source(session, "our-bench", type="own-measurement")
        for slug, noise in noises.items():
            make_device(session, slug, statements=[said("noise", noise, "our-bench")])
    shown = page("/compare?d=ada,bea,cleo")
    assert shown.texts("#r-noise .good") == ["lower noise"]
    assert len(shown.all("#r-noise .good > [aria-hidden=true]")) == 1
    assert "lower is better" in shown.text("#r-noise th")
    assert len(shown.all("#r-noise .sb")) == 3
    assert shown.text(".cmp-h .dim") == "Three pens. Each value names who says so."


def test_a_device_no_longer_sold_is_marked_with_what_follows_it(app, page):
    with catalogue(app) as session:
        make_device(session, "bea")
        make_device(session, "ada", status="discontinued", successor="bea")
    head = page("/compare?d=ada,bea").text("#c-ada")
    assert "no longer sold" in head
    assert "followed by" in head


def test_a_long_text_is_cut_and_goes_on_behind_more(app, page):
    long = "a body of brushed aluminium " * 14
    with catalogue(app) as session:
        for slug in ("ada", "bea"):
            make_device(session, slug, specs={"body_material": long.strip()})
    shown = page("/compare?d=ada,bea")
    cell = shown.one("#r-body_material [data-device=ada] .v")
    assert cell.cssselect("details summary")[0].text == "more"
    assert len(cell.text) <= 300
    assert (
        words(cell).replace(" more ", " ") == " ".join(long.split())[:1].upper() + " ".join(long.split())[1:]
    )


def test_a_pen_and_a_roller_of_which_nothing_is_known_still_have_words_everywhere(app, page):
    with catalogue(app) as session:
        make_device(session, "ada", specs={})
        make_roller(session, "bea", specs={})
    shown = page("/compare?d=ada,bea")
    for cell in shown.all("table.cmp td"):
        assert re.search(r"\w", words(cell))


def test_a_column_can_be_moved_removed_and_held_against(seeded_page):
    page = seeded_page(f"/compare?d={FOUR}&show=diff")
    second = [link.get("href") for link in page.all("#c-dr-pen-a6 .chg a")]
    assert second == [
        "/compare?d=dr-pen-a6,skinpen-precision,dermaroller-mf8,banisher-3&show=diff#c-dr-pen-a6",
        "/compare?d=skinpen-precision,dermaroller-mf8,dr-pen-a6,banisher-3&show=diff#c-dr-pen-a6",
        f"/compare?d={FOUR}&show=diff&base=dr-pen-a6#c-dr-pen-a6",
        "/compare?d=skinpen-precision,dermaroller-mf8,banisher-3&show=diff#c-dermaroller-mf8",
    ]
    last = page.one("#c-banisher-3 .x")
    assert last.get("href").endswith("#c-dermaroller-mf8")
    assert words(last) == "Remove Banisher 3.0"
    assert all(head.get("tabindex") == "-1" for head in page.all(".cmp-scroll thead th"))


def test_the_others_are_held_against_one(seeded_page):
    page = seeded_page(f"/compare?d={PAIR}&base=dr-pen-a6")
    assert "all against this one" in page.text("#c-dr-pen-a6")
    told = page.texts("td[data-device='dr-pen-m8'] .apart")
    assert "the same as A" in told
    assert "differs from A" in told
    assert page.all("td[data-device='dr-pen-a6'] .apart") == []


def test_hidden_rows_are_named_and_come_back(seeded_page):
    page = seeded_page(f"/compare?d={PAIR}&hide=power,law")
    assert page.text("#hidden").startswith("Hidden by you: Power, Legal status.")
    assert page.links("#hidden a") == [
        f"/compare?d={PAIR}&hide=law#r-power",
        f"/compare?d={PAIR}&hide=power#r-law",
    ]
    assert page.all("#r-power") == []


def test_rows_are_chosen_with_a_form_that_keeps_the_rest(seeded_page):
    page = seeded_page(
        f"/compare?d={PAIR}&show=diff&base=dr-pen-m8&hide=power&order=warranty,law&depth_at=0.5"
    )
    kept = {field.get("name"): field.get("value") for field in page.all(".rows-f input[type=hidden]")}
    assert kept == {"d": PAIR, "show": "diff", "depth_at": "0.5"}
    first = [box.get("value") for box in page.all(".rows-f input[name=order][checked]")]
    assert first == ["warranty", "law"]
    assert [box.get("value") for box in page.all(".rows-f input[name=hide][checked]")] == ["power"]
    assert page.one(".rows-f select[name=base] option[selected]").get("value") == "dr-pen-m8"


def test_sessions_that_are_no_number_are_told_at_their_field(seeded_page):
    page = seeded_page(f"/compare?d={PAIR}&sessions=many")
    field = page.one("#sessions")
    assert field.get("value") == "many"
    assert field.get("aria-invalid") == "true"
    assert page.text(f"#{field.get('aria-describedby')}").startswith("Write a whole number")
    assert page.one("#rows").get("open") is not None


def test_two_devices_are_chosen_to_be_shown_first(seeded_client, seeded_page):
    page = seeded_page(f"/compare?d={FOUR}")
    names = [field.get("name") for field in page.all(".swipe select, .swipe input[name=d]")]
    assert names == ["d", "d", "d"]
    answer = seeded_client.get(f"/compare?d=banisher-3&d=dr-pen-a6&d={FOUR}")
    assert answer.status_code == 302
    assert answer.location == "/compare?d=banisher-3,dr-pen-a6,skinpen-precision,dermaroller-mf8"
    assert seeded_page(f"/compare?d={PAIR}").all(".swipe") == []


def test_nobody_named_gets_an_explanation_and_comparisons_with_a_text(seeded_page):
    page = seeded_page("/compare")
    assert page.text("h1") == "Compare devices"
    assert "Any two to six devices" in page.text(".lead")
    assert len(page.links("main a[href^='/comparisons/']")) == 3
    assert page.all("table") == []


def test_one_device_is_offered_others(seeded_page):
    page = seeded_page("/compare?d=dr-pen-a6")
    offered = page.links(".mrows .nm a")
    assert offered
    assert all(link.startswith("/compare?d=dr-pen-a6,") for link in offered)
    assert page.all("table") == []


def test_a_seventh_is_named_with_a_way_to_swap_it_in(seeded_page):
    page = seeded_page(f"/compare?d={SIX},banisher-3")
    assert "Banisher 3.0" in page.text("#beyond")
    swaps = page.links("#beyond .swaps a")
    assert len(swaps) == 6
    assert swaps[0] == f"/compare?d=banisher-3,{SIX.partition(',')[2]}#c-banisher-3"
    assert len(page.all(".cmp-scroll thead th")) == 6


def test_what_is_no_device_is_named_and_the_rest_is_shown(seeded_page):
    page = seeded_page("/compare?d=nix,dr-pen-a6,genosys-dts-roller,dr-pen-m8&show=foo")
    notes = page.texts(".cmp-page > .note")
    assert notes[0] == "No device “nix”."
    assert "comes in" in notes[1]
    assert "choose one of them" in notes[1]
    assert "neither all, diff nor same" in page.text("#left-out")
    assert len(page.all(".cmp-scroll thead th")) == 2


def test_twins_are_linked_with_the_same_question(seeded_page):
    page = seeded_page(f"/compare?d={PAIR}&show=diff")
    assert page.links(".cmp-more .tap") == [
        f"/compare{ending}?d={PAIR}&show=diff" for ending in (".json", ".csv", ".md")
    ]


def test_the_state_of_today_can_be_pinned(seeded_page):
    page = seeded_page(f"/compare?d={PAIR}&show=diff")
    form = page.one(".cmp-bar form")
    assert form.get("action") == "/compare/pin"
    assert form.get("method") == "post"
    assert form.cssselect("input")[0].get("value") == f"d={PAIR}&show=diff"


def test_the_shoppers_limit_is_in_the_pictures_and_in_words(seeded_page):
    page = seeded_page(f"/compare?d={FOUR}&depth_never_above=0.5")
    assert page.all(".plate .k-limit")
    assert page.all(".along .k-limit")
    assert "your limit of 0.5" in page.text(".cmp-scroll .along ul")
    assert page.text("#r-depth_never_above th").startswith("Never goes above 0.5 mm")
    assert seeded_page(f"/compare?d={FOUR}").all(".k-limit") == []


def test_the_sellers_are_asked_device_by_device(seeded_page):
    page = seeded_page(f"/compare?d={PAIR}")
    assert page.texts("#ask summary") == ["About A, Dr. Pen Ultima A6", "About B, Dr. Pen Ultima M8"]


def test_more_than_three_devices_go_on_sheets_of_at_most_three(seeded_page):
    page = seeded_page(f"/compare?d={SIX}")
    sheets = page.all("table.cmp-sheet")
    assert [sheet.get("data-n") for sheet in sheets] == ["3", "3"]
    assert all(sheet.get("aria-hidden") == "true" for sheet in sheets)
    assert [one.get("id") for sheet in sheets for one in sheet.cssselect("[id], a.x, details.chg")] == []
    assert seeded_page(f"/compare?d={PAIR}").all("table.cmp-sheet") == []


def test_there_is_no_winner_and_no_count_of_wins(seeded_page):
    page = seeded_page(f"/compare?d={SIX}")
    shown = " ".join([*page.texts(".cmp-h, .sents, .cmp-bar, .cmp-scroll")]).lower()
    assert not re.search(r"\b(winner|wins|best|recommended|better than)\b", shown)


def test_removing_the_last_but_one_leads_to_what_could_stand_beside_the_other(seeded_page):
    page = seeded_page(f"/compare?d={PAIR}")
    assert page.links("#c-dr-pen-a6 .x") == ["/compare?d=dr-pen-m8#compare"]
    assert seeded_page("/compare?d=dr-pen-m8").one("#compare").get("tabindex") == "-1"


@pytest.mark.parametrize("devices", [PAIR, FOUR])
def test_it_says_who_a_and_b_are_before_anything_is_said_of_them(seeded_page, devices):
    page = seeded_page(f"/compare?d={devices}")
    heads = page.texts(".cmp-scroll thead th .nm > a:not(.x)")
    assert page.texts(".cmp-h .letters a") == heads
    assert page.text(".cmp-h .letters").startswith(f"A: {heads[0]} · B: {heads[1]}")


def test_every_known_value_can_be_reported_from_where_it_stands(seeded_page):
    page = seeded_page("/compare?d=skinpen-precision,dr-pen-a6")
    link = page.one("#r-motor_speed [data-device='dr-pen-a6'] a.rep")
    assert link.get("href").startswith("/report?page=/devices/dr-pen-a6&version=")
    form = seeded_page(link.get("href"))
    assert "Dr. Pen Ultima A6" in form.text("main")
    assert "15,000 rpm" in form.text("main")
    assert "18,000 rpm" in form.text("main")
    assert page.one("#r-stops [data-device='dr-pen-a6'] a.gap").get("href").count("needle_length") == 1


def test_who_should_not_comes_before_what_is_compared(seeded_page):
    page = seeded_page("/compare?d=skinpen-precision,genosys-dts-roller-0-5mm")
    assert page.text("#care").startswith("A can go past 0.5 mm. Read first who should not")
    assert page.one("#care a").get("href") == "/devices/skinpen-precision#who-h"
    assert seeded_page("/devices/skinpen-precision").all("#who-h")
    below = seeded_page("/compare?d=genosys-dts-roller-0-5mm,genosys-dts-roller-0-25mm")
    assert below.all("#care") == []


def test_a_family_offers_its_versions_in_its_place(seeded_page):
    page = seeded_page("/compare?d=dr-pen-a6,genosys-dts-roller")
    ways = page.links(".cmp-page > .note a")
    assert "/compare?d=dr-pen-a6,genosys-dts-roller-0-5mm" in ways


def test_capitals_in_a_name_are_a_slip_of_the_hand(seeded_client):
    response = seeded_client.get("/compare?d=Dr-Pen-A6,SKINPEN-precision")
    assert (response.status_code, response.location) == (302, "/compare?d=dr-pen-a6,skinpen-precision")


def test_a_row_in_front_can_be_put_before_the_one_that_leads_it(seeded_page):
    page = seeded_page("/compare?d=skinpen-precision,dr-pen-a6&order=warranty,law,power")
    ways = page.links(".rows-l a")
    assert [way.partition("order=")[2] for way in ways] == [
        "law,warranty,power#rows",
        "warranty,power,law#rows",
    ]
    assert seeded_page(ways[0].partition("#")[0]).all("tbody tr[id]")[0].get("id") == "r-law"

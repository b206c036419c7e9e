"""/devices/<slug>: what is known leads, who says it stands beside it, what is missing takes one line."""

import re

import brotli
import pytest

from catalog.shelf import current
from tests.factories import (
    catalogue,
    cleared,
    fits,
    make_cartridge,
    make_device,
    make_evidence,
    make_roller,
    make_source,
    offer,
    said,
)
from tests.html import words

PEN = {"needle_length": "0.25–2.5 mm every 0.25", "pin_count": "12, 36", "power": "battery"}


@pytest.fixture
def pen(app):
    with catalogue(app) as session:
        make_device(session, "dermaline-one", specs=PEN, audience="professional", name="One")


def test_first_screen_names_the_length_and_who_says_it(page, pen):
    shown = page("products.device", slug="dermaline-one")
    assert shown.text("h1") == "Dermaline One"
    assert shown.text(".kindl") == "Pen, sold to clinics · Dermaline"
    assert shown.links(".kindl a") == ["/brands/dermaline"]
    assert shown.text(".bigl .n") == "0.25–2.5 mm"
    assert "stops every 0.25 mm" in shown.text(".bigl .s")
    assert shown.links(".bigl .prov a") == ["#s-a-shop"]
    assert "seller says" in shown.text(".bigl .pv")


def test_every_value_leads_to_its_source_on_the_page(page, pen):
    shown = page("products.device", slug="dermaline-one")
    ids = {element.get("id") for element in shown.all("[id]")}
    assert all(href[1:] in ids for href in shown.links("main a[href^='#']"))
    rows = shown.all(".spec tr:not(.grp)")
    assert len(rows) == 4
    assert len(shown.all(".spec tr:not(.grp) .prov a")) == 4
    source = shown.text("#s-a-shop")
    for said_of_it in ("Page of a-shop", "A Shop", "a seller’s page", "undated", "read 22 Nov 2026"):
        assert said_of_it in source


def test_a_dispute_shows_every_value_and_who_says_it(page, app):
    with catalogue(app) as session:
        make_source(session, "a-wiki", type="encyclopaedia", strength="weak")
        make_source(session, "a-shop", strength="strong")
        make_device(
            session,
            specs={"needle_length": ["from 0 mm", "up to 2.5 mm"]},
            statements=[said("needle_length", "from 0.25 mm", "a-wiki")],
        )
    shown = page("products.device", slug="dermaline-one")
    words = (
        "sources disagree where it starts: 0 mm (a seller’s page) · 0.25 mm (an encyclopaedia, weak source)"
    )
    assert words in shown.text(".bigl .dispute")
    assert shown.text(".bigl .n") == "0 or 0.25–2.5 mm"
    assert "sources disagree" in shown.text(".legend")


def test_what_is_missing_takes_one_line_and_what_cannot_be_is_not_missed(page, app):
    with catalogue(app) as session:
        make_roller(session, specs={"needle_length": "0.5 mm"})
    missing = page("products.device", slug="dermaline-roller").text(".notyet")
    assert missing.startswith("We haven’t found these yet: needles, needle diameter")
    assert missing.endswith("a current price.")
    for word in ("motor speed", "noise", "cartridge mount", "measured"):
        assert word not in missing


def test_a_maker_that_does_not_say_is_no_gap_of_ours(page, app):
    with catalogue(app) as session:
        silent = said("noise", None, state="not_published", read_on="2026-11-03")
        make_device(session, specs=PEN, statements=[silent])
    shown = page("products.device", slug="dermaline-one")
    assert "The maker doesn’t say: noise at 30 cm (looked on 3 Nov 2026" in shown.text("#specs")
    assert "noise" not in shown.text(".notyet")


@pytest.mark.parametrize(
    ("length", "reason"),
    [
        ("0.25–2.5 mm", "Its needles go past 0.5 mm."),
        ("0.5 mm", None),
        ("from 0.25 mm", "Whether its needles go past 0.5 mm is not known."),
        (None, "Whether its needles go past 0.5 mm is not known."),
    ],
)
def test_who_should_not_stands_beside_longer_and_unknown_needles(page, app, length, reason):
    with catalogue(app) as session:
        make_evidence(session)
        make_device(session, specs={"needle_length": length} if length else {"power": "battery"})
    shown = page("products.device", slug="dermaline-one")
    asides = shown.texts("aside.who")
    assert len(asides) == (reason is not None)
    if reason:
        assert reason in asides[0]
        assert "Bleeding disorder" in asides[0]
        assert shown.html.index('class="who"') < shown.html.index('id="fits"')


def test_a_clearance_is_told_with_its_number_and_never_of_the_brand(page, app):
    with catalogue(app) as session:
        make_device(session, specs=PEN, legal=[cleared("K233709"), cleared("K240000", date="2025-01-02")])
    shown = page("products.device", slug="dermaline-one")
    assert "cleared (510(k)) 23 Feb 2024, K233709, and one later clearance" in shown.text(".fl")
    assert "FDA clearance (510(k))" in shown.text("#law")
    assert "never a brand" in shown.text("#law")
    assert "none found" not in shown.html


def test_nothing_on_file_is_said_as_such(page, pen):
    shown = page("products.device", slug="dermaline-one")
    assert "No FDA file on record" in shown.text(".fl")
    assert "unapproved" not in shown.html
    assert "illegal" not in shown.html


@pytest.mark.parametrize("slug", ["micropen-evo", "genosys-dts-roller", "ora-derma-pen"])
def test_looking_a_model_up_asks_for_this_model(seeded_page, slug):
    shown = seeded_page("products.device", slug=slug)
    for link in [link for link in shown.links("main a") if link.startswith("/cleared")]:
        assert shown.text("h1") in seeded_page(link).text("#answer")
    assert bool(shown.all('main a[href^="/cleared"]')) == ("No FDA file on record" in shown.text("main"))


def test_what_fits_comes_with_its_reasons(page, app):
    with catalogue(app) as session:
        make_device(session, specs=PEN)
        make_cartridge(session, "one-12", specs={"pin_count": "12"}, fits=[fits("dermaline-one")])
        make_cartridge(session, "one-36", fits=[fits("dermaline-one", "does not fit", note="Too wide.")])
        make_cartridge(session, "one-42", fits=[fits("dermaline-one", "not verified")])
    shown = page("products.device", slug="dermaline-one")
    assert shown.links("#fits th a") == [f"/cartridges/one-{count}" for count in (12, 42, 36)]
    answers = ["fits seller says", "not verified seller says", "does not fit seller says Too wide."]
    assert shown.texts("#fits td:last-child") == answers
    assert shown.texts("#fits .know")[0] == "Needles: 12"


def test_a_cartridge_that_limits_the_dial_is_said(page, app):
    with catalogue(app) as session:
        make_device(session, specs={"needle_length": "0–1.9 mm"})
        make_cartridge(session, "short", specs={"needle_length": "1.5 mm"}, fits=[fits("dermaline-one")])
    shown = page("products.device", slug="dermaline-one")
    assert "The needles of its cartridge end at 1.5 mm" in shown.text(".bigl")


def test_a_current_price_is_dated_and_an_old_one_is_folded(page, app, at_time):
    at_time(2026, 11, 26, 12)
    with catalogue(app) as session:
        offers = [offer("129.00", day="2026-11-20", merchant="Shop"), offer("99.50", day="2025-08")]
        make_device(session, specs=PEN, offers=offers)
    shown = page("products.device", slug="dermaline-one")
    assert "$129 at Shop, seen 20 Nov 2026" in shown.text(".fl")
    assert "$99.50, seen Aug 2025" in shown.text("#old-prices")
    assert "a current price" not in shown.text(".notyet")


def test_a_reusable_roller_without_an_interval_is_warned_of(page, app):
    with catalogue(app) as session:
        make_roller(session, "again", specs={"needle_length": "0.5 mm", "sterility": "reusable"})
        specs = {"needle_length": "0.5 mm", "sterility": "reusable", "replacement": "10 uses"}
        make_roller(session, "ten-times", specs=specs)
    assert "can be used again" in page("products.device", slug="again").text("#specs .note")
    assert not page("products.device", slug="ten-times").all("#specs .note")


def test_an_own_product_is_marked(page, app):
    with catalogue(app) as session:
        make_device(session, specs=PEN, is_own=True)
    assert page("products.device", slug="dermaline-one").text(".tag.own") == "our own product"


def test_what_came_after_is_linked_from_what_is_no_longer_sold(page, app):
    with catalogue(app) as session:
        make_device(session, "two", specs=PEN)
        make_device(session, "one", specs=PEN, status="discontinued", successor="two")
    old = page("products.device", slug="one")
    assert "No longer sold" in old.text(".kindl")
    assert "/devices/two" in old.links("#versions a")
    assert "/devices/one" in page("products.device", slug="two").links("#versions a")


def test_a_recalled_value_says_that_no_source_was_found(page, app):
    with catalogue(app) as session:
        make_device(session, statements=[said("weight", "180 g", None, known_by="recalled")])
    assert "from memory, no source found yet" in page("products.device", slug="dermaline-one").text(".spec")


def test_markup_in_values_is_text(page, app):
    with catalogue(app) as session:
        make_device(session, name="<b>Pen</b>", specs={"body_material": "<script>alert(1)</script>"})
    shown = page("products.device", slug="dermaline-one")
    assert "<b>Pen</b>" in shown.text("h1")
    assert not shown.all("h1 b")


def test_statements_do_not_grow_with_what_is_said(page, app, count_statements):
    with catalogue(app) as session:
        make_device(session, "small", specs={"needle_length": "0.5 mm"})
        make_device(session, "large", specs=PEN, offers=[offer("9")] * 3, legal=[cleared(), cleared("K2")])
        for number in range(12):
            make_cartridge(session, f"c-{number}", offers=[offer("2")], fits=[fits("large")])
            make_device(session, f"other-{number}", specs=PEN)
    page("products.device", slug="small")
    small = count_statements(lambda: page("/devices/small?n=1"))
    assert count_statements(lambda: page("/devices/large?n=1")) <= small + 2


SEEDED = ("dermapen-4", "dr-pen-a6", "genosys-dts-roller-0-5mm", "skinpen-precision", "micropen-evo",
          "banisher-3", "exceed-unlimited", "zgts-192", "procell-md")  # fmt: skip


@pytest.mark.parametrize("slug", SEEDED)
def test_real_devices_have_whole_pages_of_little_weight(seeded_page, slug):
    shown = seeded_page("products.device", slug=slug)
    assert shown.all("main h1")
    assert not re.search(r"none found|clinically proven|\bsafe\b|None|not_researched", shown.text("main"))
    assert len(brotli.compress(shown.html.encode(), quality=5)) < 30_000


def test_skinpen_says_what_its_sources_say(seeded_page):
    shown = seeded_page("products.device", slug="skinpen-precision")
    assert shown.text(".kindl") == "Pen, sold to clinics · SkinPen"
    dispute = (
        "sources disagree where it starts: 0 mm (a seller’s page) · 0.25 mm (an encyclopaedia, weak source)"
    )
    assert dispute in shown.text(".bigl")
    assert "authorised (De Novo) 1 Mar 2018, DEN160029, and two later clearances" in shown.text(".fl")
    assert shown.text(".recd summary").endswith("7 of 8")
    assert "Kalluri 2011" in shown.text("#skin")
    assert "needles usually go less deep" in shown.text("#skin figcaption")


def test_exceed_unlimited_is_limited_by_its_cartridge(seeded_page):
    shown = seeded_page("products.device", slug="exceed-unlimited")
    assert shown.text(".bigl .n") == "0–1.9 mm"
    assert "The needles of its cartridge end at 1.5 mm" in shown.text(".bigl")
    assert "/cartridges/exceed-safety-6" in shown.links(".bigl a")


def test_micropen_evo_shows_its_files_and_that_nothing_else_is_known(seeded_page):
    shown = seeded_page("products.device", slug="micropen-evo")
    assert "we haven’t found this yet" in shown.text(".bigl")
    assert not shown.all("#skin")
    assert shown.text("#near h2") == "Better documented"
    assert "K203144" in shown.text("#law")


def test_a_version_says_what_is_said_of_the_whole_family(seeded_page):
    shown = seeded_page("products.device", slug="genosys-dts-roller-0-5mm")
    assert shown.text(".bigl .n") == "0.5 mm"
    rows = {words(row.find("th")): words(row) for row in shown.all(".spec tr:not(.grp)")}
    assert "said of the whole family" in rows["Sterile packing"]
    assert "said of the whole family" not in rows["Needle length"]
    assert "said of the whole family" not in rows["Needles"]
    assert "/devices/genosys-dts-roller" in shown.links("#versions a")
    assert len(shown.all("#versions .alist li")) == 5


def test_banisher_goes_further_with_heads_sold_separately(seeded_page):
    shown = seeded_page("products.device", slug="banisher-3")
    assert "Heads sold separately go up to 1.0 mm" in shown.text(".bigl")
    assert "with parts sold separately" in shown.text("aside.who")


def test_no_link_leads_nowhere(seeded_page, seeded_client):
    links = set()
    for slug in (*SEEDED, "genosys-dts-roller"):
        links.update(seeded_page(f"/devices/{slug}").links("main a[href^='/']"))
    broken = {href: code for href in links if (code := seeded_client.get(href).status_code) >= 400}
    assert not broken


def test_all_that_was_said_is_one_tap_away_with_what_was_set_aside(page, app):
    with catalogue(app) as session:
        make_device(
            session,
            specs={"weight": "180 g"},
            statements=[
                said("weight", "210 g", "a-manual", rank="deprecated", note="An older model."),
                said("weight", "as light as a feather", unparsed=True, read_on="2026-11-03"),
                said("dimensions", "length 180 mm, width 30 mm"),
                said("measured_length", "0.5 mm → 0.46 mm ± 0.03 mm (n=9)"),
                said("motor_speed", "9,000–18,000 rpm", "a-manual"),
                said("motor_speed", "up to 20,000 rpm"),
            ],
        )
    shown = page("products.device", slug="dermaline-one")
    texts = shown.texts(".said li")
    assert any("210 g in the manual set aside by an author An older model." in text for text in texts)
    assert any(text.startswith("as light as a feather seller says read 3 Nov 2026") for text in texts)
    rows = {words(row.find("th")): words(row) for row in shown.all(".spec tr:not(.grp)")}
    assert "also said: 20,000 rpm seller says" in rows["Motor speed"]
    assert "in the manual" in rows["Motor speed"]
    assert "180" in rows["Size"]
    assert "0.46 mm" in rows["Measured length"]


@pytest.mark.long
def test_every_seeded_device_and_family_has_a_valid_page(seeded_page, seeded_app):
    with seeded_app.test_request_context():
        shelf = current()
        slugs = [*(entry.slug for entry in shelf.devices()), *shelf.families]
    for slug in slugs:
        seeded_page("products.device", slug=slug)

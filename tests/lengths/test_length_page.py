"""`/needle-lengths/<mm>`: the layer a length reaches, and the devices that have it."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import select

from catalog.concerns.queries import every_tested
from catalog.figures.scales import Layers
from catalog.finder.conditions import Refused
from catalog.lengths.address import address_of, length_in
from catalog.lengths.layers import layer_at
from catalog.science.editing import put_depth_band
from catalog.science.models import DepthBand, Study
from catalog.science.skin_words import plain
from tests.claims.samples import WHO, store, study
from tests.factories import catalogue, make_device, make_family, make_roller
from tests.html import Page

CHEEK = Layers(17, 45, 1000)
Fetch = Callable[..., Page]


def test_page_names_the_layer_its_studies_and_the_devices(seeded_page: Fetch) -> None:
    page = seeded_page("/needle-lengths/0.5")
    assert page.text("h1") == "0.5 mm needles"
    assert "inner skin (dermis)" in page.text(".lead")
    assert "Needles usually go less deep" in page.text(".lead")
    facts = page.text("main .fl")
    assert "Outer skin (epidermis) and, in places, the top of the inner skin (dermis)" in facts
    assert "Chopra 2015" in facts
    assert "GENOSYS DTS Microneedle Roller 0.5 mm" in page.text("#depth_at > ul")


def test_three_answers_come_with_counts_that_the_list_of_devices_confirms(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        make_device(session, "dial", specs={"needle_length": "0.25–2.5 mm every 0.25"})
        make_device(session, "unknown-stops", specs={"needle_length": "0.25–2.5 mm"})
        make_device(session, "silent")
        make_roller(session, "short", specs={"needle_length": "0.5 mm"})
    shown = page("/needle-lengths/0.5")
    assert counts(shown, "depth_at") == ("2", "2")
    assert counts(shown, "depth_reach") == ("3", "1")
    assert counts(shown, "depth_never_above") == ("1", "1")
    assert names(shown, "depth_never_above") == ["Dermaline Short", "Dermaline Silent"]


def counts(page: Page, key: str) -> tuple[str, ...]:
    """What fits and what might of one question, as printed."""
    return (page.text(f"#{key} > h2 .u"), page.text(f"#{key} .fold.big summary span"))


def names(page: Page, key: str) -> list[str]:
    return page.texts(f"#{key} li a")


def test_those_whose_limit_is_unknown_are_folded_with_caution(seeded_page: Fetch) -> None:
    page = seeded_page("/needle-lengths/0.5")
    fold = page.one("#depth_never_above .fold.care")
    assert fold.get("open") is None
    assert "They may go above 0.5 mm" in page.text("#depth_never_above .fold.care summary")
    assert not page.all("#depth_at .fold.care")


def test_longer_than_half_a_millimetre_says_who_should_not_before_any_device(seeded_page: Fetch) -> None:
    page = seeded_page("/needle-lengths/1.5")
    assert "Bleeding disorder" in page.text(".who")
    assert not seeded_page("/needle-lengths/0.5").all(".who")


def test_nothing_tested_and_nothing_advised(seeded_page: Fetch) -> None:
    """Uses and their basis stay on the pages of concerns, never beside devices."""
    for mm in ("0.1", "0.25", "0.5", "1", "1.5", "2.5", "3"):
        page = seeded_page(f"/needle-lengths/{mm}")
        words = page.text("main").casefold()
        for who_should_not in page.texts(".who"):
            words = words.replace(who_should_not.casefold(), "")
        for taboo in ("acne", "wrinkle", "hair loss", "stretch mark", "texture", "best tested", "safe"):
            assert taboo not in words, f"{mm} mm says “{taboo}”"


def test_no_study_that_treated_people_with_known_lengths_stands_beside_devices(
    seeded_app: Flask, seeded_page: Fetch
) -> None:
    """A studied length speaks for that length; pages of concerns tell of it, beside all that was tested."""
    with seeded_app.extensions["database"].reader() as session:
        told = {row.study for rows in every_tested(session).values() for row in rows if row.needle_lengths_um}
        treated = {
            f"/studies/{study.slug}"
            for study in session.exec(select(Study))
            if (study.needle_lengths_um or study.slug in told)
            and study.kind not in ("measurement", "in vitro", "animal", "guidance")
        }
        highs = [band.high_um for band in session.exec(select(DepthBand))]
        behind = {f"/studies/{slug}" for band in session.exec(select(DepthBand)) for slug in band.studies}
    assert len(treated & behind) > 5
    linked = set()
    for address in ("/needle-lengths", "/needle-lengths/4", *map(address_of, highs)):
        links = seeded_page(address).links()
        assert treated.isdisjoint(links), address
        linked |= behind.intersection(links)
    assert linked


def test_the_layer_rests_on_what_measured_skin_or_a_way_and_else_on_words(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        make_roller(session, "short", specs={"needle_length": "0.5 mm"})
        store(
            session, study("adams2020"), study("brown2019", kind="review"), study("clark2018", kind="animal")
        )
        for low, studies in ((0, ["adams2020", "clark2018"]), (500, ["adams2020", "brown2019"])):
            fields: dict[str, Any] = {"slug": f"b{low}", "low_um": low, "high_um": low + 500}
            fields |= {"layer": "Epidermis", "who": "home", "basis": f"Rest of {low}."}
            put_depth_band(session, DepthBand(**fields, studies_json=json.dumps(studies)), **WHO)
    assert page("/needle-lengths/0.5").text(".fl .fine") == "for needles of 0–0.5 mm: Clark 2018"
    assert page("/needle-lengths/1").text(".fl .fine") == "for needles of 0.5–1.0 mm: Rest of 500."
    rows = page("/needle-lengths").texts("table.tbl:not(.lengths) tbody tr")
    assert [row.partition(")")[2] for row in rows] == ["Clark 2018", "Rest of 500."]


@pytest.mark.parametrize("spelling", ["0,5", "0.50", ".5", "500um", "500 µm", "0.5mm", "0.5 mm", "500µm"])
def test_every_spelling_of_a_length_leads_to_one_address(client: FlaskClient, spelling: str) -> None:
    answer = client.get(f"/needle-lengths/{spelling}")
    assert (answer.status_code, answer.location) == (301, "/needle-lengths/0.5")


@pytest.mark.parametrize("text", ["abc", "0", "-0.5", "5.01", "6", "0.123", "0.5 db", "1..2", "½"])
def test_what_is_no_needle_length_is_no_page(page: Fetch, text: str) -> None:
    assert page(f"/needle-lengths/{text}", status=404).text("h1")


def test_five_millimetres_are_the_last_length() -> None:
    assert length_in("5") == 5000
    with pytest.raises(Refused):
        length_in("5.01")


@pytest.mark.parametrize("length", [10, 130, 250, 500, 1000, 1500, 2500, 5000])
def test_a_length_and_its_address_say_the_same(length: int) -> None:
    assert length_in(address_of(length).rpartition("/")[2]) == length


@pytest.mark.parametrize(
    ("length", "name"),
    [(10, "dead surface"), (17, "dead surface"), (18, "outer skin"), (62, "outer skin"), (63, "inner skin"),
     (1062, "inner skin"), (1063, "fat below"), (5000, "fat below")],
)  # fmt: skip
def test_the_drawing_says_where_a_needle_would_end(length: int, name: str) -> None:
    assert layer_at(length, CHEEK).name.startswith(name)


def test_layers_are_called_by_their_plain_name_first() -> None:
    assert plain("Papillary to upper reticular dermis") == "Inner skin (papillary to upper reticular dermis)"
    assert plain("Deep dermis to subcutaneous fat") == "Deep inner skin (dermis) to fat below (subcutis)"


def test_lengths_that_nothing_has_are_not_for_search_engines(seeded_page: Fetch) -> None:
    assert seeded_page("/needle-lengths/0.37").all('meta[name="robots"][content="noindex,follow"]')
    assert not seeded_page("/needle-lengths/0.5").all('meta[name="robots"]')


def test_neighbours_are_lengths_that_exist(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        make_family(session, "dts", ["0.25 mm", "0.5 mm", "1.5 mm"])
    shown = page("/needle-lengths/0.5")
    assert shown.links('nav[aria-label="Other lengths"] a')[:2] == [
        "/needle-lengths/0.25", "/needle-lengths/1.5",
    ]  # fmt: skip


def test_a_catalogue_without_evidence_still_names_its_devices(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        make_roller(session, "short", specs={"needle_length": "0.5 mm"})
    shown = page("/needle-lengths/0.5")
    assert names(shown, "depth_at") == ["Dermaline Short"]
    assert not shown.all("#skin")


def test_long_lists_are_cut_and_counted(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        for number in range(26):
            make_roller(session, f"roller-{number:02}", specs={"needle_length": "0.5 mm"})
    shown = page("/needle-lengths/0.5")
    assert len(names(shown, "depth_at")) == 24
    assert "and 2 more" in shown.text("#depth_at")


def test_statements_do_not_grow_with_devices(app: Flask, client: Any) -> None:
    from sqlalchemy import event

    def asked() -> int:
        seen: list[str] = []

        def note(*args: Any) -> None:
            seen.append(args[2])

        engine = app.extensions["database"].replica
        client.get("/needle-lengths/0.5")
        event.listen(engine, "before_cursor_execute", note)
        client.get("/needle-lengths/0.5?again=1")
        event.remove(engine, "before_cursor_execute", note)
        return len(seen)

    with catalogue(app) as session:
        make_roller(session, "one", specs={"needle_length": "0.5 mm"})
    few = asked()
    with catalogue(app) as session:
        for number in range(20):
            make_roller(session, f"r-{number}", specs={"needle_length": "0.5 mm"})
    assert asked() == few


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=40))
def test_whatever_stands_in_the_address_is_a_length_or_no_page(seeded_app: Flask, text: str) -> None:
    answer = seeded_app.test_client().get(f"/needle-lengths/{quote(text, safe='')}")
    assert answer.status_code in (200, 301, 308, 400, 404)

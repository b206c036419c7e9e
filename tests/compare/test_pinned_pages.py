"""Pages of pinned comparisons say in each cell what the living page said, and go onto paper like it."""

import json
import shutil

import pytest

from catalog.config import Settings
from tests.compare.reading import WEAK, cells_of
from tests.compare.test_pinned import QUERY, change, filled  # noqa: F401
from tests.conftest import _running
from tests.factories import catalogue, make_source
from tests.html import Page

TRIO = "d=skinpen-precision,exceed,dermapen-4"
QUERIES = [
    TRIO,
    f"{TRIO}&base=exceed&depth_at=0.5",
    "d=dr-pen-a6,skinpen-precision,zgts-192,banisher-3&base=dr-pen-a6&sessions=3",
]


@pytest.fixture(scope="module")
def own(seeded_file, tmp_path_factory):
    """A client over a copy of the real catalogue, to pin in."""
    folder = tmp_path_factory.mktemp("own")
    shutil.copy(seeded_file, folder / "catalog.sqlite3")
    running = _running(Settings(instance=folder, secret_key="not a secret in tests"))
    yield next(running).test_client()
    next(running, None)


def alive(client, query, ending=""):
    """Today's comparison but for what names the devices, which is no value of theirs and is not pinned."""
    return client.get(f"/compare{ending}?{query}&hide=evidence", follow_redirects=True)


def pinned(client, query):
    return client.post("/compare/pin", data={"query": query}).location


@pytest.mark.parametrize("query", QUERIES)
def test_each_cell_says_what_the_living_one_says(own, query):
    live = cells_of(Page(alive(own, query)))
    assert cells_of(Page(own.get(pinned(own, query)))) == live
    assert any(is_weak for one in live.values() for _, is_weak in one.told)
    assert any(WEAK in words for one in live.values() for words, _ in one.disputes)


def test_a_device_that_others_are_held_against_is_still_named(own):
    page = Page(own.get(pinned(own, QUERIES[1])))
    assert page.texts("thead .tag") == ["all against this one"]
    assert "differs from B" in page.texts("#r-pin_count .apart")


def test_the_page_of_an_editor_says_the_same(seeded_client):
    page = Page(seeded_client.get("/comparisons/skinpen-exceed-dermapen-4"))
    (query,) = {link.partition("?")[2] for link in page.links("a[href^='/compare?']")}
    marks = len(page.all(".dispute .pm.conf"))
    assert marks == len(page.all(".dispute")) > 0
    assert len(page.all(".legend .pm.conf")) == 1
    assert cells_of(page) == cells_of(Page(alive(seeded_client, query)))


def test_the_bytes_say_of_every_witness_whether_it_is_weak(own):
    kept = json.loads(own.get(f"{pinned(own, TRIO)}.json").data)
    spoken = [
        who
        for row in kept["rows"]
        for cell in row["cells"]
        for who in (
            *(told["who"] for told in cell["told"]),
            *(who for one in cell["disputes"] for reading in one["readings"] for who in reading["who"]),
            *(who for reading in cell["beside"] for who in reading["who"]),
        )
    ]
    weak = {slug for slug, source in kept["sources"].items() if source["strength"] == "weak"}
    assert {who["source"] for who in spoken if who["is_weak"]} == weak
    assert all(who["is_weak"] == (who["source"] in weak) for who in spoken)


def test_sources_come_in_the_order_in_which_they_are_named(own):
    page = Page(own.get(pinned(own, TRIO)))
    assert [item.get("id") for item in page.all(".refs li")][:2] == [
        "s-pinova-skinpen-depth",
        "s-grokipedia-skinpen",
    ]


def test_its_tables_say_all_that_the_living_ones_say(own):
    address, query = pinned(own, QUERIES[2]), QUERIES[2]
    assert own.get(f"{address}.csv").text == alive(own, query, ".csv").text
    kept, live = (one.text.split("\n\n") for one in (own.get(f"{address}.md"), alive(own, query, ".md")))
    # All but what is in the first lines: address, day and version.
    assert kept[:2] + kept[3:] == live[:2] + live[3:]


# --- a replica that is behind


@pytest.fixture
def behind(seeded_file, tmp_path):
    """A client of an application whose replica hears of nothing that is written."""
    for name in ("primary", "replica"):
        shutil.copy(seeded_file, tmp_path / f"{name}.sqlite3")
    running = _running(
        Settings(
            instance=tmp_path / "instance",
            secret_key="not a secret in tests",
            database_url=f"sqlite:///{tmp_path / 'primary.sqlite3'}",
            replica_url=f"sqlite:///{tmp_path / 'replica.sqlite3'}",
        )
    )
    yield next(running).test_client()
    next(running, None)


@pytest.mark.parametrize("ending", ["", ".json", ".csv", ".md"])
def test_what_was_just_pinned_is_found_while_the_replica_is_behind(behind, ending):
    address = pinned(behind, TRIO)
    assert behind.get(f"{address}{ending}").status_code == 200
    assert pinned(behind, TRIO) == address


def test_a_key_that_nobody_knows_is_not_found_there_either(behind):
    assert behind.get(f"/compare/s/{'0' * 64}").status_code == 404


# --- paper


def test_the_foot_of_every_sheet_names_the_key(own):
    for query in (TRIO, QUERIES[2]):
        address = pinned(own, query)
        page = Page(own.get(address))
        feet = page.texts("tfoot")
        assert all(address.rpartition("/")[2] in foot for foot in feet)
        assert len(feet) == (1 if query == TRIO else 3)


def test_four_devices_go_on_two_sheets(own):
    page = Page(own.get(pinned(own, QUERIES[2])))
    sheets = page.all("table.cmp-sheet")
    assert [len(sheet.cssselect("thead th")) for sheet in sheets] == [2, 2]
    assert not [one for sheet in sheets for one in sheet.cssselect("[id], thead a")]
    assert page.all(".cmp-page.wide .cmp-scroll")


def test_three_devices_go_on_one(own):
    page = Page(own.get(pinned(own, TRIO)))
    assert page.all(".cmp-page:not(.wide) .cmp-scroll")
    assert not page.all(".cmp-sheet")


# --- what has changed


def test_a_new_value_that_a_weak_source_gives_is_said_to_be(app, client, filled):  # noqa: F811
    address = pinned(client, QUERY)
    with catalogue(app) as session:
        make_source(session, "a-blog", type="blog", strength="weak")
        change(session, filled[0], "noise", "55 dB", "a-blog")
    (said,) = Page(client.get(address)).texts("#since .changed")
    assert "58 dB → 55 dB (a blog says, weak source, " in said


def test_who_the_letters_are_is_said_before_they_are_spoken_of(own):
    page = Page(own.get(pinned(own, TRIO)))
    assert page.text("header .letters") == "A: SkinPen Precision · B: Amiea Med Exceed · C: Dermapen 4"

"""What reviews say, on the page of a comparison and in its twins; and that nothing else is changed by it."""

from __future__ import annotations

import csv
import io
import json
import shutil
import threading

import pytest

from catalog.config import Settings
from catalog.reviews.drafts import Score
from tests.compare.reading import cells_of
from tests.compare.test_agreement import holds, in_json, in_long, markdown_cells, wide_cells
from tests.conftest import _running, free_port
from tests.factories import catalogue
from tests.html import Page, words
from tests.reviews.made import CRITERIA, hands_on, make_author, make_method, research, store
from tests.test_every_page import SETTLED_WIDTH, SMALL_TARGETS

D = "dr-pen-a6,exceed,skinpen-precision,dermapen-4"
"""Whole score, part of one, only read about, not reviewed."""
OLD = "genosys-dts-roller-0-5mm"
"""Scored by a version that cannot be compared."""
UNREVIEWED = "dermapen-4,banisher-3"
LONG = "A made-up sentence that has no end, " * 7
KEYS = ["score", "verdict", "best_for", "not_for", "pros", "cons", "tested", "connection"]


@pytest.fixture(scope="module")
def compared_app(seeded_file, tmp_path_factory):
    folder = tmp_path_factory.mktemp("compared")
    shutil.copy(seeded_file, folder / "catalog.sqlite3")
    for app in _running(Settings(instance=folder, secret_key="not a secret in tests")):
        with catalogue(app) as session:
            make_author(session)
            make_method(session, 8)
            make_method(session, 9, CRITERIA)
            store(session, hands_on("dr-pen-a6"))
            some = (Score("length", 60, "Made up."), Score("hygiene", 70, "Made up."))
            more = {
                "connection": "affiliate",
                "connection_words": "A made-up link.",
                "best_for": (LONG, LONG),
            }
            store(session, hands_on("exceed", slug="part", scores=some, **more))
            store(session, research("skinpen-precision", slug="only-read"))
            store(session, hands_on(OLD, slug="old", method=8, scores=some))
        yield app


@pytest.fixture
def client(compared_app):
    return compared_app.test_client()


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200, (address, response.headers.get("Location"))
    return Page(response)


MODES = ["", "&w=length:2,noise:3", "&show=diff", "&show=same", "&hide=pros,cons&order=tested,score"]


@pytest.mark.parametrize("devices", [D, f"dr-pen-a6,{OLD}", f"exceed,{UNREVIEWED}"])
@pytest.mark.parametrize("mode", MODES)
def test_every_word_of_a_cell_is_in_every_twin(client, devices, mode):
    query = f"d={devices}{mode}"
    seen = cells_of(page(client, f"/compare?{query}"))
    said = client.get(f"/compare.json?{query}").json
    in_json(seen, said)
    names = {device["slug"]: device["name"] for device in said["devices"]}
    wide = wide_cells(client.get(f"/compare.csv?{query}").text, names)
    text = markdown_cells(client.get(f"/compare.md?{query}").text)
    assert list(wide) == list(seen)
    for (key, one), line in zip(seen.items(), text, strict=True):
        holds(wide[key], one, "")
        holds(line, one, "")
    in_long(seen, client.get(f"/compare.csv?{query}&shape=long").text)


def test_the_group_leads_and_says_who_judges(client):
    shown = page(client, f"/compare?d={D}")
    rows = [one.get("id").removeprefix("r-") for one in shown.all(".cmp-scroll tr[id^='r-']")]
    assert rows[:10] == ["record", *KEYS, "needle_length"]
    assert shown.texts("#r-score .v") == [
        "8.2", "5.1–7.2, noise not known", "not tested by us: research only", "not reviewed yet",
    ]  # fmt: skip
    assert shown.texts("#r-score .nt") == ["method version 9", "method version 9"]
    assert not shown.all("#r-score .good")
    assert shown.links("#r-verdict .prov a") == ["/reviews/made-up", "/reviews/part", "/reviews/only-read"]
    assert (
        shown.texts("#r-tested .v")[0] == "Bought · 42 days · 6 sessions · 2 devices · last used 28 Mar 2026"
    )
    notes = shown.texts("#r-verdict .nt")
    assert notes[0].startswith("We earn something")
    assert notes[1] == "Not tested by us: research only"


def test_a_long_text_is_cut_with_more_behind_it(client):
    (cell,) = page(client, f"/compare?d={D}").all("#r-best_for [data-device=exceed] .v details")
    assert words(cell).startswith("more ")
    assert len(words(cell)) > 100


def test_rows_of_reviews_hide_and_move(client):
    shown = page(client, f"/compare?d={D}&hide=pros,verdict&order=connection")
    assert shown.all(".cmp-scroll tr[id^='r-']")[0].get("id") == "r-connection"
    assert not shown.all("#r-pros, #r-verdict")
    assert shown.all("#r-cons")
    assert {"Pros", "Verdict"} <= set(shown.texts("#hidden a"))


def test_where_none_is_reviewed_nothing_is_said_of_reviews(client, seeded_client):
    for query in (f"d={UNREVIEWED}", f"d={UNREVIEWED}&show=diff&w=noise:3", f"d={UNREVIEWED}&w-noise=3"):
        shown = page(client, f"/compare?{query}")
        assert not shown.all("#r-score, #weights, #ranking, .grp:contains('Reviews')")
        for ending in (".json", ".csv", ".md"):
            here, there = (one.get(f"/compare{ending}?{query}") for one in (client, seeded_client))
            assert without_version(here.text) == without_version(there.text)


def without_version(text):
    if text.startswith("{"):
        return {key: value for key, value in json.loads(text).items() if key != "version"}
    return [line for line in text.splitlines() if "Version" not in line]


# -- own weights --------------------------------------------------------------------------------------------


def test_the_form_leads_to_one_address_and_back(client):
    shown = page(client, f"/compare?d={D}&show=diff")
    fields = {one.get("name"): one.get("placeholder") for one in shown.all("#weights .in")}
    assert fields == {"w-length": "30", "w-hygiene": "25", "w-noise": "15"}
    hidden = {one.get("name"): one.get("value") for one in shown.all("#weights form input[type=hidden]")}
    assert hidden == {"d": D, "show": "diff"}
    typed = hidden | {"w-length": "2", "w-hygiene": "0", "w-noise": "3"}
    away = client.get("/compare", query_string=typed)
    assert (away.status_code, away.location) == (302, f"/compare?d={D}&show=diff&w=length:2,noise:3")
    there = page(client, away.location)
    assert [one.get("value") for one in there.all("#weights .in")] == ["2", "0", "3"]
    assert there.links("#weights form a") == [f"/compare?d={D}&show=diff#weights"]
    assert there.text("#ranking") == (
        "By your weights: A 8.1, B 2.4–8.4 (noise not scored). "
        "Too close, or too little known, to say which is higher: A and B. "
        "C is left out: not tested by us: research only. D is left out: not reviewed yet."
    )
    assert there.texts("#r-own_score .nt") == [
        "(2 × 8.4 + 3 × 7.9) ÷ 5 = 8.1", "(2 × 6.0 + 3 × 0–10) ÷ 5 = 2.4–8.4",
    ]  # fmt: skip


def test_what_cannot_be_read_is_said_at_its_field_and_nothing_is_lost(client):
    away = client.get(f"/compare?d={D}&w-noise=lots&w-length=2&w-hygiene=")
    assert (away.status_code, away.location) == (302, f"/compare?d={D}&w-length=2&w-noise=lots")
    shown = page(client, away.location)
    assert [one.get("value") for one in shown.all("#weights .in")] == ["2", "", "lots"]
    assert shown.text("#w-noise-err") == "“lots” is no weight. Write a whole number from 0 to 1,000."
    wrong = shown.all("#weights [aria-invalid]")
    assert [(one.get("name"), one.get("aria-describedby")) for one in wrong] == [
        ("w-noise", "w-noise-own w-noise-err")
    ]
    assert shown.all("details#weights[open]")
    assert not shown.all("#ranking, #r-own_score")


def test_links_and_forms_of_the_page_pass_the_weights_on(client):
    shown = page(client, f"/compare?d={D}&w=length:2,noise:3")
    for link in shown.links(".seg a") + shown.links(".cmp-scroll thead .x"):
        assert "&w=length:2,noise:3" in link
    for form in shown.all("form[action^='/compare#']"):
        names = {one.get("name"): one.get("value") for one in form.cssselect("input[type=hidden]")}
        if not form.cssselect("[name='w-noise']"):
            assert names["w"] == "length:2,noise:3"


def test_weights_never_move_a_device_and_the_twin_names_what_is_left_out(client):
    said = client.get(f"/compare.json?d={OLD},exceed,dr-pen-a6&w=length:1").json
    assert [one["slug"] for one in said["devices"]] == [OLD, "exceed", "dr-pen-a6"]
    assert said["weights"] == {"length": 1}
    assert [one["device"] for one in said["ranking"]["places"]] == ["dr-pen-a6", "exceed"]
    (old,) = said["ranking"]["left_out"]
    assert old == {
        "device": OLD,
        "why": "scored by version 8 of the method, which can’t be compared with version 9",
    }
    text = client.get(f"/compare.md?d={OLD},exceed,dr-pen-a6&w=length:1").text
    assert said["ranking"]["text"] in text


def test_a_canonical_link_has_no_weights(client):
    shown = page(client, f"/compare?d={D}&w=length:2,noise:3")
    (link,) = shown.all("link[rel=canonical]")
    assert "w=" not in link.get("href")


# -- pins ---------------------------------------------------------------------------------------------------


def test_a_pin_holds_values_and_neither_reviews_nor_weights(client):
    kept = {
        client.post("/compare/pin", data={"query": f"d={D}{more}"}).location
        for more in ("", "&w=length:2,noise:3", "&w-noise=3")
    }
    assert len(kept) == 1
    (address,) = kept
    document = json.loads(client.get(f"{address}.json").data)
    assert not set(KEYS) & {row["key"] for row in document["rows"]}
    assert "w=" not in document["query"]
    shown = page(client, address)
    assert shown.text("#since") == "No value has changed since then."


# -- in a browser -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def compared_server(compared_app):
    from werkzeug.serving import make_server

    server = make_server("127.0.0.1", free_port(), compared_app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "address",
    [
        f"/compare?d={D}&w=length:2,noise:3",
        f"/compare?d={D}&w-noise=lots",
        "/devices",
        "/devices?view=table",
    ],
)
def test_reviews_fit_a_narrow_screen_and_are_accessible(chromium, compared_server, address, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = chromium.new_context(base_url=compared_server, color_scheme=scheme, reduced_motion="reduce")
    shown = context.new_page()
    shown.goto(address)
    shown.evaluate(
        "document.querySelectorAll('#weights details, details#weights').forEach((f) => (f.open = true))"
    )
    for width in (320, 1440):
        shown.set_viewport_size({"width": width, "height": 800})
        assert shown.evaluate(SETTLED_WIDTH) <= width
        assert shown.evaluate(SMALL_TARGETS, 24) == []
    options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
    found = axe.run(shown, options=options).response["violations"]
    assert [(one["id"], [node["html"][:160] for node in one["nodes"]][:3]) for one in found] == []
    context.close()


def test_a_csv_of_a_review_starts_no_formula(client):
    lines = list(csv.reader(io.StringIO(client.get(f"/compare.csv?d={D}").text)))
    assert [line[0] for line in lines[1:10]] == ["record", *KEYS]
    assert all(not cell.startswith(("=", "+", "@")) for line in lines for cell in line)

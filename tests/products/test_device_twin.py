"""/devices/<slug>.json: the device of the lists, and everything that was said of it."""

from catalog.shelf import current
from tests.factories import catalogue, cleared, fits, make_cartridge, make_device, make_family, offer, said

STATES = {"known", "disputed", "not_published", "not_researched", "does_not_apply"}


def test_twin_holds_the_device_and_all_that_was_said(client, app):
    with catalogue(app) as session:
        make_device(
            session,
            "one",
            name="One",
            specs={"needle_length": "0.25–2.5 mm every 0.25", "noise": "55 dB"},
            statements=[said("noise", "60 dB", "a-manual", note="At full speed.")],
            offers=[offer("129.00", day="2025-08", merchant="Shop")],
            legal=[cleared("K233709")],
        )
        make_cartridge(session, "one-12", fits=[fits("one")])
    twin = client.get("/devices/one.json").get_json()
    assert list(twin)[:7] == ["version", "slug", "family", "name", "brand", "kind", "specs"]
    assert list(twin)[7:] == ["statements", "offers", "legal", "fits"]
    assert (twin["slug"], twin["name"], twin["brand"], twin["kind"]) == ("one", "One", "dermaline", "pen")
    assert twin["specs"].keys() >= {"needle_length", "noise", "head_width"}
    assert {cell["state"] for cell in twin["specs"].values()} <= STATES
    length = twin["specs"]["needle_length"]
    assert length["value"] == {
        "fixed": [],
        "ranges": [{"min": 250, "max": 2500, "step": 250}],
        "open": False,
        "versions_listed": True,
    }
    assert length["unit"] == "µm"
    assert length["source"] == ["a-shop"]
    manual = twin["statements"][-1]
    assert manual | {"source": None, "read_on": None} == {
        "spec": "noise",
        "state": "known",
        "value": 60,
        "unit": "dB",
        "says": "60 dB",
        "kind": "documented",
        "rank": "normal",
        "known_by": "stated",
        "of_family": False,
        "source": None,
        "read_on": None,
        "note": "At full speed.",
    }
    assert manual["read_on"] == manual["source"]["read_on"]
    keys = {"id", "title", "url", "publisher", "published", "type", "strength", "read_on"}
    assert manual["source"].keys() == keys
    assert twin["offers"][0]["day"] == "2025-08"
    assert twin["legal"][0]["identifier"] == "K233709"
    assert twin["fits"] == [
        {"other": "one-12", "answer": "fits", "said": [{"answer": "fits", "source": "a-shop", "note": ""}]}
    ]


def test_a_disputed_value_is_the_resolved_one_with_the_others_beside_it(client, app):
    with catalogue(app) as session:
        make_device(session, "one", specs={"weight": ["180 g", "180 g", "200 g"]})
    cell = client.get("/devices/one.json").get_json()["specs"]["weight"]
    assert (cell["state"], cell["value"], cell["alternatives"]) == ("disputed", 180, [200])


def test_a_version_carries_what_is_said_of_its_family(client, app):
    with catalogue(app) as session:
        make_family(session, "dts", ["0.5 mm", "1.0 mm"], specs={"needle_material": "stainless steel"})
    twin = client.get("/devices/dts-0-5mm.json").get_json()
    assert [(s["spec"], s["of_family"]) for s in twin["statements"]] == [
        ("needle_length", False),
        ("needle_material", True),
    ]
    assert twin["family"] == "dts"
    family = client.get("/devices/dts.json").get_json()
    assert [version["slug"] for version in family["versions"]] == ["dts-0-5mm", "dts-1-0mm"]


def test_an_unknown_twin_says_so_as_data(client, app):
    answer = client.get("/devices/nothing.json")
    assert answer.status_code == 404
    assert answer.get_json()["status"] == 404


def test_every_seeded_device_has_a_twin_whose_sources_its_page_names(seeded_client, seeded_app):
    with seeded_app.test_request_context():
        slugs = [entry.slug for entry in current().devices()]
    assert len(slugs) > 60
    for slug in slugs:
        twin = seeded_client.get(f"/devices/{slug}.json").get_json()
        page = seeded_client.get(f"/devices/{slug}").get_data(as_text=True)
        assert twin["slug"] == slug
        named = {one["source"]["id"] for one in twin["statements"] if one["source"]}
        assert all(f'id="s-{source}"' in page for source in named)

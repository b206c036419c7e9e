"""The last entry of a facet: the devices of which it knows nothing can be asked for."""

from flask.testing import FlaskClient


def asked(client: FlaskClient, query: str) -> dict:
    return client.get(f"/devices.json?{query}").json


def test_the_number_beside_not_known_is_what_ticking_it_finds(seeded_client: FlaskClient) -> None:
    facets = {facet["key"]: facet for facet in asked(seeded_client, "")["facets"]}
    for key in ("power", "pin_count", "sterility", "cartridge_mount", "status", "fits"):
        found = asked(seeded_client, f"{key}=unknown")["counts"]
        assert found["match"] == facets[key]["unknown"] > 0
        assert found["might"] == 0


def test_it_can_be_ticked_beside_a_value_and_left_out(seeded_client: FlaskClient) -> None:
    unknown = asked(seeded_client, "power=unknown")["counts"]["match"]
    battery = asked(seeded_client, "power=battery")["counts"]["match"]
    assert asked(seeded_client, "power=battery,unknown")["counts"]["match"] == battery + unknown
    assert asked(seeded_client, "power=-unknown")["counts"] == {
        "match": 67 - unknown,
        "might": 0,
        "no": unknown,
    }


def test_the_page_has_it_as_a_tick_with_its_words_on_the_chip(seeded_page) -> None:
    page = seeded_page("/devices?power=unknown")
    assert page.one('input[name="power"][value="unknown"]').get("checked") is not None
    assert "Power: not known" in page.text(".chips")


def test_what_is_always_known_cannot_be_asked_for(seeded_client: FlaskClient) -> None:
    ignored = asked(seeded_client, "kind=unknown")["ignored"]
    assert [(part["parameter"], part["value"]) for part in ignored] == [("kind", "unknown")]


def test_leaving_out_what_is_not_known_asks_for_what_is_known(seeded_page) -> None:
    page = seeded_page("/devices?power=-unknown")
    assert page.text("h1") == "Devices, power: known"
    assert page.texts(".chip.not span:first-child") == ["Power: known"]
    both = seeded_page("/devices?power=-battery,-unknown")
    assert both.text("h1") == "Devices, power: not battery, known"

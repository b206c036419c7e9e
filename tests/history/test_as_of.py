"""`?as_of=`: a product as it was on a day or at a version; clear words for every other time."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from catalog.products.editing import rename_product
from tests.factories import (
    WHO,
    catalogue,
    cleared,
    fits,
    make_cartridge,
    make_device,
    make_family,
    offer,
    said,
)
from tests.html import Page

Fetch = Callable[..., Page]


@pytest.fixture
def kept(app: Flask, client: FlaskClient, at_time: Callable[..., Any]) -> dict[str, Any]:
    """A pen with a cartridge; the twins as they were served on three days."""
    found: dict[str, Any] = {}
    at_time(2026, 3, 1, 23, 59)
    with catalogue(app) as session:
        make_device(session, "other")
        make_device(
            session,
            "one",
            name="One",
            specs={"noise": "55 dB"},
            legal=[cleared("K100")],
            offers=[offer("129.00", day="2026-02-20")],
        )
    found["first"] = client.get("/devices/one.json").get_json()
    at_time(2026, 3, 3)
    with catalogue(app) as session:
        make_cartridge(session, "tip", specs={"needle_length": "0.5 mm"}, fits=[fits("one")])
        make_device(session, "one", name="One", statements=[said("noise", "60 dB", "a-manual")])
    found["second"] = client.get("/devices/one.json").get_json()
    found["tip"] = client.get("/cartridges/tip.json").get_json()
    at_time(2026, 3, 9)
    with catalogue(app) as session:
        make_cartridge(session, "tip", specs={"needle_length": "1.0 mm"}, fits=[fits("one", "does not fit")])
        rename_product(session, "one", "uno", **WHO)
    return found


def test_twins_are_those_that_were_served(kept: dict[str, Any], client: FlaskClient) -> None:
    version = kept["first"]["version"]
    assert client.get(f"/devices/uno.json?as_of={version}").get_json() == kept["first"]
    assert client.get("/devices/uno.json?as_of=2026-03-01").get_json() == kept["first"]
    assert client.get("/devices/uno.json?as_of=2026-03-02").get_json() == kept["first"]
    assert client.get("/devices/uno.json?as_of=2026-03-03").get_json() == kept["second"]
    assert client.get("/cartridges/tip.json?as_of=2026-03-08").get_json() == kept["tip"]
    today = client.get("/devices/uno.json").get_json()
    assert client.get("/devices/uno.json?as_of=2026-03-09").get_json() == today != kept["second"]


def test_the_page_shows_what_was_and_leads_to_today(kept: dict[str, Any], page: Fetch) -> None:
    version = kept["first"]["version"]
    shown = page("/devices/uno?as_of=2026-03-02")
    assert f"As it was on 2 Mar 2026 (version {version}). Show as it is today" in shown.text(
        ".note[role=note]"
    )
    assert shown.one(".note[role=note] a").get("href") == "/devices/uno"
    assert "55 dB" in shown.text("#specs").replace("\xa0", " ")
    assert "60 dB" not in shown.text("main").replace("\xa0", " ")
    assert "K100" in shown.text("#law")
    assert "$129" in shown.text("#prices")
    assert shown.all("#fits") == []
    assert shown.one("meta[name=robots]").get("content") == "noindex,follow"
    assert shown.one("link[rel=canonical]").get("href") == "http://localhost/devices/uno"
    later = page("/devices/uno?as_of=2026-03-03")
    assert "60 dB" in later.text("#specs").replace("\xa0", " ")
    assert "Tip" in later.text("#fits")
    tip = page("/cartridges/tip?as_of=2026-03-03")
    assert "0.5" in tip.text("#specs")


@pytest.mark.parametrize(
    ("as_of", "status", "words"),
    [
        ("1", 404, "It came into this catalogue on 1 Mar 2026, with version"),
        ("0", 404, "It came into this catalogue on 1 Mar 2026, with version"),
        ("2026-02-28", 404, "It came into this catalogue on 1 Mar 2026, with version"),
        ("2026-03-10", 404, "10 Mar 2026 is still to come."),
        ("999999", 404, "The catalogue is at version"),
        ("soon", 400, "“soon” is neither a day nor a version."),
        ("2026-02-30", 400, "“2026-02-30” is no day."),
        ("9999-12-31", 404, "is still to come"),
        ("-1", 400, "neither a day nor a version"),
        ("٣", 400, "neither a day nor a version"),
    ],
)
def test_other_times_are_refused_in_words(
    kept: dict[str, Any], page: Fetch, client: FlaskClient, as_of: str, status: int, words: str
) -> None:
    assert words in page(f"/devices/uno?as_of={as_of}", status=status).text("main")
    answer = client.get(f"/devices/uno.json?as_of={as_of}")
    assert answer.status_code == status
    assert words in answer.get_json()["message"]


def test_an_old_address_keeps_the_question(kept: dict[str, Any], client: FlaskClient) -> None:
    moved = client.get("/devices/one?as_of=2026-03-02")
    assert (moved.status_code, moved.location) == (301, "/devices/uno?as_of=2026-03-02")
    assert client.get("/devices/tip.json?as_of=3").location == "/cartridges/tip.json?as_of=3"
    assert client.get("/devices/nothing?as_of=3").status_code == 404
    assert client.get("/devices/uno?as_of=").status_code == 200


def test_a_family_shows_the_versions_it_had(app: Flask, client: FlaskClient, page: Fetch) -> None:
    with catalogue(app) as session:
        make_family(session, "dts", ["0.5 mm", "1.0 mm"], specs={"sterility": "reusable"})
    then = client.get("/devices/dts.json").get_json()
    with catalogue(app) as session:
        make_family(session, "dts", ["0.5 mm", "1.0 mm", "1.5 mm"], specs={"sterility": "sterile single use"})
    assert len(client.get("/devices/dts.json").get_json()["versions"]) == 3
    assert client.get(f"/devices/dts.json?as_of={then['version']}").get_json() == then
    assert "eusable" in page(f"/devices/dts?as_of={then['version']}").text("#specs")


def test_at_the_newest_version_the_real_catalogue_is_as_it_is_today(seeded_client: FlaskClient) -> None:
    listed = seeded_client.get("/devices.json").get_json()
    slugs = [one["slug"] for one in listed["devices"]]
    assert len(slugs) > 20
    for slug in slugs[::3]:
        today = seeded_client.get(f"/devices/{slug}.json").get_json()
        then = seeded_client.get(f"/devices/{slug}.json?as_of={today['version']}").get_json()
        assert then == today


def test_the_past_costs_the_same_however_long_the_log_is(app: Flask, client: FlaskClient) -> None:
    def edit(numbers: range) -> None:
        with catalogue(app) as session:
            for n in numbers:
                make_device(session, "one", specs={"noise": f"{n} dB"})
                make_device(session, "other", specs={"noise": f"{n} dB"})

    def statements(as_of: int) -> int:
        client.get("/about")
        seen: list[str] = []

        def note(*said: Any) -> None:
            seen.append(said[2])

        engine = app.extensions["database"].replica
        event.listen(engine, "before_cursor_execute", note)
        assert client.get(f"/devices/one.json?as_of={as_of}").status_code == 200
        event.remove(engine, "before_cursor_execute", note)
        return len(seen)

    edit(range(1, 5))
    few = statements(8)
    edit(range(5, 60))
    assert statements(100) <= few < 25


def test_a_family_of_cartridges_is_where_its_page_is(app: Flask, client: FlaskClient, page: Fetch) -> None:
    with catalogue(app) as session:
        make_family(session, "tips", ["0.5 mm", "1.0 mm"], kind="cartridge", specs={"pin_count": "12"})
    today = client.get("/devices/tips.json").get_json()
    assert client.get(f"/devices/tips.json?as_of={today['version']}").get_json() == today
    then = page(f"/devices/tips?as_of={today['version']}")
    page(then.one(".note a").get("href"))
    assert "for the first time" in page("/devices/tips/history").text("ol.hist")

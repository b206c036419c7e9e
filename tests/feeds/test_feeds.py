"""Atom feeds of a filter and of a device, read as a feed reader would."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from catalog.feeds.atom import Feed, write_atom
from catalog.feeds.queries import words_of
from catalog.products import editing
from tests.factories import WHO, catalogue, make_device, make_roller, offer
from tests.feeds.reading import ATOM, read, texts

AT = "2026-03-01T09:30:00.000000Z"


@pytest.fixture
def devices(app: Flask) -> Flask:
    with catalogue(app) as session:
        make_device(session, "long-pen", name="Long", specs={"needle_length": "0.25–2.5 mm every 0.25"})
        make_roller(session, "short-roller", name="Short", specs={"needle_length": "0.5 mm"})
    return app


def test_the_feed_of_a_filter_names_what_matches_the_newest_change_first(
    devices: Flask, client: FlaskClient
) -> None:
    feed = read(client, "/devices.atom?depth_never_above=0.5")
    assert texts(feed, "a:title/text()") == ["Devices that never go above 0.5 mm"]
    assert texts(feed, "a:entry/a:link/@href") == ["http://localhost/devices/short-roller"]
    assert "0.5 mm" in texts(feed, "a:entry/a:summary/text()")[0]
    everything = read(client, "/devices.atom")
    assert texts(everything, "a:entry/a:link/@href") == [
        "http://localhost/devices/short-roller",
        "http://localhost/devices/long-pen",
    ]


def test_a_filter_that_cannot_be_read_is_not_left_out_in_silence(devices: Flask, client: FlaskClient) -> None:
    feed = read(client, "/devices.atom?depth_at=abc&kind=pen")
    assert "Left out: “abc”" in texts(feed, "a:subtitle/text()")[0]
    assert "Left out" not in texts(read(client, "/devices.atom?kind=pen"), "a:subtitle/text()")[0]


def test_a_new_match_and_a_change_are_news_and_nothing_else_is(devices: Flask, client: FlaskClient) -> None:
    before = texts(read(client, "/devices.atom"), "a:entry/a:id/text()")
    assert texts(read(client, "/devices.atom"), "a:entry/a:id/text()") == before
    with catalogue(devices) as session:
        draft = make_device(session, "third-pen", specs={"needle_length": "up to 1.0 mm"})
        editing.put_product(session, replace(draft, offers=(offer("99.00"),)), **WHO)
    feed = read(client, "/devices.atom")
    news = [i for i in texts(feed, "a:entry/a:id/text()") if i not in before]
    assert len(news) == 1
    assert "Changed: prices." in texts(feed, "a:entry/a:summary/text()")[0]
    assert texts(feed, "a:updated/text()")[0] == max(texts(feed, "a:entry/a:updated/text()"))


def test_the_feed_of_a_device_tells_its_changes_and_survives_its_renaming(
    devices: Flask, client: FlaskClient
) -> None:
    with catalogue(devices) as session:
        editing.rename_product(session, "short-roller", "shorter-roller", **WHO)
    moved = client.get("/devices/short-roller.atom")
    assert (moved.status_code, moved.location) == (301, "/devices/shorter-roller.atom")
    feed = read(client, "/devices/shorter-roller.atom")
    assert [text.split(" Needle")[0] for text in texts(feed, "a:entry/a:summary/text()")] == [
        "Changed: its address.",
        "First recorded.",
    ]
    assert client.get("/devices/nothing.atom").status_code == 404


def test_a_feed_that_matches_nothing_is_empty_and_well_formed(devices: Flask, client: FlaskClient) -> None:
    feed = read(client, "/devices.atom?depth_reach=5")
    assert texts(feed, "a:entry") == []
    assert len(texts(feed, "a:updated/text()")) == 1


@given(st.text())
def test_any_text_can_be_the_title_of_a_feed(text: str) -> None:
    feed = etree.fromstring(
        write_atom(Feed(f"T{text}", text, "/devices", "/devices.atom", "A", AT, ()), "http://site")
    )
    kept = "".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
    assert feed.findtext("a:title", namespaces=ATOM) == f"T{kept}"


def test_a_filter_with_a_control_character_has_a_feed(devices: Flask, client: FlaskClient) -> None:
    assert texts(read(client, "/devices.atom?brand=%01x"), "a:entry") == []


def test_a_change_of_a_statement_is_named_by_its_spec() -> None:
    payload = (
        '{"fields":{"statements/7/says":["5","6"],"statements/7/spec":["speed_levels","speed_levels"],'
        '"status":["unknown","current"]}}'
    )
    assert words_of(payload) == "Changed: speed levels, whether it is still sold."

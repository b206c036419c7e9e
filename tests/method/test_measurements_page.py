"""Where a measurement is seen: its own page, the facts, the finder, the comparison."""

import json
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from catalog.figures.set_against_measured import Point, set_against_measured, set_against_measured_text
from catalog.products import editing
from tests.factories import WHO, catalogue, make_device, said
from tests.figures.test_every_needle import assert_is_clean
from tests.html import Page
from tests.method.methods import a_method, publish
from tests.specs.strategies import often

Fetch = Callable[..., Page]
Measure = Callable[..., Page]


def test_every_reading_is_on_the_page_with_who_when_and_with_what(measure: Measure, page: Fetch) -> None:
    measure(note="The third cartridge was loose.")
    measure(readings="0.40", pieces="1", day="2026-03-05", instrument="calipers")
    measure(setting="1 mm", readings="1.05 1.07")
    shown = page("/devices/dermaline-one/measurements")
    assert "6 readings in 3 measurements. No reading is left out." in shown.text(".list-h")
    assert shown.texts("#measured_length tbody tr") == [
        "0.5 mm0.445 ± 0.039 mm (n=4)0.055 mm shorter",
        "1.0 mm1.06 ± 0.014 mm (n=2)0.06 mm longer",
    ]
    assert shown.texts(".taken .readings") == ["0.4 mm", "0.46 · 0.43 · 0.49 mm", "1.05 · 1.07 mm"]
    told = shown.texts(".taken li")
    assert "Set to 0.5 mm: 0.46 ± 0.03 mm (n=3)" in told[1]
    assert "With a made-up microscope, on 3 pieces, 1 Mar 2026, by Anna, by no version" in told[1]
    assert "The third cartridge was loose." in told[1]
    assert "Others say: 0.25–2.5 mm every 0.25 (seller says)." in shown.text("#measured_length")
    assert "Set to 0.5 mm: 0.445 ± 0.039 mm, 0.055 mm shorter, 4 readings." in shown.html
    assert len(shown.all("figure .against .dot")) == 2


def test_the_device_page_says_what_was_measured_beside_what_is_said(measure: Measure, page: Fetch) -> None:
    assert page("/devices/dermaline-one").links("a[href$='/measurements']") == []
    measure()
    measure(spec="noise", setting="", readings="55 56 57")
    shown = page("/devices/dermaline-one")
    assert shown.links("a[href$='/measurements']") == ["/devices/dermaline-one/measurements"]
    rows = {row.split(" ", 1)[0]: row for row in shown.texts("table.spec tr:not(.grp)")}
    assert "0.25–2.5 mm" in rows["Needle"]
    assert "seller says" in rows["Needle"]
    assert "we measured 0.46 ± 0.03 mm at 0.5 mm (n=3)" in rows["Needle"]
    assert "0.5 mm → 0.46 mm ± 0.03 mm (n=3)" in rows["Measured"]
    assert "With a made-up microscope on 1 Mar 2026, on 3 pieces." in rows["Measured"]
    assert rows["Noise"].startswith("Noise at 30 cm56 dB")
    assert "also said: 52 dB seller says" in rows["Noise"]
    assert "56 ± 1 dB (n=3)" in rows["Noise"]
    assert "we measured" in rows["Noise"]
    assert shown.all("table.spec .pm.meas .f")
    listed = shown.text("#src")
    assert "Measurement with a made-up microscope, 1 Mar 2026" in listed
    assert "Anna" in listed
    assert "measured 1 Mar 2026" in listed


def test_claimed_documented_and_measured_stand_side_by_side(
    app: Flask, measure: Measure, page: Fetch
) -> None:
    with catalogue(app) as session:
        spoken = [said("noise", "52 dB"), said("noise", "54 dB", "a-manual")]
        make_device(session, statements=spoken)
    measure(spec="noise", setting="", readings="55 56 57")
    rows = [row for row in page("/devices/dermaline-one").texts("table.spec tr") if row.startswith("Noise")]
    assert "also said: 54 dB in the manual also said: 52 dB seller says" in rows[0]


def test_what_was_measured_on_a_version_does_not_silence_its_family(
    app: Flask, measure: Measure, page: Fetch
) -> None:
    with catalogue(app) as session:
        make_device(session, "a-family", is_family=True, specs={"noise": "52 dB"})
        make_device(session, "a-version", family="a-family", specs={"needle_length": "0.5 mm"})
    measure(product="a-version", spec="noise", setting="", readings="56")
    row = next(row for row in page("/devices/a-version").texts("table.spec tr") if row.startswith("Noise"))
    assert "56 dB" in row
    assert "also said: 52 dB seller says" in row


def test_readings_can_be_taken_away_as_data(measure: Measure, client: FlaskClient) -> None:
    measure()
    data = json.loads(client.get("/devices/dermaline-one/measurements.json").data)
    assert data["says"] == {"measured_length": "0.5 mm → 0.46 mm ± 0.03 mm (n=3)"}
    (one,) = data["measurements"]
    assert one == {
        "name": "dermaline-one-measured-length-2026-03-01-500",
        "spec": "measured_length",
        "unit": "µm",
        "set_um": 500,
        "readings": [460, 430, 490],
        "n": 3,
        "mean": 460,
        "spread": 30,
        "pieces": 3,
        "instrument": "a made-up microscope",
        "day": "2026-03-01",
        "by": "anna",
        "method": None,
        "note": "",
        "counts": True,
    }


def test_cartridges_are_measured_too_and_every_thing_has_one_address(
    app: Flask, measure: Measure, page: Fetch, client: FlaskClient
) -> None:
    with catalogue(app) as session:
        make_device(session, "a-cartridge", kind="cartridge", specs={"needle_length": "0.5 mm"})
    measure(product="a-cartridge")
    assert "0.46 ± 0.03 mm" in page("/cartridges/a-cartridge/measurements").text("main")
    assert page("/cartridges/a-cartridge").links("a[href$='/measurements']")
    moved = client.get("/devices/a-cartridge/measurements?a=1")
    assert (moved.status_code, moved.location) == (301, "/cartridges/a-cartridge/measurements?a=1")
    with catalogue(app) as session:
        editing.rename_product(session, "dermaline-one", "dermaline-two", **WHO)
    moved = client.get("/devices/dermaline-one/measurements.json")
    assert (moved.status_code, moved.location) == (301, "/devices/dermaline-two/measurements.json")
    for address in ("/devices/nothing/measurements", "/devices/%C3%A4/measurements.json"):
        assert client.get(address).status_code == 404


def test_what_was_not_measured_says_so(writer: Any, page: Fetch) -> None:
    shown = page("/devices/dermaline-one/measurements")
    assert "We have not measured anything on this one yet." in shown.text("main")
    assert shown.one("meta[name=robots]").get("content") == "noindex,follow"


def test_what_another_method_measured_stays_on_the_page_and_does_not_count(
    app: Flask, measure: Measure, page: Fetch
) -> None:
    with catalogue(app) as session:
        publish(session, a_method(1))
    measure(method="1", readings="0.60")
    assert "1 measurement on 1 product was made by this version so far." in page("/method/1").text(".list-h")
    with catalogue(app) as session:
        publish(session, a_method(2))
    measure(method="2", readings="0.50")
    shown = page("/devices/dermaline-one/measurements")
    assert shown.texts("#measured_length tbody tr") == ["0.5 mm0.5 mm (n=1)exactly that"]
    assert [("not counted" in line) for line in shown.texts(".taken li")] == [False, True]
    assert shown.links(".taken a[href^='/method']") == ["/method/2", "/method/1"]
    with catalogue(app) as session:
        publish(session, a_method(2, comparable=[1]))
    rows = page("/devices/dermaline-one/measurements").texts("#measured_length tbody tr")
    assert rows == ["0.5 mm0.55 ± 0.071 mm (n=2)0.05 mm longer"]
    assert "0.55 mm ± 0.071 mm (n=2)" in page("/devices/dermaline-one").text("table.spec")


# --- in the finder and in the comparison


@pytest.fixture
def three(app: Flask, writer: Any) -> None:
    """Rollers and a pen beside the pen of `writer`."""
    with catalogue(app) as session:
        make_device(session, "roller-a", kind="roller", specs={"needle_length": "0.5 mm"})
        make_device(session, "roller-b", kind="roller", specs={"needle_length": "0.5 mm"})
        make_device(session, "pen-b", specs={"needle_length": "0.25–2.5 mm every 0.25", "noise": "40 dB"})


def found(client: FlaskClient, query: str) -> set[str]:
    return {one["slug"] for one in client.get(f"/devices.json?{query}").json["devices"]}


def test_a_measurement_is_found_by_its_facet_and_counts_at_its_worst(
    three: None, measure: Measure, client: FlaskClient, page: Fetch
) -> None:
    limit = "depth_never_above=0.5"
    assert {"roller-a", "roller-b"} <= found(client, limit)
    measure(product="roller-a", readings="0.60 0.61 0.59")
    assert found(client, "measured=yes") == {"roller-a"}
    assert "roller-a" not in found(client, limit)
    assert "roller-b" in found(client, limit)
    assert "roller-a" in found(client, "depth_never_above=0.6")


def test_what_was_measured_is_never_better_than_what_is_only_claimed(
    three: None, measure: Measure, page: Fetch
) -> None:
    def row() -> str:
        shown = page("/compare?d=dermaline-one,pen-b")
        return next(line for line in shown.texts("tr") if line.startswith("Noise"))

    measure(product="dermaline-one", spec="noise", setting="", readings="30 30 30")
    assert "30 dB" in row()
    assert "lower noise" not in row()
    measure(product="pen-b", spec="noise", setting="", readings="40 40 40")
    assert "lower noise" in row()


def test_two_versions_of_the_method_are_not_held_against_each_other(
    app: Flask, three: None, measure: Measure, page: Fetch
) -> None:
    with catalogue(app) as session:
        publish(session, a_method(1), a_method(2))
    noise: dict[str, str] = {"spec": "noise", "setting": ""}
    measure(product="dermaline-one", method="1", readings="30", **noise)
    measure(product="pen-b", method="2", readings="40", **noise)
    assert "lower noise" not in page("/compare?d=dermaline-one,pen-b").text("main")
    measure(product="dermaline-one", method="2", readings="30", **noise)
    assert "lower noise" in page("/compare?d=dermaline-one,pen-b").text("main")


# --- the figure

POINTS = st.lists(
    st.builds(
        Point,
        st.integers(1, 20_000),
        st.integers(0, 20_000),
        st.integers(1, 99),
        st.none() | st.integers(0, 5000),
    ),
    min_size=1,
    max_size=8,
)


@often
@given(POINTS)
def test_every_setting_has_a_dot_and_its_gap_inside_the_picture(points: list[Point]) -> None:
    drawn = set_against_measured(points)
    assert_is_clean(drawn)
    root = ElementTree.fromstring(drawn)
    dots = root.findall("circle[@class='dot']")
    gaps = root.findall("line[@class='err-l']")
    assert len(dots) == len(gaps) == len(points)
    for point, dot, gap in zip(points, dots, gaps, strict=True):
        assert 0 <= float(dot.attrib["cx"].rstrip("%")) <= 100
        assert 0 <= float(dot.attrib["cy"]) <= float(root.attrib["height"])
        assert dot.attrib["cy"] == gap.attrib["y2"]
        assert dot.attrib["cx"] == gap.attrib["x1"] == gap.attrib["x2"]
        is_longer = float(gap.attrib["y2"]) < float(gap.attrib["y1"])
        # Half a pixel hides a gap of a few micrometres.
        assert is_longer == (point.measured > point.set_to) or abs(point.measured - point.set_to) < 200


def test_the_figure_in_words() -> None:
    assert set_against_measured_text([Point(500, 460, 9, 30), Point(1000, 1000, 1)]) == (
        "Set to 0.5 mm: 0.46 ± 0.03 mm, 0.04 mm shorter, 9 readings. "
        "Set to 1.0 mm: 1.0 mm, exactly that, 1 reading."
    )

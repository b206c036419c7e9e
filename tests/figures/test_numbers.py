"""Bars of measured numbers, the course of a price, skin by place."""

from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.figures.cross_section import Thickness, cross_section, cross_section_text
from catalog.figures.sparkline import PricePoint, price_sparkline, price_sparkline_text
from catalog.figures.spec_bar import spec_bar, spec_bar_text, spec_bars
from tests.figures.test_every_needle import assert_is_clean
from tests.specs.strategies import often

MAY = date(2026, 5, 1)
numbers = st.integers(0, 10**9)
thicknesses = st.none() | st.integers(1, 3_000_000)


def seen(*prices: tuple[int, int]) -> list[PricePoint]:
    """(days after the first of May, amount) …"""
    return [PricePoint(MAY + timedelta(days=days), amount) for days, amount in prices]


def test_two_numbers_need_no_bar() -> None:
    assert spec_bars([55, 58, None, None]) is None


def test_a_column_without_a_number_has_no_bar() -> None:
    bars = spec_bars([55, None, 58, 61])
    assert bars is not None
    assert [bool(bar) for bar in bars] == [True, False, True, True]


def test_the_dot_lies_at_its_share_of_the_track() -> None:
    drawn = ElementTree.fromstring(spec_bar(58, (55, 61), 50, 60 + 10))
    dot = drawn.find('circle[@class="sb-v"]')
    assert dot is not None
    assert float(dot.attrib["cx"].rstrip("%")) == pytest.approx(4 + 92 * 8 / 20)


def test_a_bar_in_words() -> None:
    told = spec_bar_text(58, (61, 55), 52, 66, lambda db: f"{db} dB")
    assert told == "58 dB; the others here 55 dB and 61 dB; in the catalogue 52 dB to 66 dB"


@often
@given(st.lists(st.none() | numbers, max_size=6))
def test_bars_are_clean_and_light(values: list[int | None]) -> None:
    for bar in spec_bars(values) or ():
        if bar:
            assert_is_clean(bar)
        assert len(bar.encode()) <= 15_000


def test_prices_of_two_days_have_no_line() -> None:
    assert price_sparkline(seen((0, 9000), (0, 8000), (3, 7000))) is None


def test_the_lowest_and_the_newest_price_are_marked_in_shape_and_word() -> None:
    drawn = ElementTree.fromstring(price_sparkline(seen((0, 12000), (100, 8000), (200, 9500))) or "")
    shares = {text.text: box.attrib["x"] for box in drawn.findall("svg") for text in box.findall("text")}
    assert shares == {"lowest": "50%", "now": "96%"}
    assert drawn.find('.//path[@class="sp-l"]') is not None
    assert drawn.find('.//circle[@class="sp-n"]') is not None


def test_a_price_holds_until_the_next_was_seen() -> None:
    drawn = ElementTree.fromstring(price_sparkline(seen((0, 12000), (100, 8000), (200, 9500))) or "")
    for line in drawn.findall("line"):
        assert line.attrib["x1"] == line.attrib["x2"] or line.attrib["y1"] == line.attrib["y2"]


def test_three_numbers_tell_the_course() -> None:
    told = price_sparkline_text(seen((0, 120), (5, 80), (9, 95)), lambda amount: f"${amount}")
    assert told == "Lowest $80 (6 May 2026), highest $120 (1 May 2026), now $95 (10 May 2026)"


@often
@given(st.lists(st.tuples(st.integers(0, 900), numbers), max_size=30))
def test_price_lines_are_clean_and_light(prices: list[tuple[int, int]]) -> None:
    drawn = price_sparkline(seen(*prices))
    assert (drawn is None) == (len({day for day, _ in prices}) < 3)
    if drawn:
        assert_is_clean(drawn)
        assert len(drawn.encode()) <= 15_000


def test_layers_end_where_they_were_measured_to_end() -> None:
    """60 px a millimetre under 18 px of air."""
    drawn = ElementTree.fromstring(cross_section("Eyelid", [Thickness("", None, 180_000, 670_000, 850_000)]))
    ends = {
        one.attrib["class"]: float(one.attrib["y"]) + float(one.attrib["height"])
        for one in drawn.iter("rect")
    }
    assert ends["k-epi"] == pytest.approx(18 + 60 * 0.18, abs=0.01)
    assert ends["k-dermis"] == pytest.approx(18 + 60 * 0.85, abs=0.01)


def test_what_was_not_measured_is_drawn_and_said_to_be_unknown() -> None:
    arm = [Thickness("", 18_300, 56_600)]
    assert 'class="k-none"' in cross_section("Forearm", arm)
    assert cross_section_text("Forearm", arm) == (
        "Forearm: dead surface layer 0.018 mm, living outer skin 0.057 mm; inner skin not measured"
    )


def test_skin_measured_as_one_has_no_border_inside() -> None:
    drawn = cross_section("Thigh", [Thickness("", total=1_550_000)])
    assert 'class="k-both"' in drawn
    assert 'class="k-epi"' not in drawn
    assert cross_section_text("Thigh", [Thickness("", total=1_550_000)]) == (
        "Thigh: outer and inner skin together 1.55 mm"
    )


@often
@given(
    st.lists(st.builds(Thickness, st.sampled_from(["", "men"]), *[thicknesses] * 4), min_size=1, max_size=3)
)
def test_sections_are_clean_and_light(measured: list[Thickness]) -> None:
    drawn = cross_section("Cheek", measured)
    assert_is_clean(drawn)
    assert len(drawn.encode()) <= 15_000
    assert "-" not in "".join(one.get("height", "") for one in ElementTree.fromstring(drawn).iter("rect"))

"""The numbers of a claim: solid if a study measured them, and to one scale or to none."""

from xml.etree import ElementTree

import pytest

from catalog.claims.numbers import NumberLine, number_lines
from tests.claims.samples import study

STUDIES = {"adams2020": study(), "brown2019": study("brown2019", kind="rct", n=40)}
NAMES = {"adams2020": "Adams 2020", "brown2019": "Brown 2019"}


def lines(*numbers: tuple[str, str, str]) -> tuple[NumberLine, ...]:
    """(value, unit, study) …"""
    given = [
        {"label": f"Number {value}", "value": value, "unit": unit, "study": slug}
        for value, unit, slug in numbers
    ]
    return number_lines(given, STUDIES, NAMES, {})


def bar(line: NumberLine) -> tuple[str, float, float]:
    """Class, start and width in per cent."""
    drawn = ElementTree.fromstring(line.bar).find("rect")
    assert drawn is not None
    return drawn.attrib["class"], *(float(drawn.attrib[key].rstrip("%")) for key in ("x", "width"))


def test_what_was_measured_is_solid_and_names_its_study() -> None:
    measured, claimed = lines(("50", "%", "adams2020"), ("200", "%", ""))
    assert measured.study is not None
    assert (measured.study.name, measured.study.people, measured.study.kind) == (
        "Adams 2020",
        "12 people enrolled",
        "no comparison group",
    )
    assert claimed.study is None
    assert (bar(measured)[0], bar(claimed)[0]) == ("bar-v", "bar-cl")


def test_bars_are_as_long_as_their_numbers() -> None:
    first, second, third = map(
        bar, lines(("50", "%", "adams2020"), ("+200", "%", ""), ("0", "%", "brown2019"))
    )
    assert second[2] == pytest.approx(4 * first[2], abs=0.05)
    assert second[1] + second[2] == pytest.approx(99.5, abs=0.05)
    assert third[2] == 0


def test_what_fell_runs_the_other_way_from_zero() -> None:
    fell, rose = map(bar, lines(("-10", "%", "adams2020"), ("30", "%", "brown2019")))
    assert fell[1] + fell[2] == pytest.approx(rose[1], abs=0.05)
    assert rose[2] == pytest.approx(3 * fell[2], abs=0.05)


@pytest.mark.parametrize(
    "numbers",
    [
        [("50", "%", "adams2020"), ("3", "mm", "brown2019")],
        [("50", "%", "adams2020"), ("about 80", "%", "")],
        [("50", "%", "adams2020"), ("Infinity", "%", "")],
        [("50", "%", "adams2020"), ("NaN", "%", "")],
        [("50", "%", "adams2020"), ("1e999999", "%", "")],
    ],
)
def test_without_one_scale_nothing_is_drawn_and_all_is_said(numbers: list[tuple[str, str, str]]) -> None:
    found = lines(*numbers)
    assert [line.bar for line in found] == ["", ""]
    assert [(line.value, line.unit) for line in found] == [number[:2] for number in numbers]


def test_minus_is_a_real_minus_sign() -> None:
    (line,) = lines(("-10", "%", "adams2020"))
    assert line.value == "−10"
    assert "−10 %" in line.bar


def test_a_claim_without_numbers_has_no_lines() -> None:
    assert lines() == ()

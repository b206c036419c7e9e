"""The pictures of several devices at once, against a geometry worked out here by itself."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.figures.compared import Compared
from catalog.figures.comparison_plate import comparison_plate, comparison_plate_text, tip_words
from catalog.figures.comparison_ruler import comparison_ruler, comparison_ruler_text
from catalog.specs.answer import Answer
from catalog.specs.needle_length import Lengths, NeedleLengths, Range
from tests.figures.samples import (
    CHEEK,
    DISPUTED,
    ENDS,
    FIXED,
    LIMITED,
    LONGEST,
    LOWEST,
    NOTHING,
    OPEN,
    SOLD_APART,
    STEPLESS,
    STOPS,
    UNLISTED,
    dial,
)
from tests.figures.test_every_needle import assert_is_clean, limits
from tests.specs.strategies import asked_lengths, needle_lengths, often

several = st.lists(needle_lengths() | asked_lengths(), min_size=2, max_size=6)


def compared(*lengths: NeedleLengths | Lengths) -> list[Compared]:
    return [Compared("ABCDEF"[i], f"Pen {i}", one) for i, one in enumerate(lengths)]


def columns_of(svg: str) -> list[ElementTree.Element]:
    """The groups of the plate that hold a needle's body, left to right."""
    drawn = ElementTree.fromstring(svg).findall("svg")
    return [one for one in drawn if one.find('path[@class="nd-body"]') is not None]


def test_every_needle_hangs_in_the_middle_of_its_column() -> None:
    for many in range(2, 7):
        shares = [float(one.attrib["x"].rstrip("%")) for one in columns_of(_plate([STOPS] * many))]
        assert shares == pytest.approx([100 / many * i + 50 / many for i in range(many)], abs=0.01)


@often
@given(st.lists(st.integers(100, 4000), min_size=2, max_size=6))
def test_every_point_lies_at_its_own_length(lengths: list[int]) -> None:
    """96 px a millimetre, 52 px of air above the skin."""
    for um, column in zip(lengths, columns_of(_plate([NeedleLengths((um,)) for um in lengths])), strict=True):
        needle = column.find('path[@class="nd"]')
        assert needle is not None
        deepest = max(float(y) for y in re.findall(r"L0 ([\d.]+)", needle.attrib["d"]))
        assert deepest == pytest.approx(52 + 96 * um / 1000, abs=0.01)


def test_no_words_stand_under_a_needle() -> None:
    for many in range(2, 7):
        drawn = ElementTree.fromstring(_plate([STOPS] * many))
        named = [one for one in drawn.findall("svg") if "Inner skin" in [t.text for t in one.findall("text")]]
        share = float(named[0].attrib["x"].rstrip("%"))
        assert all(abs(share - 100 * (i + 0.5) / many) > 40 / many for i in range(many))


@given(st.integers(10, 3200))
def test_the_words_of_the_gutter_never_run_into_each_other(limit: int) -> None:
    drawn = ElementTree.fromstring(_plate([FIXED, FIXED], limit))
    gutter = next(one for one in drawn.findall("svg") if one.attrib["x"] == "50%")
    ys = sorted(float(one.attrib["y"]) for one in gutter.findall("text"))
    assert all(below - above >= 12 for above, below in pairwise(ys))


@often
@given(several, limits)
def test_plate_and_ruler_are_clean_and_light(
    lengths: list[NeedleLengths | Lengths], limit: int | None
) -> None:
    columns = compared(*lengths)
    for svg in (comparison_plate(columns, CHEEK, limit), comparison_ruler(columns, limit)):
        assert_is_clean(svg)
        assert len(svg.encode()) <= 15_000
    assert len(comparison_ruler_text(columns, limit)) == len(columns)


@pytest.mark.parametrize(
    ("lengths", "words"),
    [
        (STOPS, "2.5"),
        (ENDS, "2.5"),
        (LONGEST, "up to 2.5"),
        (LOWEST, "from 0.25"),
        (OPEN, "0.25 or more"),
        (NOTHING, "not known"),
        (DISPUTED, "2.5 or 3.0"),
        (LIMITED, "1.5 or 1.9"),
        (SOLD_APART, "0.5 to 1.0"),
    ],
)
def test_what_stands_under_a_point(lengths: NeedleLengths | Lengths, words: str) -> None:
    assert tip_words(lengths) == words


@pytest.mark.parametrize(
    ("lengths", "words"),
    [
        (STOPS, "A: 0.25 to 2.5 mm in 0.25 steps, can go above your limit of 0.5."),
        (FIXED, "A: 0.5 mm only."),
        (STEPLESS, "A: 0.1 to 0.5 mm without stops, never goes above your limit of 0.5."),
        (NeedleLengths((1500,)), "A: 1.5 mm only, goes above your limit of 0.5."),
        (dial(300, 300), "A: 0.3 mm only."),
        (ENDS, "A: 0.25 to 2.5 mm (its stops aren’t published), can go above your limit of 0.5."),
        (
            LONGEST,
            "A: up to 2.5 mm (lowest and stops not known), can go above your limit of 0.5.",
        ),
        (
            LOWEST,
            "A: from 0.25 mm (longest and stops not known), "
            "whether it goes above your limit of 0.5 is not known.",
        ),
        (
            UNLISTED,
            "A: 0.25 to 1.5 mm, which lengths isn’t listed, "
            "whether it goes above your limit of 0.5 is not known.",
        ),
        (
            OPEN,
            "A: 0.25 mm, longer ones exist, not listed, "
            "whether it goes above your limit of 0.5 is not known.",
        ),
        (NOTHING, "A: needle length not known, whether it goes above your limit of 0.5 is not known."),
        (SOLD_APART, "A: 0.5 mm; another source or part: 1.0 mm, can go above your limit of 0.5."),
    ],
)
def test_a_sentence_a_device(lengths: NeedleLengths | Lengths, words: str) -> None:
    assert comparison_ruler_text(compared(lengths), 500) == (words,)


@often
@given(asked_lengths(), st.integers(50, 3000))
def test_never_above_is_asked_of_the_worst_case(lengths: Lengths, limit: int) -> None:
    told = comparison_ruler_text(compared(lengths), limit)[0]
    may = {
        Answer.YES: ("never goes above", " only."),
        Answer.NO: (" go above", ", goes above"),
        Answer.UNKNOWN: ("is not known.",),
    }
    assert any(words in told for words in may[lengths.worst.never_above(limit)])


def test_a_dial_on_the_ruler_starts_where_it_can_be_set() -> None:
    """Beside a fixed length too: only needles start at the surface."""
    both = NeedleLengths((3000,), (Range(1000, 2500, 500),))
    svg = ElementTree.fromstring(comparison_ruler(compared(both, FIXED)))
    bar = svg.find('.//rect[@class="r-bar"]')
    assert bar is not None
    assert float(bar.attrib["x"].rstrip("%")) == pytest.approx(8 + 90 * 1000 / 3000, abs=0.01)
    assert float(bar.attrib["width"].rstrip("%")) == pytest.approx(90 * 1500 / 3000, abs=0.01)


def test_the_plate_says_every_device_by_letter_and_name() -> None:
    told = comparison_plate_text(compared(FIXED, STEPLESS), 500)
    assert told == (
        "A, Pen 0: 0.5 mm, fixed length; B, Pen 1: 0.1–0.5 mm, without stops. "
        "Needles usually go less deep. Your limit: 0.5 mm."
    )


def _plate(lengths: list[NeedleLengths], limit: int | None = None) -> str:
    return comparison_plate(compared(*lengths), CHEEK, limit)


def test_words_of_the_gutter_stand_on_no_line_of_the_words_beside_it() -> None:
    """In the narrow columns of six, "from 0.25" is as wide as its column."""
    drawn = ElementTree.fromstring(comparison_plate(compared(STOPS, ENDS, LOWEST, OPEN, FIXED, STOPS), CHEEK))
    gutter = next(one for one in drawn.findall("svg") if one.attrib["x"] == "50%")
    beside = [
        float(one.findall("text")[-1].attrib["y"])
        for one in columns_of(ElementTree.tostring(drawn, "unicode"))[2:4]
    ]
    for words in gutter.findall("text"):
        assert all(abs(float(words.attrib["y"]) - y) >= 12 for y in beside)

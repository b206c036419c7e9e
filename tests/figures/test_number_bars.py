"""Numbers to one scale: solid measured, dashed claimed, whatever the numbers are."""

from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.figures.number_bars import Number, number_bar_text, number_bars
from tests.figures.test_every_needle import assert_is_clean
from tests.specs.strategies import often

FIBRES = Number("Collagen fibres", Decimal("53.2"), "+53.2 %", True)
CLAIMED = Number("As claimed", Decimal(400), "+400 %", False)
TRACE = Number("A trace", Decimal("0.1"), "0.1 %", True)
values = st.decimals(-(10**9), 10**9, allow_nan=False, places=2)
texts = st.text(st.characters(exclude_categories=("C",)))
numbers = st.builds(Number, texts, values, texts, st.booleans())


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (FIBRES, "+53.2 %, measured: a solid bar, 13 % as long as the longest"),
        (CLAIMED, "+400 %, claimed, not measured: a dashed outline, the longest here"),
        (TRACE, "0.1 %, measured: a solid bar, less than 1 % as long as the longest"),
    ],
)
def test_a_bar_in_words(number: Number, words: str) -> None:
    assert number_bar_text(number, (FIBRES, CLAIMED, TRACE)) == words


def test_a_bar_alone_is_the_longest() -> None:
    (bar,) = number_bars([TRACE])
    drawn = ElementTree.fromstring(bar)
    assert drawn[0].text == "A trace"
    assert drawn[1].text == "0.1 %, measured: a solid bar, the longest here"


def test_no_number_has_no_bar() -> None:
    assert number_bars([]) == ()


def test_only_zeros_are_drawn_without_length() -> None:
    (bar,) = number_bars([Number("Nothing", Decimal(0), "0 %", True)])
    rect = ElementTree.fromstring(bar).find("rect")
    assert rect is not None
    assert rect.attrib["width"] == "0%"


@often
@given(st.lists(numbers, min_size=1, max_size=8))
def test_bars_are_clean_inside_their_place_and_begin_at_one_zero(given_numbers: list[Number]) -> None:
    zeros = set()
    for number, bar in zip(given_numbers, number_bars(given_numbers), strict=True):
        assert_is_clean(bar)
        root = ElementTree.fromstring(bar)
        rect, zero = root.find("rect"), root.find("line")
        assert rect is not None
        assert zero is not None
        start, width = (float(rect.attrib[name].rstrip("%")) for name in ("x", "width"))
        at = float(zero.attrib["x1"].rstrip("%"))
        assert 0 <= start <= start + width <= 100
        assert (start if number.value >= 0 else start + width) == pytest.approx(at, abs=0.02)
        zeros.add(zero.attrib["x1"])
    assert len(zeros) == 1

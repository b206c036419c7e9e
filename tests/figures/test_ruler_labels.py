"""The numbers above a ruler, measured here by themselves: none upon another, however near the ends."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.figures.compared import Compared
from catalog.figures.comparison_ruler import comparison_ruler
from catalog.figures.ruler import needle_ruler
from catalog.specs.needle_length import Lengths, NeedleLengths
from tests.figures.samples import LIMITED, NEAR, dial
from tests.specs.strategies import asked_lengths, needle_lengths, often

PAGE, MARGINS = 320, 50
"""Px of the narrowest screen, and what its page and frame take of it."""
CHARACTER = 7 * 13 / 12
"""Px: about 7 at a size of 12, and these are set in 13."""


def labels(drawn: ElementTree.Element, width: int = PAGE - MARGINS) -> list[tuple[float, float, str]]:
    """Start, end and words of each label of one bar, left to right."""
    found = []
    for place in drawn.findall("svg"):
        for words in place.findall('text[@class="nd-t"]'):
            said = words.text or ""
            x = width * float(place.attrib["x"].rstrip("%")) / 100 + float(words.attrib["x"])
            before = {"middle": 0.5, "end": 1.0}.get(words.attrib.get("text-anchor", ""), 0.0)
            start = x - before * CHARACTER * len(said)
            found.append((start, start + CHARACTER * len(said), said))
    return sorted(found)


def bars(lengths: list[NeedleLengths | Lengths]) -> list[ElementTree.Element]:
    """The ruler of each by itself, and its row among the others."""
    compared = [Compared("ABCDEF"[i], "A pen", one) for i, one in enumerate(lengths)]
    together = ElementTree.fromstring(comparison_ruler(compared))
    rows = [one for one in together.findall("svg") if one.find('text[@class="r-k"]') is not None]
    assert len(rows) == len(lengths)
    return [ElementTree.fromstring(needle_ruler(one)) for one in lengths] + rows


def assert_apart(lengths: list[NeedleLengths | Lengths]) -> None:
    for one in bars(lengths):
        for width in (PAGE - MARGINS, PAGE, 900):
            told = labels(one, width)
            assert all(left[1] <= right[0] for left, right in pairwise(told)), told
            assert all(start >= -1 for start, _, _ in told), told


@often
@given(st.lists(needle_lengths() | asked_lengths(), min_size=1, max_size=6))
def test_no_number_stands_upon_another(lengths: list[NeedleLengths | Lengths]) -> None:
    assert_apart(lengths)


@often
@given(st.lists(st.integers(0, 6000), min_size=3, max_size=3, unique=True).map(sorted))
def test_no_end_stands_upon_the_longer_reading_of_it(ends: list[int]) -> None:
    low, high, longer = ends
    assert_apart([Lengths((dial(low, high), dial(low, longer)), dial(low, longer))])


@pytest.mark.parametrize(
    ("lengths", "words"),
    [
        (LIMITED, ["0", "1.5 or 1.9"]),
        (NEAR, ["0.25", "2.5 or 2.75"]),
        (Lengths((dial(250, 1500), dial(250, 3000)), dial(250, 3000)), ["0.25", "1.5", "or 3.0"]),
        (Lengths((NeedleLengths((130,)), NeedleLengths((180,)))), ["0.13 or 0.18"]),
    ],
)
def test_ends_too_near_for_two_numbers_share_a_label(lengths: Lengths, words: list[str]) -> None:
    assert all([said for _, _, said in labels(one)] == words for one in bars([lengths]))

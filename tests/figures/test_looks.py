"""A needle shows its knowledge: one look for each state of it."""

import pytest

from catalog.figures.looks import look
from catalog.specs.needle_length import Lengths, NeedleLengths
from tests.figures.samples import (
    DISPUTED,
    ENDS,
    FIXED,
    LONGEST,
    LOWEST,
    NOTHING,
    OPEN,
    SEVERAL,
    SOLD_APART,
    STEPLESS,
    STOPS,
    UNLISTED,
    dial,
)


@pytest.mark.parametrize(
    ("lengths", "kind"),
    [
        (STOPS, "solid"),
        (STEPLESS, "solid"),
        (FIXED, "solid"),
        (SEVERAL, "solid"),
        (ENDS, "hatched"),
        (UNLISTED, "hatched"),
        (LONGEST, "outlined"),
        (dial(None, 1500, 200), "outlined"),
        (OPEN, "open"),
        (LOWEST, "stem"),
        (NOTHING, "stub"),
        (dial(None, None, 250), "stub"),
    ],
)
def test_each_state_of_knowledge_has_its_look(lengths: NeedleLengths, kind: str) -> None:
    assert look(lengths).kind == kind


def test_a_dial_has_a_notch_at_each_stop_between_its_ends() -> None:
    assert look(STOPS).notches == tuple(range(500, 2500, 250))
    assert look(STOPS).lowest == 250


def test_lengths_sold_are_notches_without_a_stem() -> None:
    assert look(SEVERAL).notches == (200, 300, 500, 1000, 1500)
    assert look(SEVERAL).lowest is None


def test_a_disputed_length_is_filled_to_the_shorter_and_dashed_to_the_longer() -> None:
    assert (look(DISPUTED).longest, look(DISPUTED).dashed_to) == (2500, 3000)


def test_the_shorter_reading_is_filled_even_where_the_longer_one_won() -> None:
    seen = look(Lengths((dial(250, 3000, 250), dial(250, 2500, 250)), dial(250, 3000, 250)))
    assert (seen.longest, seen.dashed_to) == (2500, 3000)
    assert seen.notches[-1] == 2250


def test_heads_sold_apart_are_dashed_below_the_needle_in_the_box() -> None:
    assert (look(SOLD_APART).longest, look(SOLD_APART).dashed_to) == (500, 1000)


def test_a_measurement_a_little_above_the_setting_is_no_other_length() -> None:
    assert look(Lengths((FIXED,), NeedleLengths((500, 540)))).dashed_to is None


def test_a_measurement_a_little_above_hides_no_longer_reading() -> None:
    readings = (dial(250, 2500, None), dial(250, 2550, None))
    assert look(Lengths(readings, NeedleLengths((2590,)))).dashed_to == 2550

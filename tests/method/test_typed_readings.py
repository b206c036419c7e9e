"""Readings typed in one go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.method.typed_readings import MOST_READINGS, read_readings, write_readings
from catalog.specs.units import DECIBEL, MILLIMETRE, SpecValueError
from tests.specs.strategies import often


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.46 0.45, 0.47", (460, 450, 470)),
        ("0.46,0.45,0.47", (460, 450, 470)),
        ("0,46 0,45 0,47", (460, 450, 470)),
        ("0,46; 0,45;0,47", (460, 450, 470)),
        (" .46\n.45\n\n.47,", (460, 450, 470)),
        ("460 450 470 µm", (460, 450, 470)),
        ("460 µm 0.45 mm 470um", (460, 450, 470)),
        ("0.46 mm, 0.45 mm", (460, 450)),
        ("0", (0,)),
    ],
)
def test_lengths_are_read_as_people_type_them(text, expected):
    assert read_readings(MILLIMETRE, text) == expected


def test_other_units_are_read_too():
    assert read_readings(DECIBEL, "56 57 56 dB") == (56, 57, 56)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "at least one"),
        (" , ; ", "at least one"),
        ("0.46 half 0.45", "Reading 1: “0.46half” has a unit"),
        ("0.46 0.4555", "Reading 2"),
        ("-0.1", "below zero"),
        ("0.5 inch", "unit"),
        ("0.46 0.45 half", "Reading 2: “0.45half” has a unit"),
        ("1 " * (MOST_READINGS + 1), "501 readings"),
    ],
)
def test_what_cannot_be_read_is_named(text, said):
    with pytest.raises(SpecValueError, match=said):
        read_readings(MILLIMETRE, text)


@often
@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=40))
def test_readings_survive_being_written_and_read(readings):
    assert read_readings(MILLIMETRE, write_readings(MILLIMETRE, readings)) == tuple(readings)


@often
@given(st.text(max_size=80))
def test_nothing_that_is_typed_breaks_it(text):
    try:
        readings = read_readings(MILLIMETRE, text)
    except SpecValueError:
        return
    assert all(0 <= reading <= MILLIMETRE.limit for reading in readings)

"""How a cell differs from that of the device the others are held against."""

import pytest
from hypothesis import given, settings

from catalog.compare.difference import difference
from catalog.compare.sameness import Sameness, sameness
from catalog.specs.registry import SPECS
from tests.compare.made import a_cell, compared, the_fixtures
from tests.compare.test_sameness import rows


def told(key, cell, base):
    spec = SPECS[key]

    def made(text):
        readings = [spec.kind.parse(one) for one in text.split(" or ")] if text else []
        return a_cell(spec, *readings, state="not_researched")

    return difference(spec, made(cell), made(base))


@pytest.mark.parametrize(
    ("key", "cell", "base", "expected"),
    [
        ("weight", "200 g", "180 g", "+20 g"),
        ("weight", "160 g", "180 g", "−20 g"),
        ("weight", "181 g", "180 g", "same"),
        ("weight", "", "180 g", "not enough information"),
        ("weight", "180 g", "", "not enough information"),
        ("weight", "180 g or 200 g", "180 g", "not enough information"),
        ("weight", "180 g or 200 g", "220 g", "different"),
        ("needle_diameter", "0.25 mm", "0.3 mm", "−0.05 mm"),
        ("warranty", "24 months", "12 months", "+12 months"),
        ("motor_speed", "9,000–18,000 rpm", "8,000–18,000 rpm", "start +1,000 rpm"),
        ("motor_speed", "9,000 rpm", "8,000 rpm", "+1,000 rpm"),
        ("motor_speed", "up to 18,000 rpm", "8,000–18,000 rpm", "not enough information"),
        ("needle_length", "0.25–2.5 mm every 0.25", "0.5–2.0 mm every 0.25", "start −0.25 mm, end +0.5 mm"),
        ("needle_length", "0.5 mm", "1.0 mm", "different"),
        ("needle_length", "0.25–2.5 mm stepless", "0.25–2.5 mm every 0.25", "different"),
        ("pin_count", "12, 36", "36, 12", "same"),
        ("pin_count", "12", "36", "different"),
        ("replacement", "every session", "Every  session", "same"),
        ("dimensions", "length 180 mm", "length 170 mm", "different"),
    ],
)
def test_by_example(key, cell, base, expected):
    assert told(key, cell, base) == expected


@settings(max_examples=300, deadline=None)
@given(rows(most=2))
def test_a_pair_differs_in_its_cell_as_in_its_row(row):
    spec, cells = row
    if len(cells) < 2:
        return
    found, outcome = difference(spec, *cells), sameness(spec, cells)
    if outcome is Sameness.DOES_NOT_APPLY:
        assert found == ""
    elif outcome is Sameness.CANNOT_TELL:
        assert found in ("not enough information", "same")  # of disputed cells that agree in every reading
    else:
        assert (found == "same") == (outcome is Sameness.SAME)
        assert found not in ("", "not enough information")


@settings(max_examples=200, deadline=None)
@given(rows(most=2))
def test_a_difference_in_numbers_turns_round_with_its_pair(row):
    spec, cells = row
    if len(cells) == 2:
        there, back = difference(spec, *cells), difference(spec, *reversed(cells))
        assert there.translate(str.maketrans("+−", "−+")) == back


def test_the_device_the_others_are_held_against_has_no_difference_of_its_own():
    found = compared(the_fixtures(), "d=p1,p2,r2&base=p2")
    for row in found.rows:
        assert row.cells[1].difference == ""
    weight = next(row for row in found.rows if row.key == "weight")
    assert [cell.difference for cell in weight.cells] == ["same", "", "−121 g"]
    speed = next(row for row in found.rows if row.key == "motor_speed")
    assert speed.cells[2].difference == ""


def test_without_one_to_hold_against_there_are_no_differences():
    found = compared(the_fixtures(), "d=p1,p2,r2")
    assert {cell.difference for row in found.rows for cell in row.cells} == {""}

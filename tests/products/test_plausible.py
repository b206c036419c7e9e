"""Values that are unlike all others on file are doubted, with what may be meant; nothing else is."""

import pytest

from catalog.products.plausible import Bounds, bounds, doubt
from catalog.specs.registry import SPECS

DIAMETER, LENGTH, POWER = (SPECS[key] for key in ("needle_diameter", "needle_length", "power"))
USUAL = {"needle_diameter": Bounds(180, 300), "needle_length": Bounds(250, 3000)}


def test_a_slip_of_the_unit_is_doubted_with_what_may_be_meant() -> None:
    assert doubt(DIAMETER, "25 mm", USUAL) == (
        "25 mm is more than any other on file, which end at 0.3 mm. Did you mean 0.25 mm?"
    )
    assert doubt(DIAMETER, "0.025 mm", USUAL).endswith("Did you mean 0.25 mm?")
    assert doubt(LENGTH, "0.25–15 mm", USUAL).endswith("Did you mean 1.5 mm?")


def test_where_no_slip_explains_it_the_unit_is_asked_for() -> None:
    assert doubt(DIAMETER, "0.7 mm", USUAL).endswith("Is the unit right?")


@pytest.mark.parametrize("says", ["0.25 mm", "0.18 mm", "0.6 mm", "0.09 mm", "thick"])
def test_what_is_near_the_others_or_no_value_is_not_doubted(says: str) -> None:
    assert doubt(DIAMETER, says, USUAL) == ""


def test_what_nobody_has_said_before_is_not_doubted() -> None:
    assert doubt(DIAMETER, "25 mm", {}) == ""


def test_the_usual_range_needs_three_values_and_a_unit() -> None:
    values = [DIAMETER.kind.parse(text) for text in ("0.18 mm", "0.25 mm", "0.3 mm")]
    assert bounds(DIAMETER, values) == Bounds(180, 300)
    assert bounds(DIAMETER, values[:2]) is None
    assert bounds(POWER, [POWER.kind.parse("mains")] * 3) is None


def test_every_spec_can_be_asked() -> None:
    for spec in SPECS.values():
        value = spec.kind.parse(spec.example)
        known = bounds(spec, [value] * 3)
        assert (known is None) == (spec.kind.unit is None)
        assert doubt(spec, spec.example, {spec.key: known} if known else {}) == ""

"""What measurements come to as statements of the product."""

import json

from hypothesis import given
from hypothesis import strategies as st

from catalog.method.measurable import MEASURABLE
from catalog.method.models import Measurement
from catalog.method.statements import LONGEST_SLUG, in_force, made_of, slug_of
from catalog.products.checks import check_source
from catalog.specs.registry import SPECS
from tests.specs.strategies import often


def taken(spec="measured_length", setting=500, readings=(460, 430, 490), **more):
    given = {"instrument": "a microscope", "day": "2026-03-01", "author": "anna", "units": 3} | more
    return Measurement(
        id=given.pop("id", None),
        slug="a",
        product_id=1,
        spec=spec,
        setting=setting,
        readings_json=json.dumps(list(readings)),
        **given,
    )


def made(*rows, comparable=None):
    return made_of("exceed", rows, comparable or {}, {"anna": "Anna"})


def test_a_measured_length_says_mean_spread_and_number_at_its_setting():
    (one,) = made(taken())
    assert one.statement.says == "0.5 mm → 0.46 mm ± 0.03 mm (n=3)"
    assert one.statement.kind == "measured"
    assert one.statement.note == "With a microscope on 1 Mar 2026, on 3 pieces."
    assert one.source.type == "own-measurement"
    assert (one.source.read_on, one.source.publisher) == ("2026-03-01", "Anna")
    assert one.statement.source == one.source.slug


def test_settings_stand_beside_each_other_from_the_shortest():
    (one,) = made(taken(setting=1000, readings=[950]), taken())
    assert one.statement.says == "0.5 mm → 0.46 mm ± 0.03 mm (n=3); 1 mm → 0.95 mm (n=1)"


def test_all_readings_at_a_setting_count_together():
    (one,) = made(taken(), taken(readings=[400, 520], day="2026-03-05", instrument="calipers"))
    assert one.statement.says == "0.5 mm → 0.46 mm ± 0.047 mm (n=5)"
    assert "a microscope on 1 Mar 2026" in one.statement.note
    assert "calipers on 5 Mar 2026" in one.statement.note
    assert one.source.title == "Measurement with calipers, 5 Mar 2026"


def test_a_number_says_its_mean_and_its_note_the_spread():
    (one,) = made(taken("noise", None, [55, 56, 57], units=1, method=1))
    assert one.statement.says == "56 dB"
    assert one.statement.note == (
        "56 ± 1 dB (n=3). With a microscope on 1 Mar 2026, on 1 piece, by method 1."
    )
    assert one.statement.method == 1


def test_a_speed_is_measured_at_its_highest():
    (one,) = made(taken("motor_speed", None, [8100, 8200, 8300]))
    assert one.statement.says == "up to 8200 rpm"


def test_what_an_older_method_measured_counts_no_more_unless_the_newer_says_so():
    old, new = taken(readings=[600], method=1), taken(readings=[500], method=2, day="2026-04-01")
    elsewhere = taken(setting=1000, readings=[990], method=1)
    assert made(old, new, elsewhere)[0].statement.says == "0.5 mm → 0.5 mm (n=1); 1 mm → 0.99 mm (n=1)"
    both = made(old, new, elsewhere, comparable={2: (1,)})[0]
    assert both.statement.says == "0.5 mm → 0.55 mm ± 0.071 mm (n=2); 1 mm → 0.99 mm (n=1)"
    assert both.statement.method == 2


def test_what_was_measured_by_no_method_counts_only_alone():
    none, first = taken(readings=[600]), taken(readings=[500], method=1)
    assert list(in_force([none], {})) == [none]
    assert list(in_force([none, first], {1: ()})) == [first]


def test_specs_stand_in_the_order_of_the_registry():
    found = made(taken("weight", None, [180]), taken("noise", None, [50]), taken())
    assert [one.statement.spec for one in found] == ["measured_length", "noise", "weight"]


def test_nothing_measured_says_nothing():
    assert made() == []


def test_only_what_an_instrument_shows_can_be_measured():
    assert set(MEASURABLE) == {
        "measured_length", "needle_diameter", "motor_speed", "battery_capacity", "run_time", "noise",
        "weight", "head_width",
    }  # fmt: skip


@often
@given(
    st.sampled_from(sorted(MEASURABLE)),
    st.lists(st.lists(st.integers(0, 10**6), min_size=1, max_size=4), min_size=1, max_size=3),
)
def test_every_statement_can_be_read_by_its_spec(spec, several):
    rows = [
        taken(spec, 500 * (i + 1) if spec == "measured_length" else None, r) for i, r in enumerate(several)
    ]
    (one,) = made(*rows)
    value = SPECS[spec].kind.parse(one.statement.says)
    if spec == "measured_length":
        assert sum(pair.n for pair in value) == sum(map(len, several))
        assert [pair.set_to for pair in value] == [row.setting for row in rows]


@often
@given(st.text(min_size=1, max_size=300), st.text("abcdefgh-", min_size=1, max_size=120))
def test_whatever_the_instrument_is_called_its_source_can_be_saved(instrument, product):
    row = taken(instrument=" ".join(instrument.split()) or "x")
    (one,) = made_of(product.strip("-") or "a", [row], {}, {})
    places = {problem.place for problem in check_source(one.source)}
    assert "slug" not in places
    assert len(slug_of(product, row)) <= LONGEST_SLUG


def test_instruments_that_differ_are_different_sources():
    slugs = {
        made(taken(instrument=name))[0].source.slug for name in ("µm 1", "um 1", "Ω", "ω 2", "A b", "ab")
    }
    assert len(slugs) == 6

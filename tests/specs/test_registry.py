"""The declarations against the table of the design, and the declarations that are refused."""

from dataclasses import replace

import pytest

from catalog.specs.kinds import Note, Quantity
from catalog.specs.registry import NEEDLES, SECTIONS, SPECS, spec
from catalog.specs.spec import ALL, CARTRIDGE, PEN, ROLLER, STAMP, Better, Facet, Spec, check
from catalog.specs.units import GRAM

P, PC, RS, C = (PEN,), (PEN, CARTRIDGE), (ROLLER, STAMP), (CARTRIDGE,)
UP, DOWN, SAY, NONE = Better.HIGHER, Better.LOWER, Better.SAY, Better.NEITHER
EACH, RANGE, SEVEN, MEASURED = Facet.EACH_VALUE, Facet.RANGE, Facet.SEVEN_QUESTIONS, Facet.MEASURED

TABLE = [
    # key, label, section, kind, base unit, applies to, better, material, facet
    ("needle_length", "Needle length", "needles", "needle_lengths", "µm", ALL, NONE, None, SEVEN),
    ("measured_length", "Measured length", "needles", "measurements", "µm", ALL, DOWN, 30, MEASURED),
    ("pin_count", "Needles", "needles", "counts", None, ALL, NONE, None, EACH),
    ("needle_diameter", "Needle diameter", "needles", "quantity", "µm", ALL, NONE, None, None),
    ("needle_material", "Needle material", "needles", "terms", None, ALL, NONE, None, EACH),
    ("layout", "Needle layout", "needles", "note", None, C, NONE, None, None),
    ("motor_speed", "Motor speed", "motor", "interval", "rpm", P, NONE, None, RANGE),
    ("speed_levels", "Speed levels", "motor", "quantity", "", P, NONE, None, None),
    ("power", "Power", "motor", "terms", None, ALL, SAY, None, EACH),
    ("battery_capacity", "Battery", "motor", "quantity", "mAh", P, NONE, None, None),
    ("run_time", "Run time", "motor", "quantity", "min", P, UP, "10 %", None),
    ("charging", "Charging", "motor", "note", None, P, NONE, None, None),
    ("noise", "Noise at 30 cm", "motor", "quantity", "dB", P, DOWN, 3, RANGE),
    ("cartridge_mount", "Cartridge mount", "parts", "terms", None, PC, NONE, None, EACH),
    ("sterility", "Sterile packing", "hygiene", "terms", None, ALL, SAY, None, EACH),
    ("replacement", "Replace after", "hygiene", "note", None, ALL, NONE, None, None),
    ("display", "Display", "body", "terms", None, P, NONE, None, None),
    ("body_material", "Body", "body", "terms", None, ALL, NONE, None, None),
    ("weight", "Weight", "body", "quantity", "g", ALL, SAY, 10, None),
    ("dimensions", "Size", "body", "dimensions", "µm", ALL, NONE, None, None),
    ("head_width", "Head width", "body", "quantity", "µm", RS, NONE, None, None),
    ("shelf_life", "Shelf life", "service", "quantity", "months", ALL, NONE, None, None),
    ("warranty", "Warranty", "service", "quantity", "months", ALL, UP, 6, None),
]


@pytest.mark.parametrize("row", TABLE, ids=[row[0] for row in TABLE])
def test_declared_as_designed(row):
    declared = spec(row[0])
    material = f"{declared.material_percent} %" if declared.material_percent else declared.material
    unit = declared.kind.unit.base if declared.kind.unit else None
    assert row == (
        declared.key,
        declared.label,
        declared.section.key,
        declared.kind.name,
        unit,
        declared.applies_to,
        declared.better,
        material,
        declared.facet,
    )


def test_no_published_spec_has_gone_and_a_new_one_needs_no_line_here():
    published = [row[0] for row in TABLE]
    assert [key for key in SPECS if key in published] == published


def test_specs_stand_in_the_order_of_their_sections():
    places = [SECTIONS.index(declared.section) for declared in SPECS.values()]
    assert places == sorted(places)


def test_noise_and_run_time_are_judged_only_where_they_were_measured():
    judged = [key for key, declared in SPECS.items() if declared.measured_only]
    assert judged == ["measured_length", "run_time", "noise"]


def test_needle_length_is_never_better():
    assert spec("needle_length").better is Better.NEITHER


def test_terms_are_those_of_the_design():
    assert list(spec("power").kind.options) == ["mains", "battery", "manual"]
    assert spec("power").kind.parse("both").values == ("mains", "battery")
    mounts = ["bayonet", "screw", "two-lock", "three-lock", "click-in", "universal", "proprietary", "other"]
    assert list(spec("cartridge_mount").kind.options) == mounts
    assert len(spec("sterility").kind.options) == 5
    assert {"nano", "silicone"} <= set(spec("pin_count").kind.options)


def test_an_unknown_key_has_no_spec():
    with pytest.raises(KeyError):
        spec("penetration_depth")


def test_a_kind_of_product_has_the_specs_that_apply_to_it():
    assert spec("head_width").applies(ROLLER)
    assert not spec("noise").applies(ROLLER)


GOOD = Spec("hue", "Hue", NEEDLES, Note(), (PEN,), example="blue", help="Its colour.")

BAD = [
    ("snake_case", {"key": "Hue"}),
    ("snake_case", {"key": "hue "}),
    ("snake_case", {"key": "_hue"}),
    ("taken", {"key": "data"}),
    ("taken", {"key": "errors"}),
    ("taken", {"key": "meta"}),
    ("taken", {"key": "q"}),
    ("taken", {"key": "sort"}),
    ("taken", {"key": "page"}),
    ("taken", {"key": "unknown"}),
    ("taken", {"key": "depth_reach"}),
    # Facets that are no specs have their words in addresses too.
    ("taken", {"key": "kind"}),
    ("taken", {"key": "brand"}),
    ("taken", {"key": "price"}),
    ("taken", {"key": "score"}),
    # What a form has itself.
    ("taken", {"key": "process"}),
    ("taken", {"key": "validate"}),
    ("unknown kind of product", {"applies_to": ("kettle",)}),
    ("unknown kind of product", {"applies_to": ()}),
    ("not a number", {"kind": Quantity(GRAM), "example": "blue"}),
    ("needs words", {"better": Better.HIGHER}),
    ("only a better end", {"better_words": "bluer"}),
]


def test_a_good_declaration_is_accepted():
    assert check((GOOD,)) == {"hue": GOOD}


@pytest.mark.parametrize(("problem", "change"), BAD)
def test_a_bad_declaration_stops_the_application(problem, change):
    with pytest.raises(ValueError, match=problem):
        check((replace(GOOD, **change),))


def test_keys_and_names_belong_to_one_spec_each():
    with pytest.raises(ValueError, match="taken"):
        check((GOOD, replace(GOOD, label="Colour")))
    with pytest.raises(ValueError, match="already names another"):
        check((GOOD, replace(GOOD, key="colour")))
    with pytest.raises(ValueError, match="already names another"):
        check((replace(GOOD, aliases=("Colour",)), replace(GOOD, key="colour", label="colour")))


def test_an_example_that_cannot_be_read_again_is_refused():
    class Forgetful(Note):
        def format(self, value: str) -> str:
            return value[:-1]

    with pytest.raises(ValueError, match="does not survive"):
        check((replace(GOOD, kind=Forgetful()),))

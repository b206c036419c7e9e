"""What holds for every spec there is. A new one is tested before anybody writes a test for it."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.specs.registry import SECTIONS, SPECS
from catalog.specs.resolution import Statement, resolve
from catalog.specs.spec import ALL, Better, Spec
from catalog.specs.units import SpecValueError
from tests.specs.strategies import seldom

every_spec = pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS)

ASCENDING = {
    "needle_length": ("0.2 mm", "0.25, 0.5 mm", "0.25–2.5 mm"),
    "pin_count": ("9", "12", "12, 36", "36", "nano", "silicone"),
    "motor_speed": ("up to 7,000 rpm", "8,000–9,000 rpm", "8,000–18,000 rpm"),
    "power": ("mains", "battery", "manual"),
    "noise": ("9 dB", "55 dB", "101 dB"),
    "replacement": ("every month", "every session"),
    "dimensions": ("length 90 mm", "length 180 mm"),
    "measured_length": ("0.5 mm → 0.49 mm (n=9)", "0.5 mm → 0.4 mm (n=9)"),
}


@every_spec
def test_the_example_survives_being_written_read_and_stored(spec: Spec):
    kind = spec.kind
    value = kind.parse(spec.example)
    assert kind.parse(kind.format(value)) == value
    assert kind.from_json(json.loads(json.dumps(kind.to_json(value)))) == value
    assert kind.join(kind.parts(value)) == value
    assert hash(value) == hash(kind.parse(spec.example))


@every_spec
def test_the_example_is_printed_in_words(spec: Spec):
    text = spec.kind.show(spec.kind.parse(spec.example))
    assert text.strip() == text
    assert any(character.isalnum() for character in text)
    if spec.kind.unit and spec.kind.unit.symbol:
        assert spec.kind.unit.symbol in text


@every_spec
def test_the_example_resolves_from_one_statement(spec: Spec):
    value = spec.kind.parse(spec.example)
    resolved = resolve(spec, [Statement(value, source="maker")])
    assert (resolved.state, resolved.value, resolved.sources) == ("known", value, ("maker",))


@every_spec
def test_it_has_a_place_and_applies_to_something(spec: Spec):
    assert spec.section in SECTIONS
    assert spec.applies_to
    assert [kind for kind in ALL if spec.applies(kind)] == list(spec.applies_to)
    assert not spec.applies("kettle")


@every_spec
def test_its_help_is_a_short_sentence(spec: Spec):
    assert 10 < len(spec.help) <= 160
    assert spec.help[0].isupper()
    assert spec.help.endswith(".")
    assert spec.label == spec.label.strip() != ""
    assert len(spec.label) <= 24


@every_spec
def test_only_a_judged_spec_says_what_is_better(spec: Spec):
    judged = spec.better in (Better.HIGHER, Better.LOWER)
    assert judged == bool(spec.better_words)
    if judged:
        assert spec.material or spec.material_percent


@every_spec
@pytest.mark.parametrize("nothing", ["", "   ", "—", "-", "–"])
def test_a_dash_or_a_blank_is_no_value(spec: Spec, nothing: str):
    """Absence has a state of its own; it is never stored as a value."""
    with pytest.raises(SpecValueError):
        spec.kind.parse(nothing)


@every_spec
@seldom
@given(text=st.text(st.characters(codec="utf-8"), max_size=30))
def test_any_text_is_a_value_or_a_message(spec: Spec, text: str):
    try:
        value = spec.kind.parse(text)
    except SpecValueError:
        return
    assert spec.kind.parse(spec.kind.format(value)) == value


@pytest.mark.parametrize(("key", "texts"), ASCENDING.items(), ids=ASCENDING)
def test_values_are_ordered_by_nature(key, texts):
    kind = SPECS[key].kind
    for a, b in pairwise(texts):
        assert kind.sort_key(kind.parse(a)) < kind.sort_key(kind.parse(b))

"""Any walk of states can be replayed from its differences."""

import json

from hypothesis import given
from hypothesis import strategies as st

from catalog.changes.diff import apply, canonical_json, difference, flatten, unflatten

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
KEYS = st.sampled_from(["name", "text", "12", "", "/", "~", "a/b", "~1", "~e"]) | TEXT
LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT
VALUES = LEAVES | st.lists(LEAVES, max_size=3) | st.just({})
STATES = st.recursive(
    st.dictionaries(KEYS, VALUES, max_size=4),
    lambda inner: st.dictionaries(KEYS, VALUES | inner, max_size=4),
    max_leaves=6,
)


@given(st.lists(st.none() | STATES, max_size=8))
def test_replaying_the_differences_gives_the_last_state(states) -> None:
    flat, before = {}, None
    for after in states:
        payload = difference(before, after)
        if payload is not None:
            apply(flat, json.loads(canonical_json(payload)))
        assert canonical_json(unflatten(flat)) == canonical_json(after)
        before = after


@given(st.none() | STATES)
def test_flattening_loses_nothing(state) -> None:
    assert unflatten(flatten(state)) == state


@given(STATES)
def test_no_difference_is_found_between_a_state_and_its_copy(state) -> None:
    assert difference(state, json.loads(canonical_json(state))) is None


def test_a_difference_names_the_path_the_old_and_the_new() -> None:
    old = {"statements": {"12": {"text": "0.5 mm", "note": ""}}}
    new = {"statements": {"12": {"text": "0.25 mm", "note": ""}, "13": {"text": "9,000 rpm"}}}
    assert difference(old, new) == {
        "fields": {"statements/12/text": ["0.5 mm", "0.25 mm"], "statements/13/text": [None, "9,000 rpm"]},
        "absent_before": ["statements/13/text"],
    }


def test_true_one_and_one_point_nought_are_three_values() -> None:
    assert difference({"n": 1}, {"n": True}) == {"fields": {"n": [1, True]}}
    assert difference({"n": 1}, {"n": 1.0}) == {"fields": {"n": [1, 1.0]}}


def test_canonical_json_is_sorted_tight_and_unicode() -> None:
    assert canonical_json({"µ": "0.25–2.5", "a": [1, None]}) == '{"a":[1,null],"µ":"0.25–2.5"}'

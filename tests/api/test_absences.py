"""No answer holds a null or an empty text: what is not known says why."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.api.shapes.common import STATES
from catalog.api.stating import is_absent, stated

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=20,
)


def absences(value: Any, path: str = "") -> Iterator[str]:
    if value is None or value == "":
        yield path
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from absences(one, f"{path}/{key}")
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from absences(one, f"{path}/{number}")


def states(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("state"), str):
            yield value["state"]
        for one in value.values():
            yield from states(one)
    elif isinstance(value, list):
        for one in value:
            yield from states(one)


def test_there_is_something_of_every_kind(answers):
    assert all(page[0]["data"] for name, page in answers.lists.items() if name != "corrections")


def test_no_answer_holds_a_null_or_an_empty_text(answers):
    found = [f"{where}: {path}" for where, answer in answers.all() for path in absences(answer)]
    assert found == []


def test_every_state_is_one_that_is_explained(answers):
    said = {state for _, answer in answers.all() for state in states(answer)}
    assert said - STATES.keys() == set()
    assert said >= {"known", "not_researched", "does_not_apply", "not_recorded", "not_scored", "not_written"}


def test_the_index_and_the_description_hold_none_either(rich):
    for address in ("/api/v1", "/openapi.json"):
        assert list(absences(rich.get(address).get_json())) == [], address


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"year": None, "n": 0, "ok": False, "note": ""}, {"year": {"state": "s"}, "n": 0, "ok": False}),
        ({"rows": [{"year": ""}, {"year": 1}]}, {"rows": [{"year": {"state": "t"}}, {"year": 1}]}),
        ({"by": {"any": None}}, {"by": {"any": {"state": "u"}}}),
        ({"list": [], "object": {}, "some": [1, None, "", 2]}, {"list": [], "object": {}, "some": [1, 2]}),
    ],
)
def test_what_is_absent_is_left_out_or_has_a_state(data, said):
    assert stated(data, {"year": "s", "rows/*/year": "t", "by/*": "u"}) == said


@given(VALUES)
def test_nothing_absent_is_left_and_nothing_that_was_said_is_lost(value):
    found = stated(value, {"a": "s", "b/*/c": "t"})
    if not is_absent(value):
        assert list(absences(found)) == []
    assert sorted(map(repr, leaves(found))) == sorted(map(repr, leaves(value)))


def leaves(value: Any) -> Iterator[Any]:
    """Whatever is said: values that are neither objects nor lists nor absent, without the states."""
    if isinstance(value, dict):
        if list(value) == ["state"] and value["state"] in ("s", "t"):
            return
        for one in value.values():
            yield from leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from leaves(one)
    elif value is not None and value != "":
        yield value

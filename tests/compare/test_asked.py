"""An address of /compare, read and written: the same state in one way only."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from catalog.compare.asked import Asked
from catalog.compare.comparison import ROW_KEYS
from catalog.finder.conditions import TooMany

SLUGS = ("dr-pen-a6", "exceed", "dermapen-4", "procell-md", "x", "…", "a,b", "=1+1", "\x00", "é")
VALUES = st.one_of(
    st.sampled_from((*SLUGS, *sorted(ROW_KEYS), "diff", "same", "all", "12", "0.5", "0,5", "0.2..1", "-1")),
    st.lists(st.sampled_from((*SLUGS, *sorted(ROW_KEYS))), max_size=9).map(",".join),
    st.text(max_size=20),
)
NAMES = st.sampled_from(
    ("d", "d", "d", "show", "base", "hide", "order", "sessions", "depth_at", "depth_at", "depth_within", "w")
)
PAIRS = st.lists(st.tuples(NAMES, VALUES), max_size=8)


def asked(text, **renamed):
    return Asked.from_args(MultiDict(parse_qsl(text, keep_blank_values=True)), ROW_KEYS, renamed)


@settings(max_examples=400, deadline=None)
@given(PAIRS)
def test_what_is_written_is_read_again(pairs):
    found = Asked.from_args(MultiDict(pairs), ROW_KEYS)
    again = asked(found.query)
    assert again.items() == found.items()
    assert again.query == found.query
    assert again.is_canonical(MultiDict(parse_qsl(again.query)))


@settings(max_examples=200, deadline=None)
@given(PAIRS)
def test_a_link_passes_on_what_could_be_read_and_nothing_else(pairs):
    found = Asked.from_args(MultiDict(pairs), ROW_KEYS)
    link = asked(found.with_().query)
    assert not link.ignored
    assert (link.slugs, link.show, link.base, link.hide, link.order, link.lengths) == (
        found.slugs, found.show, found.base, found.hide, found.order, found.lengths
    )  # fmt: skip


def test_the_whole_state_in_one_address():
    query = (
        "d=exceed,dr-pen-a6&show=diff&base=exceed&hide=weight,display&order=needle_length,noise"
        "&sessions=6&depth_at=0.5&depth_never_above=0.5"
    )
    found = asked(query)
    assert found.address() == f"/compare?{query}"
    assert (found.slugs, found.show, found.base) == (("exceed", "dr-pen-a6"), "diff", "exceed")
    assert (found.hide, found.order) == (("weight", "display"), ("needle_length", "noise"))
    assert (found.sessions.count, found.limit) == (6, 500)
    assert not found.ignored


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("d=a&d=b", "d=a,b"),
        ("d=a,,b,", "d=a,b"),
        ("d=a,b,a", "d=a,b"),
        ("d=%20a%20,b", "d=a,b"),
        ("show=all&d=a,b", "d=a,b"),
        ("d=a,b&sessions=12", "d=a,b"),
        ("d=a,b&depth_at=0,50", "d=a,b&depth_at=0.5"),
        ("d=a,b&depth_at=500um", "d=a,b&depth_at=0.5"),
        ("d=a,b&hide=weight,weight", "d=a,b&hide=weight"),
        ("show=diff&d=b,a", "d=b,a&show=diff"),
    ],
)
def test_other_ways_to_write_it(written, canonical):
    found = asked(written)
    assert found.query == canonical
    assert not found.is_canonical(MultiDict(parse_qsl(written)))


def test_a_former_name_is_replaced_and_what_it_doubles_is_dropped():
    assert asked("d=old,b&base=old", old="new").query == "d=new,b&base=new"
    assert asked("d=old,new", old="new").query == "d=new"


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("d=a,b&base=c", "base"),
        ("d=a,b&hide=colour", "hide"),
        ("d=a,b&order=colour,weight", "order"),
        ("d=a,b&show=nothing", "show"),
        ("d=a,b&depth_at=abc", "depth_at"),
    ],
)
def test_what_cannot_be_used_is_said_and_stays_in_the_address(query, parameter):
    found = asked(query)
    assert [one.parameter for one in found.ignored] == [parameter]
    assert found.ignored[0].message.endswith((".", "?"))
    assert asked(found.query).ignored == found.ignored


def test_too_much_is_refused_in_words():
    with pytest.raises(TooMany, match="At most 60 names"):
        asked("d=" + ",".join(f"x{n}" for n in range(61)))
    with pytest.raises(TooMany, match="At most 60 names"):
        asked("&".join(f"hide=x{n}" for n in range(61)))
    with pytest.raises(TooMany, match="characters"):
        asked("d=" + "x" * 4001)


def test_taking_away_the_device_the_others_are_held_against_leaves_none():
    assert asked("d=a,b&base=b").with_(slugs=("a",)).query == "d=a"


def test_sessions_that_are_no_number_and_weights_are_named_as_left_out():
    found = asked("d=exceed&sessions=abc&w=noise:3")
    assert [one.parameter for one in found.ignored] == ["sessions", "w"]
    assert "scores" in found.ignored[1].message
    assert ("w", "noise:3") in found.items()

"""What is typed and what is stored are each other's inverse; nothing typed breaks the reading of it."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from catalog.editorial.gates import long_sentences
from catalog.editorial.typed import (
    LONGEST_SLUG,
    Typed,
    in_order_of,
    length_text,
    lengths_text,
    made_up,
    per_line,
    span_text,
)

um = st.integers(0, 10_000_000)
lines = st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1))


def reading(value: Any) -> Typed:
    return Typed({"a": value})


@given(um)
def test_a_length_is_read_as_it_is_shown(length):
    typed = reading(length_text(length))
    assert typed.length("a") == length
    assert typed.faults == []


@given(st.lists(um))
def test_lengths_are_read_as_they_are_shown(lengths):
    typed = reading(lengths_text(lengths))
    assert typed.lengths("a") == tuple(lengths)
    assert typed.faults == []


@given(st.lists(um, min_size=2, max_size=2, unique=True).map(sorted))
def test_a_range_is_read_as_it_is_shown(ends):
    typed = reading(span_text(*ends))
    assert typed.span("a") == tuple(ends)
    assert typed.faults == []


@given(lines)
def test_a_list_is_read_as_it_is_shown(items):
    typed = reading(per_line(items))
    assert typed.lines("a") == tuple(items)
    assert typed.faults == []


@given(lines, st.sampled_from(["\n\n", "\r\n", " \n\t"]))
def test_empty_lines_and_spaces_are_nothing(items, between):
    assert reading(between.join(["", *items, ""])).lines("a") == tuple(items)


@given(st.lists(st.sampled_from(["pen", "roller", "stamp"]), unique=True), st.data())
def test_ticks_keep_the_order_in_which_they_are_stored(stored, data):
    ticked = data.draw(st.permutations(stored))
    assert in_order_of(ticked, stored) == tuple(stored)
    assert in_order_of(ticked, [*stored, "other"]) == tuple(ticked)


@given(st.text())
def test_a_title_makes_an_address_or_none(title):
    slug = made_up(title)
    typed = Typed({})
    assert len(slug) <= LONGEST_SLUG
    if slug:
        assert typed.slug(slug, None, may_move=False) == slug
        assert typed.faults == []


@given(st.text() | st.none() | st.booleans() | st.integers() | st.lists(st.text()))
def test_whatever_is_typed_is_read_or_said_to_be_wrong(value):
    typed = reading(value)
    for read in (typed.text, typed.lines, typed.whole, typed.length, typed.lengths, typed.span, typed.date):
        read("a")
    typed.address("a")
    typed.choice("a", ("x",))
    typed.slug(typed.text("a"), None, may_move=True)
    assert all(fault.field in ("a", "slug") and fault.said for fault in typed.faults)


@given(st.text().filter(str.strip))
def test_a_number_is_a_whole_one_or_none(text):
    typed = reading(text)
    found = typed.whole("a", least=-9, most=9)
    assert (found is None) == bool(typed.faults)
    if found is not None:
        assert -9 <= found <= 9
        assert text.strip().replace("−", "-").lstrip("-").lstrip("0") == str(abs(found)).lstrip("0")


def test_a_row_names_its_fields_by_its_number():
    typed = Typed({"rows": [{"words": "one"}, {"words": ""}]})
    assert [row.text("words") for row in typed.rows("rows")] == ["one", ""]
    assert [fault.field for fault in typed.faults] == ["rows-1-words"]


def test_what_is_nearly_right_is_named():
    typed = reading("chu2012")
    typed.known("a", {"chu2021", "aust2008"}, "study")
    assert typed.faults[0].said == "There is no study “chu2012”. Is “chu2021” meant?"
    assert typed.faults[0].line == 1


def test_a_sentence_is_long_from_the_forty_first_word_on():
    assert long_sentences("word " * 39 + "end.") == []
    assert len(long_sentences("Short. " + "word " * 40 + "end. Short.")) == 1

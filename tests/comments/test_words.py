"""What of a typed text is kept: arbitrary text, against rules read off the design."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from catalog.comments.words import (
    MARKS,
    cleaned_line,
    cleaned_text,
    paragraphs,
    says_something,
    text_lines,
)

# Made of what browsers send, and often of what does harm.
harmful = st.sampled_from(
    [*"\x00\x08\t\n\r\x1b\x7f\x85\u200b\u202e\u2066\u2028\u2029\ud800\U000e0041\u0301\u0336 a"]
)
texts = st.text(st.one_of(harmful, st.characters()), max_size=80)


@given(texts)
def test_no_control_and_nothing_that_turns_a_line_stays(typed: str) -> None:
    kept = cleaned_text(typed)
    assert not {one for one in kept if unicodedata.category(one) in ("Cc", "Cs")} - {"\t", "\n", "\r"}
    assert not {one for one in kept if unicodedata.bidirectional(one) in _TURNS}
    assert not {one for one in cleaned_line(typed) if unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp")}


_TURNS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@given(texts)
def test_no_letter_carries_a_tower_of_marks(typed: str) -> None:
    run = longest = 0
    for one in cleaned_text(typed):
        run = run + 1 if unicodedata.category(one) in ("Mn", "Me") else 0
        longest = max(longest, run)
    assert longest <= MARKS


FIVE_MARKS = re.compile("[\u05b8\u0301\u0e34\u0e48]{5}")
readable = st.text("abcäß0159 .,!?’“”\n\u05d0\u05b8\u0301\u0e01\u0e34\u0e48\u200f\u200d😀", max_size=80)


@given(readable.filter(lambda typed: not FIVE_MARKS.search(typed)))
def test_what_people_write_is_kept_as_it_is(typed: str) -> None:
    assert cleaned_text(typed) == typed


@given(texts)
def test_cleaning_twice_is_cleaning_once(typed: str) -> None:
    assert cleaned_text(cleaned_text(typed)) == cleaned_text(typed)
    assert text_lines(text_lines(typed)) == text_lines(typed)


@given(
    st.lists(
        st.lists(st.text("abc ", min_size=1).filter(str.strip).map(str.strip), min_size=1, max_size=3),
        max_size=4,
    )
)
def test_paragraphs_and_lines_come_back_as_they_were_typed(parts: list[list[str]]) -> None:
    typed = "\r\n\r\n\r\n".join("\r\n".join(lines) for lines in parts)
    assert paragraphs(text_lines(typed)) == tuple(tuple(lines) for lines in parts)


def test_empty_lines_do_not_pile_up() -> None:
    assert text_lines("\n\na\n \n\n\t\n\nb\u2029c\r\rd\n") == "a\n\nb\n\nc\n\nd"


def test_what_nobody_sees_says_nothing() -> None:
    for typed in ("", " ", "\u200b", "\u3164\u2800", "\u0301", "\ufeff\u2060"):
        assert not says_something(typed)
    for typed in ("a", "?", "😀", "ก", "5"):
        assert says_something(typed)

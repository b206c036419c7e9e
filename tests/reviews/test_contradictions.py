"""Pros and cons held against the facts of the same kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.reviews.contradictions import End, contradictions, ends_said, number_of, place
from catalog.reviews.drafts import Point
from catalog.reviews.spec_terms import in_spec_terms
from catalog.specs.kinds import Measurement
from catalog.specs.kinds.interval import Span
from catalog.specs.kinds.terms import TermSet

LOUDEST = {"noise": (70, [50, 52, 55, 60, 65])}
QUIETEST = {"noise": (40, [50, 52, 55, 60, 65])}


def said(values, pros=(), cons=()):
    points = lambda words: [one if isinstance(one, Point) else Point(one) for one in words]  # noqa: E731
    found = contradictions(points(pros), points(cons), lambda key: values.get(key, (None, ())))
    return [(one.field, one.said) for one in found]


def test_a_pro_quiet_on_the_loudest_device_warns_the_author():
    [(field, words)] = said(LOUDEST, pros=["Holds its length", "Quiet enough to talk over"])
    assert field == "pros-1-words"
    assert words == (
        "“Quiet enough to talk over” says low noise at 30 cm; on record is 70 dB, more than 5 of 5 others "
        "of its kind whose noise at 30 cm is known."
    )


@pytest.mark.parametrize("words", ["Quiet", "very quiet motor", "Silent", "not noisy", "It is never loud"])
def test_words_for_quiet_warn_on_the_loudest_and_not_on_the_quietest(words):
    assert said(LOUDEST, pros=[words])
    assert not said(QUIETEST, pros=[words])


@pytest.mark.parametrize("words", ["Loud", "noisy", "not quiet", "isn’t very quiet", "hardly silent"])
def test_words_for_loud_warn_on_the_quietest_and_not_on_the_loudest(words):
    assert said(QUIETEST, cons=[words])
    assert not said(LOUDEST, cons=[words])


def test_a_pro_that_is_only_tied_to_a_spec_stands_for_its_better_end():
    assert said(LOUDEST, pros=[Point("The sound of it", "noise")])
    assert not said(LOUDEST, cons=[Point("The sound of it", "noise")])
    assert said(QUIETEST, cons=[Point("The sound of it", "noise")])
    # No end of a weight is better.
    assert not said({"weight": (500, [100, 100, 110, 120])}, pros=[Point("The weight of it", "weight")])


def test_nothing_is_said_where_too_little_is_known():
    assert not said({"noise": (70, [50, 52])}, pros=["Quiet"])
    assert not said({"noise": (None, [50, 52, 55, 60])}, pros=["Quiet"])
    assert not said({}, pros=["Quiet"])


def test_in_the_middle_nothing_is_doubted():
    assert not said({"noise": (55, [40, 45, 50, 60, 65, 70])}, pros=["Quiet"], cons=["Loud"])


def test_a_device_without_a_battery_is_not_cordless():
    mains = {"power": (TermSet(("mains",)), [])}
    assert said(mains, pros=["Cordless"]) == [("pros-0-words", "“Cordless”: power is on record as Mains.")]
    assert not said({"power": (TermSet(("mains", "battery")), [])}, pros=["Cordless"])
    assert not said({"power": (TermSet(("mains",), open=True), [])}, pros=["Cordless"])


def test_values_become_numbers_that_can_be_ordered():
    assert number_of(55) == 55
    assert number_of(Span(6000, 18000)) == 18000
    assert number_of(Span(6000, None)) == 6000
    assert number_of((Measurement(500, 460, 9), Measurement(1000, 1100, 9))) == 100
    assert number_of(True) is None
    assert number_of("USB-C") is None
    assert number_of(None) is None


NUMBERS = st.integers(0, 100)


@given(NUMBERS, st.lists(NUMBERS, max_size=12))
def test_nothing_lies_at_both_ends_and_mirrored_it_lies_at_the_other(number, others):
    found = place(number, others)
    mirrored = place(-number, [-other for other in others])
    assert mirrored is (found.other if found else None)
    if found is End.HIGH:
        assert len(others) >= 3
        assert sum(other > number for other in others) * 4 <= len(others)
        assert sum(other < number for other in others) * 2 > len(others)


@given(st.lists(NUMBERS, min_size=3, max_size=12, unique=True))
def test_the_loudest_of_enough_different_ones_is_loud(numbers):
    assert place(max(numbers) + 1, numbers) is End.HIGH
    assert place(min(numbers) - 1, numbers) is End.LOW


@given(st.text(max_size=80))
def test_any_words_can_be_read(words):
    assert set(ends_said(words).values()) <= set(End)
    in_spec_terms(words)
    assert said(LOUDEST | QUIETEST, pros=[words], cons=[words]) is not None


@pytest.mark.parametrize(
    "words",
    [
        "40 g lighter",
        "Same needle length",
        "$50 less",
        "quieter by 6 dB",
        "Fits bayonet cartridges",
        "Its stops are known",
    ],
)
def test_reasons_in_terms_of_specs_are_taken(words):
    assert in_spec_terms(words)


@pytest.mark.parametrize("words", ["I like it more", "Nicer", "Everybody has it", "10 out of 10"])
def test_reasons_that_name_no_spec_are_not(words):
    assert not in_spec_terms(words)

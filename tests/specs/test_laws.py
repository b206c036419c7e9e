"""The laws of the finder's design over drawn needle lengths, and soundness against the oracle."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from catalog.specs.answer import Answer
from catalog.specs.needle_length import QUESTIONS, Lengths, NeedleLengths, Range
from tests.specs.oracle import GRID, TOP, completions
from tests.specs.strategies import asked_lengths, asked_um, needle_lengths, often, questions

YES, UNKNOWN, NO = Answer.YES, Answer.UNKNOWN, Answer.NO


@often
@given(devices=st.lists(asked_lengths(), max_size=8), asked=questions())
def test_law_1_the_three_counts_add_up(devices, asked):
    for question in QUESTIONS.values():
        lengths = asked if question.takes_range else asked[:1]
        answers = [question.ask(device, *lengths) for device in devices]
        assert sum(answers.count(answer) for answer in Answer) == len(devices)


@often
@given(device=asked_lengths(), asked=questions())
def test_law_2_reach_only_gets_harder_and_never_above_only_easier(device, asked):
    d, e = asked
    if device.reach(d) is NO:
        assert device.reach(e) is NO
    if device.never_above(d) is YES:
        assert device.never_above(e) is YES
    if device.usable(d) is YES:
        assert device.usable(e) is YES


@often
@given(device=asked_lengths(), asked=questions())
def test_law_3_the_stronger_answer_brings_the_weaker(device, asked):
    a, b = asked
    if device.at(a) is YES:
        assert device.reach(a) is YES
        assert device.usable(a) is YES
    if device.covers(a, b) is YES:
        assert device.usable(a) is YES
        assert device.reach(b) is YES
    if device.within(a, b) is YES:
        assert device.overlap(a, b) is not NO


@often
@given(device=asked_lengths(listed=True), d=asked_um)
def test_law_4_an_overlap_with_one_length_is_that_length(device, d):
    assert device.overlap(d, d) is device.at(d)


@often
@given(value=needle_lengths(), asked=questions())
def test_law_5_nothing_reaches_what_it_never_goes_above(value, asked):
    e, d = asked
    assume(e < d)
    device = Lengths((value,), value)
    assert not (device.reach(d) is YES and device.never_above(e) is YES)


@often
@given(device=asked_lengths(), asked=questions(), others=st.lists(st.sampled_from(Answer), max_size=4))
def test_law_6_one_more_facet_never_enlarges_the_matches(device, asked, others):
    before = YES
    for answer in others:
        before &= answer
    assert before & device.overlap(*asked) is not YES or before is YES


@often
@given(value=needle_lengths(listed=True, empty=False))
def test_law_9_the_known_lengths_are_the_boundary(value):
    device = Lengths((value,), value)
    for length in value.settings():
        assert device.reach(length) is YES
        assert device.usable(length) is YES
        assert device.never_above(length - 10) is NO
    if value.longest is not None:
        assert device.never_above(value.longest) is YES
        assert device.reach(value.longest + 10) is NO


grid = st.integers(1, 30).map(lambda n: n * GRID)


@st.composite
def with_unknowns(draw: st.DrawFn) -> NeedleLengths:
    """Fixed lengths, at most one range that is known in full, and one with parts missing."""
    fixed = draw(st.lists(grid, max_size=3))
    low, high = sorted((draw(grid), draw(grid)))
    step = draw(st.sampled_from([0, 50, 100, 250, 300, 500]))
    exact = draw(st.lists(st.just(Range(low, high, step)), max_size=1))
    low, high = sorted((draw(grid), draw(grid)))
    missing = draw(st.sets(st.sampled_from(["low", "high", "step"]), max_size=3))
    partly = Range(
        None if "low" in missing else low,
        None if "high" in missing else high,
        None if "step" in missing else draw(st.sampled_from([0, 50, 100, 250, 300, 500])),
    )
    chosen = [*exact, *([partly] if missing != {"low", "high", "step"} else [])]
    chosen = [*exact] if fixed and draw(st.booleans()) else chosen
    assume(fixed or chosen)
    return NeedleLengths(tuple(fixed), tuple(chosen), open=draw(st.sampled_from([False, False, True])))


@st.composite
def asked_of_unknowns(draw: st.DrawFn) -> tuple[NeedleLengths, int, int]:
    """A value and two lengths to ask for, in order, often the ends that it has."""
    value = draw(with_unknowns())
    length = st.one_of(grid, st.sampled_from([*value.ends()] or [250]))
    a, b = sorted((draw(length), draw(length)))
    return value, a, b


some = settings(deadline=None, max_examples=60)


def outcomes(value: NeedleLengths, key: str, *lengths: int) -> set[bool]:
    return {getattr(device, key)(*lengths) for device in completions(value)}


ASKED = ["reach", "at", "usable", "never_above", "within", "overlap", "covers"]


@pytest.mark.parametrize("key", ASKED)
@some
@given(asked=asked_of_unknowns(), off=st.sampled_from([0, 0, 0, 7]))
def test_law_7_what_is_certain_is_true_of_every_device_it_may_be(key, asked, off):
    """An unknown that is resolved turns UNKNOWN into an answer, never one answer into the other."""
    value, a, b = asked
    # Now and then off the grid, where only ends and stretches can lie.
    lengths = (a, b + off) if QUESTIONS[f"depth_{key}"].takes_range else (a + off,)
    answer = getattr(value, key)(*lengths)
    if answer is not UNKNOWN:
        assert outcomes(value, key, *lengths) == {answer is YES}


@pytest.mark.parametrize("key", ["reach", "at", "usable", "never_above", "within", "overlap"])
@some
@given(asked=asked_of_unknowns())
def test_unknown_is_said_only_where_devices_differ(key, asked):
    """`covers` may say UNKNOWN for more: how far apart unknown stops are it does not work out.

    An open list says how long its longest is not, so that UNKNOWN there needs no two outcomes; nor does
    a value of which only a step is known.
    """
    value, a, b = asked
    assume(not value.open and value.is_known)
    lengths = (a, b) if QUESTIONS[f"depth_{key}"].takes_range else (a,)
    assert b < TOP
    if getattr(value, key)(*lengths) is UNKNOWN:
        assert outcomes(value, key, *lengths) == {True, False}


@some
@given(asked=asked_of_unknowns())
def test_covers_is_certain_where_nothing_is_unknown(asked):
    value, a, b = asked
    assume(not value.open and all(r.is_exact for r in value.ranges))
    assert value.covers(a, b) is Answer.of(outcomes(value, "covers", a, b) == {True})


@often
@given(value=needle_lengths(listed=False, empty=False), asked=questions())
def test_without_versions_only_four_questions_have_answers(value, asked):
    """Of lengths on offer that are given as a range, `at`, `within` and `covers` stay open."""
    listed = NeedleLengths(value.fixed, value.ranges, value.open)
    assert value.at(asked[0]) is UNKNOWN
    assert value.within(*asked) is UNKNOWN
    assert value.covers(*asked) is UNKNOWN
    for key in ("reach", "usable"):
        assert getattr(value, key)(asked[0]) is getattr(listed, key)(asked[0])
    assert value.overlap(*asked) is listed.overlap(*asked)
    d = asked[0]
    if value.longest is not None and value.longest <= d:
        assert value.never_above(d) is YES
    elif value.shortest is not None and value.shortest > d:
        assert value.never_above(d) is NO
    else:
        assert value.never_above(d) is UNKNOWN


@often
@given(device=asked_lengths(), asked=questions())
def test_a_dispute_is_certain_only_where_every_reading_agrees(device, asked):
    for key in ("reach", "at", "usable", "within", "overlap", "covers"):
        lengths = asked if QUESTIONS[f"depth_{key}"].takes_range else asked[:1]
        readings = {getattr(reading, key)(*lengths) for reading in device.settings}
        assert getattr(device, key)(*lengths) is (readings.pop() if len(readings) == 1 else UNKNOWN)

"""The seven questions on the fixture table of the finder's design, and on awkward values."""

import time
from itertools import product

import pytest

from catalog.specs.answer import Answer
from catalog.specs.needle_length import QUESTIONS, Lengths, NeedleLengths, Range

LETTER = {"T": Answer.YES, "U": Answer.UNKNOWN, "F": Answer.NO}

ASKED = (
    ("depth_reach", 1500),
    ("depth_at", 500),
    ("depth_at", 300),
    ("depth_usable", 500),
    ("depth_never_above", 500),
    ("depth_within", 200, 1000),
    ("depth_overlap", 600, 700),
    ("depth_covers", 500, 1500),
)
FIXTURE = {
    "P1 pen 0.25–2.5 step 0.25": (NeedleLengths(ranges=(Range(250, 2500, 250),)), "T T F T F F F T"),
    "P2 pen 0.2–3.0 step 0.1": (NeedleLengths(ranges=(Range(200, 3000, 100),)), "T T T T F F T T"),
    "P3 home pen 0.1–0.5 stepless": (NeedleLengths(ranges=(Range(100, 500, 0),)), "F T T T T F F F"),
    "P4 pen 0.25–1.0 step not published": (NeedleLengths(ranges=(Range(250, 1000),)), "F U U T F T U F"),
    "P5 pen max 2.0 step 0.25": (NeedleLengths(ranges=(Range(None, 2000, 250),)), "T U U U F F U U"),
    "R1 roller 0.3": (NeedleLengths((300,)), "F F T T T T F F"),
    "R2 roller 0.5": (NeedleLengths((500,)), "F T F T T T F F"),
    "R3 roller 1.5": (NeedleLengths((1500,)), "T F F F F F F F"),
    "K1 roller kit 0.5/1.0/1.5": (NeedleLengths((500, 1000, 1500)), "T T F T F F F F"),
    "N1 nothing published": (NeedleLengths(), "U U U U U U U U"),
}
TOTALS = ("5/4/1", "5/2/3", "3/4/3", "7/1/2", "3/6/1", "3/6/1", "1/6/3", "2/6/2")


def ask(value: NeedleLengths, key: str, *lengths: int) -> Answer:
    return QUESTIONS[key].ask(Lengths((value,), value), *lengths)


CELLS = [
    (name, question, letter)
    for name, (_, letters) in FIXTURE.items()
    for question, letter in zip(ASKED, letters.split(), strict=True)
]


@pytest.mark.parametrize(("name", "question", "letter"), CELLS)
def test_fixture_answers_as_designed(name, question, letter):
    assert ask(FIXTURE[name][0], *question) is LETTER[letter]


@pytest.mark.parametrize(("question", "total"), list(zip(ASKED, TOTALS, strict=True)))
def test_fixture_totals_add_up(question, total):
    answers = [ask(value, *question) for value, _ in FIXTURE.values()]
    counts = [answers.count(LETTER[letter]) for letter in "TFU"]
    assert "/".join(map(str, counts)) == total
    assert sum(counts) == len(FIXTURE)


ZGTS = NeedleLengths(ranges=(Range(250, 1500),), versions_listed=False)
PROCELL = NeedleLengths((250,), open=True)

AWKWARD = [
    # A roller whose lengths on offer are known as a range only.
    (ZGTS, ("depth_reach", 1500), "T"),
    (ZGTS, ("depth_reach", 1510), "F"),
    (ZGTS, ("depth_at", 250), "U"),
    (ZGTS, ("depth_at", 3000), "U"),
    (ZGTS, ("depth_usable", 250), "T"),
    (ZGTS, ("depth_usable", 240), "F"),
    (ZGTS, ("depth_never_above", 1500), "T"),
    (ZGTS, ("depth_never_above", 1490), "U"),
    (ZGTS, ("depth_never_above", 250), "U"),
    (ZGTS, ("depth_never_above", 240), "F"),
    (ZGTS, ("depth_within", 200, 2000), "U"),
    (ZGTS, ("depth_overlap", 250, 300), "T"),
    (ZGTS, ("depth_overlap", 600, 700), "U"),
    (ZGTS, ("depth_overlap", 1600, 1700), "F"),
    (ZGTS, ("depth_covers", 500, 1000), "U"),
    # A list that says longer ones exist: open upward only.
    (PROCELL, ("depth_reach", 250), "T"),
    (PROCELL, ("depth_reach", 260), "U"),
    (PROCELL, ("depth_at", 250), "T"),
    (PROCELL, ("depth_at", 200), "F"),
    (PROCELL, ("depth_at", 300), "U"),
    (PROCELL, ("depth_usable", 240), "F"),
    (PROCELL, ("depth_never_above", 240), "F"),
    (PROCELL, ("depth_never_above", 2500), "U"),
    (PROCELL, ("depth_within", 200, 1000), "U"),
    (PROCELL, ("depth_within", 300, 1000), "F"),
    (PROCELL, ("depth_overlap", 100, 240), "F"),
    (PROCELL, ("depth_overlap", 240, 260), "T"),
    (PROCELL, ("depth_overlap", 260, 500), "U"),
    (PROCELL, ("depth_covers", 250, 500), "U"),
    (PROCELL, ("depth_covers", 200, 500), "F"),
    (NeedleLengths((250, 500, 1000), open=True), ("depth_covers", 250, 1250), "F"),
    # A dial with only a maximum: low end and step are unknown.
    (NeedleLengths(ranges=(Range(None, 2500),)), ("depth_at", 2500), "T"),
    (NeedleLengths(ranges=(Range(None, 2500),)), ("depth_at", 2510), "F"),
    (NeedleLengths(ranges=(Range(None, 2500),)), ("depth_usable", 2500), "T"),
    (NeedleLengths(ranges=(Range(None, 2500),)), ("depth_usable", 500), "U"),
    (NeedleLengths(ranges=(Range(None, 2500),)), ("depth_within", 100, 2500), "U"),
    # Only a minimum, with and without a step: how far it goes is not known.
    (NeedleLengths(ranges=(Range(250, None, 250),)), ("depth_at", 500), "U"),
    (NeedleLengths(ranges=(Range(250, None, 250),)), ("depth_at", 300), "U"),
    (NeedleLengths(ranges=(Range(250, None, 250),)), ("depth_at", 200), "F"),
    (NeedleLengths(ranges=(Range(250, None, 0),)), ("depth_covers", 300, 400), "U"),
    (NeedleLengths(ranges=(Range(250),)), ("depth_never_above", 240), "F"),
    (NeedleLengths(ranges=(Range(250),)), ("depth_never_above", 3000), "U"),
    # A step alone tells no length.
    (NeedleLengths(ranges=(Range(step=250),)), ("depth_at", 250), "U"),
    (NeedleLengths(ranges=(Range(step=250),)), ("depth_covers", 500, 1500), "U"),
    # The end is a setting though it is off the grid.
    (NeedleLengths(ranges=(Range(200, 1050, 250),)), ("depth_at", 1050), "T"),
    (NeedleLengths(ranges=(Range(200, 1050, 250),)), ("depth_at", 1200), "F"),
    (NeedleLengths(ranges=(Range(200, 1050, 250),)), ("depth_overlap", 960, 1040), "F"),
    (NeedleLengths(ranges=(Range(200, 1050, 250),)), ("depth_covers", 200, 1050), "T"),
    (NeedleLengths(ranges=(Range(250, 1000, 5000),)), ("depth_overlap", 260, 990), "F"),
    # A separate mode beyond the dial: 0.2–2.5 every 0.1, and 3.0.
    (NeedleLengths((3000,), (Range(200, 2500, 100),)), ("depth_covers", 500, 2500), "T"),
    (NeedleLengths((3000,), (Range(200, 2500, 100),)), ("depth_covers", 500, 3000), "F"),
    # A gap of exactly the limit is no jump; one micrometre more is.
    (NeedleLengths((500, 750)), ("depth_covers", 500, 750), "T"),
    (NeedleLengths((500, 751)), ("depth_covers", 500, 751), "F"),
    (NeedleLengths((500, 751)), ("depth_covers", 500, 500), "T"),
    # Gaps count across [a, b] only.
    (NeedleLengths((250, 1000, 1250, 3000)), ("depth_covers", 1000, 1250), "T"),
    (NeedleLengths((250, 1000, 1250, 3000)), ("depth_covers", 999, 1250), "F"),
    # An unknown step between ends that are near enough does not matter.
    (NeedleLengths(ranges=(Range(250, 500),)), ("depth_covers", 250, 500), "T"),
    (NeedleLengths(ranges=(Range(250, 1000),)), ("depth_covers", 250, 1000), "U"),
    # A gap that only an unknown range could fill; and one that it could not.
    (NeedleLengths((250, 2000), (Range(500, None, 0),)), ("depth_covers", 250, 2000), "U"),
    (NeedleLengths((250, 1000), (Range(1500, None),)), ("depth_covers", 250, 1000), "F"),
    (NeedleLengths((1500, 2500), (Range(None, 1000),)), ("depth_covers", 1500, 2500), "F"),
    # A stepless dial with fixed lengths inside it has no gap.
    (NeedleLengths((500, 900), (Range(100, 2000, 0),)), ("depth_covers", 100, 2000), "T"),
    (NeedleLengths((600,), (Range(250, 1000, 250),)), ("depth_covers", 250, 1000), "T"),
    (NeedleLengths((1500,), (Range(250, 1000, 250),)), ("depth_covers", 250, 1500), "F"),
    (NeedleLengths((600,), (Range(200, 1000, 400),)), ("depth_covers", 200, 1000), "F"),
]


@pytest.mark.parametrize(("value", "question", "letter"), AWKWARD)
def test_awkward_values_answer_by_the_text(value, question, letter):
    assert ask(value, *question) is LETTER[letter]


def test_the_gap_limit_can_be_another():
    kit = NeedleLengths((500, 1000, 1500))
    assert kit.covers(500, 1500) is Answer.NO
    assert kit.covers(500, 1500, gap=500) is Answer.YES


def test_readings_that_answer_differently_leave_the_question_open():
    disputed = Lengths(
        (NeedleLengths(ranges=(Range(200, 3000, 100),)), NeedleLengths(ranges=(Range(250, 3000, 100),))),
        NeedleLengths(ranges=(Range(200, 3000),)),
    )
    assert disputed.at(500) is Answer.UNKNOWN
    assert disputed.at(3000) is Answer.YES
    assert disputed.at(3010) is Answer.NO
    assert disputed.usable(200) is Answer.UNKNOWN
    assert disputed.usable(250) is Answer.YES


def test_only_never_above_asks_the_worst_case():
    dial, worst = NeedleLengths(ranges=(Range(250, 2500, 250),)), NeedleLengths(ranges=(Range(250, 3000),))
    both = Lengths((dial,), worst)
    assert both.never_above(2500) is Answer.NO
    assert both.reach(3000) is Answer.NO
    assert both.within(250, 2500) is Answer.YES


@pytest.mark.parametrize("parts", [(500, 250, None), (-1, 250, None), (250, 500, -1), (None, -5, None)])
def test_an_impossible_range_is_refused(parts):
    with pytest.raises(ValueError, match=r"lengths and steps|starts at or below"):
        Range(*parts)


def test_negative_lengths_are_refused():
    with pytest.raises(ValueError, match="not negative"):
        NeedleLengths((-1,))


def test_settings_are_listed_once_and_ascending():
    value = NeedleLengths((3000, 500, 500), (Range(200, 1050, 250), Range(500, 700, 0)))
    assert value.settings() == (200, 450, 500, 700, 950, 1050, 3000)


def test_equal_lengths_are_equal_values_in_whatever_order_they_are_given():
    assert NeedleLengths((500, 250)) == NeedleLengths((250, 500, 500))
    assert hash(NeedleLengths((500, 250))) == hash(NeedleLengths((250, 500)))


def test_fine_steps_cost_no_more_than_coarse_ones():
    """A thousand values are asked at once; a step of a micrometre must not list its settings."""
    fine = NeedleLengths(ranges=tuple(Range(low, 10**9, 1) for low in range(20)))
    start = time.process_time()
    for (key, *lengths), _ in product(ASKED, range(5)):
        ask(fine, key, *lengths)
    assert time.process_time() - start < 0.5


def test_questions_have_words_for_their_lengths():
    for question in QUESTIONS.values():
        words = question.words("0.5", "1.0")
        assert "0.5 " in words
        assert ("1.0" in words) == question.takes_range
        assert words.endswith(" mm") or " mm or more" in words

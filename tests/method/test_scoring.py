"""Scores, their formula and what may be ranked together, against fractions."""

from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from catalog.method.scoring import (
    Part,
    Total,
    WeightsError,
    can_be_compared,
    formula,
    points,
    rankable,
    read_points,
    read_weights,
    total,
    with_weights,
    write_weights,
)
from tests.specs.strategies import often

KEYS = ("length", "hygiene", "cost", "comfort", "papers")
SCORES = st.none() | st.integers(0, 100)
PARTS = st.lists(
    st.builds(Part, st.sampled_from(KEYS), st.sampled_from(KEYS), st.integers(0, 50), SCORES),
    min_size=1,
    max_size=5,
)
PROTOTYPE = (
    Part("length", "Needle length", 30, 84),
    Part("hygiene", "Hygiene and build", 25, 80),
    Part("cost", "Running cost", 15, 83),
    Part("comfort", "Comfort and noise", 15, 79),
    Part("papers", "Evidence and paperwork", 15, 76),
)


def by_hand(weights, scores):
    """The weighted mean in tenths, as fractions of whole points, rounded by decimals."""
    mean = sum(Fraction(w) * Fraction(s, 10) for w, s in zip(weights, scores, strict=True)) / sum(weights)
    exact = Decimal(mean.numerator * 10) / Decimal(mean.denominator)
    return int(exact.quantize(Decimal(1), ROUND_HALF_EVEN))


@often
@given(PARTS)
def test_a_total_is_the_weighted_mean_and_its_ends_are_the_least_and_the_most_it_could_be(parts):
    weighed = [part for part in parts if part.weight > 0]
    found = total(parts)
    if not [part for part in weighed if part.score is not None]:
        assert found is None
        return
    weights = [part.weight for part in weighed]
    assert found.low == by_hand(weights, [0 if p.score is None else p.score for p in weighed])
    assert found.high == by_hand(weights, [100 if p.score is None else p.score for p in weighed])
    assert len(found.unknown) == sum(part.score is None for part in weighed)
    assert found.is_known == (not found.unknown)


@often
@given(PARTS, st.integers(0, 100))
def test_whatever_a_missing_score_turns_out_to_be_the_total_lies_between_the_ends(parts, score):
    found = total(parts)
    assume(found is not None)
    filled = [Part(p.key, p.name, p.weight, score if p.score is None else p.score) for p in parts]
    later = total(filled)
    assert found.low <= later.low == later.high <= found.high


@often
@given(PARTS, st.integers(2, 20))
def test_only_how_weights_stand_to_each_other_counts(parts, times):
    more = [Part(p.key, p.name, p.weight * times, p.score) for p in parts]
    assert total(more) == total(parts)


@often
@given(st.permutations(PROTOTYPE))
def test_the_order_of_the_parts_does_not_matter(parts):
    assert total(parts) == Total(81, 81)


def test_the_formula_can_be_followed():
    assert formula(PROTOTYPE) == "(30 × 8.4 + 25 × 8.0 + 15 × 8.3 + 15 × 7.9 + 15 × 7.6) ÷ 100 ≈ 8.1"
    assert formula(PROTOTYPE[:1]) == "(30 × 8.4) ÷ 30 = 8.4"


@often
@given(PARTS)
def test_the_formula_says_equals_only_where_it_is(parts):
    said = formula(parts)
    assume(said)
    terms, _, shown = said.replace(" ÷ ", "|", 1).partition("|")
    whole, sign, result = shown.split()
    ends = [[float(end) for end in term.split(" × ")[1].split("–")] for term in terms[1:-1].split(" + ")]
    weights = [int(term.split(" × ")[0]) for term in terms[1:-1].split(" + ")]
    assert sum(weights) == int(whole)
    results = [float(end) for end in result.split("–")]
    for pick, shown_end in ((0, results[0]), (-1, results[-1])):
        exact = sum(Fraction(w) * Fraction(str(e[pick])) for w, e in zip(weights, ends, strict=True))
        gap = abs(exact / int(whole) - Fraction(str(shown_end)))
        assert gap <= Fraction(1, 20)
        if sign == "=":
            assert gap == 0


def test_what_is_not_known_widens_a_score_and_is_named():
    parts = (Part("length", "Needle length", 3, 80), Part("noise", "Noise", 1))
    assert total(parts).words == "6.0–8.5, noise not known"
    assert formula(parts) == "(3 × 8.0 + 1 × 0–10) ÷ 4 = 6.0–8.5"
    parts += (Part("fda", "FDA files", 1),)
    assert total(parts).words == "4.8–8.8, noise and FDA files not known"
    parts += (Part("cost", "Cost", 1),)
    assert total(parts).words.endswith(", noise, FDA files and cost not known")


def test_without_a_weight_or_without_any_score_there_is_no_total():
    assert total([Part("a", "A", 0, 50)]) is None
    assert total([Part("a", "A", 5)]) is None
    assert total([]) is None
    assert formula([Part("a", "A", 5)]) == ""


@often
@given(st.integers(0, 100))
def test_a_score_survives_being_written_and_read(tenths):
    assert read_points(points(tenths)) == tenths


@pytest.mark.parametrize("text", ["", "11", "10.1", "8.45", "-1", "eight", "8.4 of 10", "1e1", "٨"])
def test_what_is_no_score_is_refused_in_words(text):
    with pytest.raises(ValueError, match="no score"):
        read_points(text)


def test_own_weights_stand_in_an_address():
    assert read_weights("noise:3,step:2") == {"noise": 3, "step": 2}
    assert read_weights(" noise:3 , step:0") == {"noise": 3, "step": 0}


@often
@given(
    st.dictionaries(st.sampled_from(KEYS), st.integers(0, 1000), min_size=1).filter(lambda w: any(w.values()))
)
def test_own_weights_survive_being_written_and_read(weights):
    assert read_weights(write_weights(weights)) == weights


@pytest.mark.parametrize(
    "text",
    ["", "noise", "noise:", "noise:-1", "noise:3,", "noise:3,noise:2", "noise:0", "noise:1001", "a:1.5"],
)
def test_weights_that_cannot_be_used_are_refused_in_words(text):
    with pytest.raises(WeightsError, match=r"weigh"):
        read_weights(text)


def test_under_own_weights_what_is_not_named_counts_for_nothing():
    mine = with_weights(PROTOTYPE, {"comfort": 3, "cost": 1})
    assert total(mine) == Total(80, 80)
    assert formula(mine) == "(1 × 8.3 + 3 × 7.9) ÷ 4 = 8.0"


SAID = {2: (1,), 3: (2,), 4: ()}


@pytest.mark.parametrize(("one", "other"), list(product((None, 1, 2, 3, 4), repeat=2)))
def test_versions_are_compared_only_where_the_later_says_so(one, other):
    expected = one is not None and (one == other or {one, other} in ({1, 2}, {2, 3}))
    assert can_be_compared(one, other, SAID) == expected


def test_a_ranking_holds_only_what_can_all_be_compared():
    assert rankable([1, 2, 1], SAID)
    assert not rankable([1, 2, 3], SAID)
    assert not rankable([1, None], SAID)
    assert rankable([], SAID)

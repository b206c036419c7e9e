"""Scores and own weights, held against what the design says of them; nothing here leans on a database."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from catalog.compare.asked import Asked
from catalog.compare.comparison import ROW_KEYS, weighable
from catalog.compare.weights import criteria_of
from catalog.compare.weights_form import weights_form
from tests.compare.judged import KEYS, judged, method, only_read, reviewed, row, side
from tests.compare.made import a_shelf
from tests.reviews.made import CRITERIA

SHELF = a_shelf(
    {
        "p1": ("pen", {"weight": "180 g"}),
        "p2": ("pen", {"weight": "90 g"}),
        "p3": ("pen", {}),
        "r1": ("roller", {"weight": "60 g"}),
        "r2": ("roller", {}),
    }
)
SLUGS = ("p1", "p2", "p3", "r1", "r2")
NUMBER = {slug: number for number, slug in enumerate(SLUGS, 1)}
WHOLE = {"length": 84, "hygiene": 80, "noise": 79}
SCORES = st.dictionaries(st.sampled_from(KEYS), st.integers(0, 100))
JUDGED = st.dictionaries(st.sampled_from(SLUGS), SCORES, min_size=1)
ALL_SCORED = st.fixed_dictionaries({key: st.integers(0, 100) for key in KEYS})
WEIGHTS = st.dictionaries(st.sampled_from(KEYS), st.integers(0, 1000))


def sides(scores):
    kind = {slug: SHELF.by_slug(slug).kind for slug in scores}
    return reviewed({NUMBER[slug]: side(kind[slug], given) for slug, given in scores.items()})


def written(weights):
    return [("w", ",".join(f"{key}:{weight}" for key, weight in weights.items()))] if weights else []


def asked_of(kind):
    """The criteria asked of a kind of device."""
    return [one["key"] for one in CRITERIA if not one["kinds"] or kind in one["kinds"]]


# -- intervals ----------------------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(JUDGED, WEIGHTS)
def test_a_score_by_own_weights_is_the_mean_or_all_that_it_could_be(scores, weights):
    found = judged(SHELF, sides(scores), SLUGS, written(weights))
    used = dict(found.asked.weights)
    own = row(found, "own_score")
    assert (own is None) == (not used)
    for slug, cell in zip(SLUGS, own.cells if own else (), strict=False):
        given = scores.get(slug, {})
        weighed = {key: used[key] for key in asked_of(SHELF.by_slug(slug).kind) if used.get(key)}
        if not any(key in given for key in weighed):
            assert cell.data.get("value") is None
            continue
        whole = sum(weighed.values())
        ends = [
            round(Fraction(sum(w * given.get(key, unknown) for key, w in weighed.items()), whole))
            for unknown in (0, 100)
        ]
        assert [cell.data["value"]["low"], cell.data["value"]["high"]] == ends
        missing = [key for key in weighed if key not in given]
        assert cell.text.endswith("not known") == bool(missing)


@settings(max_examples=100, deadline=None)
@given(JUDGED, WEIGHTS)
def test_neighbours_in_the_ranking_are_called_close_unless_one_is_surely_higher(scores, weights):
    ranking = judged(SHELF, sides(scores), SLUGS, written(weights)).ranking
    if ranking is None:
        return
    places = {one.letter: one.total for one in ranking.places}
    order = list(places)
    for one, other in pairwise(order):
        assert ((one, other) in ranking.close) == (places[one].low - places[other].high < 3)
        assert places[one].low >= places[other].low
    named = {one.slug for one in (*ranking.places, *ranking.left_out)}
    assert named == set(SLUGS)
    assert not any(word in ranking.words for word in ("best", "win", "first", "better"))


# -- better -------------------------------------------------------------------------------------------------


def better(scores):
    return [cell.better for cell in row(judged(SHELF, sides(scores), ("p1", "p2", "p3")), "score").cells]


def lower(by):
    return {key: score - by for key, score in WHOLE.items()}


def test_a_higher_score_is_marked_where_all_are_known_and_it_is_noticeable():
    some = {"p1": WHOLE, "p2": lower(20), "p3": WHOLE}
    assert better(some) == ["equal best", "", "equal best"]
    assert better(some | {"p3": lower(20)}) == [
        "higher score",
        "",
        "",
    ]


def test_less_than_a_third_of_a_point_is_no_difference():
    assert better({"p1": WHOLE, "p2": lower(2), "p3": WHOLE}) == ["", "", ""]


@settings(max_examples=150, deadline=None)
@given(
    st.fixed_dictionaries(dict.fromkeys(SLUGS[:3], ALL_SCORED)),
    st.sampled_from(SLUGS[:3]),
    st.sampled_from(KEYS),
    st.booleans(),
)  # fmt: skip
def test_knowing_less_of_any_score_never_makes_another_one_better(scores, slug, key, all_of_it):
    before = better(scores)
    less = {} if all_of_it else {one: score for one, score in scores[slug].items() if one != key}
    after = better(scores | {slug: less})
    assert all(not new or new == old for new, old in zip(after, before, strict=True))
    assert after == ["", "", ""]


def test_scores_by_versions_that_cannot_be_compared_are_never_held_against_each_other():
    for comparable, words in (((), ""), ((8,), "higher score")):
        versions = (method(8), method(9, comparable))
        found = reviewed(
            {1: side("pen", WHOLE, versions[1]), 2: side("pen", lower(40), versions[0])}, *versions
        )
        compared = judged(SHELF, found, ("p1", "p2"), [("w", "noise:3")])
        assert [cell.better for cell in row(compared, "score").cells] == [words, ""]
        left_out = {one.letter: one.why for one in compared.ranking.left_out}
        why = "scored by version 8 of the method, which can’t be compared with version 9"
        assert left_out == ({} if comparable else {"B": why})


def test_a_pen_and_a_roller_scored_on_different_criteria_are_not_held_against_each_other():
    found = sides({"p1": WHOLE, "r1": {"length": 10, "hygiene": 10}})
    assert [cell.better for cell in row(judged(SHELF, found, ("p1", "r1")), "score").cells] == ["", ""]
    words = judged(SHELF, found, ("p1", "r1"), [("w", "length:1,noise:1")]).ranking.words
    assert words == "By your weights: A 8.2, B 1.0 (noise not asked of it)."


def test_what_was_only_read_about_has_no_score_and_says_so():
    found = reviewed({1: side("pen", WHOLE), 2: only_read()})
    compared = judged(SHELF, found, ("p1", "p2", "p3"), [("w", "noise:3")])
    assert [cell.text for cell in row(compared, "score").cells] == [
        "8.2", "not tested by us: research only", "not reviewed yet",
    ]  # fmt: skip
    assert compared.ranking.words == (
        "By your weights: A 7.9. B is left out: not tested by us: research only. "
        "C is left out: not reviewed yet."
    )


# -- columns ------------------------------------------------------------------------------------------------


@settings(max_examples=80, deadline=None)
@given(JUDGED, WEIGHTS, st.permutations(SLUGS))
def test_permuting_devices_permutes_columns_and_nothing_else(scores, weights, order):
    here = judged(SHELF, sides(scores), SLUGS, written(weights))
    there = judged(SHELF, sides(scores), tuple(order), written(weights))
    assert [one.key for one in here.rows] == [one.key for one in there.rows]
    for one, other in zip(here.rows, there.rows, strict=True):
        by_slug = dict(zip(SLUGS, one.cells, strict=True))
        assert [by_slug[slug] for slug in order] == list(other.cells)
    assert here.counts == there.counts
    if here.ranking:
        heights = [[(one.total.low, one.total.high) for one in each.ranking.places] for each in (here, there)]
        assert heights[0] == heights[1]


def test_reviews_change_no_count_and_stand_before_needle_length():
    with_reviews, without = judged(SHELF, sides({"p1": WHOLE}), SLUGS), judged(SHELF, reviewed({}), SLUGS)
    assert with_reviews.counts == without.counts
    assert [group.key for group in with_reviews.groups][:2] == ["record", "reviews"]
    keys = [one.key for one in with_reviews.rows]
    added = ["score", "verdict", "best_for", "not_for", "pros", "cons", "tested", "connection"]
    assert keys[1:9] == added
    assert [key for key in keys if key not in added] == [one.key for one in without.rows]
    assert without.criteria == ()


# -- addresses ----------------------------------------------------------------------------------------------

CRITERIA_HERE = weighable(SHELF, sides({"p1": WHOLE}), SLUGS)


def read(query):
    return Asked.from_args(MultiDict(parse_qsl(query, keep_blank_values=True)), ROW_KEYS, {}, CRITERIA_HERE)


def test_the_criteria_are_those_asked_of_a_device_that_was_scored():
    assert [one.key for one in CRITERIA_HERE] == list(KEYS)
    roller = weighable(SHELF, sides({"r1": {"length": 1}}), SLUGS)
    assert [(one.key, one.weight) for one in roller] == [("length", 30), ("hygiene", 25)]
    assert criteria_of(reviewed({1: only_read()}), [only_read()]) == ()


FIELDS = st.tuples(
    st.sampled_from(("w", "w", *(f"w-{key}" for key in KEYS), "w-other")),
    st.one_of(
        st.sampled_from(("3", "0", "1000", "1001", "abc", "-1", "1.5", "²", "noise:3", "noise:3,x:2")),
        WEIGHTS.map(lambda found: ",".join(f"{key}:{weight}" for key, weight in found.items())),
        st.text(max_size=12),
    ),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(FIELDS, max_size=5))
def test_weights_are_written_in_one_way_and_read_again(pairs):
    given_ = [("d", "p1,p2"), *pairs]
    found = Asked.from_args(MultiDict(given_), ROW_KEYS, {}, CRITERIA_HERE)
    again = read(found.query)
    assert (again.items(), again.weights, again.typed) == (found.items(), found.weights, found.typed)
    assert again.is_canonical(MultiDict(parse_qsl(found.query)))
    keys = [key for key, _ in found.weights]
    assert keys == [key for key in KEYS if key in keys]
    assert all(0 < weight <= 1000 for _, weight in found.weights)
    link = read(found.with_().query)
    assert (link.weights, link.ignored, link.typed) == (found.weights, (), ())


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("d=p1,p2&w=noise:3,length:2", "d=p1,p2&w=length:2,noise:3"),
        ("d=p1,p2&w=noise:3,length:0", "d=p1,p2&w=noise:3"),
        ("d=p1,p2&w-noise=3", "d=p1,p2&w=length:30,hygiene:25,noise:3"),
        ("d=p1,p2&w-noise=3&w-length=0&w-hygiene=0", "d=p1,p2&w=noise:3"),
        ("d=p1,p2&w-noise=&w-length=", "d=p1,p2"),
        ("d=p1,p2&w=length:1&w-noise=3&w-length=0&w-hygiene=0", "d=p1,p2&w=noise:3"),
    ],
)
def test_fields_become_weights_and_empty_ones_keep_the_methods(query, canonical):
    assert read(query).query == canonical
    assert not read(query).is_canonical(MultiDict(parse_qsl(query, keep_blank_values=True)))


def test_a_field_that_cannot_be_read_keeps_all_that_was_typed():
    found = read("d=p1,p2&w-noise=lots&w-length=2")
    form = weights_form(CRITERIA_HERE, found)
    assert [(one.name, one.value, bool(one.error)) for one in form.fields] == [
        ("w-length", "2", False), ("w-hygiene", "", False), ("w-noise", "lots", True),
    ]  # fmt: skip
    assert found.weights == ()
    assert [one.message for one in found.ignored] == [
        "“lots” is no weight. Write a whole number from 0 to 1,000."
    ]


def test_nothing_but_noughts_weighs_nothing():
    found = read("d=p1,p2&w-noise=0&w-length=0&w-hygiene=0")
    assert found.weights == ()
    assert [one.message for one in found.ignored] == ["At least one weight has to be more than 0."]
    assert weights_form(CRITERIA_HERE, found).fields[0].value == "0"


@pytest.mark.parametrize(
    ("weights", "left", "words"),
    [
        ("noise:3,colour:2", (("noise", 3),), "There is no criterion “colour” in the scores compared."),
        ("noise=3", (), "“noise=3” is no weight."),
        ("noise:3,noise:2", (), "“noise” is weighed twice."),
        ("noise:0", (), "At least one weight has to be more than 0."),
    ],
)
def test_what_cannot_be_weighed_is_named(weights, left, words):
    found = read(f"d=p1,p2&w={weights}")
    assert found.weights == left
    assert [one.message.startswith(words) for one in found.ignored] == [True]


def test_without_scores_weights_wait_and_there_is_no_form():
    found = judged(SHELF, reviewed({1: only_read()}), ("p1", "p2"), [("w", "noise:3"), ("w-noise", "3")])
    assert [one.message for one in found.asked.ignored] == ["Own weights wait until reviews have scores."]
    assert weights_form(found.criteria, found.asked) is None
    assert row(found, "own_score") is None

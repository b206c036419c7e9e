"""Laws that hold for any catalogue and any state."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.finder.conditions import Choice, Length
from catalog.finder.filters import Filters
from catalog.finder.index import FinderIndex
from catalog.finder.samples import Maker
from tests.finder.oracle import Oracle, searching
from tests.finder.states import state

SHELF = Maker(7, distinct=80, brands=6).shelf(250)
INDEX, ORACLE = searching(FinderIndex(SHELF)), Oracle(SHELF)
STATES = st.integers(0, 10**6).map(lambda seed: state(Random(seed), ORACLE))


@given(STATES)
@settings(deadline=None)
def test_the_three_answers_add_up(filters):
    result = INDEX.query(filters)
    assert len(result.match) + len(result.might) + result.no == len(INDEX.everything)
    assert result.match.isdisjoint(result.might)


@given(STATES)
@settings(deadline=None)
def test_a_filter_more_never_enlarges_the_matches(filters):
    match, _ = INDEX.evaluate(filters.conditions)
    for condition in filters.conditions:
        fewer, _ = INDEX.evaluate(filters.without(condition.key).conditions)
        assert match <= fewer


@given(STATES)
@settings(deadline=None)
def test_a_value_more_in_a_choice_never_shrinks_them(filters):
    match, _ = INDEX.evaluate(filters.conditions)
    for condition in filters.conditions:
        if isinstance(condition, Choice) and condition.values:
            for value in ORACLE.values(condition.key):
                if value not in condition.excluded and value not in condition.values:
                    wider, _ = INDEX.evaluate(filters.toggled(condition.key, value).conditions)
                    assert match <= wider


@given(STATES)
@settings(deadline=None)
def test_the_number_beside_a_value_is_what_ticking_it_alone_finds(filters):
    result = INDEX.query(filters)
    for counted in INDEX.plan().facets:
        for value, count in list(zip(counted.values, result.counts[counted.key], strict=True))[:4]:
            alone = filters.having(Choice(counted.key, (value.token,)))
            assert len(INDEX.query(alone).match) == count


@given(STATES, st.sampled_from([100, 250, 500, 1000, 1490, 1500, 2500]))
@settings(deadline=None)
def test_reach_shrinks_and_never_above_grows_with_the_length(filters, length):
    others = filters.without(*(key for key in filters.keys if key.startswith("depth_")))

    def matches(key, number):
        return INDEX.evaluate(others.having(Length(key, (number,))).conditions)[0]

    assert matches("depth_reach", length + 10) <= matches("depth_reach", length)
    assert matches("depth_never_above", length) <= matches("depth_never_above", length + 10)
    assert matches("depth_at", length) <= matches("depth_reach", length)
    assert matches("depth_at", length) <= matches("depth_usable", length)


@given(STATES, st.sampled_from([5, 24]))
@settings(deadline=None)
def test_pages_neither_repeat_nor_lose_a_device(filters, size):
    first = INDEX.query(replace(filters, page=1), size)
    seen = [
        row.position
        for page in range(1, first.pages + 1)
        for row in INDEX.query(replace(filters, page=page), size).rows
    ]
    assert len(seen) == len(set(seen)) == first.listed
    assert INDEX.query(replace(filters, page=first.pages + 1), size).rows == []


def test_unknown_values_come_last_in_both_directions():
    for key in ("noise", "reach", "weight", "price"):
        for sign in ("", "-"):
            filters = Filters(sort=(sign + key,))
            result = INDEX.query(replace(filters, page=1), 300)
            if not result.sort:
                continue
            known = [INDEX.orders.value(key, row.position) is not None for row in result.rows]
            assert known == sorted(known, reverse=True)

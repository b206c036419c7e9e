"""The index against the oracle, and against itself built from nothing."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.finder.conditions import Choice, Length
from catalog.finder.filters import Filters
from catalog.finder.index import FinderIndex, SavedNeed
from catalog.finder.samples import DAY, Maker, shelf_of
from catalog.shelf import Shelf
from tests.finder.oracle import Answers, Oracle, searching
from tests.finder.states import state

NEEDS = {
    "low": Filters((Length("depth_never_above", (500,)), Choice("kind", ("roller",)))),
    "wide": Filters((Length("depth_covers", (500, 1500)),)),
}


def an_index(shelf: Shelf) -> FinderIndex:
    needs = [SavedNeed(slug, slug.title(), filters) for slug, filters in NEEDS.items()]
    return searching(FinderIndex(shelf, needs))


def answers(index: FinderIndex, filters: Filters, size: int) -> Answers:
    """Everything the index says of a state, in the oracle's words."""
    result = index.query(filters, size)
    found = Answers(no=result.no, unknown=result.unknown, histogram=dict(result.histogram))
    rows = list(index.everyone(index.query(replace(filters, unknown=""), size)))
    found.match = [index.entry(row.position).slug for row in rows if row.answer == "match"]
    found.might = [index.entry(row.position).slug for row in rows if row.answer == "might"]
    found.might_at = index.might_at(result, [length for length, _ in result.histogram])
    for counted in index.plan().facets:
        for value, count in zip(counted.values, result.counts[counted.key], strict=True):
            found.counts[counted.key, value.token] = count
    for slug, count in zip(index.need_pairs(), result.counts["needs"], strict=True):
        found.counts["needs", slug] = count
    everybody = found.match + ([] if filters.unknown == "hide" else found.might)
    page = everybody[(filters.page - 1) * size : filters.page * size]
    assert [index.entry(row.position).slug for row in result.rows] == page
    assert len(result.match) + len(result.might) + result.no == result.total
    return found


def agree(index: FinderIndex, oracle: Oracle, filters: Filters, size: int = 7) -> None:
    ours, theirs = answers(index, filters, size), oracle.answer(filters)
    assert ours.match == theirs.match
    assert ours.might == theirs.might
    assert ours.no == theirs.no
    assert ours.histogram == theirs.histogram
    assert ours.might_at == theirs.might_at
    expected = {key: count for key, count in theirs.counts.items() if key[0] not in ("reviewed", "measured")}
    assert ours.counts == expected
    for key, count in ours.unknown.items():
        assert count == theirs.unknown[key], key


def check(seed: int, states: int) -> None:
    random = Random(seed)
    maker = Maker(seed, distinct=random.choice((3, 20, 60)), brands=random.choice((1, 5)))
    shelf = maker.shelf(random.choice((0, 1, 5, 30, 60)))
    oracle, index = Oracle(shelf, NEEDS), an_index(shelf)
    for _ in range(states):
        agree(index, oracle, state(random, oracle))


@given(st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_the_index_agrees_with_the_oracle(seed):
    check(seed, states=5)


@pytest.mark.long
@given(st.integers(0, 10**9))
@settings(max_examples=600, deadline=None)
def test_the_index_agrees_with_the_oracle_thousands_of_times(seed):
    check(seed, states=8)


@given(st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_after_any_edits_the_index_equals_one_built_from_nothing(seed):
    random = Random(seed)
    maker = Maker(seed, distinct=30, brands=4)
    shelf = maker.shelf(random.choice((8, 40)))
    index = an_index(shelf)
    for version in range(2, 6):
        shelf = edited(random, maker, shelf, version)
        index.advance(shelf)
        fresh, oracle = an_index(shelf), Oracle(shelf, NEEDS)
        for _ in range(3):
            filters = state(random, oracle)
            assert answers(index, filters, 5) == answers(fresh, filters, 5)
            agree(index, oracle, filters)


def edited(random: Random, maker: Maker, shelf: Shelf, version: int) -> Shelf:
    """The next state: some devices changed, removed or new, a day gone by, or a brand renamed."""
    entries = list(shelf.entries)
    for _ in range(random.choice((1, 1, 3))):
        position = random.randrange(len(entries))
        match random.choice(("change", "change", "remove", "insert", "insert")):
            case "change":
                old = entries[position]
                entries[position] = maker.entry(old.id if old else 1000 + position)
            case "remove":
                entries[position] = None
            case "insert":
                entries.append(maker.entry(len(entries) + 1))
    day = shelf.day + timedelta(random.choice((0, 0, 0, 2, 30)))
    later = shelf_of(entries, maker.pools.brands, version=version, day=day)
    if random.random() < 0.3:
        renamed = random.choice(sorted(later.brands))
        later.brands[renamed] = replace(later.brands[renamed], name=random.choice(("Aaa", "Zzz")))
    return later


def test_an_index_of_more_than_a_few_pages_ranks_like_the_oracle():
    maker = Maker(11, distinct=50, brands=3)
    shelf = maker.shelf(900)
    oracle, index = Oracle(shelf, NEEDS), an_index(shelf)
    for sort in ((), ("name",), ("-name",), ("-reach", "noise"), ("record", "-checked", "weight"), ("step",)):
        filters = Filters((Choice("kind", ("pen", "roller")),), sort=sort)
        expected = [e.slug for e in oracle.sorted([e for e in oracle.devices if e.kind != "stamp"], sort)]
        pages = []
        for page in range(1, 40):
            pages += [index.entry(r.position).slug for r in index.query(replace(filters, page=page), 24).rows]
        assert pages == expected


def test_prices_age_with_the_day():
    maker = Maker(3)
    shelf = maker.shelf(60)
    index = an_index(shelf)
    known = {
        currency: len(index.everything - order.unknown) for currency, order in index.orders.prices.items()
    }
    assert sum(known.values()) > 10
    later = shelf_of(shelf.entries, maker.pools.brands, version=1, day=DAY + timedelta(300))
    index.advance(later)
    assert all(order.unknown == index.everything for order in index.orders.prices.values())


def test_cartridges_are_no_devices():
    shelf = Maker(5).shelf(200)
    index = an_index(shelf)
    assert len(index.everything) == len(shelf.devices()) < 200

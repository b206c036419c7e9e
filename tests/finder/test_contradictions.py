"""Filters that no device can meet are named before any device is asked."""

import pytest

from catalog.finder.contradiction import contradiction
from catalog.finder.facets import labels_of
from catalog.finder.index import FinderIndex
from catalog.finder.listing import listing
from catalog.finder.needs import filters_of
from catalog.finder.rescue import rescue
from catalog.finder.samples import Maker

INDEX = FinderIndex(Maker(2, distinct=60, brands=4).shelf(120))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("depth_reach=1.5&depth_never_above=0.5", "Nothing can reach 1.5 mm and never go above 0.5 mm."),
        ("depth_at=1&depth_never_above=0.5", "Nothing can be set to 1.0 mm and never go above 0.5 mm."),
        ("depth_at=1&depth_within=0.2..0.5",
         "Nothing can be set to 1.0 mm and have all settings between 0.2 and 0.5 mm."),
        ("depth_usable=0.1&depth_within=0.2..0.5",
         "Nothing can have a setting at or under 0.1 mm and have all settings between 0.2 and 0.5 mm."),
        ("depth_never_above=0.5&depth_within=1..2",
         "Nothing can never go above 0.5 mm and have all settings between 1.0 and 2.0 mm."),
        ("depth_never_above=1&depth_covers=0.5..1.5",
         "Nothing can never go above 1.0 mm and be adjustable throughout 0.5 to 1.5 mm."),
        ("kind=pen,-pen", "The same value is asked for and left out."),
    ],
)  # fmt: skip
def test_a_clash_names_both_filters(query, words):
    heading, _, _ = contradiction(filters_of(query))
    assert heading == words


@pytest.mark.parametrize(
    "query",
    ["depth_reach=0.5&depth_never_above=0.5", "depth_at=0.5&depth_usable=0.2", "kind=pen,roller,-pen",
     "depth_reach=1&depth_within=0.2..1", "depth_usable=0.2&depth_never_above=0.5", "depth_at=0.5"],
)  # fmt: skip
def test_what_can_be_is_no_clash(query):
    assert contradiction(filters_of(query)) is None


def test_a_clash_offers_to_remove_either_filter_with_what_that_brings():
    filters = filters_of("depth_reach=1.5&depth_never_above=0.5")
    found = rescue(INDEX, INDEX.query(filters), labels_of(INDEX))
    assert found.kind == "contradiction"
    assert {removal.url: removal.count for removal in found.removals} == {
        f"/devices?{query}": len(INDEX.query(filters_of(query)).match)
        for query in ("depth_reach=1.5", "depth_never_above=0.5")
    }
    assert "the longest setting that anybody names" in found.words


def test_where_filters_exclude_each_other_nobody_might_fit_and_all_are_counted():
    page = listing(INDEX, filters_of("depth_reach=1.5&depth_never_above=0.5"), None)
    assert not page.might
    assert page.upper_limit is None
    counts = page.counts
    assert counts.match + counts.might + counts.no == counts.total
    assert counts.pieces == (f"Of {counts.might} too little is known.", f"{counts.no} don’t fit.")


def test_where_nobody_is_listed_there_is_nothing_to_hide_and_one_page():
    page = listing(INDEX, filters_of("depth_at=0.5&depth_within=1..2"), None)
    assert page.counts.might > page.pagination.size
    assert page.unknown_words == ""
    assert page.pagination.pages == 1


def test_nothing_is_impossible_that_a_device_does():
    """A clash that some device met would hide it: every pair of questions, every device."""
    lengths = (200, 500, 1000, 1500)
    queries = [f"depth_{q}={n / 1000:g}" for q in ("reach", "at", "usable", "never_above") for n in lengths]
    queries += [
        f"depth_{q}={a / 1000:g}..{b / 1000:g}"
        for q in ("within", "overlap", "covers") for a in lengths for b in lengths if a <= b
    ]  # fmt: skip
    order = [query.partition("=")[0] for query in queries]
    for i, first in enumerate(queries):
        for second in queries[i + 1 :]:
            if first.partition("=")[0] != second.partition("=")[0] and order:
                filters = filters_of(f"{first}&{second}")
                if contradiction(filters):
                    assert not INDEX.evaluate(filters.conditions)[0], filters

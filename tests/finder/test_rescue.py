"""An empty list says what each loosened filter brings back, and what came close."""

from catalog.finder.facets import labels_of
from catalog.finder.index import FinderIndex
from catalog.finder.near import shortfall
from catalog.finder.needs import filters_of
from catalog.finder.rescue import rescue
from catalog.finder.samples import Maker, shelf_of
from tests.finder.test_fixture_table import FIXTURES, an_entry

ENTRIES = [an_entry(i, name, *said) for i, (name, said) in enumerate(FIXTURES.items(), 1)]
INDEX = FinderIndex(shelf_of(ENTRIES))


def rescued(query, index=INDEX):
    return rescue(index, index.query(filters_of(query)), labels_of(index))


def test_a_list_with_matches_needs_no_rescue():
    assert rescued("depth_at=0.5") is None
    assert rescued("") is None


def test_single_removals_come_with_counts_best_first():
    found = rescued("depth_reach=2.5&kind=roller")
    assert [(r.words, r.count, r.url) for r in found.removals] == [
        ("Remove “Reaches 2.5 mm or more”", 4, "/devices?kind=roller"),
        ("Remove “Kind: Roller”", 2, "/devices?depth_reach=2.5"),
    ]


def test_the_best_pair_where_no_single_removal_helps():
    found = rescued("depth_reach=4&kind=roller&status=current")
    assert [(r.count, r.url) for r in found.removals] == [(4, "/devices?kind=roller")]


def test_a_number_from_the_data_is_offered():
    found = rescued("depth_reach=2&kind=roller")
    assert found.hint == "The longest setting left is 1.5 mm."
    assert found.hint_url == "/devices?depth_reach=1.5&kind=roller"
    assert rescued("depth_at=0.4&kind=roller").hint == "The nearest length left is 0.3 mm."
    assert rescued("checked=2027-01-01..").hint == "The latest day left is 2026-11-22."
    assert rescued("depth_usable=0.1&kind=roller").hint == "The lowest setting left is 0.3 mm."


def test_the_number_offered_finds_something():
    index = FinderIndex(Maker(4, distinct=50, brands=3).shelf(150))
    for query in ("depth_reach=5", "depth_usable=0&kind=roller", "depth_at=0.61&kind=stamp", "noise=..20",
                  "motor_speed=90000..", "depth_at=0.44&power=manual", "noise=90..&kind=pen"):  # fmt: skip
        found = rescued(query, index)
        if found and found.hint:
            asked = filters_of(found.hint_url.partition("?")[2])
            assert index.query(asked).match, query


def test_a_value_that_nothing_has_is_named():
    found = rescued("brand=makr&kind=roller")
    assert found.words.startswith("Nothing in the catalogue has “Brand: makr”. ")
    assert "Kind" not in found.words
    assert "Nothing in the catalogue" not in rescued("depth_reach=2.5&kind=roller").words


def test_near_misses_say_by_how_much():
    found = rescued("depth_reach=2&kind=roller")
    assert {(near.name, near.words) for near in found.near} <= {
        ("Maker K1", "reaches 1.5 mm, you asked for 2.0 mm"),
        ("Maker R3", "reaches 1.5 mm, you asked for 2.0 mm"),
        ("Maker R2", "reaches 0.5 mm, you asked for 2.0 mm"),
        ("Maker P1", "is a pen"),
    }
    assert 0 < len(found.near) <= 3


def test_near_misses_are_those_that_miss_by_least():
    found = rescued("depth_at=1.4&kind=roller")
    assert found.near[0].words == "1.5 mm only, you asked for 1.4 mm"
    assert found.near[1].words == "stops at 1.0 and 1.5 mm, you asked for 1.4 mm"


def test_to_take_a_limit_away_is_offered_last_whatever_it_brings():
    clash = rescued("depth_reach=1.5&depth_never_above=0.5")
    assert "Never goes above" in clash.removals[-1].words
    assert clash.removals[-1].count > 0


def test_a_kit_that_has_both_ends_is_a_near_miss_of_covers():
    condition = filters_of("depth_covers=0.5..1.5").conditions[0]
    position = INDEX.shelf.position("k1")
    words = shortfall(INDEX, condition, position, labels_of(INDEX))
    assert words == "has both ends, in 0.5 mm jumps"


def test_nothing_above_a_limit_is_ever_a_near_miss():
    found = rescued("depth_never_above=0.2&kind=pen")
    assert found.near == ()
    assert found.hint == ""

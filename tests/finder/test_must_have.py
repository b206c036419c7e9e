"""A facet of must-haves: every ticked value has to be there, and counts say what ticking one more finds."""

from dataclasses import replace

import pytest

from catalog.finder.conditions import Choice
from catalog.finder.definitions import FACETS
from catalog.finder.filters import Filters
from catalog.finder.index import FinderIndex
from catalog.finder.samples import Maker
from catalog.specs.answer import Answer
from tests.finder.oracle import Oracle, searching

SHELF = Maker(9, distinct=30, brands=3).shelf(300)
MUST = {**FACETS, "pin_count": replace(FACETS["pin_count"], all_of=True)}
INDEX, ORACLE = searching(FinderIndex(SHELF, facets=MUST)), Oracle(SHELF)
VALUES = ORACLE.values("pin_count")


def has(entry, *values):
    said = [ORACLE.has(entry, "pin_count", value) for value in values]
    return Answer.NO if Answer.NO in said else Answer.UNKNOWN if Answer.UNKNOWN in said else Answer.YES


@pytest.mark.parametrize("ticked", [VALUES[:1], VALUES[3:5], VALUES[:1] + VALUES[-1:]])
def test_every_ticked_value_has_to_be_there(ticked):
    filters = Filters((Choice("pin_count", tuple(sorted(ticked))),))
    result = INDEX.query(filters)
    said = [has(entry, *ticked) for entry in ORACLE.devices]
    assert len(result.match) == said.count(Answer.YES)
    assert len(result.might) == said.count(Answer.UNKNOWN)
    counted = next(one for one in INDEX.plan().facets if one.key == "pin_count")
    counts = dict(zip((v.token for v in counted.values), result.counts["pin_count"], strict=True))
    for value in VALUES:
        both = [has(entry, *{*ticked, value}) for entry in ORACLE.devices]
        assert counts[value] == both.count(Answer.YES)


def test_one_value_more_never_finds_more():
    one = INDEX.query(Filters((Choice("pin_count", tuple(VALUES[:1])),))).match
    two = INDEX.query(Filters((Choice("pin_count", tuple(sorted(VALUES[:2]))),))).match
    assert two <= one

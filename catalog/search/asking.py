"""A plan as a question to Tantivy, built part by part: nothing that was typed is ever parsed.

All weights are whole numbers, so that sums are exact: no more than 2 ** 24 for one document.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tantivy import FieldType, Occur, Query

from .documents import place
from .folding import squashed
from .found import KINDS
from .plan import FACTORS, Alternative, Part
from .store import BEGUN, SCHEMA

FIELDS: Final = {"heads": 80, "brief": 20, "names": 40, "text": 10, "text2": 5, "text3": 5}
"""How much a word counts in each field, in tenths: a title has its words in three of them."""
PHRASES: Final = {"title": 120, "alias": 40, "text": 10}
OF_BEGINNINGS: Final = ("heads", "names")
"""Where words count that what was typed may go on to be."""
IS_WHOLE: Final = {"whole": 1_000_000, "called": 400_000}
BEGINS: Final = 200_000
ALL_IN: Final = {"heads": 50_000, "names": 25_000}
"""What names add that are what was typed, begin with it, have all words: each more than any text adds."""
LONGEST: Final = 60
"""Letters of a name by which it is looked up whole."""

Weigh = Callable[[str], int]
"""How much a word tells, 0 for nothing."""


@dataclass(frozen=True)
class Level:
    """Names of one sort, and at least how much they weigh."""

    query: Any
    weight: int


def kinds(some: Sequence[str]) -> list[Any]:
    """Documents of these kinds, as what must be so: nothing for all kinds. It adds no weight."""
    if len(some) == len(KINDS):
        return []
    return [silent(_any([Query.term_query(SCHEMA, "kind", kind) for kind in some]))]


def first(kind: str, so_many: int) -> Any:
    """Documents of a kind with the numbers up to so many."""
    return silent(
        Query.range_query(SCHEMA, "order", FieldType.Unsigned, place(kind, 0), place(kind, so_many))
    )


def by_kind(searcher: Any, query: Any) -> dict[str, int]:
    """How many documents of each kind a question finds, in one pass."""
    edges = {kind: float(place(kind, 0)) for kind in KINDS}
    ranges = [{"from": edge, "to": edge + place(KINDS[1], 0)} for edge in edges.values()]
    asked = {"kinds": {"range": {"field": "order", "ranges": ranges}}}
    # Beside the ranges that are asked for, Tantivy counts what lies outside all of them.
    buckets = {
        one.get("from", 0.0): one["doc_count"] for one in searcher.aggregate(query, asked)["kinds"]["buckets"]
    }
    return {kind: int(buckets.get(edge, 0)) for kind, edge in edges.items()}


def matching(parts: Sequence[Part], field: str = "every") -> Any:
    """Documents that have every part; ``field``: where words are looked for, phrases anywhere."""
    return silent(_all([_part(part, field) for part in parts]))


def loosely(parts: Sequence[Part], least: int) -> Any:
    """Documents that have so many of the parts."""
    clauses = [(Occur.Should, _part(part, "every")) for part in parts]
    return silent(Query.boolean_query(clauses, least))


def weighing(parts: Sequence[Part], names: Sequence[Level], weigh: Weigh) -> list[Any]:
    """What adds to the weight of a document: its names first, then how often it has words that tell much."""
    found = [clause for part in parts for one in dict.fromkeys(part.all) for clause in _weighed(one, weigh)]
    return [*found, *(Query.const_score_query(level.query, level.weight) for level in names)]


def levels(parts: Sequence[Part], asked: Sequence[str]) -> list[Level]:
    """Names from the best on: what was typed, what begins with it, what has all words."""
    # With small words that need not be found, and without.
    typed = dict.fromkeys([squashed(asked), squashed([word for part in parts for word in part.asked])])
    found = [
        Level(_any([Query.term_query(SCHEMA, field, one) for one in typed]), weight)
        for field, weight in IS_WHOLE.items()
    ]
    if begins := [query for one in typed if (query := beginning(one))]:
        found.append(Level(_any(begins), BEGINS))
    own = [Part(part.asked, part.inner) for part in parts if all(part.inner)]
    if len(own) == len(parts):
        heads = _all([_part(part, "heads") for part in own])
        brief = _all([_part(part, "brief") for part in own])
        found.append(Level(brief, ALL_IN["heads"]))
        found.append(Level(heads, ALL_IN["heads"]))
        found.append(Level(_all([_part(part, "names") for part in own]), ALL_IN["names"]))
    return found


def beginning(typed: str) -> Any | None:
    """Titles that begin with these letters; None for too few or too many of them."""
    if not BEGUN[0] <= len(typed) <= LONGEST:
        return None
    if len(typed) <= BEGUN[1]:
        return Query.term_query(SCHEMA, "begins", typed)
    # Few titles begin with so many letters, so that to look each of them up costs little.
    return Query.fuzzy_term_query(SCHEMA, "whole", typed, 0, prefix=True)


def scored(must: Sequence[Any], should: Sequence[Any]) -> Any:
    """Documents that fulfil all of the first, weighed by the second."""
    musts, shoulds = ((Occur.Must, one) for one in must), ((Occur.Should, one) for one in should)
    return Query.boolean_query([*musts, *shoulds])


def _part(part: Part, field: str) -> Any:
    ways = []
    if all(part.inner):
        ways.append(_all([_any([_single(one, field) for one in some]) for some in part.inner]))
    for other in part.others:
        ways.append(_single(other, field) if len(other.phrase) == 1 else _phrase(other))
    return _any(ways) if ways else Query.empty_query()


def _single(one: Alternative, field: str) -> Any:
    return Query.term_query(SCHEMA, field, one.phrase[0])


def _phrase(one: Alternative) -> Any:
    if one.is_loose:
        return _all([Query.term_query(SCHEMA, "every", word) for word in one.phrase])
    return _any([Query.phrase_query(SCHEMA, field, list(one.phrase)) for field in PHRASES])


def _weighed(one: Alternative, weigh: Weigh) -> list[Any]:
    weight = max(map(weigh, one.phrase)) * FACTORS[one.origin]
    if not weight:
        return []
    if len(one.phrase) > 1:
        queries = [
            (Query.phrase_query(SCHEMA, field, list(one.phrase)), times) for field, times in PHRASES.items()
        ]
    else:
        fields = OF_BEGINNINGS if one.origin == "beginning" else FIELDS
        queries = [(_single(one, field), FIELDS[field]) for field in fields]
    return [Query.const_score_query(query, max(1, weight * times // 100)) for query, times in queries]


def _all(queries: Sequence[Any]) -> Any:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, one) for one in queries])


def _any(queries: Sequence[Any]) -> Any:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, one) for one in queries])


def silent(query: Any) -> Any:
    """The same documents, nothing added to their weight."""
    return Query.const_score_query(query, 0)

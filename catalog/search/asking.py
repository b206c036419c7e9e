"""A plan as a question to Tantivy, built part by part: nothing that was typed is ever parsed.

All weights are whole numbers, so that sums are exact: no more than 2 ** 24 for one document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from tantivy import Occur, Query

from .folding import squashed
from .plan import FACTORS, Alternative, Part
from .store import SCHEMA

FIELDS: Final = {"heads": 80, "brief": 20, "names": 40, "text": 10, "text2": 5, "text3": 5}
"""How much a word counts in each field, in tenths: a title has its words in three of them."""
PHRASES: Final = {"title": 120, "alias": 40, "text": 10}
IS_WHOLE: Final = {"whole": 1_000_000, "called": 400_000}
BEGINS: Final = {"whole": 100_000, "called": 40_000}
ALL_IN: Final = {"heads": 20_000, "names": 8_000}
"""What names add that are what was typed, that begin with it, that have all words."""
LONGEST: Final = 60
"""Letters of a name by which it is looked up whole."""

Weigh = Callable[[str], int]


def kinds(some: Iterable[str]) -> Any:
    """Documents of these kinds; it adds nothing to their weight."""
    return _silent(_any([Query.term_query(SCHEMA, "kind", kind) for kind in some]))


def matching(parts: Sequence[Part], field: str = "every") -> Any:
    """Documents that have every part; ``field``: where words are looked for, phrases anywhere."""
    return _silent(_all([_part(part, field) for part in parts]))


def loosely(parts: Sequence[Part], least: int) -> Any:
    """Documents that have so many of the parts."""
    clauses = [(Occur.Should, _part(part, "every")) for part in parts]
    return _silent(Query.boolean_query(clauses, least))


def weighing(parts: Sequence[Part], asked: Sequence[str], weigh: Weigh) -> list[Any]:
    """What adds to the weight of a document: its names first, then how often it has words that tell much."""
    found = [clause for part in parts for one in dict.fromkeys(part.all) for clause in _weighed(one, weigh)]
    own = [Part(part.asked, part.inner) for part in parts if all(part.inner)]
    if len(own) == len(parts):
        for field, weight in ALL_IN.items():
            found.append(Query.const_score_query(_all([_part(part, field) for part in own]), weight))
    return [*found, *_by_name(squashed(asked))]


def scored(must: Sequence[Any], should: Sequence[Any]) -> Any:
    """Documents that fulfil all of the first, weighed by the second."""
    musts, shoulds = ((Occur.Must, one) for one in must), ((Occur.Should, one) for one in should)
    return Query.boolean_query([*musts, *shoulds])


def _by_name(typed: str) -> list[Any]:
    if len(typed) > LONGEST:
        return []
    found = [
        Query.const_score_query(Query.term_query(SCHEMA, field, typed), weight)
        for field, weight in IS_WHOLE.items()
    ]
    if len(typed) > 1:
        # Words are letters and digits; a number may have a point.
        begins = typed.replace(".", r"\.") + ".*"
        found += [
            Query.const_score_query(Query.regex_query(SCHEMA, field, begins), weight)
            for field, weight in BEGINS.items()
        ]
    return found


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
    return _any([Query.phrase_query(SCHEMA, field, list(one.phrase)) for field in PHRASES])


def _weighed(one: Alternative, weigh: Weigh) -> list[Any]:
    weight = max(map(weigh, one.phrase)) * FACTORS[one.origin]
    if len(one.phrase) == 1:
        queries = {field: _single(one, field) for field in FIELDS}
        times = FIELDS
    else:
        queries = {field: Query.phrase_query(SCHEMA, field, list(one.phrase)) for field in PHRASES}
        times = PHRASES
    return [
        Query.const_score_query(query, max(1, weight * times[field] // 100))
        for field, query in queries.items()
    ]


def _all(queries: Sequence[Any]) -> Any:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, one) for one in queries])


def _any(queries: Sequence[Any]) -> Any:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, one) for one in queries])


def _silent(query: Any) -> Any:
    return Query.const_score_query(query, 0)

"""The best of what a question finds, the same in every worker: of equal weight, what came first.

Few hits are all weighed. Of many only the best levels are looked at, one after the other: those whose name is
what was typed, begins with it, has all words. To weigh ten thousand documents would cost more than it tells.
Of a level that has many among the first documents of a kind, these are given in their order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from tantivy import Order

from . import asking
from .asking import Level
from .found import KINDS

WEIGHED: Final = 1_000
"""Documents that are weighed, at most: of more, Tantivy gives those of equal weight in the order in which
they happen to lie, which depends on what was edited before."""
BEFORE_TIES: Final = 4
"""How many times as many as are wanted are looked at first: most often the last of them weighs less."""
FIRST: Final = 4_000
"""The first documents of a kind, by their numbers: where these have `MANY` of a level, nothing else of it is
looked at."""
MANY: Final = 200


@dataclass(frozen=True, slots=True)
class Ranked:
    """A hit: its weight, its number among all documents, and where it lies."""

    weight: int
    order: int
    address: Any

    @property
    def kind(self) -> str:
        return KINDS[self.order >> 40]


@dataclass(frozen=True)
class Question:
    """What must be so, what adds to the weight, and the levels from the best on; ``kind``: of which it is
    asked, None where of several."""

    must: Sequence[Any]
    should: Sequence[Any]
    levels: Sequence[Level]
    kind: str | None = None

    def of(self, *kinds: str) -> Question:
        """The same of some kinds only."""
        kind = kinds[0] if len(kinds) == 1 else None
        return replace(self, must=[*asking.kinds(kinds), *self.must], kind=kind)


def top(searcher: Any, question: Question, most: int, count: int) -> list[Ranked]:
    """The best hits of ``count`` that there are."""
    return (weighed if count <= WEIGHED else best)(searcher, question, most)


def best(searcher: Any, question: Question, most: int) -> list[Ranked]:
    """The best hits, level by level, then as many of the rest as are missing, in their order."""
    found: dict[int, Ranked] = {}
    for level in question.levels:
        some = _of_level(searcher, question, level, most + len(found))
        for one in some:
            found.setdefault(one.order, one)
        if len(found) >= most:
            break
    else:
        for one in _rest(searcher, question, most):
            found.setdefault(one.order, one)
    return list(found.values())[:most]


def _rest(searcher: Any, question: Question, most: int) -> list[Ranked]:
    """The first hits in the order of documents."""
    if question.kind:
        first = asking.first(question.kind, FIRST)
        some, count = _in_order(searcher, [first, *question.must], 0, most)
        if count >= most:
            return some
    return _in_order(searcher, question.must, 0, most)[0]


def _of_level(searcher: Any, question: Question, level: Level, most: int) -> list[Ranked]:
    """The best hits of a level: weighed where there are few, else the first in the order of documents."""
    must = [*question.must, level.query]
    if question.kind:
        first = asking.first(question.kind, FIRST)
        some, count = _in_order(searcher, [first, *must], level.weight, most)
        if count >= max(MANY, most):
            return some
    some, count = _in_order(searcher, must, level.weight, most)
    if 1 < count <= WEIGHED:
        return weighed(searcher, Question(must, question.should, ()), most)
    return some


def weighed(searcher: Any, question: Question, most: int = WEIGHED) -> list[Ranked]:
    """The best hits of a question that has no more than `WEIGHED`, the heaviest first."""
    if not question.should:
        return _in_order(searcher, question.must, 0, most)[0]
    query = asking.scored(question.must, question.should)
    hits: list[tuple[float, Any]] = []
    for looked_at in (BEFORE_TIES * most, WEIGHED):
        hits = searcher.search(query, min(looked_at, WEIGHED), count=False).hits
        if len(hits) < looked_at or hits[-1][0] < hits[most - 1][0]:
            break
    orders = searcher.fast_field_values("order", [address for _, address in hits])
    # No two have the same order, so that addresses are never compared.
    found = sorted((-weight, order, address) for (weight, address), order in zip(hits, orders, strict=True))
    return [Ranked(round(-weight), order, address) for weight, order, address in found[:most]]


def _in_order(searcher: Any, must: Sequence[Any], weight: int, most: int) -> tuple[list[Ranked], int]:
    """The first hits in the order of documents, and how many there are."""
    result = searcher.search(asking.scored(must, []), most, order_by_field="order", order=Order.Asc)
    return [Ranked(weight, order, address) for order, address in result.hits], int(result.count)

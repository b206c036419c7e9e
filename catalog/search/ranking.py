"""The best of what a question finds, the same in every worker: of equal weight, what came first.

Few hits are all weighed. Of many only the best levels are looked at, one after the other: those whose name is
what was typed, begins with it, has all words. To weigh ten thousand documents would cost more than it tells.
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
"""Documents that are weighed, all of them: of more, Tantivy gives those of equal weight in the order in which
they happen to lie, which depends on what was edited before."""


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
    """What must be so, what adds to the weight, and the levels from the best on."""

    must: Sequence[Any]
    should: Sequence[Any]
    levels: Sequence[Level]

    def of(self, kinds: Sequence[Any]) -> Question:
        """The same of some kinds only."""
        return replace(self, must=[*kinds, *self.must])


def top(searcher: Any, question: Question, most: int, count: int) -> list[Ranked]:
    """The best hits of ``count`` that there are."""
    return (weighed if count <= WEIGHED else best)(searcher, question, most)


def best(searcher: Any, question: Question, most: int) -> list[Ranked]:
    """The best hits, level by level, then as many of the rest as are missing, in their order."""
    found: dict[int, Ranked] = {}
    for level in question.levels:
        must = [*question.must, level.query]
        some, count = _in_order(searcher, must, level.weight, most + len(found))
        if 1 < count <= WEIGHED:
            some = weighed(searcher, Question(must, question.should, ()), most + len(found))
        for one in some:
            found.setdefault(one.order, one)
        if len(found) >= most:
            break
    else:
        for one in _in_order(searcher, question.must, 0, most)[0]:
            found.setdefault(one.order, one)
    return list(found.values())[:most]


def weighed(searcher: Any, question: Question, most: int = WEIGHED) -> list[Ranked]:
    """The best hits of a question that has no more than `WEIGHED`, the heaviest first."""
    hits = searcher.search(asking.scored(question.must, question.should), WEIGHED, count=False).hits
    if len(hits) > most:
        # As many as are wanted, and all that weigh as much as the last of them.
        last = hits[most - 1][0]
        hits = [hit for hit in hits if hit[0] >= last]
    orders = searcher.fast_field_values("order", [address for _, address in hits])
    # No two have the same order, so that addresses are never compared. To sort a thousand is quicker than to
    # pick the first of them.
    found = sorted((-weight, order, address) for (weight, address), order in zip(hits, orders, strict=True))[
        :most
    ]
    return [Ranked(round(-weight), order, address) for weight, order, address in found]


def _in_order(searcher: Any, must: Sequence[Any], weight: int, most: int) -> tuple[list[Ranked], int]:
    """The first hits in the order of documents, and how many there are."""
    result = searcher.search(asking.scored(must, []), most, order_by_field="order", order=Order.Asc)
    return [Ranked(weight, order, address) for order, address in result.hits], int(result.count)

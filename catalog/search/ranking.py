"""The best of what a question finds, the same in every worker: of equal weight, what came first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from tantivy import Occur, Order, Query

from .found import KINDS
from .store import SCHEMA

MORE: Final = 50
"""Hits beyond those wanted, among which ties are mostly settled."""
SCANNED: Final = 256
"""Documents looked at in their own order where more have the same weight; then eight times as many."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A hit: its weight, its number among all documents, and where it lies."""

    weight: int
    order: int
    address: Any

    @property
    def kind(self) -> str:
        return KINDS[self.order >> 40]


def top(searcher: Any, query: Any, most: int) -> tuple[list[Ranked], int]:
    """The best hits, and how many there are. Documents of equal weight are in their own order.

    Tantivy gives these in the order in which they happen to lie, which depends on what was edited before.
    """
    result = searcher.search(query, most + MORE)
    found = _ranked(searcher, result.hits)
    if result.count > len(found) and len(found) >= most and found[-1].weight == found[most - 1].weight:
        found = _settled(searcher, query, found, most, result.count)
    return found[:most], int(result.count)


def _ranked(searcher: Any, hits: list[tuple[float, Any]]) -> list[Ranked]:
    orders = searcher.fast_field_values("order", [address for _, address in hits])
    found = [
        Ranked(round(weight), order, address) for (weight, address), order in zip(hits, orders, strict=True)
    ]
    return sorted(found, key=lambda one: (-one.weight, one.order))


def _settled(searcher: Any, query: Any, found: list[Ranked], most: int, count: int) -> list[Ranked]:
    """More have the weight of the last one wanted than were seen: the first of them are looked for."""
    weight = found[most - 1].weight
    above = [one for one in found if one.weight > weight]
    scanned = SCANNED
    while True:
        first = searcher.search(query, scanned, count=False, order_by_field="order", order=Order.Asc).hits
        orders = [order for order, _ in first]
        among = Query.boolean_query(
            [
                (Occur.Must, query),
                (Occur.Must, Query.const_score_query(Query.term_set_query(SCHEMA, "order", orders), 0)),
            ]
        )
        same = [
            one
            for one in _ranked(searcher, searcher.search(among, scanned, count=False).hits)
            if one.weight == weight
        ]
        if len(above) + len(same) >= most or scanned >= count:
            return above + same
        scanned *= 8

"""Cardinalities of many intersections with one bitmap."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from pyroaring import BitMap

Counter = Callable[[Iterable[BitMap]], list[int]]
"""Bitmaps → how many of the base each of them holds."""

LARGE: Final = 50_000
SPARSE, TINY = 1 / 15, 1 / 2000
"""Shares of everything between which a base is counted by what it leaves out."""


def counter(base: BitMap, everything: BitMap) -> Counter:
    """A function that counts bitmaps, all of them parts of everything, inside the base.

    Roaring keeps up to 4,096 positions of a container (65,536) as a sorted list and more as bits. Lists are
    quickly counted against bits but slowly against lists, so that a base of one in a hundred is slower than
    one of one in two. Such a base is counted by its complement, which is bits: at a million devices all
    counts then take a quarter of the time.
    """
    if base is everything:
        return lambda bits: list(map(len, bits))
    size = len(everything)
    if size >= LARGE and TINY * size < len(base) < SPARSE * size:
        left_out = (everything - base).intersection_cardinality
        return lambda bits: [len(one) - left_out(one) for one in bits]
    return lambda bits: list(map(base.intersection_cardinality, bits))

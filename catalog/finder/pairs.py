"""Pairs of bitmaps, YES and UNKNOWN, joined by Kleene's rules; NO is the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pyroaring import BitMap


@dataclass
class Pair:
    """Who answers YES and who UNKNOWN; the bitmaps are disjoint and not to be changed."""

    yes: BitMap
    unknown: BitMap

    @cached_property
    def possible(self) -> BitMap:
        return self.yes | self.unknown if self.unknown else self.yes


def any_pair(pairs: Sequence[Pair]) -> Pair:
    """Kleene's OR."""
    if len(pairs) == 1:
        return pairs[0]
    yes = BitMap.union(*(pair.yes for pair in pairs))
    return Pair(yes, BitMap.union(*(pair.unknown for pair in pairs)) - yes)


def all_pairs(pairs: Sequence[Pair]) -> Pair:
    """Kleene's AND."""
    if len(pairs) == 1:
        return pairs[0]
    yes = BitMap.intersection(*(pair.yes for pair in pairs))
    return Pair(yes, BitMap.intersection(*(pair.possible for pair in pairs)) - yes)


def all_but_one(bits: Sequence[BitMap], everything: BitMap) -> list[BitMap]:
    """For each bitmap the intersection of all the others, in two passes."""
    before, after = [everything], [everything]
    for one in bits[:-1]:
        before.append(before[-1] & one)
    for one in reversed(bits[1:]):
        after.append(after[-1] & one)
    return [
        first if last is everything else (last if first is everything else first & last)
        for first, last in zip(before[: len(bits)], reversed(after[: len(bits)]), strict=True)
    ]

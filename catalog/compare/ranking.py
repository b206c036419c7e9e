"""What the shopper's own weights come to: a score of each device by them, and how those stand to each other.

Nobody wins: scores are named with what is not known of them, and which of them are too close to tell apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from catalog.compare.reviewed import NOT_REVIEWED, OWN_SCORE, RESEARCH_ONLY, Sides
from catalog.compare.row import Row, RowCell, unknown
from catalog.compare.weights import Weights, versions_of
from catalog.finder.naming import joined, low
from catalog.method.models import Method
from catalog.method.scoring import Part, Total, formula, points, total, with_weights
from catalog.reviews.side_by_side import Reviewed, Side
from catalog.specs.resolution import KNOWN

NOTICEABLE: Final = 3
"""Scores less than this apart, in tenths, are within the noise of the method."""


@dataclass(frozen=True)
class Weighed:
    """One device by these weights; without a ``total`` it is left out, and ``why`` says why."""

    letter: str
    slug: str
    total: Total | None = None
    formula: str = ""
    not_asked: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class Ranking:
    """``places`` are those that have a score, the highest first; ``close`` are neighbours among them, by
    letter, that cannot be told apart."""

    places: tuple[Weighed, ...]
    left_out: tuple[Weighed, ...]
    close: tuple[tuple[str, str], ...]

    @property
    def words(self) -> str:
        """ "By your weights: A 8.4, B 7.1–8.0 (noise not scored)." and what follows from it."""
        if not self.places:
            return "By your weights none of these has a score."
        sentences = [f"By your weights: {', '.join(map(_place, self.places))}."]
        if self.close:
            pairs = "; ".join(" and ".join(pair) for pair in self.close)
            sentences.append(f"Too close, or too little known, to say which is higher: {pairs}.")
        sentences += [f"{one.letter} is left out: {one.why}." for one in self.left_out]
        return " ".join(sentences)

    @property
    def data(self) -> dict[str, Any]:
        """For the twin; scores in tenths."""
        return {
            "text": self.words,
            "places": [
                {"device": one.slug, "low": one.total.low, "high": one.total.high}
                for one in self.places
                if one.total
            ],
            "close": [list(pair) for pair in self.close],
            "left_out": [{"device": one.slug, "why": one.why} for one in self.left_out],
        }


def weigh(
    reviewed: Reviewed, sides: Sides, weights: Weights, heads: Sequence[tuple[str, str]]
) -> tuple[Weighed, ...]:
    """Each device by these weights, in the order of the columns; ``heads`` are their letters and slugs."""
    together = versions_of(reviewed, sides)
    method = reviewed.methods[together[0]] if together else None
    return tuple(
        _weighed(side, weights, head, method, together) for side, head in zip(sides, heads, strict=True)
    )


def _weighed(
    side: Side | None,
    weights: Weights,
    head: tuple[str, str],
    method: Method | None,
    together: Sequence[int],
) -> Weighed:
    if side is None:
        return Weighed(*head, why=NOT_REVIEWED)
    if not side.is_hands_on:
        return Weighed(*head, why=RESEARCH_ONLY)
    if side.method is None or method is None:
        return Weighed(*head, why="tested and not scored")
    if side.method not in together:
        versions = f"version {side.method} of the method, which can’t be compared with version {together[0]}"
        return Weighed(*head, why=f"scored by {versions}")
    parts = with_weights(side.by(method), dict(weights))
    found = total(parts)
    if found is None:
        return Weighed(*head, why="nothing that you weigh was scored")
    return Weighed(*head, found, formula(parts), _not_asked(method, parts, weights))


def _not_asked(method: Method, parts: Sequence[Part], weights: Weights) -> tuple[str, ...]:
    """What is weighed and makes no sense for this kind of device."""
    asked = {part.key for part in parts}
    weighed = {key for key, _ in weights}
    return tuple(low(one["name"]) for one in method.criteria if one["key"] in weighed - asked)


def own_row(weighed: Sequence[Weighed]) -> Row:
    """The score of each by these weights, and how it is made."""
    return Row(OWN_SCORE, "Score by your weights", tuple(map(_cell, weighed)))


def _cell(one: Weighed) -> RowCell:
    if one.total is None:
        return unknown(one.why)
    notes = [one.formula, *(f"{name} isn’t asked of it" for name in one.not_asked)]
    value = {"low": one.total.low, "high": one.total.high}
    return RowCell(KNOWN, one.total.words, note="; ".join(notes), given={"value": value})


def ranking(weighed: Sequence[Weighed]) -> Ranking:
    """Those with a score by what they have for sure, then by what they could have; then as they stand."""
    places = sorted((one for one in weighed if one.total), key=_height)
    close = [
        (one.letter, other.letter)
        for one, other in pairwise(places)
        if one.total and other.total and one.total.low - other.total.high < NOTICEABLE
    ]
    return Ranking(tuple(places), tuple(one for one in weighed if one.total is None), tuple(close))


def _height(one: Weighed) -> tuple[int, int]:
    return (-one.total.low, -one.total.high) if one.total else (0, 0)


def _place(one: Weighed) -> str:
    assert one.total is not None
    words = f"{one.letter} {points(one.total.low)}"
    if not one.total.is_known:
        words += f"–{points(one.total.high)}"
    said = [f"{joined(list(one.total.unknown))} not scored"] if one.total.unknown else []
    said += [f"{joined(list(one.not_asked))} not asked of it"] if one.not_asked else []
    return f"{words} ({'; '.join(said)})" if said else words

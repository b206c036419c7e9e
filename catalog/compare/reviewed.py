"""Rows of what reviews say of the devices compared. They are there only where one of them is reviewed.

They are shown and not counted among the rows that differ or are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from catalog.compare.better import EQUAL_BEST, marks
from catalog.compare.row import Row, RowCell, Told, Witness, elsewhere, unknown
from catalog.method.scoring import rankable
from catalog.reviews.beside import disclosure, in_a_line
from catalog.reviews.side_by_side import Reviewed, Side
from catalog.reviews.words import LOUD
from catalog.shelf.entry import Entry
from catalog.specs.resolution import KNOWN

SCORE, OWN_SCORE, VERDICT, BEST_FOR, NOT_FOR = "score", "own_score", "verdict", "best_for", "not_for"
PROS, CONS, TESTED, CONNECTION = "pros", "cons", "tested", "connection"
KEYS: Final = (SCORE, OWN_SCORE, VERDICT, BEST_FOR, NOT_FOR, PROS, CONS, TESTED, CONNECTION)
"""Keys of these rows, which an address may hide or move."""

NOT_REVIEWED: Final = "not reviewed yet"
RESEARCH_ONLY: Final = LOUD[:1].lower() + LOUD[1:]
_NOTICEABLE: Final = 3
"""The smallest difference between two scores, in tenths, that says more than the method's noise."""

Sides = Sequence[Side | None]


def sides_of(reviewed: Reviewed, entries: Sequence[Entry]) -> tuple[Side | None, ...]:
    """The leading review of each device."""
    return tuple(reviewed.of(entry.id) for entry in entries)


def rows(reviewed: Reviewed, sides: Sides, own: Row | None = None) -> list[Row]:
    """All rows of reviews, ``own`` being the scores by the shopper's weights; none where none is reviewed."""
    if not any(sides):
        return []
    return [
        score(reviewed, sides),
        *([own] if own else []),
        _row(VERDICT, "Verdict", sides, _verdict),
        _row(BEST_FOR, "Best for", sides, lambda side: _listed(side.draft.best_for)),
        _row(NOT_FOR, "Not for", sides, lambda side: _listed(side.draft.not_for)),
        _row(PROS, "Pros", sides, lambda side: _listed([point.words for point in side.draft.pros])),
        _row(CONS, "Cons", sides, lambda side: _listed([point.words for point in side.draft.cons])),
        _row(TESTED, "How it was tested", sides, _tested),
        _row(CONNECTION, "Connection to the maker", sides, _connection),
    ]


def score(reviewed: Reviewed, sides: Sides) -> Row:
    """The scores with the version of the method that made each, and which is higher."""
    better = higher(reviewed, sides)
    cells = [_score(side, words) for side, words in zip(sides, better, strict=True)]
    return Row(SCORE, "Score of ten", tuple(cells), better="higher is better")


def higher(reviewed: Reviewed, sides: Sides) -> tuple[str, ...]:
    """ "higher score", said only where every device has a whole score of the same criteria, by versions of
    the method that can all be compared."""
    none = ("",) * len(sides)
    found = [(side, total) for side in sides if side and (total := side.total)]
    if len(found) < len(sides) or not all(total.is_known for _, total in found):
        return none
    made = {(side.method, frozenset(part.key for part in side.parts if part.weight)) for side, _ in found}
    versions = [side.method for side, _ in found]
    if len(made) != len(set(versions)) or not rankable(versions, reviewed.comparable):
        return none
    numbers = [total.low for _, total in found]
    return marks(numbers, False, "higher score", EQUAL_BEST, lambda gap, least: gap >= _NOTICEABLE)


def _score(side: Side | None, better: str) -> RowCell:
    if side is None:
        return unknown(NOT_REVIEWED)
    if not side.is_hands_on:
        return unknown(RESEARCH_ONLY)
    found = side.total
    if found is None:
        return unknown("tested and not scored")
    value = {"low": found.low, "high": found.high, "method": side.method}
    return RowCell(
        KNOWN, found.words, better=better, note=f"method version {side.method}", given={"value": value}
    )


def _row(key: str, label: str, sides: Sides, cell: Callable[[Side], RowCell]) -> Row:
    return elsewhere(key, label, [cell(side) if side else unknown(NOT_REVIEWED) for side in sides])


def _verdict(side: Side) -> RowCell:
    """What is at stake for whoever signs stands beside the sentence itself."""
    draft = side.draft
    notes = [] if side.is_hands_on else [LOUD]
    notes += [disclosure(draft)] if draft.connection != "none" else []
    who = Witness(f"reviewed by {side.author}")
    value = {"text": draft.verdict, "review": side.url, "author": side.author}
    return RowCell(
        KNOWN,
        draft.verdict,
        told=(Told("", who),),
        note="; ".join(notes),
        given={"value": value, "url": side.url},
    )


def _listed(words: Sequence[str]) -> RowCell:
    if not words:
        return unknown("the review names nothing")
    return _said("; ".join(words), list(words))


def _tested(side: Side) -> RowCell:
    draft = side.draft
    if not side.is_hands_on:
        return _said(LOUD, {"hands_on": False})
    value = {
        "hands_on": True,
        "obtained": draft.obtained,
        "days": draft.days_used,
        "sessions": draft.sessions,
        "devices": draft.units,
        "last_used": draft.last_used or None,
    }
    return _said(in_a_line(draft), value, draft.obtained_words)


def _connection(side: Side) -> RowCell:
    return _said(disclosure(side.draft), {"connection": side.draft.connection})


def _said(text: str, value: Any, note: str = "") -> RowCell:
    return RowCell(KNOWN, text, note=note, given={"value": value})

"""Between a review and what is typed in its form: `Fields` of the desk. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from catalog.editorial.editable import Fault, Fields
from catalog.method.scoring import points, read_points

from .drafts import Alternative, Note, Point, ReviewDraft, Score

TEXTS: Final = (
    "slug",
    "device",
    "title",
    "verdict",
    "text",
    "author",
    "obtained",
    "obtained_words",
    "connection",
    "connection_words",
    "written",
    "checked",
    "last_used",
)
COUNTS: Final = ("days_used", "sessions", "units")
WHOLE: Final = re.compile(r"\d{1,9}", re.ASCII)
_OF_SCORE: Final = re.compile(r"scores-(?!\d+(?:-|$))(.+?)(-(?:score|why|measurements))?")


def read(fields: Fields) -> tuple[ReviewDraft, list[Fault]]:
    """The draft that is typed, and what cannot be read as a number. Nothing is raised, whatever is there."""
    wrong: list[Fault] = []
    texts: dict[str, Any] = {name: _text(fields, name) for name in TEXTS}
    texts["text"] = str(fields.get("text") or "").replace("\r\n", "\n").rstrip()
    counts: dict[str, Any] = {name: _count(fields, name, wrong) for name in COUNTS}
    draft = ReviewDraft(
        **texts,
        **counts,
        is_hands_on=fields.get("is_hands_on") is True,
        takes_comments=fields.get("takes_comments") is True,
        method=_count(fields, "method", wrong),
        scores=_scores(fields, wrong),
        pros=tuple(_point(row) for row in _rows(fields, "pros")),
        cons=tuple(_point(row) for row in _rows(fields, "cons")),
        best_for=tuple(_text(row, "words") for row in _rows(fields, "best_for")),
        not_for=tuple(_text(row, "words") for row in _rows(fields, "not_for")),
        alternatives=tuple(
            Alternative(_text(row, "device"), _text(row, "reason")) for row in _rows(fields, "alternatives")
        ),
        follow_ups=tuple(_note(row) for row in _rows(fields, "follow_ups")),
        corrections=tuple(_note(row) for row in _rows(fields, "corrections")),
    )
    return draft, wrong


def written(draft: ReviewDraft) -> Fields:
    """The same draft as it stands in the form."""
    return {
        **{name: getattr(draft, name) for name in TEXTS},
        **{name: _typed(getattr(draft, name)) for name in (*COUNTS, "method")},
        "is_hands_on": draft.is_hands_on,
        "takes_comments": draft.takes_comments,
        "scores": [
            {
                "criterion": one.criterion,
                "score": points(one.score),
                "why": one.why,
                "measurements": list(one.measurements),
            }
            for one in draft.scores
        ],
        "pros": [dict(vars(point)) for point in draft.pros],
        "cons": [dict(vars(point)) for point in draft.cons],
        "best_for": [{"words": words} for words in draft.best_for],
        "not_for": [{"words": words} for words in draft.not_for],
        "alternatives": [dict(vars(one)) for one in draft.alternatives],
        "follow_ups": [dict(vars(note)) for note in draft.follow_ups],
        "corrections": [dict(vars(note)) for note in draft.corrections],
    }


def _text(fields: Mapping[str, Any], name: str) -> str:
    """One line or several, as typed, without space at its ends."""
    return str(fields.get(name) or "").replace("\r\n", "\n").strip()


def _typed(number: int | None) -> str:
    return "" if number is None else str(number)


def _count(fields: Fields, name: str, wrong: list[Fault]) -> int | None:
    typed = _text(fields, name)
    if not typed:
        return None
    if not WHOLE.fullmatch(typed):
        wrong.append(Fault(name, f"“{typed[:40]}” is no whole number."))
        return None
    return int(typed)


def _rows(fields: Fields, name: str) -> list[Mapping[str, Any]]:
    rows = fields.get(name)
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def _point(row: Mapping[str, Any]) -> Point:
    return Point(_text(row, "words"), _text(row, "spec"), _text(row, "measurement"))


def _note(row: Mapping[str, Any]) -> Note:
    return Note(_text(row, "day"), _text(row, "words"))


def _scores(fields: Fields, wrong: list[Fault]) -> tuple[Score, ...]:
    """Of each criterion with anything in it; a reason without a score is a fault, not a score."""
    found = []
    for at, row in enumerate(_rows(fields, "scores")):
        typed, why = _text(row, "score"), _text(row, "why")
        measured = tuple(map(str, row.get("measurements") or ()))
        if typed:
            try:
                found.append(Score(_text(row, "criterion"), read_points(typed), why, measured))
            except ValueError as error:
                wrong.append(Fault(f"scores-{at}-score", str(error)))
        elif why or measured:
            wrong.append(Fault(f"scores-{at}-score", "This says why, and gives no score."))
    return tuple(found)


def in_form(fault: Fault, fields: Fields) -> Fault:
    """A fault of a criterion, "scores-length-why", at its row in the form, "scores-0-why"."""
    named = _OF_SCORE.fullmatch(fault.field)
    for at, row in enumerate(_rows(fields, "scores")) if named else ():
        if named and _text(row, "criterion") == named[1]:
            return replace(fault, field=f"scores-{at}{named[2] or ''}")
    return fault


def with_criteria(fields: Fields, criteria: Iterable[str]) -> Fields:
    """The fields with an empty row for each criterion that has none, in the order of the method."""
    given = {_text(row, "criterion"): row for row in _rows(fields, "scores")}
    empty = {"score": "", "why": "", "measurements": []}
    rows = [given.pop(key, {"criterion": key, **empty}) for key in criteria]
    return {**fields, "scores": [*rows, *given.values()]}

"""A review as written, before it is stored, and what is wrong with it in itself. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from catalog.articles.text import LONGEST
from catalog.dates import PartialDate
from catalog.front_matter import title_line
from catalog.products.checks import UNPRINTABLE
from catalog.specs.registry import SPECS

from .models import CONNECTIONS, OBTAINED

NOT_HAD: Final = "not had"
TAKEN: Final = frozenset({"example", "new"})
"""Addresses that the desk needs for itself."""
HIGHEST: Final = 100
"""Ten points, in tenths."""

_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST: Final = {
    "slug": 120,
    "title": 200,
    "verdict": 300,
    "text": LONGEST,
    "obtained_words": 600,
    "connection_words": 600,
}
_LONGEST_ROW: Final = 600
_MOST_ROWS: Final = 40
_MOST: Final = 100_000
"""Days, sessions or devices; nobody has more."""


@dataclass(frozen=True)
class Point:
    """A pro or a con; ``spec`` is a key of the registry and ``measurement`` a slug, "" for none."""

    words: str
    spec: str = ""
    measurement: str = ""


@dataclass(frozen=True)
class Score:
    """One criterion's score in tenths of a point, why, and the measurements it was read from."""

    criterion: str
    score: int
    why: str
    measurements: tuple[str, ...] = ()


@dataclass(frozen=True)
class Alternative:
    """Another device, by its slug, and what speaks for it."""

    device: str
    reason: str


@dataclass(frozen=True)
class Note:
    """What was added or put right on a day."""

    day: str
    words: str


@dataclass(frozen=True)
class ReviewDraft:
    """A review as written. Numbers are None where nothing was said; days are "2026-11-27" or ""."""

    slug: str
    device: str
    title: str
    verdict: str
    text: str
    author: str
    is_hands_on: bool
    obtained: str
    connection: str
    written: str
    checked: str
    obtained_words: str = ""
    connection_words: str = ""
    days_used: int | None = None
    sessions: int | None = None
    units: int | None = None
    last_used: str = ""
    method: int | None = None
    scores: tuple[Score, ...] = ()
    pros: tuple[Point, ...] = ()
    cons: tuple[Point, ...] = ()
    best_for: tuple[str, ...] = ()
    not_for: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    follow_ups: tuple[Note, ...] = ()
    corrections: tuple[Note, ...] = ()
    takes_comments: bool = False


def faults(draft: ReviewDraft) -> Iterator[tuple[str, str]]:
    """What is wrong with a draft itself: the field, "pros-0-words" in rows, and a sentence."""
    yield from _address(draft)
    yield from _texts(draft)
    yield from _days(draft)
    yield from _record(draft)
    yield from _scores(draft)
    yield from _rows(draft)


def is_day(text: str) -> bool:
    """Whether it is a day such as 2026-11-27."""
    try:
        return PartialDate(text).day is not None
    except ValueError:
        return False


def _address(draft: ReviewDraft) -> Iterator[tuple[str, str]]:
    if not _SLUG.fullmatch(draft.slug):
        yield "slug", "The address has small letters, digits and single hyphens."
    elif draft.slug in TAKEN:
        yield "slug", f"“{draft.slug}” is taken by a page of the desk."


def _texts(draft: ReviewDraft) -> Iterator[tuple[str, str]]:
    for name, words in (
        ("device", "Say which device is reviewed."),
        ("title", "A review needs a title."),
        ("verdict", "A review needs a verdict, one sentence."),
        ("text", "A review needs a text."),
        ("author", "Somebody has to sign a review."),
    ):
        if not getattr(draft, name).strip():
            yield name, words
    for name, most in _LONGEST.items():
        said = getattr(draft, name)
        if len(said) > most:
            yield name, f"This has {len(said):,} characters; at most {most:,} fit."
        if UNPRINTABLE.search(said):
            yield name, "This holds a character that cannot be printed."
    if title_line(draft.text):
        yield "text", "The page has one title already; use ## for headings."


def _days(draft: ReviewDraft) -> Iterator[tuple[str, str]]:
    for name in ("written", "checked"):
        if not is_day(getattr(draft, name)):
            yield name, "Write a day such as 2026-11-27."
    if draft.last_used and not is_day(draft.last_used):
        yield "last_used", "Write a day such as 2026-11-27, or nothing."


def _record(draft: ReviewDraft) -> Iterator[tuple[str, str]]:
    if draft.obtained not in OBTAINED:
        yield "obtained", "Say how the device was obtained."
    elif draft.is_hands_on and draft.obtained == NOT_HAD:
        yield "obtained", "A review from hands-on testing needs a device: bought, lent or given."
    if draft.connection not in CONNECTIONS:
        yield "connection", "Say which connection there is, “none” included."
    for name in ("days_used", "sessions", "units"):
        number = getattr(draft, name)
        if number is not None and not 0 <= number <= _MOST:
            yield name, f"Write a whole number from 0 to {_MOST:,}."
        elif number and not draft.is_hands_on:
            yield name, "This counts use, and the review is not from hands-on testing."
    if draft.last_used and not draft.is_hands_on:
        yield "last_used", "This is the day of use, and the review is not from hands-on testing."


def _scores(draft: ReviewDraft) -> Iterator[tuple[str, str]]:
    if draft.scores and not draft.is_hands_on:
        yield "scores", "There is no score without hands-on testing."
    if draft.scores and draft.method is None:
        yield "method", "A score is made by a method; say which version."
    seen: set[str] = set()
    for one in draft.scores:
        field = f"scores-{one.criterion}"
        if one.criterion in seen:
            yield field, "This criterion has two scores."
        seen.add(one.criterion)
        if not 0 <= one.score <= HIGHEST:
            yield f"{field}-score", "A score lies between 0 and 10."
        yield from _row(f"{field}-why", one.why, is_needed=False)


def _rows(draft: ReviewDraft) -> Iterator[tuple[str, str]]:
    for name in ("pros", "cons", "best_for", "not_for", "alternatives", "follow_ups", "corrections"):
        rows = getattr(draft, name)
        if len(rows) > _MOST_ROWS:
            yield name, f"There are {len(rows)} rows; at most {_MOST_ROWS} fit."
    for name in ("pros", "cons"):
        for at, point in enumerate(getattr(draft, name)):
            yield from _row(f"{name}-{at}-words", point.words)
            if point.spec and point.spec not in SPECS:
                yield f"{name}-{at}-spec", f"There is no spec “{point.spec[:40]}”."
    for name in ("best_for", "not_for"):
        for at, words in enumerate(getattr(draft, name)):
            yield from _row(f"{name}-{at}-words", words)
    for at, other in enumerate(draft.alternatives):
        yield from _row(f"alternatives-{at}-reason", other.reason)
        if not other.device.strip():
            yield f"alternatives-{at}-device", "Say which device."
        elif other.device == draft.device:
            yield f"alternatives-{at}-device", "This is the device that is reviewed."
        elif other.device in [earlier.device for earlier in draft.alternatives[:at]]:
            yield f"alternatives-{at}-device", "This device is named above already."
    for name in ("follow_ups", "corrections"):
        for at, note in enumerate(getattr(draft, name)):
            longest = LONGEST if name == "follow_ups" else _LONGEST_ROW
            yield from _row(f"{name}-{at}-words", note.words, longest)
            if not is_day(note.day):
                yield f"{name}-{at}-day", "Write a day such as 2026-11-27."


def _row(
    field: str, words: str, longest: int = _LONGEST_ROW, *, is_needed: bool = True
) -> Iterator[tuple[str, str]]:
    if is_needed and not words.strip():
        yield field, "Say it in words, or empty the whole row."
    if len(words) > longest:
        yield field, f"This has {len(words):,} characters; at most {longest:,} fit."
    if UNPRINTABLE.search(words):
        yield field, "This holds a character that cannot be printed."

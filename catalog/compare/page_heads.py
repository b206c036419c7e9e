"""The heads of a comparison: what can be done with each device, whom it warns of, and what stays outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from catalog.compare.asked import Asked
from catalog.compare.comparison import Column
from catalog.finder.naming import joined, mm
from catalog.products.pages.evidence import CAUTION_ABOVE
from catalog.shelf import questions
from catalog.shelf.shelf import Shelf
from catalog.specs.answer import Answer


@dataclass(frozen=True)
class Link:
    """``is_current`` is where the page is already."""

    words: str
    url: str
    is_current: bool = False


@dataclass(frozen=True)
class Changes:
    """What can be done with a column; an address is empty where there is nothing to do."""

    remove_url: str
    left_url: str
    right_url: str
    base_url: str
    is_base: bool


@dataclass(frozen=True)
class Head:
    """The head of a column. ``report`` is where to report on this device; ``&value=…`` follows."""

    letter: str
    slug: str
    title: str
    url: str
    kind: str
    status: str
    follows: tuple[str, str] | None
    is_own: bool
    report: str
    changes: Changes


@dataclass(frozen=True)
class Care:
    """Who goes past the length above which it matters who should not; ``url`` is where that is read."""

    words: str
    url: str


@dataclass(frozen=True)
class Beyond:
    """A device beyond the sixth: ``swaps`` put it in the place of one of the six."""

    column: Column
    swaps: tuple[Link, ...]


def head(shelf: Shelf, asked: Asked, columns: Sequence[Column], i: int) -> Head:
    slugs = [column.slug for column in columns]
    rest = tuple(slug for slug in asked.slugs if slug not in slugs)
    column = columns[i]

    def moved(by: int) -> str:
        if not 0 <= i + by < len(slugs):
            return ""
        other = slugs.copy()
        other[i], other[i + by] = other[i + by], other[i]
        return asked.with_(slugs=(*other, *rest)).address() + at(column)

    is_base = asked.base == column.slug
    without = tuple(slug for slug in asked.slugs if slug != column.slug)
    following = [*columns[i + 1 :], *columns[:i][::-1]]
    changes = Changes(
        asked.with_(slugs=without).address() + (at(following[0]) if len(columns) > 2 else HERE),
        moved(-1),
        moved(1),
        asked.with_(base=None if is_base else column.slug).address() + at(column) if len(columns) > 1 else "",
        is_base,
    )
    report = questions.report_url(shelf, column.url)
    return Head(
        column.letter,
        column.slug,
        column.title,
        column.url,
        column.kind,
        column.status,
        column.follows,
        column.entry.is_own,
        report,
        changes,
    )


def care(columns: Sequence[Column]) -> Care | None:
    """ "A and B can go past 0.5 mm; for C that isn’t known." None where every source stays below."""
    answers = {c: c.entry.lengths.never_above(CAUTION_ABOVE) for c in columns}
    past = [c for c, answer in answers.items() if answer is Answer.NO]
    unclear = [c for c, answer in answers.items() if answer is Answer.UNKNOWN]
    if not past and not unclear:
        return None
    limit = mm(CAUTION_ABOVE)
    goes = f"{joined([c.letter for c in past])} can go past {limit}"
    open_ = joined([c.letter for c in unclear])
    if not past:
        words = f"Whether {open_} can go past {limit} isn’t known."
    else:
        words = f"{goes}; for {open_} that isn’t known." if unclear else f"{goes}."
    return Care(words, f"{[*past, *unclear][0].url}#who-h")


HERE: Final = "#compare"
"""Where a link of the page leads that changes more than one column."""


def at(column: Column) -> str:
    """The head of a column: whoever moves it by the keyboard is there again afterwards."""
    return f"#c-{column.slug}"


def beyond(asked: Asked, columns: Sequence[Column], other: Column) -> Beyond:
    def instead_of(column: Column) -> str:
        kept = [other.slug if slug == column.slug else slug for slug in asked.slugs if slug != other.slug]
        return asked.with_(slugs=tuple(kept)).address() + at(other)

    return Beyond(other, tuple(Link(column.title, instead_of(column)) for column in columns))

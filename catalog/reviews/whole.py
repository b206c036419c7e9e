"""The text of a review with its follow-ups, one after the other, as it is read and checked. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from catalog.dates import show_date

from .drafts import Note, is_day

HEADING: Final = "Added on {}"


def whole_text(text: str, follow_ups: Iterable[Note]) -> str:
    """The text, then each follow-up under the day it was added, the oldest first."""
    return "\n\n".join([text, *(_under_its_day(note) for note in follow_ups)])


def place_of(text: str, follow_ups: Iterable[Note], line: int) -> tuple[str, int]:
    """A line of the whole → the field in which it was typed, and the line there; both count from 1."""
    place, first = ("text", line), 1 + text.count("\n") + 2
    for at, note in enumerate(follow_ups):
        if line >= first:
            place = (f"follow_ups-{at}-words", max(1, line - first - 1))
        first += _under_its_day(note).count("\n") + 2
    return place


def heading(note: Note) -> str:
    """“Added on 28 Mar 2026”."""
    return HEADING.format(show_date(note.day) if is_day(note.day) else note.day)


def _under_its_day(note: Note) -> str:
    return f"## {heading(note)}\n\n{note.words}"

"""What differs between two texts of one thing, field by field, line by line, word by word. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

from catalog.editorial.three_way import same

KEPT, GONE, NEW = "kept", "gone", "new"
UNSEEN: Final = ("key", "origin")
"""Parts of a row that no author sees: what it is called on file, and the file it came from."""
CONTEXT: Final = 2
"""Lines shown around what changed in a long text."""
MOST_WORDS: Final = 4_000
"""Above this a paragraph is shown as taken away and put in, not word by word: the comparison is quadratic."""


@dataclass(frozen=True)
class Piece:
    """Words that were kept, are gone or are new."""

    how: str
    words: str


@dataclass(frozen=True)
class FieldDiff:
    """A field that differs: its label, and its lines. A line without pieces stands for lines left out."""

    label: str
    lines: tuple[tuple[Piece, ...], ...]


def differences(
    old: Mapping[str, Any], new: Mapping[str, Any], labels: Mapping[str, str]
) -> tuple[FieldDiff, ...]:
    """The fields that differ, in the order of `labels`; those it does not name come last, by name."""
    names = [*labels, *sorted((old.keys() | new.keys()) - labels.keys())]
    found = []
    for name in names:
        before, after = old.get(name), new.get(name)
        order = tuple(dict.fromkeys((*_columns(after), *_columns(before))))
        was, now = told(before, order), told(after, order)
        if was != now and not same(before, after):
            found.append(FieldDiff(labels.get(name, name), tuple(_lines(was, now))))
    return tuple(found)


def _columns(value: Any) -> Iterator[str]:
    """The names in rows, in the order in which they stand there."""
    for one in value if isinstance(value, list) else ():
        yield from one if isinstance(one, dict) else ()


def told(value: Any, order: Sequence[str] = ()) -> str:
    """A value of a field as text: several things one a line, rows as "words: quiet; spec: noise".

    `order`: of the names in a row, so that equal rows are told alike, whoever wrote them down.
    """
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, list):
        return "\n".join(told(one, order) for one in value)
    if isinstance(value, dict):
        names = [name for name in dict.fromkeys((*order, *value)) if name not in UNSEEN and value.get(name)]
        return "; ".join(f"{name.replace('_', ' ')}: {told(value[name])}" for name in names)
    return str(value)


def _lines(old: str, new: str) -> Iterator[tuple[Piece, ...]]:
    before, after = old.split("\n"), new.split("\n")
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from _context(before[a:b], is_first=a == 0, is_last=b == len(before))
        elif tag == "replace" and b - a == d - c:
            for left, right in zip(before[a:b], after[c:d], strict=True):
                yield tuple(_words(left, right))
        else:
            yield from ((Piece(GONE, line),) for line in before[a:b] if line or tag == "delete")
            yield from ((Piece(NEW, line),) for line in after[c:d] if line or tag == "insert")


def _context(lines: list[str], *, is_first: bool, is_last: bool) -> Iterator[tuple[Piece, ...]]:
    head = [] if is_first else lines[:CONTEXT]
    tail = [] if is_last else lines[len(head) :][-CONTEXT:]
    yield from ((Piece(KEPT, line),) for line in head)
    if len(lines) > len(head) + len(tail):
        yield ()
    yield from ((Piece(KEPT, line),) for line in tail)


def _words(old: str, new: str) -> Iterator[Piece]:
    before, after = re.findall(r"\s+|\S+", old), re.findall(r"\s+|\S+", new)
    if len(before) + len(after) > MOST_WORDS:
        yield from (Piece(GONE, old), Piece(NEW, new))
        return
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(KEPT, "".join(before[a:b]))
            continue
        if a < b:
            yield Piece(GONE, "".join(before[a:b]))
        if c < d:
            yield Piece(NEW, "".join(after[c:d]))

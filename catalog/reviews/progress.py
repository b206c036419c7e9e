"""How far a review is: what its method and its readers ask for, and what of that is there. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .drafts import NOT_HAD


@dataclass(frozen=True)
class Missing:
    """A field of the form, and what it shall hold."""

    field: str
    words: str


@dataclass(frozen=True)
class Progress:
    """``done`` of ``of`` parts; ``missing`` are the others, in the order of the form."""

    done: int
    of: int
    missing: tuple[Missing, ...]


def progress(fields: Mapping[str, Any], asked: Collection[str] | None = None) -> Progress:
    """How far it is. ``asked``: the criteria that are asked of the device, None for all in the form."""
    parts = list(_parts(fields, asked))
    missing = tuple(part for part, is_there in parts if not is_there)
    return Progress(len(parts) - len(missing), len(parts), missing)


def _parts(fields: Mapping[str, Any], asked: Collection[str] | None) -> Iterator[tuple[Missing, bool]]:
    yield Missing("device", "the device"), _is_there(fields, "device")
    yield Missing("title", "a title"), _is_there(fields, "title")
    yield Missing("obtained", "how it was obtained"), _is_there(fields, "obtained")
    if fields.get("is_hands_on") is True:
        yield from _record(fields)
    yield Missing("connection", "which connection there is"), _is_there(fields, "connection")
    if fields.get("connection") not in (None, "", "none"):
        yield Missing("connection_words", "the connection in words"), _is_there(fields, "connection_words")
    if fields.get("is_hands_on") is True:
        yield from _scores(fields, asked)
    yield Missing("verdict", "a verdict"), _is_there(fields, "verdict")
    for name, words in (
        ("pros", "what speaks for it"),
        ("cons", "what speaks against it"),
        ("best_for", "whom it is best for"),
        ("not_for", "whom it is not for"),
    ):
        yield Missing(name, words), any(_is_there(row, "words") for row in _rows(fields, name))
    others = _rows(fields, "alternatives")
    has_other = any(_is_there(row, "device") and _is_there(row, "reason") for row in others)
    yield Missing("alternatives", "an alternative with its reason"), has_other
    yield Missing("text", "the text"), has_prose(str(fields.get("text") or ""))


def has_prose(text: str) -> bool:
    """Whether there is more in it than headings."""
    return any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines())


def _record(fields: Mapping[str, Any]) -> Iterator[tuple[Missing, bool]]:
    had = _is_there(fields, "obtained_words") and fields.get("obtained") != NOT_HAD
    yield Missing("obtained_words", "where it came from"), had
    for name, words in (
        ("days_used", "the days of use"),
        ("sessions", "the number of sessions"),
        ("units", "how many were tried"),
        ("last_used", "when it was last used"),
    ):
        yield Missing(name, words), _is_there(fields, name)


def _scores(fields: Mapping[str, Any], asked: Collection[str] | None) -> Iterator[tuple[Missing, bool]]:
    for at, row in enumerate(_rows(fields, "scores")):
        key = str(row.get("criterion") or "")
        if asked is None or key in asked:
            is_there = _is_there(row, "score") and _is_there(row, "why")
            yield Missing(f"scores-{at}-score", f"the score of “{key}” with its reason"), is_there


def _rows(fields: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    rows = fields.get(name)
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def _is_there(fields: Mapping[str, Any], name: str) -> bool:
    return bool(str(fields.get(name) or "").strip())

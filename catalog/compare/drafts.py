"""Editor-made comparisons as files: TOML between lines of +++, then Markdown. One file is one comparison."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from catalog.bylines import BYLINE
from catalog.compare.asked import MOST, Asked
from catalog.compare.snapshots import LEAST, asked_in
from catalog.finder.conditions import TooMany
from catalog.front_matter import TextFile, read_texts
from catalog.printable import UNPRINTABLE

_KEYS: Final = frozenset({"title", "summary", "query", "reasons", "byline", "rank", "published"})
_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LARGEST: Final = 2**31 - 1
_LONGEST: Final = {"slug": 120, "title": 200, "query": 2000, "byline": 120}


@dataclass(frozen=True)
class Reason:
    """A sentence, and the key of the row it leans on."""

    words: str
    row: str


@dataclass(frozen=True)
class ComparisonDraft:
    """An editor's comparison as written. ``query`` is a canonical query string, ``text`` Markdown."""

    slug: str
    title: str
    query: str
    summary: str = ""
    text: str = ""
    reasons: tuple[Reason, ...] = ()
    byline: str = BYLINE
    rank: int = 0
    is_published: bool = True


@dataclass(frozen=True)
class ComparisonFile:
    """A draft and where it stands; ``lines``: key of the table → its line in the file."""

    draft: ComparisonDraft
    path: str
    lines: Mapping[str, int]

    def place(self, key: str) -> str:
        return f"{self.path}, line {self.lines.get(key, 1)}"


def faults(draft: ComparisonDraft) -> Iterator[tuple[str, str]]:
    """What is wrong with a draft itself: the field, and a sentence."""
    if not _SLUG.fullmatch(draft.slug):
        yield "slug", "the address has small letters, digits and single hyphens."
    for name in ("title", "summary", "query", "byline"):
        if not getattr(draft, name).strip():
            yield name, f"“{name}” is missing."
    for name, most in _LONGEST.items():
        if len(getattr(draft, name)) > most:
            yield name, f"“{name}” has more than {most} characters."
    words = {"title": draft.title, "summary": draft.summary, "text": draft.text, "byline": draft.byline}
    words |= {f"reasons {i}": f"{r.words} {r.row}" for i, r in enumerate(draft.reasons, 1)}
    for name, text in words.items():
        if UNPRINTABLE.search(text):
            yield name.partition(" ")[0], f"“{name}” holds a character that cannot be printed."
    if not -_LARGEST <= draft.rank <= _LARGEST:
        yield "rank", "“rank” is a whole number that fits into 32 bits."
    for number, reason in enumerate(draft.reasons, 1):
        if not reason.words.strip() or not reason.row.strip():
            yield "reasons", f"reason {number} needs its words and its row."
    if draft.query.strip() and (fault := fault_of(draft.query)):
        yield "query", fault


def fault_of(query: str) -> str | None:
    """What is wrong with a query string as what an editor compares; None where nothing is."""
    try:
        asked = asked_in(query)
    except TooMany as error:
        return str(error)
    if asked.ignored:
        return f"“{asked.ignored[0].value}” cannot be used: {asked.ignored[0].message}"
    if not LEAST <= len(asked.slugs) <= MOST:
        return f"A comparison has {LEAST} to {MOST} devices; these are {len(asked.slugs)}."
    if asked.show or asked.hide or asked.order:
        return "An editor’s comparison shows every row in its place: leave show, hide and order out."
    return None if asked.query == query else f"Write the query as {asked.query}."


def devices_of(draft: ComparisonDraft) -> tuple[str, ...]:
    """The slugs that are compared; none where the query cannot be read."""
    try:
        return asked_in(draft.query).slugs
    except TooMany:
        return Asked().slugs


def read_comparisons(folder: Path, problems: list[str]) -> list[ComparisonFile]:
    """The files under ``folder/comparisons``; what is wrong goes to ``problems`` with file and line."""
    read = (_read(file, problems) for file in read_texts(folder, "comparisons", problems))
    return [found for found in read if found]


def _read(file: TextFile, problems: list[str]) -> ComparisonFile | None:
    before = len(problems)
    problems += [f"{file.place(key)}: nobody knows “{key}”." for key in sorted(file.front.keys() - _KEYS)]
    if misshapen := [f"{file.place(key)}: {said}" for key, said in _misshapen(file.front)]:
        problems += misshapen
        return None
    found = ComparisonFile(_draft(file.slug, file.front, file.text.strip()), file.path, file.lines)
    problems += [f"{found.place(key)}: {said}" for key, said in faults(found.draft)]
    if place := file.title_in_text():
        problems.append(f"{place}: the page has one title already; use ## for headings.")
    return found if len(problems) == before else None


def _misshapen(front: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in ("title", "summary", "query"):
        if not isinstance(front.get(key), str):
            yield key, f"“{key}” is missing, or no text."
    if not isinstance(front.get("byline", ""), str):
        yield "byline", "“byline” is a text."
    rank = front.get("rank", 0)
    if not isinstance(rank, int) or isinstance(rank, bool):
        yield "rank", "“rank” is a whole number."
    if not isinstance(front.get("published", True), bool):
        yield "published", "“published” is true or false."
    reasons = front.get("reasons", [])
    if not isinstance(reasons, list) or not all(_is_reason(reason) for reason in reasons):
        yield "reasons", "every [[reasons]] table has a text “words” and a text “row”, and nothing else."


def _is_reason(found: Any) -> bool:
    return (
        isinstance(found, dict)
        and found.keys() == {"words", "row"}
        and all(isinstance(value, str) for value in found.values())
    )


def _draft(slug: str, front: Mapping[str, Any], text: str) -> ComparisonDraft:
    return ComparisonDraft(
        slug,
        front["title"],
        front["query"],
        front["summary"],
        text,
        tuple(Reason(reason["words"], reason["row"]) for reason in front.get("reasons", [])),
        front.get("byline", BYLINE),
        front.get("rank", 0),
        front.get("published", True),
    )

"""Articles as files: TOML between lines of +++, then Markdown. One file is one article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from catalog.articles.text import LONGEST
from catalog.bylines import BYLINE
from catalog.dates import PartialDate
from catalog.front_matter import TextFile, read_texts
from catalog.printable import UNPRINTABLE
from catalog.science.models import DEVICE_KINDS
from catalog.specs.kinds import Interval
from catalog.specs.units import MILLIMETRE, SpecValueError

from . import topics

_TEXTS: Final = ("title", "summary", "written", "checked")
_LISTS: Final = ("kinds", "concerns", "topics", "formerly")
_KEYS: Final = frozenset(
    {*_TEXTS, *_LISTS, "lengths", "byline", "rank", "comments", "published", "corrections"}
)
_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST: Final = {"slug": 120, "title": 200, "summary": 600, "byline": 120, "text": LONGEST}


@dataclass(frozen=True)
class Correction:
    """What was wrong and what stands there now, and the day of it."""

    day: str
    words: str


@dataclass(frozen=True)
class ArticleDraft:
    """An article as written. ``text`` is Markdown; ``lengths`` a range such as "0–0.5 mm", "" for none."""

    slug: str
    title: str
    summary: str
    text: str
    written: str
    checked: str
    byline: str = BYLINE
    rank: int = 0
    corrections: tuple[Correction, ...] = ()
    kinds: tuple[str, ...] = ()
    lengths: str = ""
    concerns: tuple[str, ...] = ()
    takes_comments: bool = False
    is_published: bool = True
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class ArticleFile:
    """A draft and where it stands; ``lines``: key of the table → its line in the file, "" for the text's.

    ``formerly``: addresses that the article had, which lead to it.
    """

    draft: ArticleDraft
    path: str
    lines: Mapping[str, int]
    formerly: tuple[str, ...] = ()

    def place(self, key: str) -> str:
        return f"{self.path}, line {self.lines.get(key, 1)}"

    @property
    def first_line(self) -> int:
        """The line on which the text begins."""
        return self.lines[""]


def faults(draft: ArticleDraft) -> Iterator[tuple[str, str]]:
    """What is wrong with a draft itself: the field, and a sentence."""
    if not _SLUG.fullmatch(draft.slug):
        yield "slug", "the address has small letters, digits and single hyphens."
    for name in ("title", "summary", "text", "byline"):
        if not getattr(draft, name).strip():
            yield name, f"“{name}” is missing."
    for name, most in _LONGEST.items():
        if len(getattr(draft, name)) > most:
            yield name, f"“{name}” has more than {most:,} characters."
    words = {name: getattr(draft, name) for name in ("title", "summary", "text", "byline")}
    words["topics"] = " ".join(draft.topics)
    words["corrections"] = " ".join(correction.words for correction in draft.corrections)
    for name, said in words.items():
        if UNPRINTABLE.search(said):
            yield name, f"“{name}” holds a character that cannot be printed."
    for name, day in (("written", draft.written), ("checked", draft.checked)):
        if not _is_day(day):
            yield name, f"“{name}” is a day such as 2026-11-26."
    for number, correction in enumerate(draft.corrections, 1):
        if not _is_day(correction.day) or not correction.words.strip():
            yield "corrections", f"correction {number} needs its day, such as 2026-11-26, and its words."
    for kind in draft.kinds:
        if kind not in DEVICE_KINDS:
            yield "kinds", f"“{kind}” is none of: {', '.join(DEVICE_KINDS)}."
    for said in topics.faults(draft.topics):
        yield "topics", said
    try:
        lengths_um(draft.lengths)
    except ValueError as error:
        yield "lengths", f"“lengths”: {error}"


def lengths_um(text: str) -> tuple[int, int] | tuple[None, None]:
    """“0–0.5 mm” in µm, None twice for "". Raises ValueError with a sentence."""
    if not text:
        return None, None
    try:
        found = Interval(MILLIMETRE).parse(text)
    except SpecValueError as error:
        raise ValueError(str(error)) from error
    if found.low is None or found.high is None or found.low >= found.high:
        raise ValueError("write it from a shorter to a longer one, such as 0–0.5 mm.")
    return found.low, found.high


def _is_day(text: str) -> bool:
    try:
        return PartialDate(text).day is not None
    except ValueError:
        return False


def read_articles(folder: Path, problems: list[str]) -> list[ArticleFile]:
    """The files under ``folder/articles``; what is wrong goes to ``problems`` with file and line.

    A file with problems is among them if it can be read as an article at all: its text is checked, too.
    """
    read = (_read(file, problems) for file in read_texts(folder, "articles", problems))
    return [found for found in read if found]


def _read(file: TextFile, problems: list[str]) -> ArticleFile | None:
    problems += [f"{file.place(key)}: nobody knows “{key}”." for key in sorted(file.front.keys() - _KEYS)]
    if misshapen := [f"{file.place(key)}: {said}" for key, said in _misshapen(file.front)]:
        problems += misshapen
        return None
    found = ArticleFile(_draft(file), file.path, file.lines, tuple(file.front.get("formerly", ())))
    problems += [f"{found.place('' if k == 'text' else k)}: {said}" for k, said in faults(found.draft)]
    for old in found.formerly:
        if not _SLUG.fullmatch(old) or old == file.slug:
            problems.append(f"{found.place('formerly')}: “{old}” is no other address that it had.")
    if place := file.title_in_text():
        problems.append(f"{place}: the page has one title already; use ## for headings.")
    return found


def _misshapen(front: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in _TEXTS:
        if not isinstance(front.get(key), str):
            yield key, f"“{key}” is missing, or no text."
    for key in ("lengths", "byline"):
        if not isinstance(front.get(key, ""), str):
            yield key, f"“{key}” is a text."
    for key in _LISTS:
        value = front.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            yield key, f"“{key}” is a list of texts."
    rank = front.get("rank", 0)
    if not isinstance(rank, int) or isinstance(rank, bool) or abs(rank) >= 2**31:
        yield "rank", "“rank” is a whole number that fits into 32 bits."
    for key in ("comments", "published"):
        if not isinstance(front.get(key, True), bool):
            yield key, f"“{key}” is true or false."
    corrections = front.get("corrections", [])
    if not isinstance(corrections, list) or not all(_is_correction(one) for one in corrections):
        yield (
            "corrections",
            "every [[corrections]] table has the texts “day” and “words”, and nothing else.",
        )


def _is_correction(found: Any) -> bool:
    return (
        isinstance(found, dict)
        and found.keys() == {"day", "words"}
        and all(isinstance(value, str) for value in found.values())
    )


def _draft(file: TextFile) -> ArticleDraft:
    front = file.front
    return ArticleDraft(
        file.slug,
        front["title"],
        front["summary"],
        file.text.rstrip(),
        front["written"],
        front["checked"],
        front.get("byline", BYLINE),
        front.get("rank", 0),
        tuple(Correction(one["day"], one["words"]) for one in front.get("corrections", [])),
        tuple(front.get("kinds", [])),
        front.get("lengths", ""),
        tuple(front.get("concerns", [])),
        front.get("comments", False),
        front.get("published", True),
        tuple(front.get("topics", [])),
    )

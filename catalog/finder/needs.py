"""Need pages as files: TOML between lines of +++, then Markdown. One file is one page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl

from werkzeug.datastructures import MultiDict

from catalog.bylines import BYLINE
from catalog.finder.conditions import TooMany
from catalog.finder.filters import Filters
from catalog.front_matter import TextFile, read_texts

_KEYS: Final = frozenset({"title", "summary", "filter", "reasons", "byline", "rank"})


@dataclass(frozen=True)
class NeedDraft:
    """A need page as written. ``query`` is a canonical query string, ``text`` Markdown."""

    slug: str
    title: str
    query: str
    summary: str = ""
    text: str = ""
    reasons: tuple[str, ...] = ()
    byline: str = BYLINE
    rank: int = 0


def filters_of(query: str) -> Filters:
    """The state that a stored query string stands for."""
    return Filters.from_args(MultiDict(parse_qsl(query)))


def fault_of(query: str) -> str | None:
    """What is wrong with a saved filter, in words for its author; None where nothing is."""
    canonical, fault = read_filter(query)
    return fault or (None if canonical == query else f"Write the filter as {canonical}.")


def read_filter(query: str) -> tuple[str, str | None]:
    """A filter in its one form, and what is wrong with what it asks for; None where nothing is."""
    try:
        filters = filters_of(query)
    except TooMany as error:
        return query, str(error)
    canonical = filters.query_string()
    if filters.ignored:
        return canonical, f"“{filters.ignored[0].value}” cannot be used: {filters.ignored[0].message}"
    if not filters.conditions:
        return canonical, "The filter asks for nothing."
    if filters.get("needs") or filters.get("q") or filters.page > 1:
        return canonical, "A need is made of facts: not of words, other needs, or one page of a list."
    return canonical, None


def read_needs(folder: Path, problems: list[str]) -> list[NeedDraft]:
    """The pages under ``folder/needs``; what is wrong goes to ``problems`` with its file."""
    read = (_checked(file, problems) for file in read_texts(folder, "needs", problems))
    return [draft for draft in read if draft]


def _checked(file: TextFile, problems: list[str]) -> NeedDraft | None:
    before, place, front = len(problems), file.path, file.front
    problems += [f"{place}: nobody knows “{key}”." for key in front.keys() - _KEYS]
    for key in ("title", "summary", "filter"):
        if not isinstance(front.get(key), str) or not front[key].strip():
            problems.append(f"{place}: “{key}” is missing, or no text.")
    reasons = front.get("reasons", [])
    if not isinstance(reasons, list) or not all(isinstance(reason, str) for reason in reasons):
        problems.append(f"{place}: “reasons” is a list of sentences.")
    if not isinstance(front.get("rank", 0), int):
        problems.append(f"{place}: “rank” is a whole number.")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", file.slug):
        problems.append(f"{place}: the file's name becomes the address: small letters, digits and hyphens.")
    if isinstance(front.get("filter"), str) and (fault := fault_of(front["filter"])):
        problems.append(f"{place}: {fault}")
    if where := file.title_in_text():
        problems.append(
            f"{where}: the title is the page's only heading of the first rank; use ## in the text."
        )
    if len(problems) > before:
        return None
    return NeedDraft(
        file.slug,
        front["title"],
        front["filter"],
        front["summary"],
        file.text.strip(),
        tuple(reasons),
        front.get("byline", BYLINE),
        front.get("rank", 0),
    )

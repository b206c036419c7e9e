"""An item of an export as an article: what is read from it, and what its text becomes. It writes no table."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from email.utils import parsedate_to_datetime
from hashlib import sha256
from typing import Any, Final
from urllib.parse import unquote

from catalog import clock
from catalog.articles.claim_check import bare, unclaimed
from catalog.articles.lint import lint
from catalog.articles.sentences import sentences
from catalog.articles.text import ArticleText, parse
from catalog.changes.recording import canonical_json
from catalog.dates import PartialDate
from catalog.editorial.typed import made_up

from . import texts
from .addresses import Addresses, linked_places, topic_of
from .comments import state_of, why_not
from .inline import Turned as Met
from .spool import Item, Spool

KINDS: Final = ("post", "page")
"""What becomes an article."""
SUMMARY: Final = 300
"""Characters of a summary that is taken from the text."""
MOST_SAID: Final = 12
"""Findings of one sort that are told of one text; the others are counted."""
_NO_PICTURE: Final = "Picture not taken over"
_STATES: Final = {
    "draft": "it is a draft there",
    "pending": "it waits for review there",
    "private": "it is private there",
    "future": "it was planned for later there",
    "auto-draft": "it was never saved there",
}
_GONE: Final = {"trash": "it is in the bin there", "inherit": "it is an earlier state of another item"}


@dataclass
class Turned:
    """What a text became, as it is kept while the others are read."""

    title: str
    summary: str
    text: str
    digest: str
    topics: list[str]
    terms: list[list[str]]
    """Domain and slug of each term, with the topic it is here."""
    is_whole: bool
    has_sources: bool
    """Whether it cites anything."""
    has_comments: bool
    """Whether anybody's public comment came with it."""
    said: list[str] = field(default_factory=list)
    """What was lost, kept as code or changed on the way."""
    claims: list[str] = field(default_factory=list)
    """Sentences that cite nothing and should."""
    advice: list[str] = field(default_factory=list)
    links: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Turned:
        return cls(**kept)

    def kept(self) -> dict[str, Any]:
        return asdict(self)


def gone(item: Item) -> str:
    """Why an item is not taken at all; "" where it is."""
    return _GONE.get(item.part.get("wp:status"), "")


def why_private(item: Item) -> str:
    """Why an item is never published by an import; "" where it was public there."""
    if item.part.get("wp:post_password"):
        return "it has a password there"
    status = item.part.get("wp:status") or "publish"
    if status != "publish":
        return _STATES.get(status, f"it is “{status}” there")
    return "it is a page there, and pages come as drafts" if item.kind == "page" else ""


def written_on(item: Item) -> str:
    """The day of an item: "2024-03-01"; today where it says none."""
    for name in ("wp:post_date", "wp:post_date_gmt"):
        day = item.part.get(name)[:10]
        if re.fullmatch(r"[1-9]\d{3}-\d\d-\d\d", day) and _is_day(day):
            return day
    try:
        return parsedate_to_datetime(item.part.get("pubDate")).date().isoformat()
    except (ValueError, TypeError, OverflowError):
        return clock.today().isoformat()


def wished_slug(item: Item) -> str:
    """The slug that an item had, as far as an address here may have it."""
    name = made_up(unquote(item.part.get("wp:post_name")).replace("_", "-"))
    title = made_up(texts.plain(item.part.get("title")))
    return name or title or f"item-{made_up(item.number) or item.place}"


def turned(spool: Spool, item: Item, addresses: Addresses, words: Collection[str]) -> Turned:
    """Turn the text of an item. ``words``: what the catalogue writes as the dictionary does not."""
    part = item.part
    places = addresses.places(item.number)
    text, found = texts.markdown(part.get("content:encoded"), places, lambda number: _shared(spool, number))
    if (featured := part.meta.get("_thumbnail_id", "")) and featured.isdigit():
        slug, name = places.picture("", featured)
        if slug and f"[[picture {slug}]]" not in text:
            text = f"[[picture {slug}]]\n\n{text}"
        elif not slug:
            found.missing.append(f"{name or featured} (above the text)")
    said = [*_said(found), *_of_links(addresses)]
    said += [f"{name} was longer than is read, and was cut" for name in part.cut]
    title = texts.plain(part.get("title"))
    parsed = parse(text)
    summary = texts.plain(part.get("excerpt:encoded"))
    if is_beginning := not summary and bool(summary := _beginning(parsed)):
        said.append("the summary is its first sentence, for it has no excerpt")
    terms = [
        [domain, slug, topic_of(name)]
        for domain, slug, name in part.terms
        if domain in ("category", "post_tag", "tag") and topic_of(name)
    ]
    claims = [
        one for one in (*bare(title), *bare(summary), *unclaimed(parsed)) if _NO_PICTURE not in one.sentence
    ]
    return Turned(
        title,
        summary,
        text,
        _digest(item, text),
        _topics(terms),
        terms,
        found.is_whole,
        bool(parsed.citations or parsed.insertions),
        any(not why_not(one) and state_of(one) == "published" for one in spool.comments(item.place)),
        said,
        # A summary taken from the text says its sentence again.
        list(dict.fromkeys(f"“{one.sentence}” cites nothing; {one.because}" for one in claims)),
        list(advice_on(title, "" if is_beginning else summary, text, parsed, words)),
        linked_places(text),
    )


def advice_on(
    title: str, summary: str, text: str, parsed: ArticleText, words: Collection[str]
) -> Iterator[str]:
    """What may be misspelt in an article, and where."""
    for name, written in (("title", title), ("summary", summary)):
        yield from (f"{name}: {one.said}" for one in lint(written, words))
    yield from map(str, lint(text, words, parsed))


def some(found: list[str]) -> str:
    """Findings in one sentence: the first ones, and how many more."""
    more = f"; and {len(found) - MOST_SAID:,} more" if len(found) > MOST_SAID else ""
    return "; ".join(one.removesuffix(".") for one in found[:MOST_SAID]) + more


def _shared(spool: Spool, number: str) -> str:
    item = spool.by_number(number) if number else None
    return item.part.get("content:encoded") if item and item.kind == "wp_block" else ""


def _said(found: Met) -> Iterator[str]:
    if found.kept:
        yield f"kept as code, for nobody here knows it: {_counted(found.kept)}"
    if found.lost:
        yield f"could not be turned: {_counted(found.lost)}"
    if found.missing:
        yield f"pictures that were not taken: {some(found.missing)}"
    for note, count in found.notes.items():
        yield f"{note} ({count})"


def _counted(found: Mapping[str, int]) -> str:
    return ", ".join(f"{name} ({count})" if count > 1 else name for name, count in found.items())


def _of_links(addresses: Addresses) -> Iterator[str]:
    if addresses.files:
        yield f"files that it links to and that stay where they are: {some(addresses.files)}"
    if addresses.unknown:
        yield f"links to addresses that nothing in this export has: {some(addresses.unknown)}"


def _beginning(parsed: ArticleText) -> str:
    first = next((one.text for one in sentences(parsed) if one.text and _NO_PICTURE not in one.text), "")
    words = " ".join(first.split())
    return words if len(words) <= SUMMARY else f"{words[:SUMMARY].rpartition(' ')[0]} …"


def _topics(terms: list[list[str]]) -> list[str]:
    found: dict[str, str] = {}
    for _, _, topic in terms:
        found.setdefault(topic.casefold(), topic)
    return list(found.values())[:20]


def _digest(item: Item, text: str) -> str:
    """Of all that is imported of an item: its pictures count, for they may be taken later."""
    names = (
        "title", "content:encoded", "excerpt:encoded", "wp:post_name", "wp:post_date", "wp:status",
        "wp:post_type", "wp:post_password", "wp:comment_status", "dc:creator",
    )  # fmt: skip
    pictures = sorted(re.findall(r"\[\[picture ([a-z0-9-]+)\]\]", text))
    said = [[item.part.get(name) for name in names], item.part.terms, pictures]
    return sha256(canonical_json(said).encode("utf-8", "replace")).hexdigest()


def _is_day(text: str) -> bool:
    try:
        return PartialDate(text).day is not None
    except ValueError:
        return False

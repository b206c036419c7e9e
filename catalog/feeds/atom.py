"""A feed as data, and its Atom text (RFC 4287)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from feedgen.feed import FeedGenerator

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

MOST_ITEMS = 50
"""Items of one feed; a reader that asks daily misses none."""


@dataclass(frozen=True)
class Item:
    """One change of one thing, or one text. ``at`` is UTC as the log writes it.

    ``number`` that of the change, or of the text in the log. ``published``: when a text became public, "" for
    a change; ``by`` who signs it, "" where the site does.
    """

    number: int
    at: str
    title: str
    path: str
    summary: str
    published: str = ""
    by: str = ""


@dataclass(frozen=True)
class Feed:
    """``path`` is the page the feed belongs to, ``own_path`` the feed's own; both with their query.

    ``of`` names in ids what the items are: two feeds with the same word tell the same items.
    """

    title: str
    subtitle: str
    path: str
    own_path: str
    author: str
    empty_at: str
    items: Sequence[Item]
    of: str = "change"


def write_atom(feed: Feed, site: str) -> bytes:
    """The feed as UTF-8 XML; ``site`` is the address of the site without a slash at its end.

    An item's id is of its number in the log: whatever is renamed, nothing is told twice. A text keeps its id
    through its changes, so that a reader sees it as changed, not as another.
    """
    made = FeedGenerator()
    made.id(site + feed.path)
    made.title(printable(feed.title))
    made.subtitle(printable(feed.subtitle))
    made.author(name=printable(feed.author))
    made.link(href=site + feed.path, rel="alternate", type="text/html")
    made.link(href=site + feed.own_path, rel="self", type="application/atom+xml")
    made.generator("")
    made.updated(_moment(max((item.at for item in feed.items), default=feed.empty_at)))
    for item in feed.items:
        entry = made.add_entry(order="append")
        entry.id(_tag(site, feed.of, item.number))
        entry.title(printable(item.title))
        entry.link(href=site + item.path)
        entry.updated(_moment(item.at))
        if item.published:
            entry.published(_moment(item.published))
        if item.by:
            entry.author(name=printable(item.by))
        entry.summary(printable(item.summary))
    text: bytes = made.atom_str(pretty=True)
    return text


def printable(text: str) -> str:
    """The text without what XML 1.0 (§2.2) has no way to write: control and half characters."""
    return _UNPRINTABLE.sub("", text)


def _tag(site: str, of: str, number: int) -> str:
    """``"tag:mtspen.com,2026:change/12"`` (RFC 4151): an id that needs no address, which may change."""
    return f"tag:{urlsplit(site).hostname or 'localhost'},2026:{of}/{number}"


def _moment(at: str) -> datetime:
    return datetime.fromisoformat(at)

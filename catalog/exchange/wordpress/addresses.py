"""Where an address of the other site leads here, and which study a link is about."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from catalog.articles.topics import slug_of
from catalog.exchange.old_addresses import NUMBERS, plain
from catalog.references.identifiers import IdentifierError, normal_doi, normal_pmid

from .inline import Link, Places
from .spool import Item, Site, Spool, Term

ITEM: Final = "https://wordpress.invalid/item/"
"""How the address of an item begins until it is known what has become of it."""
_ITEM_LINK: Final = re.compile(rf"\]\({re.escape(ITEM)}(\d+)\)")
_SCHEMES: Final = ("http", "https", "mailto")
_DOI: Final = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/", re.IGNORECASE)
_PUBMED: Final = re.compile(
    r"https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/", re.IGNORECASE
)
_SIZE: Final = re.compile(r"-(?:\d{1,5}x\d{1,5}|scaled|rotated|e\d{10,13})(?=\.[a-z]{2,5}$)")
NO_TOPICS: Final = frozenset({"uncategorized", "uncategorised"})
"""What WordPress files a post under whose author chose nothing."""


def topic_of(name: str) -> str:
    """A category or tag as a topic: its words in one line, cut to what a topic may have; "" for none."""
    words = " ".join(name.split())[:60].strip()
    return words if slug_of(words) and words.casefold() not in NO_TOPICS else ""


def archives(site: Site, domain: str, slug: str) -> Iterator[str]:
    """The old addresses of a category or tag, in their plain form."""
    base = urlsplit(site.origin).path.rstrip("/")
    if domain == "post_tag":
        yield plain(f"{base}/tag/{slug}")
        return
    term: Term | None = site.categories.get(slug)
    if term and term.number.isdigit():
        yield plain(f"{base}/?cat={term.number}")
    yield plain(f"{base}/category/{slug}")
    path, seen = slug, {slug}
    while term and term.parent and term.parent not in seen:
        seen.add(term.parent)
        path = f"{term.parent}/{path}"
        term = site.categories.get(term.parent)
    if path != slug:
        yield plain(f"{base}/category/{path}")


def own_addresses(site: Site, item: Item) -> Iterator[str]:
    """The old addresses of an item, in their plain form."""
    base = urlsplit(site.origin).path.rstrip("/")
    if (link := plain(item.part.get("link"))) and (link != "/" or "?" in link):
        yield link
    if item.number.isdigit():
        names = {"page": ("page_id", "p"), "attachment": ("attachment_id", "p")}.get(item.kind, ("p",))
        for name in names:
            yield plain(f"{base}/?{name}={item.number}")
    guid = plain(item.guid) if item.guid.startswith(("http://", "https://")) else ""
    if guid and "?" in guid:
        yield guid


@dataclass
class Addresses:
    """Knows the addresses of one export.

    ``pictures``: number of an attachment → slug of the picture here; ``studies``: DOI or PubMed number →
    slug; ``authors``: last part of the address of their texts there → slug here.
    """

    spool: Spool
    pictures: Mapping[str, str]
    studies: Mapping[str, str]
    authors: Mapping[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    """Addresses of the other site that nothing in the export has, met in the text at hand."""
    files: list[str] = field(default_factory=list)
    """Files of its media that are linked to and are no pictures."""

    def places(self, number: str) -> Places:
        """For the text of the item with a number."""
        self.unknown, self.files = [], []
        attached = lambda: [one.number for one in self.spool.attached_to(number)]  # noqa: E731
        return Places(self.link, self.picture, attached)

    def link(self, href: str) -> Link:
        """Where a link leads: to an item by `ITEM` and its place; None for what nobody can follow."""
        href = "".join(href.split())
        if href.startswith("#"):
            return Link(href)
        try:
            whole = urljoin(f"{self.spool.site.origin}/", href) if self.spool.site.origin else href
            parts = urlsplit(whole)
        except ValueError:
            return Link(None)
        if parts.scheme.lower() not in _SCHEMES or (parts.scheme != "mailto" and not parts.hostname):
            return Link(None)
        if self._is_inside(parts.hostname):
            return Link(self._inside(whole))
        return Link(whole, self._study(whole))

    def picture(self, src: str, number: str) -> tuple[str, str]:
        """Slug of the picture here, "" where it was not taken, and what the attachment is called."""
        item = self.spool.by_number(number) if number else None
        if (item is None or item.kind != "attachment") and src:
            item = self._attachment(src)
        if item is None:
            return "", re.split(r"[?#]", src)[0].rpartition("/")[2]
        return self.pictures.get(item.number, ""), item.called

    def _attachment(self, src: str) -> Item | None:
        try:
            path = plain(urljoin(f"{self.spool.site.origin}/", src))
        except ValueError:
            return None
        return self.spool.attachment(path) or self.spool.attachment(_SIZE.sub("", path))

    def _is_inside(self, host: str | None) -> bool:
        own = urlsplit(self.spool.site.origin).hostname
        return bool(own and host) and (host or "").removeprefix("www.") == (own or "").removeprefix("www.")

    def _inside(self, whole: str) -> str:
        address = plain(whole)
        number = re.search(rf"\?(?:{'|'.join(NUMBERS[:3])})=(\d+)$", address)
        place = self.spool.place_of(address)
        if place is None and number:
            place = self.spool.place_of_number(number[1])
        if place is None:
            place = self.spool.place_of(address.partition("?")[0]) if address != "/" else None
        if place is not None:
            return f"{ITEM}{place}"
        if (archive := self._archive(address)) is not None:
            return archive
        if address in ("", "/") or address == plain(self.spool.site.origin):
            return "/"
        (self.files if "/uploads/" in address else self.unknown).append(whole)
        return whole

    def _archive(self, address: str) -> str | None:
        site = self.spool.site
        path = address.removeprefix(urlsplit(site.origin).path.rstrip("/").lower())
        found = re.fullmatch(r"/(category|tag|author)/(?:.*/)?([^/?]+)", path)
        if not found:
            return None
        if found[1] == "author":
            slug = self.authors.get(found[2])
            return f"/authors/{slug}" if slug else None
        term = (site.categories if found[1] == "category" else site.tags).get(found[2])
        topic = topic_of(term.name) if term else ""
        return f"/articles?topic={quote(slug_of(topic))}" if topic else None

    def _study(self, href: str) -> str:
        try:
            if _DOI.match(href):
                return self.studies.get(normal_doi(href), "")
            if _PUBMED.match(href):
                return self.studies.get(normal_pmid(href), "")
        except IdentifierError:
            pass
        return ""


def linked_places(text: str) -> list[int]:
    """The places of the items that a text links to."""
    return [int(place) for place in _ITEM_LINK.findall(text)]


def with_addresses(text: str, today: Mapping[int, str], old: Collection[tuple[int, str]]) -> str:
    """A text whose links to items lead to their pages of today, or where there is none to the old address."""
    before = dict(old)
    return _ITEM_LINK.sub(
        lambda found: f"]({today.get(int(found[1])) or before.get(int(found[1])) or '/'})", text
    )

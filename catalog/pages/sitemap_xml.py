"""A sitemap as XML, in parts where it is long (sitemaps.org, protocol 0.9). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Final

from lxml import etree

from catalog.pages.sitemap import Listed

SPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST_PAGES: Final = 50_000
MOST_BYTES: Final = 50 * 2**20
"""What one part may hold."""
_AROUND: Final = 120
"""Bytes of an entry beside its address, and more: tags and the day."""
_FRAME: Final = 200


def parts(
    pages: Iterable[Listed], root: str, *, most_pages: int = MOST_PAGES, most_bytes: int = MOST_BYTES
) -> Iterator[list[Listed]]:
    """The pages in order, cut where a part would be too long."""
    part: list[Listed] = []
    size = _FRAME
    for page in pages:
        more = len(_escaped(root + page.path)) + _AROUND
        if part and (len(part) == most_pages or size + more > most_bytes):
            yield part
            part, size = [], _FRAME
        part.append(page)
        size += more
    yield part


def urlset(pages: Sequence[Listed], root: str) -> bytes:
    """One part. ``root`` is the address of the site without a slash at its end."""
    made = etree.Element(f"{{{SPACE}}}urlset", nsmap={None: SPACE})
    for page in pages:
        _entry(made, "url", root + page.path, page.changed)
    return _written(made)


def index(parts: Sequence[Sequence[Listed]], root: str) -> bytes:
    """The list of parts; each changed when the newest of its pages did."""
    made = etree.Element(f"{{{SPACE}}}sitemapindex", nsmap={None: SPACE})
    for number, part in enumerate(parts, 1):
        changed = max((page.changed for page in part if page.changed is not None), default=None)
        _entry(made, "sitemap", root + part_path(number), changed)
    return _written(made)


def part_path(number: int) -> str:
    return f"/sitemaps/{number}.xml"


def day_and_time(seconds: int) -> str:
    """Seconds since 1970 → ``"2026-03-01T09:30:00Z"``."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _entry(parent: etree._Element, tag: str, address: str, changed: int | None) -> None:
    entry = etree.SubElement(parent, f"{{{SPACE}}}{tag}")
    etree.SubElement(entry, f"{{{SPACE}}}loc").text = address
    if changed is not None:
        etree.SubElement(entry, f"{{{SPACE}}}lastmod").text = day_and_time(changed)


def _escaped(address: str) -> bytes:
    return address.replace("&", "&amp;").encode()


def _written(tree: etree._Element) -> bytes:
    text: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8")
    return text

"""What a text may not hold: links that lead nowhere, and HTML, which is shown as it is typed. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from markdown_it.token import Token

from .addresses import dead_ends, hrefs
from .text import ArticleText

SCHEMES: Final = ("http", "https", "mailto")
_SCHEME: Final = r"([A-Za-z][A-Za-z0-9+.-]*):"
_LEFT_OVER: Final = re.compile(
    rf"\]\(\s*<?{_SCHEME}|^\[[^\]]*\]:\s*<?{_SCHEME}|<{_SCHEME}[^<>\s]*>", re.MULTILINE
)
"""A link that the parser did not take for one, because of where it leads."""
_TAG: Final = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<!--")
_PAGE: Final = re.compile(r"/(cartridges|brands|devices/needs)/([^/?#.]+)(?:[?#].*)?")
_THINGS: Final = {"cartridges": "cartridge", "brands": "brand", "devices/needs": "page for a need"}


def text_faults(text: ArticleText, there: Mapping[str, Collection[str]]) -> Iterator[tuple[int, str]]:
    """What is wrong with the links and the HTML of a text: the line, and a sentence.

    ``there``: how an address begins ("articles", "for", "claims", "studies", "comparisons", "devices",
    "cartridges", "brands", "devices/needs") → the slugs that have a page there.
    """
    yield from dead_ends(text, there)
    for line, href in hrefs(text):
        if fault := _fault(href, there):
            yield line, f"the link {href} {fault}"
    for token in text.tokens:
        if token.type == "inline":
            yield from _typed(token)


def _fault(href: str, there: Mapping[str, Collection[str]]) -> str | None:
    if page := _PAGE.fullmatch(href):
        gone = page[2] not in there[page[1]]
        return f"leads to nothing: there is no {_THINGS[page[1]]} “{page[2]}”." if gone else None
    if href.startswith("//"):
        return "leads to another site: write https: in front of it."
    if scheme := re.match(_SCHEME, href):
        return None if scheme[1].lower() in SCHEMES else _foreign(scheme[1])
    if not href.startswith(("/", "#")):
        return "begins with no slash: write /articles/… for a page here, https://… for another site."
    return None


def _foreign(scheme: str) -> str:
    return f"cannot be followed: “{scheme}:” is none of {', '.join(f'{one}:' for one in SCHEMES)}."


def _typed(inline: Token) -> Iterator[tuple[int, str]]:
    """Tags and refused links in the running text; what stands in code is left alone."""
    raw, places = "", []
    for child in inline.children or ():
        places.append((len(raw), child.meta.get("line", 0)))
        raw += child.content if child.type == "text" else "\n" if "break" in child.type else "\ufffc"
    for found in _TAG.finditer(raw):
        said = " ".join(found[0].split())[:40]
        yield _line(places, found.start()), f"“{said}”: HTML is shown as it is typed; use Markdown."
    for found in _LEFT_OVER.finditer(raw):
        scheme = next(one for one in found.groups() if one)
        if scheme.lower() not in SCHEMES:
            yield _line(places, found.start()), f"a link to “{scheme}:” {_foreign(scheme)}"


def _line(places: list[tuple[int, int]], at: int) -> int:
    return max((start, line) for start, line in places if start <= at)[1]

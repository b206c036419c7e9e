"""What a search page is asked for: read from an address and written back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from catalog.finder.facet import LONGEST_TEXT
from catalog.finder.filters import Arguments
from catalog.finder.words_facet import one_line
from catalog.search.found import KINDS
from catalog.specs.units import shorten

ADDRESS: Final = "/search"
LAST_PAGE: Final = 40
TOO_LONG: Final = f"At most {LONGEST_TEXT} characters can be searched for. Make it shorter."


@dataclass(frozen=True)
class Asked:
    """``kind`` is empty for all kinds; ``is_exact``: spelling is not corrected; ``is_text``: the words are
    looked for, and not read as filters. ``messages`` say what of the address could not be used.
    """

    text: str = ""
    kind: str = ""
    page: int = 1
    is_exact: bool = False
    is_text: bool = False
    messages: tuple[str, ...] = ()

    @property
    def is_too_long(self) -> bool:
        return len(self.text) > LONGEST_TEXT

    def address(self, path: str = ADDRESS, **changed: object) -> str:
        """The canonical address; ``changed``: ``kind``, ``page``, ``is_exact``, ``is_text`` put otherwise."""
        said = {"kind": self.kind, "page": 1, "is_exact": self.is_exact, "is_text": self.is_text} | changed
        items = [
            ("q", self.text),
            ("kind", said["kind"]),
            ("exact", "1" if said["is_exact"] else ""),
            ("as", "text" if said["is_text"] else ""),
            ("page", said["page"] if said["page"] != 1 else ""),
        ]
        query = urlencode([(name, value) for name, value in items if value])
        return f"{path}?{query}" if query else path


def asked(args: Arguments) -> Asked:
    """Reads a query string; the first of each parameter counts, and those nobody knows are passed over."""
    given: dict[str, str] = {}
    for name, value in args.items(multi=True):
        given.setdefault(name, one_line(value.encode("utf-8", "replace").decode()))
    text, messages = given.get("q", ""), []
    kind = given.get("kind", "")
    if kind and kind not in KINDS:
        messages.append(f"“{shorten(kind)}” is no kind of result. There are: {', '.join(KINDS)}.")
        kind = ""
    page, number = given.get("page", ""), 1
    if page.isascii() and page.isdigit() and len(page) < 6 and 1 <= int(page) <= LAST_PAGE:
        number = int(page)
    elif page:
        messages.append(f"“{shorten(page)}” is no page. Pages are numbered from 1 to {LAST_PAGE}.")
    if number > 1 and not kind:
        number = 1
    is_exact, is_text = given.get("exact") == "1", given.get("as") == "text"
    return Asked(text, kind, number, is_exact, is_text, tuple(messages))

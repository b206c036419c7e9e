"""A page of the site turned into one of a copy: links to files, no control that nothing answers. Pure.

Only what has to be is changed; every other byte stays.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urljoin, urlsplit

from .frozen_paths import address_of, way, why_not

VOID: Final = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
    "form-action 'none'; base-uri 'none'"
)
OF_THE_COPY: Final = "data-copy"
"""Marks scripts that the copy has of its own: all others ask the server for something."""
SOURCES: Final = ("src", "srcset", "href", "poster")


@dataclass
class Frozen:
    """What became of a page: its text, the addresses it leads to that the copy lacks, the forms taken out."""

    html: str
    left_out: dict[str, str] = field(default_factory=dict)
    forms: int = 0


@dataclass(frozen=True)
class Copy:
    """What every page of the copy needs to know.

    ``files`` are the addresses it has, with the file of each; ``live`` is where the site itself is;
    The others are HTML: ``ribbon`` stands above every page, ``note`` in place of a form, ``search`` of one
    that searches, ``replies`` of what readers wrote. ``{a_to_z}`` in them leads to the list of pages,
    ``{what}`` in a note is what it is about.
    """

    files: dict[str, str]
    live: str
    ribbon: str
    note: str
    search: str
    replies: str


def frozen(html: str, address: str, copy: Copy) -> Frozen:
    """The page at this address, as it stands in the copy."""
    rewriter = _Rewriter(html, address, copy)
    rewriter.feed(html)
    rewriter.close()
    return rewriter.done()


def links(html: str, address: str) -> list[str]:
    """Every address of this site that the page loads or leads to, in the copy's form, each once."""
    finder = _Links()
    finder.feed(html)
    finder.close()
    inside = (_inside(urljoin(address, one), "") for one in finder.found)
    return list(dict.fromkeys(one for one in inside if one is not None))


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script" or (tag == "link" and given.get("rel") == "canonical"):
            return
        self.found += [given[name] or "" for name in ("href", "src", "poster") if given.get(name)]
        self.found += [one.split()[0] for one in (given.get("srcset") or "").split(",") if one.strip()]
        if tag == "meta" and given.get("property") == "og:image":
            self.found.append(urlsplit(given.get("content") or "").path)


class _Rewriter(HTMLParser):
    def __init__(self, html: str, address: str, copy: Copy) -> None:
        super().__init__(convert_charrefs=False)
        self._html, self._address, self._copy = html, address, copy
        self._file = copy.files[address]
        self._starts = [0]
        for line in html.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))
        self._edits: list[tuple[int, int, str]] = []
        self._removing: tuple[str, int, int, str] | None = None
        """What is being taken out: its tag, where it starts, how deep it is in its kind, what follows."""
        self._ends: list[tuple[str, str]] = []
        """Elements whose end tag becomes another: (tag, what stands there instead)."""
        self._found = Frozen("")
        self._svg = 0

    # --- reading

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start, end = self._here(), self._here() + len(self.get_starttag_text() or "")
        given = dict(attrs)
        if self._removing is not None:
            if tag == self._removing[0]:
                self._removing = (tag, self._removing[1], self._removing[2] + 1, self._removing[3])
            return
        self._svg += tag == "svg"
        if (instead := self._taken_out(tag, given)) is not None:
            if tag in VOID:
                self._edits.append((start, end, instead))
            else:
                self._removing = (tag, start, 1, instead)
            return
        if tag == "a" and given.get("href") is not None:
            self._link(start, end, given)
        elif any(given.get(name) for name in SOURCES):
            self._loaded(tag, start, end, given)
        if tag == "head":
            self._edits.append((end, end, self._policy()))
        if tag == "body":
            self._edits.append((end, end, self._filled(self._copy.ribbon)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._removing is None and any(dict(attrs).get(name) for name in SOURCES):
            start = self._here()
            self._loaded(tag, start, start + len(self.get_starttag_text() or ""), dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        start = self._here()
        end = self._html.index(">", start) + 1
        if self._removing is not None:
            kind, begun, depth, instead = self._removing
            if tag == kind:
                self._removing = (kind, begun, depth - 1, instead) if depth > 1 else None
                if depth == 1:
                    self._edits.append((begun, end, instead))
            return
        self._svg -= tag == "svg"
        if tag == "a" and self._ends:
            _, instead = self._ends.pop()
            if instead:
                self._edits.append((start, end, instead))

    def done(self) -> Frozen:
        parts, at = [], 0
        for start, end, instead in sorted(self._edits):
            parts += [self._html[at:start], instead]
            at = end
        self._found.html = "".join([*parts, self._html[at:]])
        return self._found

    # --- deciding

    def _taken_out(self, tag: str, given: dict[str, str | None]) -> str | None:
        """What stands in place of an element that needs a server; None for one that stays."""
        if tag == "form":
            self._found.forms += 1
            classes = (given.get("class") or "").split()
            if "find" in classes or "bigfind" in classes:
                return self._filled(self._copy.search)
            action = given.get("action") or ""
            about = escape(given.get("aria-label") or "")
            what = f"{about}: this needs" if about else "This needs"
            return "" if action in ("/theme", "/basket") else self._copy.note.replace("{what}", what)
        if tag == "section" and given.get("id") == "comments":
            return self._filled(self._copy.replies)
        if tag == "script":
            is_data = (given.get("type") or "").endswith("json")
            return None if is_data or OF_THE_COPY in given else ""
        if tag == "label" and "tick" in (given.get("class") or "").split():
            return ""
        if given.get("form") is not None or given.get("for") == "sort":
            return ""
        if tag == "button" and given.get("popovertarget") == "filters":
            return ""
        if tag == "link" and given.get("rel") == "alternate":
            inside = self._target(given.get("href") or "")
            return "" if inside is not None and inside[0] not in self._copy.files else None
        return "" if tag in ("base", "noscript") else None

    def _link(self, start: int, end: int, given: dict[str, str | None]) -> None:
        """A link to a page of the copy leads to its file; one to a page it lacks becomes words."""
        inside = self._target(given["href"] or "")
        self._ends.append(("a", ""))
        if inside is None or given.get("rel") == "external":
            return
        to, fragment = inside
        if to in self._copy.files:
            self._edits.append((start, end, self._with(start, end, "href", self._way(to) + fragment)))
            return
        self._found.left_out[to] = why_not(to) or "It leads nowhere"
        if self._svg:
            self._edits.append((start, end, "<g>"))
            self._ends[-1] = ("a", "</g>")
        elif "iconbtn" in (given.get("class") or "").split():
            self._edits.append((start, end, '<span class="vh">'))
            self._ends[-1] = ("a", "</span>")
        else:
            self._edits.append((start, end, '<span class="needs-live">'))
            self._ends[-1] = ("a", '<span class="vh"> (needs the live site)</span></span>')

    def _loaded(self, tag: str, start: int, end: int, given: dict[str, str | None]) -> None:
        if tag == "link" and given.get("rel") == "canonical":
            return
        raw = self._html[start:end]
        for name in SOURCES:
            value = given.get(name)
            if not value:
                continue
            raw = _replaced(raw, name, self._loads(value) if name != "srcset" else self._set(value))
        if raw != self._html[start:end]:
            self._edits.append((start, end, raw))

    def _set(self, value: str) -> str:
        pieces = (one.strip().split(maxsplit=1) for one in value.split(","))
        return ", ".join(" ".join([self._loads(one[0]), *one[1:]]) for one in pieces if one)

    def _loads(self, url: str) -> str:
        inside = self._target(url)
        if inside is None or inside[0] not in self._copy.files:
            return url
        return self._way(inside[0]) + inside[1]

    # --- helping

    def _target(self, url: str) -> tuple[str, str] | None:
        """Address and fragment that a link of this site leads to; None for this very page and elsewhere."""
        if url.startswith("#") or not url:
            return None
        whole = urljoin(self._address.partition("?")[0], url)
        fragment = urlsplit(whole).fragment
        inside = _inside(whole, self._copy.live)
        return (inside, f"#{fragment}" if fragment else "") if inside is not None else None

    def _way(self, to: str) -> str:
        return way(self._file, self._copy.files[to])

    def _filled(self, html: str) -> str:
        for name, address in (("a_to_z", "/a-z"), ("left_out", "/left-out"), ("home", "/")):
            if address in self._copy.files:
                html = html.replace(f"{{{name}}}", self._way(address))
        return html

    def _policy(self) -> str:
        return f'\n<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">'

    def _with(self, start: int, end: int, name: str, value: str) -> str:
        return _replaced(self._html[start:end], name, value)

    def _here(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column


def _inside(url: str, live: str) -> str | None:
    """The address in the copy's form; None for one that is elsewhere."""
    if live and (url == live or url.startswith((f"{live}/", f"{live}?", f"{live}#"))):
        url = url.removeprefix(live) or "/"
    parts = urlsplit(url)
    if parts.scheme or parts.netloc:
        return None
    return address_of(url)


def _replaced(raw: str, name: str, value: str) -> str:
    """The start tag with another value of an attribute, which it has in double quotes."""
    before, found, rest = raw.partition(f' {name}="')
    return f"{before}{found}{escape(value)}{rest[rest.index(chr(34)) :]}" if found else raw

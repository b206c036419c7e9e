"""Reading a WordPress export (WXR 1.0 to 1.2) part by part: an RSS file with elements of its own.

Nothing is kept of what was read, so that memory does not grow with the file. A document type is refused
before anything of it is read: an export has none, and with one come entities, other files and bombs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Final

from lxml import etree

from catalog.printable import UNPRINTABLE
from catalog.references.reading import FileError
from catalog.references.text import short

VERSIONS: Final = ("1.0", "1.1", "1.2")
LONGEST_FIELD: Final = 2_000_000
"""Characters of one field; what is longer is cut, and said to be."""
MOST_FIELDS: Final = 500
"""Of one part; an item has some twenty, and a category each."""
MOST_UNESCAPED: Final = 40_000
"""Elements that stand unescaped in one text, as no export has them: they are held until it ends."""

_HARMLESS: Final = (etree.ErrorTypes.WAR_NS_URI, etree.ErrorTypes.WAR_NS_URI_RELATIVE)
_WP: Final = re.compile(r"https?://wordpress\.org/export/\d+\.\d+/")
_EXCERPT: Final = re.compile(r"https?://wordpress\.org/export/\d+\.\d+/excerpt/")
_NAMESPACES: Final = {
    "": "",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
}
_WHOLE: Final = frozenset({"content:encoded", "excerpt:encoded", "wp:comment_content"})
"""What is HTML: where it stands there unescaped, its elements belong to it."""
_NESTED: Final = frozenset({"wp:comment", "wp:postmeta", "wp:commentmeta", "wp:termmeta", "wp:authormeta"})
META: Final = frozenset({"_wp_attachment_image_alt", "_thumbnail_id", "_wp_attached_file"})
"""The custom fields that are of use here."""


@dataclass
class Part:
    """One part of the file: ``kind`` is "site" (a field of the whole), "author", "category", "tag", "term",
    "comment" or "item"; a comment comes before the item it belongs to. ``line`` on which it begins.
    """

    kind: str
    line: int
    fields: dict[str, str] = field(default_factory=dict)
    terms: list[tuple[str, str, str]] = field(default_factory=list)
    """Of an item: domain, slug and name."""
    meta: dict[str, str] = field(default_factory=dict)
    left_out: int = 0
    """Custom fields that were not kept."""
    cut: list[str] = field(default_factory=list)
    """Fields that were longer than is read."""

    def get(self, *names: str) -> str:
        """The first of these fields that says something, without spaces at its ends; ""."""
        return next((said for name in names if (said := self.fields.get(name, "").strip())), "")


_KINDS: Final = {f"wp:{kind}": kind for kind in ("author", "category", "tag", "term")} | {"item": "item"}


def read(source: BinaryIO, name: str) -> Iterator[Part]:
    """The parts of an export in its order. Raises `FileError`, with the line, for what is none."""
    reader = _Reader(name)
    careful = _Careful(source)
    try:
        events = etree.iterparse(
            careful,
            events=("start", "end"),
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
            # A namespace whose name is no address spoils nothing; all else that is wrong is refused below.
            recover=True,
        )
        for event, element in events:
            if event == "start":
                reader.start(element)
                careful.is_careful = False
            else:
                for part in reader.end(element):
                    _check(events.error_log, name)
                    yield part
        _check(events.error_log, name)
    except etree.XMLSyntaxError as error:
        raise FileError(_unreadable(name, error.lineno, error.msg)) from error
    except (LookupError, UnicodeError) as error:
        raise FileError(f"{name} is written in an encoding that nobody here reads.") from error
    reader.finish()


def _check(log: Any, name: str) -> None:
    """Raises `FileError` for the first thing that is wrong with the XML itself."""
    for one in log:
        if one.type not in _HARMLESS:
            raise FileError(_unreadable(name, one.line, one.message))


def _unreadable(name: str, line: int | None, words: str | None) -> str:
    said = re.sub(r", line \d+, column \d+.*$", "", str(words or "it ends too early")).strip().rstrip(".")
    return f"{name}, line {line or 1}: this cannot be read as XML: {short(said)}."


class _Careful:
    """Reads little at first, so that a document type is seen before what follows it is read."""

    def __init__(self, source: BinaryIO) -> None:
        self.is_careful = True
        self._source = source

    def read(self, size: int) -> bytes:
        return self._source.read(256 if self.is_careful else size)


class _Reader:
    def __init__(self, name: str) -> None:
        self._name = name
        self._path: list[str] = []
        self._part: Part | None = None
        self._nested: Part | None = None
        self._version: str | None = None
        self._unescaped = 0

    def start(self, element: Any) -> None:
        tag = _tag(element)
        if not self._path:
            self._begin(element, tag)
        elif len(self._path) == 1 and tag != "channel":
            raise FileError(f"{self._at(element)}: an export of WordPress has one <channel> in its <rss>.")
        self._count(element)
        self._path.append(tag)
        if len(self._path) == 3:
            self._part = Part(_KINDS.get(tag, "site"), element.sourceline or 0)
        elif len(self._path) == 4 and tag in _NESTED:
            self._nested = Part(tag.removeprefix("wp:"), element.sourceline or 0)

    def end(self, element: Any) -> Iterator[Part]:
        depth, tag = len(self._path), self._path.pop()
        if self._is_whole():
            return
        if depth == 3:
            yield from self._finished(element, tag)
        elif depth == 4 and self._part:
            yield from self._field(element, tag, self._part)
        elif depth == 5 and self._nested:
            _keep(self._nested, tag, element)
        if depth >= 3:
            _forget(element)

    def finish(self) -> None:
        """Raises `FileError` for a file without a version."""
        if self._version is None:
            raise FileError(f"{self._name}: wp:wxr_version is missing; this is no export of WordPress.")

    def _count(self, element: Any) -> None:
        if not self._is_whole():
            self._unescaped = 0
            return
        self._unescaped += 1
        if self._unescaped > MOST_UNESCAPED:
            raise FileError(
                f"{self._at(element)}: more than {MOST_UNESCAPED:,} elements stand here unescaped in one "
                "text; an export of WordPress escapes them."
            )

    def _is_whole(self) -> bool:
        return any(tag in _WHOLE for tag in self._path)

    def _begin(self, element: Any, tag: str) -> None:
        info = element.getroottree().docinfo
        if info.internalDTD is not None or info.doctype:
            raise FileError(
                f"{self._name} has a document type (<!DOCTYPE …>); an export of WordPress has none, and this "
                "is not read."
            )
        if tag != "rss":
            raise FileError(
                f"{self._at(element)}: this is no export of WordPress: it begins with <{short(tag)}>, "
                "not with <rss>."
            )

    def _field(self, element: Any, tag: str, part: Part) -> Iterator[Part]:
        nested, self._nested = self._nested, None
        if tag == "wp:comment" and nested:
            yield nested
        elif tag == "wp:postmeta" and nested:
            key = nested.get("wp:meta_key")
            if key in META:
                part.meta[key] = nested.get("wp:meta_value")
            else:
                part.left_out += 1
        elif tag == "category":
            if len(part.terms) < MOST_FIELDS and (domain := element.get("domain", "")):
                part.terms.append((domain, element.get("nicename", ""), _text(element).strip()))
        elif tag not in _NESTED:
            _keep(part, tag, element)

    def _finished(self, element: Any, tag: str) -> Iterator[Part]:
        part, self._part = self._part, None
        if part is None:
            return
        if part.kind == "site":
            _keep(part, tag, element)
            if tag == "wp:wxr_version":
                self._check_version(element, part.get(tag))
            if not part.fields:
                return
        elif self._version is None:
            raise FileError(
                f"{self._at(element)}: wp:wxr_version is missing before this; this is no export of WordPress."
            )
        yield part

    def _check_version(self, element: Any, version: str) -> None:
        if version not in VERSIONS:
            known = ", ".join(VERSIONS)
            raise FileError(
                f"{self._at(element)}: the version “{short(version)}” is none that is read here; {known} are."
            )
        self._version = version

    def _at(self, element: Any) -> str:
        return f"{self._name}, line {element.sourceline}"


def _tag(element: Any) -> str:
    """``"{http://wordpress.org/export/1.2/}status"`` → "wp:status"; of a foreign namespace the whole."""
    if not isinstance(element.tag, str):
        return ""
    namespace, _, name = element.tag.rpartition("}")
    namespace = namespace.removeprefix("{")
    if (prefix := _NAMESPACES.get(namespace)) is not None:
        return f"{prefix}{name}"
    if _WP.fullmatch(namespace):
        return f"wp:{name}"
    return f"excerpt:{name}" if _EXCERPT.fullmatch(namespace) else str(element.tag)


def _keep(part: Part, tag: str, element: Any) -> None:
    # The first counts: an export has each field once.
    if tag in part.fields or len(part.fields) >= MOST_FIELDS:
        return
    said = _text(element, is_whole=tag in _WHOLE)
    if len(said) > LONGEST_FIELD:
        part.cut.append(tag)
        said = said[:LONGEST_FIELD]
    part.fields[tag] = said


def _text(element: Any, *, is_whole: bool = False) -> str:
    said = element.text or ""
    if is_whole:
        said += "".join(etree.tostring(one, encoding="unicode") for one in element)
    return UNPRINTABLE.sub("", said)


def _forget(element: Any) -> None:
    """Let go of what was read, and of what stands before it."""
    element.clear(keep_tail=False)
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]

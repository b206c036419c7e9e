"""A file of its own for what was read, so that an export larger than memory can be gone through again."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from catalog.exchange.old_addresses import plain
from catalog.references.reading import FileError
from catalog.references.text import short

from .wxr import Part, read

_TABLES = """
CREATE TABLE item (place INTEGER PRIMARY KEY, number TEXT, guid TEXT UNIQUE, kind TEXT, link TEXT, file TEXT,
  parent TEXT, part TEXT);
CREATE INDEX item_number ON item (number);
CREATE INDEX item_link ON item (link);
CREATE INDEX item_file ON item (file);
CREATE INDEX item_kind ON item (kind, parent);
CREATE TABLE comment (item INTEGER, place INTEGER, part TEXT);
CREATE INDEX comment_item ON comment (item);
CREATE TABLE turned (place INTEGER PRIMARY KEY, said TEXT);
"""


@dataclass(frozen=True)
class Person:
    """Somebody who wrote there: what they sign in with, and what they are called. No mail address is kept."""

    login: str
    name: str
    number: str = ""


@dataclass(frozen=True)
class Term:
    """A category or tag by its slug there; ``parent`` is the slug of the category it lies in."""

    slug: str
    name: str
    parent: str = ""
    number: str = ""


@dataclass(frozen=True)
class Item:
    """One item: a post, page, attachment or something else, in the order of the file from 1."""

    place: int
    guid: str
    part: Part

    @property
    def line(self) -> int:
        return self.part.line

    @property
    def kind(self) -> str:
        """ "post", "page", "attachment" …"""
        return self.part.get("wp:post_type") or "post"

    @property
    def number(self) -> str:
        return self.part.get("wp:post_id")

    @property
    def called(self) -> str:
        """What it is called in the report."""
        return short(self.part.get("title", "wp:post_name") or f"without a title, {self.guid}")


@dataclass
class Site:
    """What is said of the whole site. ``origin`` is its address, "https://example.org/blog"."""

    title: str = ""
    origin: str = ""
    people: dict[str, Person] = field(default_factory=dict)
    categories: dict[str, Term] = field(default_factory=dict)
    tags: dict[str, Term] = field(default_factory=dict)
    left_out: int = 0
    """Custom fields that nobody here reads."""


class Spool:
    """What an export holds, in a file that is gone afterwards."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.site = Site()
        self._items = self._comments = 0

    def fill(self, source: BinaryIO, name: str) -> None:
        """Read the whole export. Raises `FileError`."""
        fields: dict[str, str] = {}
        for part in read(source, name):
            if part.kind == "site":
                fields |= {key: value for key, value in part.fields.items() if key not in fields}
            elif part.kind == "comment":
                self._comments += 1
                self._add("comment", self._items + 1, self._comments, _written(part))
            elif part.kind == "item":
                self._add_item(part)
            else:
                self._know(part)
        addresses = (fields.get(key, "").strip() for key in ("wp:base_blog_url", "wp:base_site_url", "link"))
        self.site.origin = next((one.rstrip("/") for one in addresses if one), "")
        self.site.title = fields.get("title", "").strip()
        self._connection.commit()

    def items(self, *kinds: str) -> Iterator[Item]:
        """Every item, or those of these kinds, in the order of the file."""
        where = f"WHERE kind IN ({','.join('?' * len(kinds))})" if kinds else ""
        rows = self._connection.execute(f"SELECT place, guid, part FROM item {where} ORDER BY place", kinds)
        for place, guid, part in rows:
            yield Item(place, guid, _read(part))

    def item(self, place: int) -> Item:
        """The item at a place."""
        found = self._one("SELECT place, guid, part FROM item WHERE place = ?", place)
        assert found is not None
        return found

    def by_number(self, number: str) -> Item | None:
        """The item with a number, or None."""
        return self._one("SELECT place, guid, part FROM item WHERE number = ? ORDER BY place", number)

    def place_of(self, address: str) -> int | None:
        """The place of the item with an address, in its plain form; None where none has it."""
        found = self._connection.execute("SELECT place FROM item WHERE link = ? ORDER BY place", (address,))
        row = found.fetchone()
        return int(row[0]) if row else None

    def place_of_number(self, number: str) -> int | None:
        found = self._connection.execute("SELECT place FROM item WHERE number = ? ORDER BY place", (number,))
        row = found.fetchone()
        return int(row[0]) if row else None

    def attachment(self, address: str) -> Item | None:
        """The attachment whose file has an address, in its plain form, or None."""
        return self._one("SELECT place, guid, part FROM item WHERE file = ? ORDER BY place", address)

    def attached_to(self, number: str) -> list[Item]:
        """The attachments of a post, in the order of the file."""
        rows = self._connection.execute(
            "SELECT place, guid, part FROM item WHERE kind = 'attachment' AND parent = ? "
            "ORDER BY place LIMIT 500",
            (number,),
        )
        return [Item(place, guid, _read(part)) for place, guid, part in rows.fetchall()]

    def comments(self, place: int) -> Iterator[Part]:
        """The comments of an item, in the order of the file."""
        rows = self._connection.execute("SELECT part FROM comment WHERE item = ? ORDER BY place", (place,))
        for (part,) in rows:
            yield _read(part)

    def keep_turned(self, place: int, said: dict[str, Any]) -> None:
        """Keep what became of the text of an item, as JSON."""
        self._add("turned", place, json.dumps(said))

    def turned(self, place: int) -> dict[str, Any]:
        """What was kept of it."""
        row = self._connection.execute("SELECT said FROM turned WHERE place = ?", (place,)).fetchone()
        found: dict[str, Any] = json.loads(row[0])
        return found

    def _one(self, statement: str, *values: Any) -> Item | None:
        row = self._connection.execute(statement, values).fetchone()
        return Item(row[0], row[1], _read(row[2])) if row else None

    def _add_item(self, part: Part) -> None:
        self._items += 1
        self.site.left_out += part.left_out
        link, number = part.get("link"), part.get("wp:post_id")
        guid = part.get("guid") or link or f"item {number or self._items}"
        if self._connection.execute("SELECT 1 FROM item WHERE guid = ?", (guid,)).fetchone():
            guid = f"{guid} (item {number or self._items})"
        if self._connection.execute("SELECT 1 FROM item WHERE guid = ?", (guid,)).fetchone():
            guid = f"{guid}, place {self._items}"
        kind = part.get("wp:post_type") or "post"
        file = plain(part.get("wp:attachment_url")) if kind == "attachment" else ""
        self._add(
            "item",
            self._items,
            number,
            guid,
            kind,
            plain(link),
            file,
            part.get("wp:post_parent"),
            _written(part),
        )

    def _add(self, table: str, *values: Any) -> None:
        self._connection.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(values))})", values)

    def _know(self, part: Part) -> None:
        site, number = self.site, part.get("wp:term_id")
        if part.kind == "author":
            login = part.get("wp:author_login")
            name = part.get("wp:author_display_name") or login
            if login and login not in site.people:
                site.people[login] = Person(login, name, part.get("wp:author_id"))
        elif part.kind == "category" and (slug := part.get("wp:category_nicename")):
            term = Term(slug, part.get("wp:cat_name") or slug, part.get("wp:category_parent"), number)
            site.categories.setdefault(slug, term)
        elif part.kind == "tag" and (slug := part.get("wp:tag_slug")):
            site.tags.setdefault(slug, Term(slug, part.get("wp:tag_name") or slug, "", number))


def _written(part: Part) -> str:
    return json.dumps([part.kind, part.line, part.fields, part.terms, part.meta, part.left_out, part.cut])


def _read(text: str) -> Part:
    kind, line, fields, terms, meta, left_out, cut = json.loads(text)
    return Part(kind, line, fields, [(one[0], one[1], one[2]) for one in terms], meta, left_out, cut)


@contextmanager
def spooled(source: BinaryIO, name: str) -> Iterator[Spool]:
    """An export, read into a file of its own. Raises `FileError`, also where the disk is full."""
    with tempfile.TemporaryDirectory(prefix="catalog-wordpress-") as folder:
        connection = sqlite3.connect(Path(folder) / "spool.sqlite3")
        try:
            connection.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {_TABLES}")
            spool = Spool(connection)
            try:
                spool.fill(source, name)
            except sqlite3.Error as error:
                raise FileError(f"{name} cannot be kept aside while it is read: {error}.") from error
            yield spool
        finally:
            connection.close()

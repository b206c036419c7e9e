"""What every reader of a file of references shares: its limits, its problems in sentences, and its leniency.

A reader takes what it can. An entry without a title is left out; an identifier that is none is left out of
its entry; each with a sentence that says where. The one error a reader raises is `FileError`, for a file.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from catalog.references.identifiers import IdentifierError, normal_doi, normal_pmid
from catalog.references.item import YEARS, ItemError, Reference, joined_volume, key_for, normal_url, safe_key
from catalog.references.text import clean, cleaned, short

MAX_BYTES = 4_000_000
MAX_ENTRIES = 10_000
MAX_FIELD = 10_000
"""Characters of one field; an abstract is not read, and nothing else comes near."""
MAX_AUTHORS = 500
MAX_PROBLEMS = 200


class FileError(ValueError):
    """A file that cannot be read as a whole; the message is a sentence for people."""


@dataclass(frozen=True, slots=True)
class Read:
    """A reference and the line of the file on which its entry begins, from 1."""

    reference: Reference
    line: int


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a file gave, in its order, and what is wrong with it: “line 12: this entry has no title.”"""

    reads: tuple[Read, ...]
    problems: tuple[str, ...]

    @property
    def references(self) -> tuple[Reference, ...]:
        """The references alone."""
        return tuple(read.reference for read in self.reads)


@dataclass(slots=True)
class Entry:
    """An entry as a format's reader found it: texts not yet cleaned, authors as printed."""

    key: str | None = None
    title: str | None = None
    authors: list[str] = field(default_factory=list)
    journal: str | None = None
    year: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    doi: str | None = None
    pmid: str | None = None
    url: str | None = None
    kind: str = "article"

    def longest(self) -> int:
        """Characters of the longest text."""
        texts = (self.title, self.journal, self.year, self.volume, self.issue, self.pages, self.doi, self.url)
        return max(len(text or "") for text in (*texts, self.pmid, *self.authors))


class Reader:
    """Gathers entries into references, and problems into sentences."""

    def __init__(self) -> None:
        self.reads: list[Read] = []
        self.problems: list[str] = []
        self._lines: dict[tuple[str, str], int] = {}

    def finish(self) -> ReadFile:
        """The file as read; an empty one is a problem too."""
        if not self.reads and not self.problems:
            self.problem(1, "no reference was found in this file.")
        return ReadFile(tuple(self.reads), tuple(self.problems))

    def problem(self, line: int, sentence: str) -> None:
        """Note what is wrong, up to MAX_PROBLEMS sentences and one that says there are more."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(f"line {line}: {sentence}")
        elif len(self.problems) == MAX_PROBLEMS:
            self.problems.append(f"line {line}: there are more problems from here on, which are not listed.")

    def take(self, entry: Entry, line: int) -> None:
        """Add the entry that begins on this line, or say why it is left out."""
        if len(self.reads) >= MAX_ENTRIES:
            raise FileError(f"This file has more than {MAX_ENTRIES:,} references. Split it.")
        if entry.longest() > MAX_FIELD or len(entry.authors) > MAX_AUTHORS:
            self.problem(
                line, f"a field of this entry is longer than {MAX_FIELD:,} characters or {MAX_AUTHORS} names."
            )
            return
        title = clean(entry.title or "")
        if not title:
            self.problem(line, "this entry has no title.")
            return
        reference = self._reference(entry, title, line)
        if reference and not self._is_repeated(reference, line):
            self.reads.append(Read(reference, line))

    def _reference(self, entry: Entry, title: str, line: int) -> Reference | None:
        authors = tuple(name for name in map(clean, entry.authors) if name)
        year = self._year(entry.year, line)
        try:
            return Reference(
                key=self._key(entry, title, authors, year),
                title=title,
                authors=authors,
                journal=entry.journal,
                year=year,
                volume=joined_volume(entry.volume, entry.issue),
                pages=entry.pages,
                doi=self._or_none(normal_doi, entry.doi, line),
                pmid=self._or_none(normal_pmid, entry.pmid, line),
                url=self._or_none(normal_url, entry.url, line),
                kind=entry.kind,
            )
        except (ItemError, IdentifierError) as error:
            self.problem(line, f"this entry is left out. {error}")
            return None

    def _key(self, entry: Entry, title: str, authors: tuple[str, ...], year: int | None) -> str:
        """The file's own key, or one made up, which is not taken twice."""
        if own := safe_key(entry.key or ""):
            return own
        start = key = key_for(title, authors, year)
        number = 1
        while ("key", key) in self._lines:
            number += 1
            key = f"{start}-{number}"
        return key

    def _year(self, text: str | None, line: int) -> int | None:
        if not (told := cleaned(text)):
            return None
        found = re.search(r"(?<![0-9])[0-9]{4}(?![0-9])", told)
        if found and int(found[0]) in YEARS:
            return int(found[0])
        self.problem(line, f"“{short(told)}” holds no year. It was left out of this entry.")
        return None

    def _or_none(self, normal: Callable[[str], str], text: str | None, line: int) -> str | None:
        """The normal form, or None with a problem: a reference stays of use without this field."""
        try:
            return normal(told) if (told := cleaned(text)) else None
        except (IdentifierError, ItemError) as error:
            self.problem(line, f"{error} It was left out of this entry.")
            return None

    def _is_repeated(self, reference: Reference, line: int) -> bool:
        names = [("key", reference.key), ("DOI", reference.doi), ("PMID", reference.pmid)]
        marks = [(name, value) for name, value in names if value]
        for mark in marks:
            if mark in self._lines:
                where = f"is on line {self._lines[mark]} already"
                self.problem(line, f"the {mark[0]} {mark[1]} {where}. This entry is left out.")
                return True
        self._lines.update(dict.fromkeys(marks, line))
        return False


def text_of(data: bytes | str) -> str:
    """The text of a file with “\\n” at line ends; UTF-8, UTF-16 with a mark, else Windows-1252 (Latin-1).

    Raises FileError over MAX_BYTES, for what is no text, and for an encoding that cannot be told.
    """
    if len(data) > MAX_BYTES:
        raise FileError(f"This file is larger than {MAX_BYTES // 1_000_000} MB. Split it.")
    text = data if isinstance(data, str) else decoded(data)
    if "\0" in text:
        raise FileError("This is no text file: it holds zero bytes.")
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def decoded(data: bytes) -> str:
    """The bytes as text, by their mark, as UTF-8, or as Windows-1252. Raises FileError."""
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        raise FileError("The encoding of this file cannot be told. Save it as UTF-8.") from None

"""RIS, out and in. rispy knows what the tags mean; lines, limits and broken records are seen to here.

rispy is given one record at a time, with every value on one line: on a whole file it has no line numbers,
joins long values in quadratic time, and fails where a record begins with a line that has no tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import rispy

from catalog.references.item import Body, Person, Reference, printed_name, split_name, with_unlike_keys
from catalog.references.reading import MAX_ENTRIES, MAX_FIELD, Entry, FileError, Reader, ReadFile, text_of

MEDIA_TYPE: Final = "application/x-research-info-systems"
_TYPES: Final = {
    "article": "JOUR",
    "chapter": "CHAP",
    "book": "BOOK",
    "conference paper": "CPAPER",
    "thesis": "THES",
    "report": "RPRT",
    "legislation": "STAT",
    "web page": "ELEC",
    "dataset": "DATA",
    "other": "GEN",
}
_KINDS: Final = {type_: kind for kind, type_ in _TYPES.items()} | {
    "EJOUR": "article",
    "MGZN": "article",
    "NEWS": "article",
    "INPR": "article",
    "EBOOK": "book",
    "ECHAP": "chapter",
    "CONF": "conference paper",
    "BILL": "legislation",
    "LEGAL": "legislation",
    "BLOG": "web page",
    "DBASE": "dataset",
}
_TITLES: Final = ("title", "primary_title", "translated_title")
_JOURNALS: Final = (
    "alternate_title3",
    "secondary_title",
    "journal_name",
    "alternate_title2",
    "alternate_title1",
)
_LINE = re.compile(r"([A-Z][A-Z0-9]) {1,2}-(?: (.*))?")
_RANGE = re.compile(r"([^\W_]+)-([^\W_]+)")
_PMID_NOTE = re.compile(r"(?:PubMed )?PMID:? ?([0-9]+)", re.IGNORECASE)


class _Writer(rispy.RisWriter):  # type: ignore[misc]
    def set_header(self, count: int) -> str:
        """Records stand without a number before them."""
        return ""


def ris(references: Iterable[Reference]) -> str:
    """A RIS file (UTF-8) of the references."""
    records = [_record(key, reference) for key, reference in with_unlike_keys(tuple(references))]
    text: str = rispy.dumps(records, implementation=_Writer, delimiter_tags_mapping={})
    return text


def _record(key: str, reference: Reference) -> dict[str, Any]:
    volume, issue = reference.volume_and_issue
    pages = _RANGE.fullmatch(reference.pages or "")
    record = {
        "type_of_reference": _TYPES[reference.kind],
        "id": key,
        "title": reference.title,
        "authors": [_ris_name(name) for name in reference.names],
        "secondary_title": reference.journal,
        "year": str(reference.year or ""),
        "volume": volume,
        "number": issue,
        "start_page": pages[1] if pages else reference.pages,
        "end_page": pages[2] if pages else None,
        "doi": reference.doi,
        "accession_number": reference.pmid,
        "name_of_database": "PubMed" if reference.pmid else None,
        "urls": [reference.url] if reference.url else [],
    }
    return {name: value for name, value in record.items() if value}


def _ris_name(name: Person | Body) -> str:
    """A body ends in a comma: without it programs take the last word for a family name."""
    if isinstance(name, Body):
        return f"{name.name},"
    return ", ".join(part for part in (name.family, name.given, name.suffix) if part)


def read_ris(data: bytes | str) -> ReadFile:
    """The references of a RIS file. Raises FileError."""
    reader = Reader()
    for line, record in _records(text_of(data), reader):
        lines = "".join(f"{tag}  - {' '.join(parts)}\n" for tag, parts in record)
        parsed = rispy.loads(f"{lines}ER  - \n", delimiter_tags_mapping={}, skip_unknown_tags=True)
        reader.take(_entry(parsed[0]), line)
    return reader.finish()


def _records(text: str, reader: Reader) -> Iterator[tuple[int, list[tuple[str, list[str]]]]]:
    """Each record with its line: tags with the lines of their values, TY first."""
    record: list[tuple[str, list[str]]] = []
    start = count = 0
    for number, line in enumerate(text.split("\n"), 1):
        found = _LINE.fullmatch(line.rstrip())
        tag = found[1] if found else None
        if record and tag in ("TY", "ER"):
            if tag == "TY":
                reader.problem(start, "the record that begins here has no line ER at its end.")
            yield start, record
            record = []
        if tag == "TY":
            count += 1
            if count > MAX_ENTRIES:
                raise FileError(f"This file has more than {MAX_ENTRIES:,} records. Split it.")
            start, record = number, [("TY", [_value(found)])]
        elif record and tag:
            record.append((tag, [_value(found)]))
        elif record and line.strip():
            record[-1][1].append(line.strip()[: MAX_FIELD + 1])
    if record:
        reader.problem(start, "the record that begins here has no line ER at its end.")
        yield start, record


def _value(found: re.Match[str] | None) -> str:
    return ((found[2] if found else None) or "").strip()


def _entry(record: dict[str, Any]) -> Entry:
    start, end = record.get("start_page"), record.get("end_page")
    return Entry(
        key=record.get("id"),
        title=_first(record, _TITLES),
        authors=[_author(name) for name in record.get("first_authors", []) + record.get("authors", [])],
        journal=_first(record, _JOURNALS),
        year=_first(record, ("year", "publication_year", "date")),
        volume=record.get("volume"),
        issue=record.get("number"),
        pages=f"{start}-{end}" if start and end else start or end,
        doi=record.get("doi"),
        pmid=_pmid(record),
        url=next(filter(None, record.get("urls", [])), None),
        kind=_KINDS.get(record.get("type_of_reference", ""), "other"),
    )


def _first(record: dict[str, Any], names: Iterable[str]) -> str | None:
    return next((record[name] for name in names if record.get(name)), None)


def _author(text: str) -> str:
    """“Family, Given, Suffix” as printed; what ends in a comma or has none stays as it is."""
    if text.endswith(","):
        return text[:-1]
    if "," not in text or isinstance(split_name(text), Person):
        return text
    family, given, *suffix = (part.strip() for part in text.split(","))
    return printed_name(family, given, " ".join(suffix))


def _pmid(record: dict[str, Any]) -> str | None:
    """An accession number is a PMID only where the record says so."""
    number = record.get("accession_number") or ""
    database = (record.get("name_of_database") or "").lower()
    if number and ("pubmed" in database or "medline" in database or number.upper().startswith("PMID")):
        return str(number)
    notes = (_PMID_NOTE.fullmatch(note.strip()) for note in record.get("notes", []))
    return next((note[1] for note in notes if note), None)

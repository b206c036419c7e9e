"""BibTeX, out and in. bibtexparser parts the file into entries and fields; values and names are read here."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from typing import Final

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Field,
    ParsingFailedBlock,
    String,
)
from bibtexparser.model import Entry as BibtexEntry
from bibtexparser.splitter import Splitter
from bibtexparser.writer import BibtexFormat

from catalog.references.bibtex_names import authors_of, names_in
from catalog.references.item import Reference, with_unlike_keys
from catalog.references.latex import latex, plain
from catalog.references.reading import MAX_ENTRIES, MAX_FIELD, Entry, FileError, Reader, ReadFile, text_of

# It logs every broken block; the reader says it in sentences with a line.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)

MEDIA_TYPE: Final = "application/x-bibtex"
_TYPES: Final = {
    "article": "article",
    "chapter": "incollection",
    "book": "book",
    "conference paper": "inproceedings",
    "thesis": "phdthesis",
    "report": "techreport",
    "legislation": "legislation",
    "web page": "online",
    "dataset": "dataset",
    "other": "misc",
}
_KINDS: Final = {type_: kind for kind, type_ in _TYPES.items()} | {
    "inbook": "chapter",
    "conference": "conference paper",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "report": "report",
    "www": "web page",
    "electronic": "web page",
}
_CONTAINERS: Final = {"article": "journal", "chapter": "booktitle", "conference paper": "booktitle"}
_JOURNALS: Final = (
    "journal",
    "journaltitle",
    "booktitle",
    "howpublished",
    "institution",
    "school",
    "publisher",
)
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BLOCK = re.compile(r"@\w*[ \t]*[{(]")
_PART = re.compile(r'(?<!\\)[{}"#]')


class _TooLongError(ValueError):
    pass


def bibtex(references: Iterable[Reference]) -> str:
    """A BibTeX file (UTF-8) of the references."""
    library = Library()
    for key, reference in with_unlike_keys(tuple(references)):
        fields = [Field(name, f"{{{value}}}") for name, value in _fields(reference)]
        library.add(BibtexEntry(_TYPES[reference.kind], key, fields))
    form = BibtexFormat()  # type: ignore[no-untyped-call]
    form.indent, form.block_separator = "  ", "\n"
    return write_string(library, unparse_stack=[], bibtex_format=form)


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    """Fields with values; the second braces around the title keep its capitals in every style."""
    volume, issue = reference.volume_and_issue
    yield "title", f"{{{latex(reference.title)}}}"
    if reference.authors:
        yield "author", names_in(reference.names)
    texts = {
        _CONTAINERS.get(reference.kind, "howpublished"): latex(reference.journal or ""),
        "year": str(reference.year or ""),
        "volume": latex(volume or ""),
        "number": latex(issue or ""),
        "pages": latex(reference.pages or "").replace("-{}", "-").replace("-", "--"),
        "doi": reference.doi,
        "pmid": reference.pmid,
        "url": reference.url,
    }
    yield from ((name, text) for name, text in texts.items() if text)


def read_bibtex(data: bytes | str) -> ReadFile:
    """The references of a BibTeX file. Raises FileError."""
    text = text_of(data)
    if len(_BLOCK.findall(text)) > 2 * MAX_ENTRIES:
        raise FileError(f"This file has more than {MAX_ENTRIES:,} entries. Split it.")
    reader = Reader()
    strings = {month: month for month in _MONTHS}
    for block in Splitter(text).split().blocks:
        line = (block.start_line or 0) + 1
        entry = _entry_of(block, reader, line)
        try:
            if isinstance(block, String):
                strings[block.key.lower()] = _value(block.value, strings)
            elif entry:
                reader.take(_entry(entry, strings), line)
        except _TooLongError as error:
            reader.problem(line, str(error))
    return reader.finish()


def _entry_of(block: Block, reader: Reader, line: int) -> BibtexEntry | None:
    """The entry in the block, if one can be had; a key or a field that is there twice costs no entry."""
    if isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
        inner = block.ignore_error_block
        return inner if isinstance(inner, BibtexEntry) else None
    if isinstance(block, ParsingFailedBlock):
        reader.problem(
            line, "the entry that begins here is broken: look for a brace or a comma that is missing."
        )
    return block if isinstance(block, BibtexEntry) else None


def _entry(block: BibtexEntry, strings: dict[str, str]) -> Entry:
    raw: dict[str, str] = {}
    for field in block.fields:
        raw.setdefault(field.key.lower(), field.value)
    values = {name: _value(value, strings) for name, value in raw.items() if name in _WANTED}
    kind = _KINDS.get(block.entry_type, "other")
    journal, link = _journal(values)
    return Entry(
        key=block.key,
        title=_plain(values, "title"),
        authors=authors_of(values.get("author", "")),
        journal=journal,
        year=_plain(values, "year") or _plain(values, "date"),
        volume=_plain(values, "volume"),
        issue=_plain(values, "number") or _plain(values, "issue"),
        pages=_plain(values, "pages"),
        doi=_verbatim(values.get("doi")),
        pmid=_plain(values, "pmid") or _eprint(values),
        url=_verbatim(values.get("url")) or link,
        kind=kind,
    )


_WANTED: Final = {
    *("title", "author", "year", "date", "volume", "number", "issue", "pages", "doi", "pmid", "url"),
    *("eprint", "eprinttype", *_JOURNALS),
}


def _value(source: str, strings: dict[str, str]) -> str:
    """A value without what encloses it, its parts joined (“jan # { 2008}”), abbreviations resolved."""
    value = ""
    for part in _parts(source):
        if part[:1] in '{"' and len(part) > 1:
            value += part[1:-1]
        else:
            value += part if part.isdigit() else strings.get(part.lower(), part)
        if len(value) > MAX_FIELD:
            raise _TooLongError(f"a field of this entry is longer than {MAX_FIELD:,} characters.")
    return value


def _parts(source: str) -> list[str]:
    """The source cut at each # that stands outside braces and quotes."""
    parts, start, depth, quoted = [], 0, 0, False
    for found in _PART.finditer(source):
        mark = found[0]
        if mark == "#" and depth == 0 and not quoted:
            parts.append(source[start : found.start()].strip())
            start = found.end()
        elif mark == '"' and depth == 0:
            quoted = not quoted
        elif mark != '"':
            depth += {"{": 1, "}": -1}.get(mark, 0)
    return [*parts, source[start:].strip()]


def _plain(values: dict[str, str], name: str) -> str | None:
    return plain(values[name]) if name in values else None


def _verbatim(value: str | None) -> str | None:
    """An address or a DOI: LaTeX only where it was escaped (“\\_”), since % and ~ are parts of it."""
    if value and "\\" in value:
        return plain(value.replace("~", r"\textasciitilde{}"))
    return value.strip("{}") if value else None


def _journal(values: dict[str, str]) -> tuple[str | None, str | None]:
    """Where the work came out, and an address, which `howpublished` often holds instead."""
    link = None
    for name in _JOURNALS:
        text = (_plain(values, name) or "").strip()
        if name == "howpublished" and re.match(r"https?://", text):
            link = text
        elif text:
            return text, link
    return None, link


def _eprint(values: dict[str, str]) -> str | None:
    """biblatex has a PMID as an e-print of PubMed."""
    return values.get("eprint") if values.get("eprinttype", "").lower() in ("pubmed", "pmid") else None

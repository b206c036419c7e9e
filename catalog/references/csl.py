"""CSL-JSON, out and in. A file is one array, which is read item by item, so that lines are known."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from catalog.references.item import Body, Person, Reference, printed_name, with_unlike_keys
from catalog.references.reading import Entry, FileError, Reader, ReadFile, text_of

MEDIA_TYPE: Final = "application/vnd.citationstyles.csl+json"
_TYPES: Final = {
    "article": "article-journal",
    "chapter": "chapter",
    "book": "book",
    "conference paper": "paper-conference",
    "thesis": "thesis",
    "report": "report",
    "legislation": "legislation",
    "web page": "webpage",
    "dataset": "dataset",
    "other": "document",
}
_KINDS: Final = {type_: kind for kind, type_ in _TYPES.items()} | {
    "article": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "journal-article": "article",
    "review": "article",
    "bill": "legislation",
    "regulation": "legislation",
    "post-weblog": "web page",
}
_BETWEEN = re.compile(r"[\s,]*")


def csl_json(references: Iterable[Reference]) -> str:
    """A CSL-JSON file (UTF-8) of the references."""
    items = [csl_item(reference, key) for key, reference in with_unlike_keys(tuple(references))]
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def csl_item(reference: Reference, key: str | None = None) -> dict[str, Any]:
    """One item of CSL-JSON; what a reference does not tell has no member."""
    volume, issue = reference.volume_and_issue
    item = {
        "id": key or reference.key,
        "type": _TYPES[reference.kind],
        "title": reference.title,
        "author": [_csl_name(name) for name in reference.names],
        "container-title": reference.journal,
        "issued": {"date-parts": [[reference.year]]} if reference.year else None,
        "volume": volume,
        "issue": issue,
        "page": reference.pages,
        "DOI": reference.doi,
        "PMID": reference.pmid,
        "URL": reference.url,
    }
    return {name: value for name, value in item.items() if value}


def _csl_name(name: Person | Body) -> dict[str, str]:
    if isinstance(name, Body):
        return {"literal": name.name}
    suffix = {"suffix": name.suffix} if name.suffix else {}
    return {"family": name.family, "given": name.given} | suffix


def read_csl_json(data: bytes | str) -> ReadFile:
    """The references of a CSL-JSON file: an array of items, or one item. Raises FileError."""
    text = text_of(data)
    reader = Reader()
    for line, item in _items(text, reader):
        if isinstance(item, dict):
            reader.take(_entry(item), line)
        else:
            reader.problem(line, "this is no item of CSL-JSON.")
    return reader.finish()


def _items(text: str, reader: Reader) -> Iterator[tuple[int, Any]]:
    """The items with their lines; reading ends at the first that is no JSON."""
    decoder = json.JSONDecoder(parse_constant=lambda _: None)
    position = _BETWEEN.match(text).end()  # type: ignore[union-attr]
    if not text.startswith(("[", "{"), position):
        raise FileError("This is no CSL-JSON. A file of it begins with [ or {.")
    single = text[position] == "{"
    position += 0 if single else 1
    line, counted = 1, 0
    while True:
        position = _BETWEEN.match(text, position).end()  # type: ignore[union-attr]
        line, counted = line + text.count("\n", counted, position), position
        if text.startswith("]", position) and not single:
            return
        try:
            item, position = decoder.raw_decode(text, position)
        except RecursionError:
            reader.problem(line, "what begins here is nested too deeply to be read. Reading ends here.")
            return
        except ValueError:
            reader.problem(line, "from here on this is no JSON. Reading ends here.")
            return
        yield line, item
        if single:
            return


def _entry(item: dict[str, Any]) -> Entry:
    return Entry(
        key=_text(item.get("id")),
        title=_text(item.get("title")),
        authors=_authors(item.get("author")),
        journal=_text(item.get("container-title")),
        year=_year(item.get("issued")),
        volume=_text(item.get("volume")),
        issue=_text(item.get("issue")),
        pages=_text(item.get("page")),
        doi=_text(item.get("DOI")),
        pmid=_text(item.get("PMID")),
        url=_text(item.get("URL")),
        kind=_KINDS.get(_text(item.get("type")) or "", "other"),
    )


def _text(value: Any) -> str | None:
    """Texts and numbers as text; of a list (as registries write titles) the first; else None."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < 10**18 else None
    return value if isinstance(value, str) else None


def _authors(value: Any) -> list[str]:
    names = value if isinstance(value, list) else []
    return [_author(name) for name in names if isinstance(name, dict)]


def _author(name: dict[str, Any]) -> str:
    if literal := _text(name.get("literal")) or _text(name.get("name")):
        return literal
    particles = (_text(name.get("dropping-particle")), _text(name.get("non-dropping-particle")))
    family = " ".join(part for part in (*particles, _text(name.get("family"))) if part)
    return printed_name(family, _text(name.get("given")) or "", _text(name.get("suffix")) or "")


def _year(issued: Any) -> str | None:
    if not isinstance(issued, dict):
        return _text(issued)
    parts = issued.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    return _text(first) or _text(issued.get("raw")) or _text(issued.get("literal"))

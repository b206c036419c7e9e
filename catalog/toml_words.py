"""What a parser says of a file that people write, in words that they can act on. Pure."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

_PLACE: Final = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")
_NOT_CLOSED: Final = "a text is not closed with a quotation mark"
_PLAIN: Final = (
    (r"Illegal character '\\n'|Unterminated string|Expected \"'\"", _NOT_CLOSED),
    (r"Illegal character", "a text holds a character that cannot be printed"),
    (r"Expected '='", "a key is followed by no “=”"),
    (r"Cannot overwrite a value|Duplicate inline table key", "this key stands here a second time"),
    (r"Cannot declare \(.*\) twice", "this table stands here a second time"),
    (r"Invalid value", "a value is missing here, or it is a text without straight quotation marks"),
    (r"Expected newline", "something stands behind the value; inside a text, write “ and ” for quotation"),
    (r"Unclosed array", "a list is not closed with “]”"),
    (r"Expected '\]", "a line of square brackets is not closed"),
    (r"Unescaped '\\'", r"a backslash in a text is written “\\”"),
)
_HEADER: Final = re.compile(r"\s*\[(?P<many>\[)?(?P<key>[^\[\]]+)\](?(many)\]|)\s*(?:#.*)?")


def toml_trouble(error: tomllib.TOMLDecodeError) -> tuple[int | None, str]:
    """The line, if it is told, and what is wrong: ``(7, "a text is not closed with a quotation mark.")``."""
    said = str(error)
    place = _PLACE.search(said)
    line = int(place["line"]) if place and place["line"] else None
    for form, words in _PLAIN:
        if re.match(form, said):
            return line, f"{words}."
    return line, f"this is not TOML: {_PLACE.sub('', said)}."


def line_of(error: UnicodeDecodeError) -> int:
    """The line on which the first byte stands that is not UTF-8."""
    return error.object.count(b"\n", 0, error.start) + 1


def header_lines(text: str, data: Mapping[str, Any]) -> dict[str, int]:
    """Where each table of a TOML text begins: ``{"c01": 1, "c01, numbers 1": 12, "bands, 0.5-1": 30}``.

    ``data`` is what the text was read as; a line that only looks like a header, in a text of several lines,
    is none unless there is such a table.
    """
    lines: dict[str, int] = {}
    counted: Counter[str] = Counter()
    for number, line in enumerate(text.splitlines(), 1):
        if not (found := _HEADER.fullmatch(line)) or not (path := _path(found["key"])):
            continue
        if not _is_there(data, path):
            continue
        name = ", ".join(path)
        if found["many"]:
            counted[name] += 1
            name = f"{name} {counted[name]}"
        lines.setdefault(name, number)
    return lines


def _path(key: str) -> list[str]:
    try:
        found: Any = tomllib.loads(f"{key} = 1")
    except tomllib.TOMLDecodeError:
        return []
    return list(_names(found))


def _names(found: Any) -> Iterator[str]:
    while isinstance(found, dict):
        name = next(iter(found))
        yield name
        found = found[name]


def _is_there(data: Any, path: list[str]) -> bool:
    for name in path:
        if isinstance(data, list):
            data = data[-1] if data else None
        if not isinstance(data, dict) or name not in data:
            return False
        data = data[name]
    return isinstance(data, dict | list)

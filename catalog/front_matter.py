"""Texts as files: TOML between lines of +++, then Markdown. The file's name is the text's address."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from catalog.toml_words import line_of, toml_trouble

_PARTS: Final = re.compile(r"\+\+\+\n(?P<front>.*?\n)\+\+\+\n(?P<text>.*)", re.DOTALL)
_KEY: Final = re.compile(r"\s*\[*([A-Za-z_]+)\s*[=\]]")


@dataclass(frozen=True)
class TextFile:
    """A file read. ``path`` is "needs/rollers.md", as problems name it; ``lines``: key → its line."""

    slug: str
    path: str
    front: Mapping[str, Any]
    text: str
    lines: Mapping[str, int]

    def place(self, key: str) -> str:
        """Where a key stands, for whoever has to mend it."""
        return f"{self.path}, line {self.lines.get(key, 1)}"

    def title_in_text(self) -> str | None:
        """Where the text has a heading of the first rank: the page has one title already."""
        line = title_line(self.text)
        return f"{self.path}, line {self.lines[''] + line - 1}" if line else None


def title_line(text: str) -> int:
    """The line of a Markdown text that is a heading of the first rank, from 1; 0 where none is."""
    found = re.search(r"^ {0,3}(#\s|=+\s*$)", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 0


def read_texts(folder: Path, name: str, problems: list[str]) -> Iterator[TextFile]:
    """The files of ``folder/name`` in order of their names; what is wrong goes to ``problems``."""
    for path in sorted((folder / name).glob("*.md")):
        if found := _read(path, f"{name}/{path.name}", problems):
            yield found


def _read(path: Path, place: str, problems: list[str]) -> TextFile | None:
    try:
        text = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        problems.append(f"{place}: cannot be read: {error.strerror}.")
        return None
    except UnicodeDecodeError as error:
        problems.append(f"{place}: cannot be read as UTF-8 text, line {line_of(error)}: save it as UTF-8.")
        return None
    match = _PARTS.fullmatch(text)
    if not match:
        first = text.partition("\n")[0]
        said = (
            "nothing else stands in the line of +++, no comment either."
            if first.startswith("+++") and first != "+++"
            else "the file starts with a table between two lines of +++."
        )
        problems.append(f"{place}, line 1: {said}")
        return None
    try:
        # A line before it, so that the parser counts lines as the file has them.
        front = tomllib.loads("\n" + match["front"])
    except tomllib.TOMLDecodeError as error:
        line, words = toml_trouble(error)
        problems.append(f"{place}, line {line}: {words}" if line else f"{place}: {words}")
        return None
    lines = {
        found[1]: number
        for number, line in reversed(list(enumerate(match["front"].splitlines(), 2)))
        if (found := _KEY.match(line))
    }
    # Under "" the line on which the text begins.
    return TextFile(path.stem, place, front, match["text"], lines | {"": match["front"].count("\n") + 3})

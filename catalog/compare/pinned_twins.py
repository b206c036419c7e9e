"""A pinned comparison as CSV and Markdown, made of the kept words alone."""

from __future__ import annotations

import csv as tables
import io
import re
from typing import Final

from catalog.compare.reading import Pinned
from catalog.compare.row import RowCell

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def file_name(pinned: Pinned, ending: str) -> str:
    """``compare_dr-pen-a6_exceed_2026-11-22.csv``."""
    return f"{'_'.join(['compare', *(column.slug for column in pinned.columns), pinned.day])}.{ending}"


def csv(pinned: Pinned) -> str:
    """One line a row, one column a device, every row."""
    text = io.StringIO()
    writer = tables.writer(text)
    writer.writerow(["key", "row", *(_plain(column.title) for column in pinned.columns)])
    for row in pinned.rows:
        writer.writerow([row.key, _plain(row.label), *(_plain(_words(cell)) for cell in row.cells)])
    return text.getvalue()


def markdown(pinned: Pinned, host: str) -> str:
    """A table under the day, the version and the address; the sources below it."""
    lines = [
        f"As of {pinned.day}, version {pinned.version} of the catalogue. {host}{pinned.address}",
        "",
        _line(["", *(column.title for column in pinned.columns)]),
        _line(["---"] * (len(pinned.columns) + 1)),
        *(_line([row.label, *map(_words, row.cells)]) for row in pinned.rows),
        "",
        *(
            f"- {_escaped(f'{s.title}, {s.publisher}, {s.read_words}')}{f' <{s.url}>' if s.url else ''}"
            for s in pinned.sources.values()
        ),
    ]
    return "\n".join(lines) + "\n"


def _words(cell: RowCell) -> str:
    who = ", ".join(dict.fromkeys(told.who.words for told in cell.told if told.who.words))
    return " ".join(filter(None, [cell.text, f"({who})" if who else "", cell.note]))


def _plain(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cell if cell == '---' else _escaped(cell) for cell in cells)} |"


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", " ".join(text.split()))

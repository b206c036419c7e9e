"""The comparison as CSV (RFC 4180): wide with a column a device, long with a line for each cell."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from catalog.compare.cell_words import (
    Headed,
    Sources,
    cell_words,
    dispute_words,
    founded,
    reading_words,
    who_words,
)
from catalog.compare.comparison import Comparison
from catalog.compare.row import Row, RowCell, slugs_of
from catalog.specs.resolution import KNOWN

LONG: Final = (
    "device", "spec", "state", "value", "unit", "kind", "known_by", "says", "weak", "readings", "also_said",
    "source", "checked_on", "note", "better", "compared", "difference",
)  # fmt: skip
_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")

Head = Sequence[tuple[str, str]]


def csv_wide(comparison: Comparison, head: Head = ()) -> str:
    """One line a row, one column a device: all that its page says in a cell, who says it included."""
    return in_words(
        comparison.columns, comparison.shown, comparison.sources, comparison.asked.base or "", head
    )


def in_words(
    columns: Sequence[Headed], rows: Iterable[Row], sources: Sources, base: str, head: Head = ()
) -> str:
    """``base`` is the slug of the device that the others are held against."""
    against = next((column.title for column in columns if column.slug == base), "")
    names = [column.title for column in columns]
    lines = (
        [row.key, row.label, *(cell_words(cell, sources, against) for cell in row.cells)] for row in rows
    )
    return _written(head, [["spec", "label", *names], *lines])


def csv_long(comparison: Comparison, head: Head = ()) -> str:
    """One line for each row and device, its state by key, its value as number or in words, and who says so.

    ``kind``, ``known_by``, ``says`` and ``weak`` ("yes" where a weak source says it) are of the value;
    ``readings`` are those of a dispute with who gives each, ``also_said`` those that do not dispute it;
    ``source`` holds the addresses of all who say any of it, or titles of what has none; each apart by " | ".
    ``checked_on`` is the day that the newest source was read. ``better`` judges, ``compared`` ("lighter")
    does not.
    """
    return _written(head, [LONG, *_cells(comparison)])


def _cells(comparison: Comparison) -> Iterator[Sequence[str]]:
    for row in comparison.shown:
        for column, cell in zip(comparison.columns, row.cells, strict=True):
            slugs = dict.fromkeys((*cell.sources, *slugs_of(cell)))
            sources = [comparison.sources[slug] for slug in slugs if slug in comparison.sources]
            number = number_of(row, cell)
            kind, known_by = founded(cell)
            yield (
                column.slug,
                row.key,
                cell.state,
                number or cell.text,
                unit_of(row) if number else "",
                kind or "",
                known_by or "",
                who_words(cell),
                _weak(cell),
                "; ".join(dispute_words(one, comparison.sources, " | ") for one in cell.disputes),
                " | ".join(reading_words(one, comparison.sources) for one in cell.beside),
                " | ".join(source.url or source.title for source in sources),
                max((source.read_on for source in sources), default=""),
                cell.note,
                cell.better,
                cell.said,
                cell.difference,
            )


def _weak(cell: RowCell) -> str:
    if not cell.told:
        return ""
    return "yes" if any(told.who.is_weak for told in cell.told) else "no"


def number_of(row: Row, cell: RowCell) -> str:
    """ "0.25" in the unit shown, where the value is one number; nothing where it takes words."""
    value = cell.data.get("value")
    if row.spec is None or cell.state != KNOWN or not isinstance(value, int) or isinstance(value, bool):
        return ""
    return row.spec.kind.unit.format(value) if row.spec.kind.unit else str(value)


def unit_of(row: Row) -> str:
    """The unit of a row of numbers."""
    unit = row.spec.kind.unit if row.spec is not None else None
    return unit.symbol if unit and any(number_of(row, cell) for cell in row.cells) else ""


def harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection); numbers stay numbers."""
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def _written(head: Head, lines: Iterable[Iterable[str]]) -> str:
    """The lines after those of the head, which an empty one ends; without a head the table alone."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for line in (*head, *([()] if head else []), *lines):
        writer.writerow([harmless(cell) for cell in line])
    return text.getvalue()

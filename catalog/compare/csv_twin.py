"""The comparison as CSV (RFC 4180): wide with a column a device, long with a line for each cell."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from catalog.compare.comparison import Comparison
from catalog.compare.row import Row, RowCell
from catalog.specs.resolution import KNOWN

LONG: Final = (
    "device", "spec", "state", "value", "unit", "kind", "source", "checked_on", "note", "better", "difference"
)  # fmt: skip
_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")

Head = Sequence[tuple[str, str]]


def csv_wide(comparison: Comparison, head: Head = ()) -> str:
    """One line a row, one column a device: numbers in the unit of their row, everything else in words."""
    names = [column.title for column in comparison.columns]
    lines = ([row.key, row.label, unit_of(row), *_values(row)] for row in comparison.shown)
    return _written(head, [["spec", "label", "unit", *names], *lines])


def csv_long(comparison: Comparison, head: Head = ()) -> str:
    """One line for each row and device, its state by key, its value as number or in words, and who says so.

    ``source`` holds addresses, or titles of what has none, apart by " | "; ``checked_on`` is the day that the
    newest of them was read.
    """
    return _written(head, [LONG, *_cells(comparison)])


def _values(row: Row) -> Iterator[str]:
    return (number_of(row, cell) or cell.text for cell in row.cells)


def _cells(comparison: Comparison) -> Iterator[Sequence[str]]:
    for row in comparison.shown:
        for column, cell in zip(comparison.columns, row.cells, strict=True):
            sources = [comparison.sources[slug] for slug in cell.sources if slug in comparison.sources]
            number = number_of(row, cell)
            yield (
                column.slug,
                row.key,
                cell.state,
                number or cell.text,
                unit_of(row) if number else "",
                cell.data.get("kind") or "",
                " | ".join(source.url or source.title for source in sources),
                max((source.read_on for source in sources), default=""),
                cell.note,
                cell.better or cell.said,
                cell.difference,
            )


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

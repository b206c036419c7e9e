"""Reading a table as people’s programs write them: separator, head, and rows with their lines. Pure."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from catalog.references.reading import FileError
from catalog.references.text import short

from .csv_text import decode
from .import_report import OptionError
from .opening import IncomingFile

MAX_BYTES: Final = 10_000_000
MAX_ROWS: Final = 20_000
MAX_COLUMNS: Final = 300
MAX_CELLS: Final = 200_000
"""Cells of a file that are not empty."""
MAX_CELL: Final = 10_000
"""Characters of one cell."""
SEPARATORS: Final = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
_PLURALS: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_SAMPLE_ROWS: Final = 200
_SAMPLE: Final = 200_000
_PREFACE: Final = 40
"""Rows among which the head is looked for, behind lines about the table itself."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line of the file on which it begins, and its cells, as many as the head has."""

    line: int
    cells: tuple[str, ...]


@dataclass
class Table:
    """A table as read. ``problems`` are of rows that could not be taken, ``said`` how it was read."""

    head: Row
    separator: str
    rows: list[Row] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def read_table(
    file: IncomingFile, *, encoding: str, separator: str, is_known: Callable[[str], bool]
) -> Table:
    """The table in a file; ``is_known`` tells which headings mean something.

    ``encoding`` and ``separator`` are what somebody says, "" where it has to be found out. Raises `FileError`
    for what cannot be read as a whole, `OptionError` where one of the two has to be asked for.
    """
    if file.size > MAX_BYTES:
        raise FileError(f"{file.called} has more than {MAX_BYTES // 1_000_000} MB. Split it.")
    decoded = decode(file.read(MAX_BYTES + 1), encoding)
    mark = _separator(decoded.text, separator, is_known)
    table = _table(decoded.text, mark, is_known)
    table.said.append(f"Read as {decoded.encoding}; cells are separated by {_PLURALS[mark]}.")
    return table


def head_of(text: str, is_known: Callable[[str], bool]) -> tuple[str, ...]:
    """The headings at the beginning of a text, separated in whatever way makes most of them known; () where
    none is: it is no table of ours."""
    best = max((_heads(text, mark, is_known) for mark in SEPARATORS.values()), key=lambda one: one[0])
    return best[1] if best[0] else ()


def _separator(text: str, said: str, is_known: Callable[[str], bool]) -> str:
    if said:
        if said.strip().lower() not in SEPARATORS:
            raise OptionError("separator", f"“{short(said)}” is none of: {', '.join(SEPARATORS)}.")
        return SEPARATORS[said.strip().lower()]
    scores = {mark: _score(text, mark, is_known) for mark in SEPARATORS.values()}
    best = max(scores.values())
    found = [mark for mark, score in scores.items() if score == best]
    if len(found) > 1 and best[2] > 1:
        words = " and ".join(_PLURALS[mark] for mark in found)
        raise OptionError("separator", f"Cells may be separated by {words} alike: choose which.")
    return found[0]


def _score(text: str, mark: str, is_known: Callable[[str], bool]) -> tuple[int, float, int]:
    """How many headings are known; the share of rows that have as many cells as the head; how many those are.

    A separator that only stands in some cells gives rows of different lengths.
    """
    known, head = _heads(text, mark, is_known)
    lengths = Counter(len(row) for _, row in _some_rows(text, mark))
    if not lengths:
        return (0, 0.0, 0)
    share = lengths[len(head)] / lengths.total() if len(head) > 1 else 0.0
    return (known, share, len(head))


def _heads(text: str, mark: str, is_known: Callable[[str], bool]) -> tuple[int, tuple[str, ...]]:
    """The row among the first that has most known headings, and how many; the first where none has any."""
    best: tuple[int, tuple[str, ...]] = (0, ())
    for number, (_, row) in enumerate(_some_rows(text, mark)):
        if number >= _PREFACE:
            break
        known = sum(map(is_known, row))
        if known > best[0] or not best[1]:
            best = (known, row)
        if number == 0 and known:
            break
    return best


def _some_rows(text: str, mark: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The first rows, for a look; what is wrong with them ends it."""
    reader = csv.reader(io.StringIO(text[:_SAMPLE], newline=""), delimiter=mark)
    try:
        for number, row in enumerate(reader):
            if number >= _SAMPLE_ROWS:
                return
            if any(cell.strip() for cell in row):
                yield reader.line_num, tuple(row)
    except csv.Error:
        return


def _table(text: str, mark: str, is_known: Callable[[str], bool]) -> Table:
    _, heads = _heads(text, mark, is_known)
    table: Table | None = None
    cells = 0
    for row in _rows(text, mark):
        if table is None:
            if row.cells == heads:
                table = Table(row, mark)
            continue
        cells += sum(map(bool, row.cells))
        if len(table.rows) >= MAX_ROWS or cells > MAX_CELLS:
            raise FileError(
                f"This table has more than {MAX_ROWS:,} rows or {MAX_CELLS:,} filled cells. Split it."
            )
        _take(table, row)
    if table is None:
        raise FileError("This file has no head: a first row that names the columns.")
    if len(table.head.cells) > MAX_COLUMNS:
        raise FileError(f"This table has more than {MAX_COLUMNS} columns.")
    return table


def _rows(text: str, mark: str) -> Iterator[Row]:
    """Every row that is not empty. Raises `FileError` for quotation marks that make no sense."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    before = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise FileError(_quoting(before + 1, reader.line_num, error)) from None
        line, before = before + 1, reader.line_num
        if any(cell.strip() for cell in cells):
            yield Row(line, tuple(cells))


def _quoting(line: int, last: int, error: csv.Error) -> str:
    if "unexpected end" in str(error):
        return f"line {line}: a quotation mark is opened here and never closed."
    if "field larger" in str(error):
        return f"line {line}: a cell has more than {MAX_CELL:,} characters; a quotation mark may be missing."
    where = f"line {line}" if last <= line else f"lines {line} to {last}"
    return f'{where}: behind a closing quotation mark comes something else; double those inside a cell ("").'


def _take(table: Table, row: Row) -> None:
    columns, given = len(table.head.cells), len(row.cells)
    surplus = [cell for cell in row.cells[columns:] if cell.strip()]
    if given < columns or surplus:
        many = f"{given} {'cell' if given == 1 else 'cells'}"
        table.problems.append(f"line {row.line}: this row has {many}; the head has {columns}.")
        return
    for heading, cell in zip(table.head.cells, row.cells, strict=False):
        if len(cell) > MAX_CELL:
            words = f"this cell has {len(cell):,} characters; at most {MAX_CELL:,} fit"
            table.problems.append(f"line {row.line}, “{short(heading)}”: {words}: “{short(cell)}”.")
            return
    table.rows.append(Row(row.line, row.cells[:columns]))

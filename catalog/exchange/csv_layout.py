"""What stands in a table, row by row, whether it has a column a spec or a line a value. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from catalog.products.models import KINDS
from catalog.proposals.names import NAMED_BY
from catalog.references.reading import FileError
from catalog.references.text import short
from catalog.specs.registry import SPECS

from .csv_headings import ABOUT, LONG, OWN, PRICE, SHOWN, SPEC, Column, columns_of, plain
from .csv_reading import Table

MANY_VALUES: Final = "This is a table with a line for each value, and it has no column “{}”."
_TRANSPOSED: Final = (
    "This is a comparison with a column for each device, as it is shown: it does not say whose values these "
    "are. Take “a file to fill in” from the desk instead, or the comparison with a line for each value."
)
_FROM_ADDRESS: Final = " | "


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not empty, as written."""

    column: Column
    text: str


@dataclass(frozen=True)
class Entry:
    """One row: where it begins, the fields of the product, of the source and of a price, and its values."""

    line: int
    fields: dict[tuple[str, str], Cell] = field(default_factory=dict)
    values: tuple[Cell, ...] = ()

    def text(self, sort: str, key: str) -> str:
        """What a field says, "" where it says nothing."""
        cell = self.fields.get((sort, key))
        return cell.text if cell else ""


@dataclass
class Layout:
    """The rows of a table, and what it is: ``is_shown`` where it is one of our own, made to be looked at.

    ``problems`` are of headings and of single rows; ``left_out`` counts lines about what no spec makes.
    """

    entries: list[Entry] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    is_shown: bool = False
    is_long: bool = False
    left_out: int = 0


def lay_out(table: Table, ignore: Sequence[str]) -> Layout:
    """The rows of the table by what their columns mean. Raises `FileError` for a table of another make."""
    columns, problems = columns_of(table.head.cells, ignore)
    names = {(one.sort, one.key) for one in columns}
    is_long = (LONG, "value") in names or (LONG, "spec") in names
    if is_long and (LONG, "value") not in names and (SHOWN, "label") in names:
        raise FileError(_TRANSPOSED)
    layout = Layout(
        columns=_meant(table, columns),
        problems=[f"line {table.head.line}, {sentence}" for sentence in problems],
        is_long=is_long,
    )
    layout.is_shown = {(SHOWN, "answer"), (SHOWN, "missing")} <= names or (SHOWN, "weak") in names
    if is_long:
        for name in ("spec", "value"):
            if (LONG, name) not in names:
                raise FileError(MANY_VALUES.format(name))
        layout.entries = list(_long(table, layout))
    else:
        layout.columns = [_not_of_lines(one) for one in layout.columns]
        layout.entries = list(_wide(table, layout.columns))
    return layout


def _not_of_lines(column: Column) -> Column:
    """A column that only means something in a table with a line for each value says nothing here."""
    return Column(column.place, column.heading, SHOWN, column.key) if column.sort == LONG else column


def _meant(table: Table, columns: list[Column]) -> list[Column]:
    """The columns; “kind” is how things are known where every row says that, and else what a product is."""
    own = next((one for one in columns if (one.sort, one.key) == (OWN, "kind")), None)
    if own is None or any((one.sort, one.key) == (ABOUT, "statement_kind") for one in columns):
        return columns
    said = {row.cells[own.place].strip().lower() for row in table.rows} - {""}
    if not said or not said <= set(KINDS):
        return columns
    about = Column(own.place, own.heading, ABOUT, "statement_kind")
    return [about if one is own else one for one in columns]


def _wide(table: Table, columns: Sequence[Column]) -> Iterator[Entry]:
    for row in table.rows:
        cells = [Cell(one, text) for one in columns if (text := row.cells[one.place].strip())]
        yield Entry(
            row.line,
            {
                (one.column.sort, one.column.key): one
                for one in cells
                if one.column.sort in (OWN, ABOUT, PRICE)
            },
            tuple(one for one in cells if one.column.sort == SPEC),
        )


def _long(table: Table, layout: Layout) -> Iterator[Entry]:
    place = {one.key: one.place for one in layout.columns if one.sort == LONG}
    others = [one for one in layout.columns if one.sort in (OWN, ABOUT)]
    for row in table.rows:
        key = NAMED_BY.get(plain(row.cells[place["spec"]]), "")
        if not key:
            if layout.is_shown:
                layout.left_out += 1
            else:
                said = short(row.cells[place["spec"]])
                layout.problems.append(f"line {row.line}, “spec”: there is no spec “{said}”.")
            continue
        fields = {
            (one.sort, one.key): Cell(one, text) for one in others if (text := row.cells[one.place].strip())
        }
        text = _long_text(row.cells, place)
        column = Column(place["value"], SPECS[key].label, SPEC, key)
        yield Entry(row.line, fields, (Cell(column, text),) if text else ())


def _long_text(cells: Sequence[str], place: dict[str, int]) -> str:
    """The value with its unit; of a state that is no value, nothing: it leaves alone what is here."""
    state = cells[place["state"]].strip() if "state" in place else "known"
    text = cells[place["value"]].strip()
    if state not in ("", "known", "disputed"):
        return ""
    unit = cells[place["unit"]].strip() if "unit" in place else ""
    return f"{text} {unit}" if text and unit and text != "-" else text

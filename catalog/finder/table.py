"""The table view: the devices of a page with their facts in columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from catalog.finder.filters import Filters
from catalog.finder.index import FinderIndex
from catalog.finder.page_devices import CardReview, Table, TableCell, TableColumn, TableRow
from catalog.finder.result import Result, Row
from catalog.finder.reviewed import review_words
from catalog.shelf.naming import address
from catalog.specs.kinds import Interval, Quantity
from catalog.specs.registry import SPECS

COLUMNS: Final = (
    "needle_length", "pin_count", "sterility", "power", "cartridge_mount", "motor_speed", "noise", "weight",
)  # fmt: skip
"""Specs that can be columns; those that no device on the page knows are left out."""

SORTED_BY: Final = {"needle_length": "reach", "noise": "noise", "weight": "weight"}


def table(index: FinderIndex, result: Result, shown: Sequence[Row]) -> Table:
    """The same devices in the same order as the cards; ``shown`` are those of the page that may be listed."""
    entries = [index.entry(row.position) for row in shown]
    cells = {key: [index.shelf.cell(entry, key) for entry in entries] for key in COLUMNS}
    used = [key for key in COLUMNS if key == "needle_length" or any(cell.is_known for cell in cells[key])]
    columns = [_column(result, "name", "Name", "name"), _column(result, "kind", "Kind", "")]
    for key in used:
        spec = SPECS[key]
        number = isinstance(spec.kind, Quantity | Interval)
        columns.append(_column(result, key, spec.label, SORTED_BY.get(key, ""), number))
    sides = [index.reviewed.of(entry.id) for entry in entries]
    reviews = [review_words(index.reviewed, side) if side else None for side in sides]
    if any(reviews):
        columns.append(_column(result, "score", "Score", "score", True))
    columns.append(_column(result, "record", "On record", "record", True, not index.reviewed.is_any_hands_on))
    rows = []
    for place, (row, entry) in enumerate(zip(shown, entries, strict=True)):
        texts = [TableCell(entry.kind.capitalize())]
        for key, column in zip(used, columns[2:], strict=False):
            cell = cells[key][place]
            who = "sources disagree" if cell.is_disputed else cell.who
            number = column.is_number and cell.is_known
            texts.append(TableCell(cell.text, who, not cell.is_known, number))
        if any(reviews):
            texts.append(_scored(reviews[place]))
        texts.append(TableCell(f"{sum(entry.record)} of {len(entry.record)}", is_number=True))
        rows.append(
            TableRow(
                entry.slug,
                address(entry.kind, entry.slug),
                index.shelf.title(entry),
                index.shelf.brand_name(entry),
                row.answer,
                row.missing.words if row.missing else "",
                tuple(texts),
                entry.record,
            )
        )
    return Table(tuple(columns), tuple(rows))


def _scored(review: CardReview | None) -> TableCell:
    if review is None:
        return TableCell("not reviewed", is_absent=True)
    if not review.score:
        return TableCell("no score", review.tested, True)
    return TableCell(review.score, ", ".join(filter(None, [review.tested, review.method])), is_number=True)


def _column(
    result: Result, key: str, label: str, sort: str, is_number: bool = False, leads: bool = True
) -> TableColumn:
    """A column; the header's link sorts by it, and turns round the order that is in force. ``leads``: by
    default the record leads the order, as it does before anything was tested."""
    if not sort:
        return TableColumn(key, label, "", is_number, "", "")
    filters: Filters = result.filters
    first = result.sort[0] if result.sort else "-record" if leads else ""
    if first == sort:
        return TableColumn(key, label, "", is_number, filters.sorted_by(f"-{sort}").address(), "ascending")
    other = filters.sorted_by(sort)
    if first == f"-{sort}":
        return TableColumn(key, label, "", is_number, other.address(), "descending")
    return TableColumn(key, label, "", is_number, other.address(), "")

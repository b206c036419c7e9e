"""The pictures of a comparison: its needles in one skin, and along one ruler with the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from catalog.compare.better import number_of
from catalog.compare.comparison import Column
from catalog.compare.row import Row
from catalog.figures.compared import Compared
from catalog.figures.comparison_plate import comparison_plate
from catalog.figures.comparison_ruler import comparison_ruler, comparison_ruler_text
from catalog.figures.scales import COMPARE, ROW, Layers
from catalog.figures.skin import skin_patterns
from catalog.figures.spec_bar import spec_bars
from catalog.specs.resolution import KNOWN
from catalog.specs.spec import Better


@dataclass(frozen=True)
class Drawing:
    """``plate`` is empty where no skin was measured. ``words`` say what ``ruler`` shows, a sentence a device.

    ``sheets`` are plates of some of the columns, for paper: see `sheets_of`.
    """

    plate: Markup
    ruler: Markup
    words: tuple[str, ...]
    sheets: tuple[Markup, ...] = ()


MOST_ON_PAPER = 3
"""Devices on one sheet."""


def sheets_of(count: int) -> tuple[tuple[int, int], ...]:
    """Which columns go on which sheet, as even as can be: 5 → ((0, 3), (3, 5)). None where all fit on one."""
    if count <= MOST_ON_PAPER:
        return ()
    first = (count + 1) // 2
    return ((0, first), (first, count))


def drawing(columns: Sequence[Column], layers: Layers | None, limit: int | None) -> Drawing | None:
    """Lengths in µm. None where there are no two devices to hold against each other."""
    if len(columns) < 2:
        return None
    compared = tuple(Compared(column.letter, column.title, column.entry.lengths) for column in columns)
    return _drawn(compared, layers, limit)


@lru_cache(maxsize=100)
def _drawn(compared: tuple[Compared, ...], layers: Layers | None, limit: int | None) -> Drawing:
    parts = [compared[start:end] for start, end in sheets_of(len(compared))]
    return Drawing(
        comparison_plate(compared, layers, limit) if layers else Markup(""),
        comparison_ruler(compared, limit),
        comparison_ruler_text(compared, limit),
        tuple(comparison_plate(part, layers, limit) if layers else Markup("") for part in parts),
    )


@lru_cache(maxsize=8)
def patterns(layers: Layers, is_lone: bool = False) -> Markup:
    """The skin that the page draws, once, before its pictures: small beside what a lone device is offered."""
    return skin_patterns((ROW if is_lone else COMPARE,), layers)


def bars(rows: Sequence[Row]) -> dict[str, tuple[Markup, ...]]:
    """A bar for each cell of the rows that have one, by key: numbers that were measured, and of which it is
    agreed what they are good for. Never a length, a step or a count."""
    found = {}
    for row in rows:
        unit = row.spec.kind.unit if row.spec else None
        if row.spec is None or unit is None or row.spec.better is Better.NEITHER:
            continue
        measured = [
            number_of(one.cell) if one.cell and one.state == KNOWN and one.cell.kind == "measured" else None
            for one in row.cells
        ]
        if drawn := spec_bars(measured, show=lambda number, unit=unit: f"{unit.show(number)}{unit.suffix()}"):  # type: ignore[misc]
            found[row.key] = drawn
    return found

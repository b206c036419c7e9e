"""The seven questions as controls, and how many can be set to each exact length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from catalog.figures.histogram import histogram_text
from catalog.finder.conditions import Length
from catalog.finder.filters import Filters
from catalog.finder.index import FinderIndex
from catalog.finder.length_facet import LengthFacet
from catalog.finder.naming import mm
from catalog.finder.page_controls import HistogramBar, LengthControl, LengthRow
from catalog.finder.pictures import core_strip, count_bar, leader_line
from catalog.finder.result import Result
from catalog.specs.units import MILLIMETRE

PRESETS: Final = (200, 250, 300, 500, 750, 1000, 1500, 2000, 2500, 3000)
"""Lengths (µm) that can be ticked without typing, if the data know them. Presets, not advice."""


def length_controls(index: FinderIndex, result: Result) -> Iterator[LengthControl]:
    """The seven questions as controls, with what is asked or what was typed and refused."""
    filters = result.filters
    typed = {ignored.parameter: ignored for ignored in filters.ignored}
    for facet in index.facets.values():
        if not isinstance(facet, LengthFacet):
            continue
        numbers = filters.length(facet.key)
        refused = [typed[name] for name in facet.parameters if name in typed]
        shown = [facet.scale.format(number) for number in numbers or ()]
        rows = tuple(_rows(index, result)) if facet.key == "depth_at" else ()
        is_row = any(row.selected for row in rows)
        one = "" if is_row or facet.takes_range or not shown else shown[0]
        fields = dict.fromkeys(facet.parameters, "")
        if facet.takes_range and numbers:
            fields[f"{facet.key}_min"], fields[f"{facet.key}_max"] = shown
        for part in refused:
            fields[part.parameter] = part.value
        ends = fields.get(f"{facet.key}_min", ""), fields.get(f"{facet.key}_max", "")
        if facet.takes_range and fields[facet.key] and not any(ends):
            low, _, high = fields[facet.key].partition("..")
            ends = low, high
        again = "" if facet.takes_range else fields.get(f"{facet.key}_other") or fields[facet.key]
        yield LengthControl(
            facet.key,
            facet.label,
            facet.help,
            facet.takes_range,
            facet.open,
            numbers is not None,
            one or again,
            *ends,
            refused[0].message if refused else "",
            len(result.match) if numbers else None,
            result.unknown.get(facet.key, 0) if numbers else None,
            rows,
            core_strip(len(rows), _limit(filters)) if rows else None,
        )


def _limit(filters: Filters) -> int | None:
    numbers = filters.length("depth_never_above")
    return numbers[0] if numbers else None


def _rows(index: FinderIndex, result: Result) -> Iterator[LengthRow]:
    """The presets that some device knows of; the radio buttons of "can be set to exactly"."""
    filters = result.filters
    asked = filters.length("depth_at")
    counts = dict(result.histogram)
    shown = [length for length in PRESETS if length in counts]
    might = index.might_at(result, shown)
    most = max((counts[length] for length in shown), default=0)
    for row, length in enumerate(shown):
        selected = asked == (length,)
        text = MILLIMETRE.show(length)
        other = filters.without("depth_at") if selected else filters.having(Length("depth_at", (length,)))
        yield LengthRow(
            length,
            MILLIMETRE.format(length),
            f"{text} mm",
            counts[length],
            might[length],
            selected,
            other.address(),
            count_bar(counts[length], most),
            leader_line(row, length),
            histogram_text(text, counts[length], might[length]).partition(": ")[2],
        )


def histogram_bars(result: Result) -> Sequence[HistogramBar]:
    """How many can be set to each exact length, under all other filters."""
    return tuple(HistogramBar(length, mm(length), count) for length, count in result.histogram)

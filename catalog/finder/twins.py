"""The twins of the listing: `/devices.json` and `/devices.csv`, same order, same counts, same states."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any, Final

from catalog.finder.choice_facet import ChoiceFacet
from catalog.finder.conditions import Between, Choice, Ignored, Length, Words
from catalog.finder.facets import labels_of, value_counts
from catalog.finder.filters import Filters
from catalog.finder.index import FinderIndex
from catalog.finder.length_facet import LengthFacet
from catalog.finder.order_words import refused_sort
from catalog.finder.range_facet import RangeFacet
from catalog.finder.result import Result, Row
from catalog.finder.reviewed import review_json, score_words
from catalog.finder.scales import DayScale
from catalog.reviews.side_by_side import NOTHING, Reviewed
from catalog.shelf.cell import Cell
from catalog.shelf.entry import Entry
from catalog.shelf.shelf import Shelf
from catalog.shelf.twin import device_json
from catalog.specs.registry import SPECS


def devices_json(index: FinderIndex, filters: Filters, size: int) -> dict[str, Any]:
    """One page of the list as JSON values; the contract is the shape.

    ``{"version", "address", "ignored", "counts", "devices", "facets", "page"}``; a device that is reviewed
    has its ``review`` as well.
    """
    result = index.query(filters, size)
    return {
        "version": result.version,
        "address": filters.address(),
        "ignored": [
            {"parameter": i.parameter, "value": i.value, "message": i.message} for i in ignored(index, result)
        ],
        "counts": {"match": len(result.match), "might": len(result.might), "no": result.no},
        "devices": [_device(index, r) for r in result.rows],
        "facets": list(_facets(index, result)),
        "page": {"number": filters.page, "size": size, "pages": result.pages},
    }


def _device(index: FinderIndex, row: Row) -> dict[str, Any]:
    entry = index.entry(row.position)
    side = index.reviewed.of(entry.id)
    return device_json(entry, index.shelf, row.answer) | ({"review": review_json(side)} if side else {})


def ignored(index: FinderIndex, result: Result) -> tuple[Ignored, ...]:
    """What of the address could not be used, an order that the data cannot give included."""
    refused = refused_sort(index, result)
    return (*result.filters.ignored, *((refused,) if refused else ()))


# -- facets -----------------------------------------------------------------------------------------------


def _facets(index: FinderIndex, result: Result) -> Iterator[dict[str, Any]]:
    """Every facet with data or in use. Values have counts; a range has its ends and the condition."""
    labels = labels_of(index)
    counted = {one.key: one for one in index.plan().facets}
    for key, facet in index.facets.items():
        condition = result.filters.get(key)
        head = {"key": key, "label": facet.label}
        if isinstance(facet, LengthFacet):
            unknown = result.unknown.get(key, result.no_length)
            if key == "depth_at":
                asked = condition.numbers if isinstance(condition, Length) else ()
                yield {**head, "values": _lengths(facet, result, asked), "unknown": unknown}
            else:
                ends = _ends(index.plan().grid.lengths)
                text = facet.serialize(condition) if condition else None
                yield {**head, **ends, "condition": text, "unknown": unknown}
        elif isinstance(facet, ChoiceFacet):
            chosen = condition if isinstance(condition, Choice) else Choice(key)
            counts = value_counts(index, result, key, labels)
            if counts:
                values = [
                    {"value": v, "label": labels(key, v), "count": count, "selected": chosen.has(v)}
                    for v, count in counts.items()
                ]
                yield {**head, "values": values, "unknown": result.unknown.get(key, 0)}
        elif isinstance(condition, Words):
            yield {**head, "condition": condition.text}
        elif isinstance(facet, RangeFacet) and (key in counted or condition):
            bounds = counted.get(key)
            text = facet.serialize(condition) if isinstance(condition, Between) else None
            yield {
                **head,
                "min": _end(facet, bounds.least if bounds else None),
                "max": _end(facet, bounds.most if bounds else None),
                "condition": text,
                "unknown": result.unknown.get(key, 0),
            }


def _end(facet: RangeFacet, value: int | None) -> int | str | None:
    """A number in the base unit; a day as an ISO date."""
    return facet.scale.format(value) if value is not None and isinstance(facet.scale, DayScale) else value


def _lengths(facet: LengthFacet, result: Result, asked: Sequence[int]) -> list[dict[str, Any]]:
    counts = dict(result.histogram)
    for number in asked:
        counts.setdefault(number, len(result.match))
    return [
        {
            "value": facet.scale.format(length),
            "label": f"{facet.scale.show(length)} mm",
            "count": count,
            "selected": length in asked,
        }
        for length, count in sorted(counts.items())
    ]


def _ends(lengths: Sequence[int]) -> dict[str, int | None]:
    return {"min": lengths[0] if lengths else None, "max": lengths[-1] if lengths else None}


# -- CSV --------------------------------------------------------------------------------------------------

OF_REVIEWS: Final = ("review_score", "review_tested", "review_verdict")
"""Columns at the end, where a device of the catalogue is reviewed."""
HEADINGS: Final = ("slug", "family", "name", "brand", "kind", "answer", "missing")


def devices_csv(shelf: Shelf, rows: Sequence[Row], reviewed: Reviewed = NOTHING) -> Iterator[str]:
    """The list as RFC 4180 text, a chunk at a time; one column a spec, absences in words."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*HEADINGS, *SPECS, *(OF_REVIEWS if reviewed.by_product else ())])
    for row in rows:
        entry = shelf.entries[row.position]
        if entry is not None:
            judged = _judged(reviewed, entry) if reviewed.by_product else ()
            writer.writerow(map(harmless, [*_csv_row(shelf, entry, row), *judged]))
        if out.tell() > 60_000:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()


def _csv_row(shelf: Shelf, entry: Entry, row: Row) -> list[str]:
    missing = row.missing.words if row.missing else ""
    head = [
        entry.slug,
        entry.family or "",
        entry.name,
        entry.brand or "",
        entry.kind,
        row.answer,
        missing,
    ]
    return [*head, *(cell.text for cell in _cells(shelf, entry))]


def _judged(reviewed: Reviewed, entry: Entry) -> tuple[str, str, str]:
    side = reviewed.of(entry.id)
    if side is None:
        return ("not reviewed yet", "", "")
    tested = "tested hands-on" if side.is_hands_on else "research only"
    return (score_words(side.total) or "no score", tested, side.draft.verdict)


def _cells(shelf: Shelf, entry: Entry) -> Iterator[Cell]:
    """Every spec, known or not; one that the product cannot have says so."""
    return (shelf.cell(entry, key) for key in SPECS)


def harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection): a quote goes before its sign."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text

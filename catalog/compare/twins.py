"""The comparison as data: `/compare.json`, and what its other twins share. Exactly the rows the page shows.

Every twin is made of the comparison alone, so that the same one always gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from catalog.compare.asked import Asked
from catalog.compare.cell_words import founded, who_words
from catalog.compare.comparison import Column, Comparison, section_of
from catalog.compare.row import Reading, Row, RowCell, Witness
from catalog.finder.conditions import Ignored
from catalog.finder.definitions import FACETS
from catalog.products.sources import SourceFacts

LONGEST_NAME: Final = 200
"""Characters of a file name; file systems hold 255 bytes, and whoever saves it may add " (2)"."""


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    """The comparison as JSON values; the contract is the shape.

    ``{"address", "version", "day", "devices", "show", "base", "hide", "order", "sessions", "questions",
    "ignored", "not_found", "left_out", "counts", "rows", "sentences", "sources"}``. Values are in base units;
    ``sameness`` is a key of ``counts``, or null for a row that is not counted. Where a device has a score,
    ``criteria``, ``weights`` and ``ranking`` (null without weights) follow.
    """
    asked = comparison.asked
    return {
        "address": asked.address(),
        "version": comparison.version,
        "day": comparison.day.isoformat(),
        "devices": [_device(column) for column in comparison.columns],
        "show": asked.show or "all",
        "base": asked.base,
        "hide": list(asked.hide),
        "order": list(asked.order),
        "sessions": asked.sessions.count,
        "questions": {length.key: FACETS[length.key].serialize(length) for length in asked.lengths},
        "ignored": [
            {"parameter": one.parameter, "value": one.value, "message": one.message} for one in ignored(asked)
        ],
        "not_found": [{"slug": missing.slug, "words": missing.words} for missing in comparison.not_found],
        "left_out": [_device(column) for column in comparison.left_out],
        "counts": asdict(comparison.counts),
        "rows": [_row(row, comparison) for row in comparison.shown],
        "sentences": [{"text": one.text, "row": one.row} for one in comparison.sentences],
        "sources": {slug: _source(facts) for slug, facts in comparison.sources.items()},
        **_weighed(comparison),
    }


def _weighed(comparison: Comparison) -> dict[str, Any]:
    if not comparison.criteria:
        return {}
    return {
        "criteria": [asdict(one) for one in comparison.criteria],
        "weights": dict(comparison.asked.weights),
        "ranking": comparison.ranking.data if comparison.ranking else None,
    }


def ignored(asked: Asked) -> tuple[Ignored, ...]:
    """What of the address could not be used, a number of sessions that is none included."""
    return asked.ignored


def _device(column: Column) -> dict[str, Any]:
    return {
        "slug": column.slug,
        "name": column.title,
        "kind": column.kind,
        "url": column.url,
        "status": column.status,
    }


def _row(row: Row, comparison: Comparison) -> dict[str, Any]:
    return {
        "key": row.key,
        "label": row.label,
        "section": section_of(row),
        "sameness": row.sameness.value if row.sameness else None,
        "better": row.better.partition(" ")[0] or None,
        "cells": [
            {"device": column.slug} | _cell(cell)
            for column, cell in zip(comparison.columns, row.cells, strict=True)
        ],
    }


def _cell(cell: RowCell) -> dict[str, Any]:
    data = cell.data
    kind, known_by = founded(cell)
    return {
        "state": cell.state,
        "value": data.get("value"),
        "unit": data.get("unit"),
        "text": cell.text,
        "note": cell.note,
        "kind": kind,
        "known_by": known_by,
        "who": who_words(cell),
        "weak": any(told.who.is_weak for told in cell.told),
        "told": [{"part": told.part} | _witness(told.who) | _how(told.who) for told in cell.told],
        "source": list(cell.sources),
        "disputes": [
            {"words": dispute.words, "readings": [_reading(one) for one in dispute.readings]}
            for dispute in cell.disputes
        ],
        "beside": [_reading(one) for one in cell.beside],
        "better": cell.better,
        "said": cell.said,
        "difference": cell.difference,
        **_further(data),
    }


def _further(data: Mapping[str, Any]) -> dict[str, Any]:
    """What only some rows have: the other readings of a dispute, which facts are on record."""
    return {name: data[name] for name in ("alternatives", "facts") if name in data}


def _reading(reading: Reading) -> dict[str, Any]:
    return {"text": reading.text, "who": [_witness(who) for who in reading.who]}


def _witness(who: Witness) -> dict[str, Any]:
    return {"words": who.words, "source": who.source, "weak": who.is_weak}


def _how(who: Witness) -> dict[str, Any]:
    return {"kind": who.kind or None, "known_by": who.known_by or None}


def _source(facts: SourceFacts) -> dict[str, Any]:
    return {
        "title": facts.title,
        "url": facts.url,
        "publisher": facts.publisher,
        "published": facts.published,
        "read": facts.read_on,
    }


def file_name(comparison: Comparison, ending: str) -> str:
    """``compare_dr-pen-a6_exceed_2026-11-22.csv``, at most 200 characters.

    Where the slugs are longer together, each gets the same room and is cut at its end.
    """
    slugs = [column.slug for column in comparison.columns]
    around = f"compare__{comparison.day.isoformat()}.{ending}"
    room = LONGEST_NAME - len(around)
    if len("_".join(slugs)) > room:
        slugs = [slug[: room // len(slugs) - 1].rstrip("-") for slug in slugs]
    return "_".join(["compare", *slugs, f"{comparison.day.isoformat()}.{ending}"])


def head_lines(comparison: Comparison, url_root: str) -> tuple[tuple[str, str], ...]:
    """What the first lines of a table say of it. The site states no licence; one would be named here."""
    return (
        ("Address", url_root.rstrip("/") + comparison.asked.address()),
        ("Data as of", comparison.day.isoformat()),
        ("Version", str(comparison.version)),
    )

"""One source for everything that is typed at once: how it reaches the rows, and what it was last time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlmodel import Session, col, select

from catalog.editorial.models import Draft, Revision
from catalog.products.checks import check_day
from catalog.products.facts_fields import LISTS, SPEC
from catalog.products.facts_rows import is_new
from catalog.products.facts_sources import NewSources
from catalog.products.sources import SourceFacts

Fields = dict[str, Any]
LOOKED_AT: Final = 20
"""Saved texts of an author that are looked through for the source of the last entry."""
_SOURCE: Final = {"legal": "sources"}
_DAY: Final = {"offers": "day", "legal": "checked", "fits": ""}


def with_source(
    fields: Mapping[str, Any], source: str, day: str, sources: Mapping[str, SourceFacts]
) -> Fields:
    """The fields with this source and day in every row that was typed anew and names none.

    A statement read on the day its source was read says no day of its own.
    """
    found = dict(fields)
    for name, rows in fields.items():
        if name in LISTS or name.startswith(SPEC):
            found[name] = [_filled(name, row, source, day, sources) if is_new(row) else row for row in rows]
    if day:
        new = fields.get("new_sources") or ()
        found |= {"new_sources": [{"read_on": day} | row for row in new]} if new else {}
    return found


def unusable(
    fields: Mapping[str, Any], source: str, day: str, sources: Mapping[str, SourceFacts]
) -> dict[str, str]:
    """What was typed for all of them and is no source, or no day: field of the panel → what stands there."""
    wrong = {}
    if source and NewSources(fields.get("new_sources") or (), sources).slug_of(source) is None:
        wrong["all_source"] = source
    if day and check_day("", day):
        wrong["all_day"] = day
    return wrong


def _filled(
    name: str, row: Mapping[str, Any], source: str, day: str, sources: Mapping[str, SourceFacts]
) -> dict[str, Any]:
    filled = dict(row)
    if source and row.get("known_by") != "recalled":
        filled.setdefault(_SOURCE.get(name, "source"), source)
    at = _DAY.get(name, "read_on")
    if day and at:
        known = sources.get(str(filled.get("source", "")))
        if name in LISTS or known is None or known.read_on != day:
            filled.setdefault(at, day)
    return filled


def last_entry(session: Session, author: str, sources: Mapping[str, SourceFacts]) -> tuple[str, str]:
    """The source and the day of what this author typed last, over all products; "" where there is none."""
    wanted = select(Revision).join(Draft).where(Draft.kind == "product", Revision.author == author)
    for revision in session.exec(wanted.order_by(col(Revision.id).desc()).limit(LOOKED_AT)):
        fields = revision.fields
        new = NewSources(fields.get("new_sources") or (), sources)
        for source, day in _typed(fields):
            slug = new.slug_of(source)
            if slug is not None and slug in sources:
                return slug, day or sources[slug].read_on
    return "", ""


def _typed(fields: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, rows in fields.items():
        if name in LISTS or name.startswith(SPEC):
            for row in reversed(rows):
                source = str(row.get(_SOURCE.get(name, "source"), "")).partition(",")[0]
                if is_new(row) and source:
                    yield source, str(row.get(_DAY.get(name, "read_on"), ""))

"""From the measurements of a product to its measured statements and their sources. Pure.

Readings at one setting count together, whoever took them and whenever, as long as they were taken by one
version of the method or by versions that it calls comparable: of others the newest version counts.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from catalog.dates import show_date
from catalog.method.measurable import MEASURABLE, Measured, has_settings, says, with_spread
from catalog.method.measuring import summary
from catalog.method.models import Measurement
from catalog.products.drafts import MEASURED, SourceDraft, StatementDraft
from catalog.specs.spec import Spec

LONGEST_SLUG: Final = 120


@dataclass(frozen=True)
class Made:
    """A statement, and the source that it names."""

    statement: StatementDraft
    source: SourceDraft


def made_of(
    product: str,
    measurements: Sequence[Measurement],
    comparable: Mapping[int, Sequence[int]],
    names: Mapping[str, str],
) -> list[Made]:
    """One for each spec that was measured, in the order of the registry.

    product: its slug; comparable: as `catalog.method.queries.comparable`; names: of authors, by slug.
    """
    made = []
    for key, spec in MEASURABLE.items():
        rows = list(in_force([one for one in measurements if one.spec == key], comparable))
        if rows:
            made.append(_made(product, spec, rows, names))
    return made


def in_force(
    measurements: Iterable[Measurement], comparable: Mapping[int, Sequence[int]]
) -> Iterator[Measurement]:
    """Those of one spec that count today, setting by setting, the newest first."""
    for rows in by_setting(measurements).values():
        newest = max(row.method or 0 for row in rows)
        count = {newest, *comparable.get(newest, ())}
        yield from (row for row in rows if (row.method or 0) in count)


def by_setting(measurements: Iterable[Measurement]) -> dict[int | None, list[Measurement]]:
    """Each setting with what was measured at it, the newest first."""
    found: dict[int | None, list[Measurement]] = {}
    for row in sorted(measurements, key=lambda one: (one.day, one.id or 0), reverse=True):
        found.setdefault(row.setting, []).append(row)
    return dict(sorted(found.items(), key=lambda pair: pair[0] or 0))


def summed(measurements: Iterable[Measurement]) -> list[Measured]:
    """One for each setting, all readings together."""
    return [
        Measured(setting, summary([reading for row in rows for reading in row.readings]))
        for setting, rows in by_setting(measurements).items()
    ]


def _made(product: str, spec: Spec, rows: Sequence[Measurement], names: Mapping[str, str]) -> Made:
    newest = max(rows, key=lambda row: (row.day, row.id or 0))
    source = source_of(product, newest, names)
    by = max(row.method or 0 for row in rows)
    statement = StatementDraft(
        spec=spec.key,
        says=says(spec, summed(rows)),
        source=source.slug,
        kind="measured",
        note=_note(spec, rows),
        origin=f"{MEASURED}, method {by}" if by else MEASURED,
    )
    return Made(statement, source)


def source_of(product: str, row: Measurement, names: Mapping[str, str]) -> SourceDraft:
    """The source that a measurement is: one for each product, day and instrument."""
    return SourceDraft(
        slug=_slug("measured", product, row.day, row.instrument),
        title=f"Measurement with {row.instrument}, {show_date(row.day)}",
        publisher=names.get(row.author, row.author),
        type="own-measurement",
        strength="strong",
        read_on=row.day,
    )


def _note(spec: Spec, rows: Sequence[Measurement]) -> str:
    """``"56 ± 1 dB (n=5). With a sound level meter on 27 Nov 2026, on 1 piece, by method 1."``"""
    ways = list(dict.fromkeys(map(way, rows)))
    if has_settings(spec):
        return " ".join(ways)
    return " ".join((f"{with_spread(spec, summed(rows)[0].summary)}.", *ways))


def way(row: Measurement) -> str:
    """With what, when and on how many a measurement was made, as a sentence."""
    pieces = "1 piece" if row.units == 1 else f"{row.units} pieces"
    method = f", by method {row.method}" if row.method else ""
    return f"With {row.instrument} on {show_date(row.day)}, on {pieces}{method}."


def slug_of(product: str, row: Measurement) -> str:
    """What a new measurement is called: "exceed-measured-length-2026-11-27-500"."""
    return _slug(product, row.spec, row.day, str(row.setting or ""))


def _slug(*parts: str) -> str:
    """Small letters, digits, hyphens; a digest at the end where that is too long or says too little."""
    words = [re.sub(r"[^a-z0-9]+", "-", _plain(part)).strip("-") for part in parts]
    slug = "-".join(word for word in words if word)
    says_all = all(re.fullmatch(r"[a-z0-9 _-]*", part.lower()) for part in parts)
    if len(slug) <= LONGEST_SLUG and says_all:
        return slug
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:8]
    return f"{slug[: LONGEST_SLUG - 9].rstrip('-')}-{digest}"


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()

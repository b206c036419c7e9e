"""What `/guidance` shows, finished, and its twin as data. Never a range across sources, never a mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from markupsafe import Markup

from catalog.dates import show_date
from catalog.figures.limit_bar import limit_bar, limit_scale, limit_text, scale_end
from catalog.guidance.models import Guidance
from catalog.guidance.wording import (
    AUDIENCE,
    CONFIDENCE,
    ROLES,
    SPEAKERS,
    includes_upper_end,
    names_length_at_home,
)

ADDRESS: Final = "/guidance"


@dataclass(frozen=True)
class Entry:
    """What one source says.

    ``limit`` is its length in words, ``bar`` the same drawn, None where it names no length. ``note`` and
    ``interest`` belong beside the figure wherever it is shown.
    """

    slug: str
    who: str
    url: str | None
    country: str
    date: str
    audience: str
    says: str
    limit: str
    bar: Markup | None
    note: str
    interest: str
    confidence: str
    read_in: str


@dataclass(frozen=True)
class Role:
    """All who speak in one role, "Regulators"; ``sells``: what they earn with is marked."""

    heading: str
    sells: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class GuidancePage:
    """`/guidance`: regulators first, sellers last. ``scale`` is what every bar is drawn on, from 0 to
    ``scale_end`` mm.

    ``at_home`` are the regulators that name a length for use at home; ``others`` says who else names one,
    "clinicians and media", empty where nobody does, and ``is_disputed`` that their figures differ.
    ``has_regulators``: some are on record at all.
    """

    roles: tuple[Role, ...]
    count: int
    has_regulators: bool
    at_home: tuple[Entry, ...]
    others: str
    is_disputed: bool
    scale: Markup
    scale_end: str


def guidance_page(rows: Sequence[Guidance]) -> GuidancePage:
    """The page of rows that are sorted by role already."""
    roles = tuple(
        Role(ROLES[role], role == "maker or seller", tuple(map(entry, found)))
        for role, found in groupby(rows, lambda row: row.role)
    )
    naming = [row for row in rows if names_length_at_home(row)]
    others = [row for row in naming if row.role != "regulator"]
    return GuidancePage(
        roles=roles,
        count=len(rows),
        has_regulators=any(row.role == "regulator" for row in rows),
        at_home=tuple(entry(row) for row in naming if row.role == "regulator"),
        others=_joined(list(dict.fromkeys(SPEAKERS[row.role] for row in others))),
        is_disputed=len({(row.low_um, row.high_um) for row in others}) > 1,
        scale=limit_scale(),
        scale_end=scale_end(),
    )


def _joined(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def entry(row: Guidance) -> Entry:
    """One source, every field as it is printed."""
    inclusive = includes_upper_end(row)
    return Entry(
        slug=row.slug,
        who=row.who,
        url=row.url,
        country="country not stated" if row.country == "not stated" else row.country,
        date=show_date(row.date) if row.date else "undated",
        audience=AUDIENCE[row.audience],
        says=row.says,
        limit=limit_text(row.low_um, row.high_um, includes_high=inclusive),
        bar=limit_bar(row.low_um, row.high_um, includes_high=inclusive) if row.high_um else None,
        note=row.limit_note or "",
        interest=row.interest,
        confidence=CONFIDENCE[row.confidence],
        read_in=row.read_in,
    )


def guidance_json(rows: Iterable[Guidance]) -> dict[str, Any]:
    """``{"guidance": [{"slug", "address", "who", "role", …}]}`` in the order of the page; lengths in µm."""
    return {"guidance": [_row_json(row) for row in rows]}


def _row_json(row: Guidance) -> dict[str, Any]:
    return {
        "slug": row.slug,
        "address": f"{ADDRESS}#{row.slug}",
        "who": row.who,
        "role": row.role,
        "audience": row.audience,
        "country": row.country,
        "says": row.says,
        "limit_um": None if row.high_um is None else {"low": row.low_um, "high": row.high_um},
        "limit_note": row.limit_note,
        "date": row.date,
        "url": row.url,
        "interest": row.interest,
        "confidence": row.confidence,
        "read_in": row.read_in,
    }

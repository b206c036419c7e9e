"""What was measured of one product: every reading, and what they come to beside what was set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from sqlmodel import Session, select

from catalog.dates import show_date
from catalog.figures.set_against_measured import Point, gap_words, set_against_measured
from catalog.method import queries
from catalog.method.measurable import (
    MEASURABLE,
    has_settings,
    is_at_its_highest,
    says,
    unit_of,
    with_spread,
)
from catalog.method.measuring import summary
from catalog.method.models import Measurement
from catalog.method.statements import in_force, summed
from catalog.people.models import Author
from catalog.shelf.entry import Entry
from catalog.shelf.naming import address
from catalog.shelf.shelf import Shelf
from catalog.specs.spec import Spec
from catalog.specs.units import MILLIMETRE


@dataclass(frozen=True)
class Taken:
    """One measurement. ``counts``: whether it is part of what the facts say; readings in the unit shown."""

    slug: str
    setting: str
    words: str
    readings: tuple[str, ...]
    unit: str
    instrument: str
    day: str
    who: str
    who_href: str
    method: int | None
    pieces: str
    note: str
    counts: bool


@dataclass(frozen=True)
class Setting:
    """What all readings at a setting come to: "0.5 mm", "0.46 ± 0.03 mm (n=9)", "0.04 mm shorter"."""

    set_to: str
    words: str
    gap: str


@dataclass(frozen=True)
class Group:
    """A spec that was measured. ``said`` is what others say of it, ``figure`` None where nothing was set."""

    key: str
    label: str
    help: str
    words: str
    settings: tuple[Setting, ...]
    figure: Markup | None
    said: str
    taken: tuple[Taken, ...]


@dataclass(frozen=True)
class MeasurementsPage:
    """`/devices/<slug>/measurements`; ``url`` is that of the product."""

    slug: str
    title: str
    kind: str
    url: str
    groups: tuple[Group, ...]
    count: int
    readings: int


def measurements_page(session: Session, shelf: Shelf, entry: Entry) -> MeasurementsPage:
    """All that was measured of a product, perhaps nothing."""
    rows = queries.measurements_of(session, entry.id)
    names = _names(session)
    versions = queries.comparable(session)
    groups = []
    for key, spec in MEASURABLE.items():
        found = [row for row in rows if row.spec == key]
        if found:
            counting = list(in_force(found, versions))
            groups.append(_group(shelf, entry, spec, found, counting, names))
    return MeasurementsPage(
        slug=entry.slug,
        title=shelf.title(entry),
        kind=entry.kind,
        url=address(entry.kind, entry.slug),
        groups=tuple(groups),
        count=len(rows),
        readings=sum(len(row.readings) for row in rows),
    )


def _group(
    shelf: Shelf,
    entry: Entry,
    spec: Spec,
    rows: Sequence[Measurement],
    counting: Sequence[Measurement],
    names: dict[str, str],
) -> Group:
    found = summed(counting)
    points = [
        Point(one.setting, one.summary.mean, one.summary.n, one.summary.spread)
        for one in found
        if one.setting
    ]
    return Group(
        key=spec.key,
        label=spec.label,
        help=f"{spec.help} Measured at its highest." if is_at_its_highest(spec) else spec.help,
        words="" if points else with_spread(spec, found[0].summary),
        settings=tuple(
            Setting(f"{MILLIMETRE.show(point.set_to)} mm", with_spread(spec, one.summary), gap_words(point))
            for point, one in zip(points, found, strict=True)
        )
        if points
        else (),
        figure=set_against_measured(points) if points else None,
        said=_said(shelf, entry, spec),
        taken=tuple(_taken(spec, row, row in counting, names) for row in rows),
    )


def _said(shelf: Shelf, entry: Entry, spec: Spec) -> str:
    """What others say: of a measured length what is said of the needle length, else what stands beside it."""
    cell = entry.cell("needle_length" if has_settings(spec) else spec.key, shelf.sources)
    if has_settings(spec):
        return f"{cell.text} ({cell.who})" if cell.is_known else cell.text
    return "; ".join(one.text for one in cell.beside)


def _taken(spec: Spec, row: Measurement, counts: bool, names: dict[str, str]) -> Taken:
    unit = unit_of(spec)
    return Taken(
        slug=row.slug,
        setting=f"{MILLIMETRE.show(row.setting)} mm" if row.setting else "",
        words=with_spread(spec, summary(row.readings)),
        readings=tuple(unit.show(reading) for reading in row.readings),
        unit=unit.symbol,
        instrument=row.instrument,
        day=show_date(row.day),
        who=names.get(row.author, row.author),
        who_href=f"/authors/{row.author}" if row.author in names else "",
        method=row.method,
        pieces="1 piece" if row.units == 1 else f"{row.units} pieces",
        note=row.note,
        counts=counts,
    )


def _names(session: Session) -> dict[str, str]:
    return dict(session.exec(select(Author.slug, Author.name)).all())


def measurements_json(session: Session, shelf: Shelf, entry: Entry) -> dict[str, Any]:
    """Every reading as data, in the base unit of its spec, which ``unit`` names."""
    rows = queries.measurements_of(session, entry.id)
    versions = queries.comparable(session)
    specs = {key: [row for row in rows if row.spec == key] for key in MEASURABLE}
    counting = {key: list(in_force(found, versions)) for key, found in specs.items()}
    return {
        "product": entry.slug,
        "title": shelf.title(entry),
        "address": f"{address(entry.kind, entry.slug)}/measurements",
        "says": {key: says(MEASURABLE[key], summed(found)) for key, found in counting.items() if found},
        "measurements": [
            measurement_json(row, row in counting[key]) for key, found in specs.items() for row in found
        ],
    }


def measurement_json(row: Measurement, counts: bool) -> dict[str, Any]:
    """One measurement; ``counts``: whether the value of today is made of it."""
    found = summary(row.readings)
    return {
        "name": row.slug,
        "spec": row.spec,
        "unit": unit_of(MEASURABLE[row.spec]).base,
        "set_um": row.setting,
        "readings": list(row.readings),
        "n": found.n,
        "mean": found.mean,
        "spread": found.spread,
        "pieces": row.units,
        "instrument": row.instrument,
        "day": row.day,
        "by": row.author,
        "method": row.method,
        "note": row.note,
        "counts": counts,
    }

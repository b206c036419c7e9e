"""What the desk's pages of measurements show, finished."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from sqlmodel import Session, col, select

from catalog.changes.diff import canonical_json
from catalog.changes.saving import state_of
from catalog.dates import show_date
from catalog.desk.frame import DeskPage, FormPage
from catalog.method import queries
from catalog.method.measurable import MEASURABLE, unit_of, with_spread
from catalog.method.measurement_form import RemovalForm
from catalog.method.measuring import summary
from catalog.method.models import Measurement
from catalog.method.statements import Made, made_of
from catalog.products.models import Product
from catalog.shelf.naming import address
from catalog.shelf.shelf import Shelf
from catalog.specs.units import MILLIMETRE


@dataclass(frozen=True)
class Line:
    """One measurement in a list."""

    slug: str
    label: str
    words: str
    day: str
    instrument: str


@dataclass(frozen=True)
class Measured:
    """A product that was measured; ``url`` is that of its public page of measurements."""

    slug: str
    title: str
    url: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class ListPage(DeskPage):
    """`/desk/measurements`. ``devices`` of ``all_devices`` were measured; each version of a family counts."""

    products: tuple[Measured, ...]
    devices: int
    all_devices: int


@dataclass(frozen=True)
class Look:
    """What a measurement comes to, before it is saved."""

    words: str
    n: int
    least: str
    most: str
    statement: str
    note: str


@dataclass(frozen=True, kw_only=True)
class EditPage(FormPage):
    """A new measurement, or one that is corrected: ``slug`` is "" for a new one."""

    slug: str = ""
    about: str = ""
    unit: str = ""
    look: Look | None = None
    removal: RemovalForm | None = None


def measured_products(session: Session, shelf: Shelf) -> tuple[Measured, ...]:
    """Every product that was measured, by name."""
    by_product: dict[int, list[Measurement]] = {}
    for row in queries.all_measurements(session):
        by_product.setdefault(row.product_id, []).append(row)
    wanted = select(Product.id, Product.slug, Product.kind, Product.name)
    found = []
    for number, slug, kind, name in session.exec(wanted.where(col(Product.id).in_(by_product))):
        entry = shelf.by_slug(slug)
        title = shelf.title(entry) if entry else name
        rows = by_product[number or 0]
        found.append(Measured(slug, title, f"{address(kind, slug)}/measurements", tuple(map(_line, rows))))
    return tuple(sorted(found, key=lambda one: one.title.casefold()))


def devices_measured(session: Session, shelf: Shelf) -> tuple[int, int]:
    """How many of the devices have a measurement, and how many there are."""
    measured = {row.product_id for row in queries.all_measurements(session)}
    devices = list(shelf.devices())
    return sum(entry.id in measured for entry in devices), len(devices)


def _line(row: Measurement) -> Line:
    return Line(row.slug, words_of(row), _summed(row), show_date(row.day), row.instrument)


def words_of(row: Measurement) -> str:
    """What was measured: "Measured length at 0.5 mm"."""
    label = MEASURABLE[row.spec].label if row.spec in MEASURABLE else row.spec
    return f"{label} at {MILLIMETRE.show(row.setting)} mm" if row.setting else label


def _summed(row: Measurement) -> str:
    spec = MEASURABLE.get(row.spec)
    return with_spread(spec, summary(row.readings)) if spec else f"{len(row.readings)} readings"


def look(session: Session, wanted: Measurement) -> Look:
    """What it comes to by itself, and what the facts of the product will say with it. It is not saved."""
    spec = MEASURABLE[wanted.spec]
    unit = unit_of(spec)
    made = _made_with(session, wanted)
    return Look(
        words=with_spread(spec, summary(wanted.readings)),
        n=len(wanted.readings),
        least=f"{unit.show(min(wanted.readings))}{unit.suffix()}",
        most=f"{unit.show(max(wanted.readings))}{unit.suffix()}",
        statement=spec.kind.show(spec.kind.parse(made.statement.says or "")),
        note=made.statement.note,
    )


def _made_with(session: Session, wanted: Measurement) -> Made:
    """The statement as it would be with this measurement in place of the one of its name."""
    others = [row for row in queries.measurements_of(session, wanted.product_id) if row.slug != wanted.slug]
    rows = [row for row in (*others, wanted) if row.spec == wanted.spec]
    return made_of("this", rows, queries.comparable(session), {})[0]


def seen(row: Measurement) -> str:
    """A short digest of a measurement as it is stored: a form that was opened before a change has another."""
    return hashlib.sha256(canonical_json(json.loads(json.dumps(state_of(row)))).encode()).hexdigest()[:16]

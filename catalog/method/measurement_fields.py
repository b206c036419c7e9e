"""A measurement as it is typed at the desk, and what is wrong with it, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from sqlmodel import Session

from catalog import clock
from catalog.changes.diff import canonical_json
from catalog.dates import PartialDate
from catalog.editorial.typed import Typed
from catalog.method import queries
from catalog.method.measurable import MEASURABLE, has_settings, unit_of
from catalog.method.models import Measurement
from catalog.method.typed_readings import read_readings, write_readings
from catalog.products.models import Product
from catalog.products.queries import product_by_slug
from catalog.specs.needle_length_kind import LONGEST
from catalog.specs.spec import Spec
from catalog.specs.units import MILLIMETRE, SpecValueError

LONGEST_INSTRUMENT: Final = 120
LONGEST_NOTE: Final = 2000
MOST_PIECES: Final = 1000


def read_measurement(session: Session, typed: Typed, stored: Measurement | None, author: str) -> Measurement:
    """What is to be saved; faults go to `typed`.

    stored: the one that is corrected; it keeps its product, its spec and its author.
    """
    product = session.get(Product, stored.product_id) if stored else _product(session, typed)
    spec = MEASURABLE.get(stored.spec if stored else typed.choice("spec", MEASURABLE))
    if stored is None and product is not None and spec is not None and not spec.applies(product.kind):
        typed.wrong("spec", f"A {product.kind} has no {spec.name_in_a_list}.")
    return Measurement(
        slug=stored.slug if stored else "",
        product_id=product.id or 0 if product else 0,
        spec=spec.key if spec else "",
        setting=_setting(typed, spec),
        readings_json=canonical_json(list(_readings(typed, spec))),
        units=_pieces(typed),
        instrument=" ".join(typed.text("instrument", longest=LONGEST_INSTRUMENT).split()),
        day=_day(typed),
        author=stored.author if stored else author,
        method=_method(session, typed),
        note=typed.text("note", required=False, longest=LONGEST_NOTE),
    )


def fields_of(row: Measurement) -> dict[str, Any]:
    """What stands in the form that corrects it."""
    return {
        "setting": "" if row.setting is None else f"{MILLIMETRE.format(row.setting)} mm",
        "readings": write_readings(unit_of(MEASURABLE[row.spec]), row.readings),
        "pieces": str(row.units),
        "instrument": row.instrument,
        "day": row.day,
        "method": "" if row.method is None else str(row.method),
        "note": row.note,
    }


def started(session: Session, wish: Mapping[str, str]) -> dict[str, Any]:
    """What stands in the form of a new one. wish: what the address asked for, {"device": "exceed"}."""
    newest = next(iter(queries.methods(session)), None)
    return {
        "product": wish.get("device", ""),
        "spec": wish.get("spec", ""),
        "setting": wish.get("setting", ""),
        "pieces": "1",
        "day": clock.today().isoformat(),
        "method": str(newest.number) if newest else "",
    }


def _product(session: Session, typed: Typed) -> Product | None:
    slug = typed.text("product", required=False)
    if not slug:
        typed.wrong("product", "Choose what was measured.")
        return None
    found = product_by_slug(session, slug) if slug.isascii() and slug.isprintable() else None
    if found is None or found.is_family or not found.document:
        typed.wrong("product", "There is no device or cartridge of that name that could be measured.")
        return None
    return found


def _setting(typed: Typed, spec: Spec | None) -> int | None:
    text = typed.text("setting", required=False)
    if spec is None:
        return None
    if not has_settings(spec):
        if text:
            typed.wrong("setting", f"{spec.label} is not measured at a needle length. Leave this empty.")
        return None
    if not text:
        typed.wrong("setting", "Write which length was set, or which length it is sold as.")
        return None
    setting = typed.length("setting")
    if setting is not None and not 0 < setting <= LONGEST:
        typed.wrong("setting", "A setting is more than 0 and at most 20 mm. Is the unit right?")
        return None
    return setting


def _readings(typed: Typed, spec: Spec | None) -> tuple[int, ...]:
    text = typed.text("readings", required=False)
    if spec is None:
        return ()
    try:
        readings = read_readings(unit_of(spec), text)
    except SpecValueError as error:
        typed.wrong("readings", str(error))
        return ()
    if has_settings(spec) and any(reading > LONGEST for reading in readings):
        typed.wrong("readings", "One of these is longer than any such needle. Is the unit right?")
    return readings


def _pieces(typed: Typed) -> int:
    pieces = typed.whole("pieces", least=1, most=MOST_PIECES)
    if pieces is None and not str(typed.fields.get("pieces") or "").strip():
        typed.wrong("pieces", "Write on how many it was measured; 1 is a number, too.")
    return pieces or 1


def _day(typed: Typed) -> str:
    day = typed.text("day", required=False)
    try:
        found = PartialDate(day).day
    except ValueError:
        found = None
    if found is None:
        typed.wrong("day", "Write the day, such as 2026-11-27.")
    elif found > clock.today() + timedelta(days=1):
        # In the east it is tomorrow before it is so in UTC.
        typed.wrong("day", "This day is still to come.")
    elif found.year < 2000:
        typed.wrong("day", "This was too long ago. Is the year right?")
    return day


def _method(session: Session, typed: Typed) -> int | None:
    text = typed.text("method", required=False)
    known = {str(one.number): one.number for one in queries.methods(session)}
    if text and text not in known:
        typed.wrong("method", f"There is no version {text[:10]} of the method.")
    return known.get(text)

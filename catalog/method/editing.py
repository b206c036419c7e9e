"""Writing the method and measurements: the only code that writes their tables. Nothing here commits."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from sqlmodel import Session, col, select

from catalog.changes.models import Change
from catalog.changes.saving import remove_row, save_row
from catalog.method import queries
from catalog.method.measurable import MEASURABLE, has_settings
from catalog.method.models import Measurement, Method
from catalog.method.statements import made_of, slug_of
from catalog.people.models import Author
from catalog.products import queries as products
from catalog.products.editing import put_products, put_source
from catalog.products.models import Product

LARGEST: Final = 2**31 - 1
"""What a column of whole numbers holds on every database."""
ASKED: Final = {
    "number": "the number",
    "day": "the day",
    "criteria": "the criteria",
    "instruments": "the instruments",
}
"""What a version asks, by field: once it is published, that never changes. Its texts may be corrected."""


class MethodError(ValueError):
    """What cannot be saved: the field, and a sentence for who wrote it."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field, self.sentence = field, sentence


def put_method(session: Session, wanted: Method, *, actor: str, reason: str) -> Change | None:
    """Publish a new version of the method, or correct the words of one; None where nothing differs.

    Raises `MethodError` where what a published version asks would be another, where a new number is not the
    highest, and where it would be compared with what is no earlier version.
    """
    stored = queries.method_by_slug(session, wanted.slug)
    numbers = [one.number for one in queries.methods(session)]
    if stored is None and numbers and wanted.number <= max(numbers):
        raise MethodError("number", f"Version {max(numbers)} exists already; a new one has a higher number.")
    if stored is not None:
        for field, words in changed_demands(stored, wanted):
            raise MethodError(field, frozen_words(stored.number, words))
    for number in wanted.comparable:
        if number not in numbers or number >= wanted.number:
            raise MethodError("comparable", f"There is no version {number} before version {wanted.number}.")
    change = save_row(session, Method, wanted, actor=actor, reason=reason)
    if change is not None and stored is not None:
        # Whatever it is compared with now counts together with what was measured by it.
        for number in dict.fromkeys(row.product_id for row in queries.measured_by(session, wanted.number)):
            _renew_statements(session, session.get_one(Product, number), actor=actor, reason=reason)
    return change


def changed_demands(stored: Method, wanted: Method) -> list[tuple[str, str]]:
    """(field, words) of all that the one asks and the other does not."""
    return [
        (field, words) for field, words in ASKED.items() if getattr(stored, field) != getattr(wanted, field)
    ]


def frozen_words(number: int, words: str) -> str:
    """Why a published version keeps what it asks."""
    return (
        f"Version {number} is published, and reviews may rest on it: {words} stay as they are. "
        "Make a new version for what shall be asked from now on."
    )


def remove_method(session: Session, slug: str, *, actor: str, reason: str) -> Change | None:
    """Take a version away. Raises `MethodError` where something was measured by it."""
    stored = queries.method_by_slug(session, slug)
    if stored is not None and (rows := queries.measured_by(session, stored.number)):
        many = f"{len(rows)} measurements were" if len(rows) > 1 else "A measurement was"
        raise MethodError("", f"{many} made by version {stored.number}, so it stays.")
    return remove_row(session, Method, slug, actor=actor, reason=reason)


def put_measurement(session: Session, wanted: Measurement, *, actor: str, reason: str) -> Change | None:
    """Add a measurement, or correct the one of that slug; the product's statement follows.

    wanted: a new object; without a slug it is a new measurement and gets one. None where nothing differs.
    Raises `MethodError`.
    """
    product = session.get(Product, wanted.product_id)
    _check(session, product, wanted)
    assert product is not None
    if not wanted.slug:
        wanted.slug = _free_slug(session, slug_of(product.slug, wanted))
    change = save_row(session, Measurement, wanted, actor=actor, reason=reason)
    if change is not None:
        _renew_statements(session, product, actor=actor, reason=reason)
    return change


def remove_measurement(session: Session, slug: str, *, actor: str, reason: str) -> Change | None:
    """Take a measurement away, and out of the product's statement; the log keeps both. None without one."""
    stored = queries.measurement(session, slug)
    if stored is None:
        return None
    product = session.get_one(Product, stored.product_id)
    change = remove_row(session, Measurement, slug, actor=actor, reason=reason)
    _renew_statements(session, product, actor=actor, reason=reason)
    return change


def _check(session: Session, product: Product | None, wanted: Measurement) -> None:
    spec = MEASURABLE.get(wanted.spec)
    if product is None or product.is_family:
        raise MethodError("product", "Measure one version: a family has no length of its own.")
    if spec is None or not spec.applies(product.kind):
        raise MethodError("spec", f"This cannot be measured on a {product.kind}.")
    if has_settings(spec) != (wanted.setting is not None):
        raise MethodError("setting", "A setting belongs to what is measured at one, and only to that.")
    if not wanted.readings or not all(0 <= reading <= LARGEST for reading in wanted.readings):
        raise MethodError("readings", "There has to be a reading.")
    if wanted.method is not None and queries.method(session, wanted.method) is None:
        raise MethodError("method", f"There is no version {wanted.method} of the method.")


def _free_slug(session: Session, slug: str) -> str:
    """The slug, or with the first number behind it that is free."""
    taken = set(session.exec(select(Measurement.slug).where(col(Measurement.slug).startswith(slug))))
    if slug not in taken:
        return slug
    return next(f"{slug}-n{i}" for i in range(2, len(taken) + 3) if f"{slug}-n{i}" not in taken)


def _renew_statements(session: Session, product: Product, *, actor: str, reason: str) -> None:
    """What is said of the product as measured becomes what all its measurements come to."""
    who: Any = {"actor": actor, "reason": reason}
    rows = queries.measurements_of(session, product.id or 0)
    names = dict(session.exec(select(Author.slug, Author.name)).all())
    made = made_of(product.slug, rows, queries.comparable(session), names)
    for one in made:
        put_source(session, one.source, **who)
    stored = products.drafts(session, [product.id or 0])[product.id or 0]
    others = (row for row in stored.statements if not row.is_made_of_measurements)
    wanted = replace(stored, statements=(*others, *(one.statement for one in made)))
    put_products(session, [wanted], **who, is_measuring=True)

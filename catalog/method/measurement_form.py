"""The forms of a measurement: of a new one, of one that is corrected, and of one that is taken away."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlmodel import Session, col, select
from wtforms import HiddenField, SelectField, StringField, TextAreaField

from catalog.desk.csrf import DeskForm
from catalog.editorial.editable import Fault
from catalog.method import queries
from catalog.method.measurable import MEASURABLE, is_at_its_highest, unit_of
from catalog.products.models import Brand, Product
from catalog.shelf.shelf import full_name
from catalog.specs.spec import Spec


class MeasurementForm(DeskForm):
    """What was read, at which setting, with what and when: texts, which `measurement_fields` reads."""

    setting = StringField(
        "Setting",
        description="The needle length that was set, or that it is sold as: 0.5 mm. For lengths only.",
    )
    readings = TextAreaField(
        "Readings",
        description="All of them, in the order read: 0.46 0.45, 0.47. Without a unit they are in the one "
        "named with what was measured. Leave none out because it looks odd, and say in the note what was "
        "odd: here, too, every reading counts.",
        render_kw={"rows": 3},
    )
    pieces = StringField(
        "Measured on how many",
        description="Devices, or cartridges and heads, that the readings were spread over.",
        render_kw={"inputmode": "numeric"},
    )
    instrument = StringField(
        "Instrument",
        description="Which one exactly, and how finely it reads: a measuring microscope (0.01 mm).",
    )
    day = StringField("Day", description="Such as 2026-11-27.")
    method = SelectField("By which version of the method", validate_choice=False)
    note = TextAreaField(
        "Note", description="What was odd, what was different from the method. Public.", render_kw={"rows": 2}
    )

    def show(self, faults: Iterable[Fault]) -> None:
        """Put each fault at its field."""
        for fault in faults:
            field = self._fields.get(fault.field, self.readings)
            field.errors = [*field.errors, fault.said]

    def offer_methods(self, session: Session) -> None:
        """The versions that can be chosen."""
        versions = [(one.slug, f"Version {one.number}: {one.title}") for one in queries.methods(session)]
        self.method.choices = [*versions, ("", "By none")]


class NewMeasurementForm(MeasurementForm):
    """A new one also says of what it is."""

    product = SelectField("Device or cartridge", validate_choice=False)
    spec = SelectField("What was measured", validate_choice=False)

    def offer_things(self, session: Session) -> None:
        """The products and the specs that can be chosen."""
        self.product.choices = [("", "Please choose"), *_products(session)]
        self.spec.choices = [
            ("", "Please choose"),
            *((key, _spec_words(one)) for key, one in MEASURABLE.items()),
        ]


class OldMeasurementForm(MeasurementForm):
    """One that is corrected says why, and what it was when the form was opened."""

    seen = HiddenField()
    reason = StringField("Why it is corrected", description="Stands in the history of the facts.")


class RemovalForm(DeskForm):
    """One that is taken away."""

    reason = StringField("Why it is taken away", description="Stands in the history of the facts.")


def _spec_words(spec: Spec) -> str:
    """``"Noise at 30 cm, dB"``."""
    highest = " at its highest" if is_at_its_highest(spec) else ""
    return f"{spec.label}{highest}, {unit_of(spec).symbol}"


def _products(session: Session) -> list[tuple[str, str]]:
    """Slug and name of all that can be measured, devices before cartridges, by name."""
    rows: list[Any] = list(
        session.exec(
            select(Product.slug, Product.kind, Product.name, Brand.name)
            .join(Brand, col(Product.brand_id) == Brand.id, isouter=True)
            .where(Product.document != "", col(Product.is_family).is_(False), col(Product.is_published))
        )
    )
    named = [
        (slug, f"{full_name(brand or '', name)} ({kind})", kind == "cartridge")
        for slug, kind, name, brand in rows
    ]
    return [(slug, words) for slug, words, _ in sorted(named, key=lambda one: (one[2], one[1].casefold()))]

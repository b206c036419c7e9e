"""What reviews read of the method and of measurements, and where both can be read."""

from __future__ import annotations

from catalog.method.measurable import with_spread
from catalog.method.measuring import summary
from catalog.method.models import Measurement, Method
from catalog.method.scoring import Part
from catalog.specs.registry import SPECS
from catalog.specs.units import MILLIMETRE

from .drafts import Score


def parts(method: Method | None, kind: str, scores: tuple[Score, ...]) -> tuple[Part, ...]:
    """The criteria that a method asks of a kind of device, in its order, with what was given for each."""
    given = {one.criterion: one.score for one in scores}
    return tuple(
        Part(one["key"], one["name"], int(one["weight"]), given.get(one["key"]))
        for one in (method.criteria if method else ())
        if not one.get("kinds") or kind in one["kinds"]
    )


def measured_words(row: Measurement) -> str:
    """“Measured length at 0.5 mm: 0.46 ± 0.03 mm (n=9)”."""
    spec = SPECS.get(row.spec)
    if spec is None:
        return row.spec
    at = f" at {MILLIMETRE.show(row.setting)} mm" if row.setting else ""
    return f"{spec.label}{at}: {with_spread(spec, summary(row.readings))}"


def measurement_address(row: Measurement, device: str) -> str:
    """Where a measurement of the device of that slug can be read."""
    return f"/devices/{device}/measurements#m-{row.slug}"


def method_address(method: Method) -> str:
    """Where a version of the method can be read."""
    return f"/method/{method.number}"

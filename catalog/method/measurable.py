"""Which specs can be measured, and what measurements of one come to as a statement. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from catalog.method.measuring import Summary
from catalog.specs.kinds import Interval, Measurement, Measurements, Quantity, Span
from catalog.specs.registry import SPECS
from catalog.specs.spec import Spec
from catalog.specs.units import MONTH, Unit


def _can_be_measured(spec: Spec) -> bool:
    """Numbers that an instrument shows: not counts, and not what somebody promises for some months."""
    kind = spec.kind
    if isinstance(kind, Interval | Quantity):
        return bool(kind.measured_in.symbol) and kind.measured_in is not MONTH
    return isinstance(kind, Measurements)


MEASURABLE: Final[dict[str, Spec]] = {key: spec for key, spec in SPECS.items() if _can_be_measured(spec)}
"""By key, in the order of the registry."""


def unit_of(spec: Spec) -> Unit:
    """The unit its readings are typed and shown in."""
    unit = spec.kind.unit
    assert unit is not None
    return unit


def has_settings(spec: Spec) -> bool:
    """Whether it is measured at a setting."""
    return isinstance(spec.kind, Measurements)


def is_at_its_highest(spec: Spec) -> bool:
    """Whether it has two ends, of which the upper one is measured: a speed, at its highest."""
    return isinstance(spec.kind, Interval)


@dataclass(frozen=True, slots=True)
class Measured:
    """All that counts at one setting, summed up; the setting (µm) is None where there is none."""

    setting: int | None
    summary: Summary


def says(spec: Spec, measured: Sequence[Measured]) -> str:
    """The statement in the words of its spec: ``"0.5 mm → 0.46 mm ± 0.03 mm (n=9)"``, ``"56 dB"``.

    measured: one for each setting; without settings a single one.
    """
    if has_settings(spec):
        pairs = [
            Measurement(one.setting or 0, one.summary.mean, one.summary.n, one.summary.spread)
            for one in measured
        ]
        return spec.kind.format(tuple(sorted(pairs)))
    mean = measured[0].summary.mean
    return spec.kind.format(Span(None, mean) if is_at_its_highest(spec) else mean)


def with_spread(spec: Spec, found: Summary) -> str:
    """As it is said of a measurement: ``"0.46 ± 0.03 mm (n=9)"``; of a single reading ``"56 dB (n=1)"``."""
    unit = unit_of(spec)
    spread = "" if found.spread is None else f" ± {unit.show(found.spread)}"
    return f"{unit.show(found.mean)}{spread}{unit.suffix()} (n={found.n})"

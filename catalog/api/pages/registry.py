"""The registry of specs. It is part of the program and has no history."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from catalog.api.pages.products import first
from catalog.api.resource import Json, Moment, Resource
from catalog.api.shapes import log as shapes
from catalog.specs.registry import SPECS
from catalog.specs.spec import Spec
from catalog.specs.units import Unit


def _keys(moment: Moment, filters: Mapping[str, str]) -> Collection[str]:
    return SPECS.keys()


def specs(moment: Moment, keys: Sequence[str]) -> list[Json]:
    return [spec_json(SPECS[key]) for key in keys if key in SPECS]


def spec_json(spec: Spec) -> Json:
    """One spec as it is declared."""
    return {
        "key": spec.key,
        "label": spec.label,
        "section": spec.section.label,
        "kind": spec.kind.name,
        "unit": _unit(spec.kind.unit),
        "applies_to": list(spec.applies_to),
        "direction": spec.better.value,
        "better": spec.better_words,
        "materiality": spec.material,
        "materiality_percent": spec.material_percent,
        "tolerance": spec.tolerance,
        "measured_only": spec.measured_only,
        "help": spec.help,
        "question": spec.question,
        "also": list(spec.aliases),
        "example": spec.example,
        "example_value": spec.kind.to_json(spec.kind.parse(spec.example)),
    }


def _unit(unit: Unit | None) -> dict[str, Any] | None:
    return {"symbol": unit.symbol, "base": unit.base, "per": unit.per} if unit else None


RESOURCES: Final = (
    Resource(
        name="specs",
        noun="spec",
        about="The registry itself: what a product can have, in which unit, which end is better, and how "
        "large a difference has to be to count.",
        item=shapes.Spec,
        listed=shapes.Spec,
        keys=_keys,
        some=specs,
        one=first(specs),
        has_as_of=False,
        example="needle_length",
    ),
)

"""The form for own weights, as its template shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from catalog.compare.asked import Asked
from catalog.compare.weights import Criterion


@dataclass(frozen=True)
class WeightField:
    """``own`` is the method's weight; ``value`` what is in the field, ``error`` what is wrong with it."""

    name: str
    label: str
    own: int
    value: str
    error: str


@dataclass(frozen=True)
class WeightsForm:
    """``is_used``: the shopper's weights are in force; ``clear_url`` goes back to the method's."""

    fields: tuple[WeightField, ...]
    is_used: bool
    is_wrong: bool
    clear_url: str


def weights_form(criteria: Sequence[Criterion], asked: Asked) -> WeightsForm | None:
    """None where nothing can be weighed. What was typed and cannot be read is in its field again."""
    if not criteria:
        return None
    weights = {key: str(weight) for key, weight in asked.weights}
    errors = {one.parameter: one for one in asked.ignored}
    typed = dict(asked.typed) | {one.parameter: one.value for one in asked.ignored}
    is_wrong = any(one.field in errors for one in criteria)
    fields = []
    for one in criteria:
        error = errors.get(one.field)
        # In the address what is not named counts for nothing, which a field has to say.
        kept = weights.get(one.key, "0") if weights and not is_wrong else ""
        value = typed.get(one.field, kept)
        fields.append(WeightField(one.field, one.name, one.weight, value, error.message if error else ""))
    return WeightsForm(tuple(fields), bool(weights), is_wrong, asked.with_(weights=()).address() + "#weights")

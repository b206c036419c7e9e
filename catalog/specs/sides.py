"""Who is at odds over one spec: what one source says in parts is one side. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from catalog.specs.spec import Spec


@dataclass(frozen=True, slots=True)
class Side:
    """Statements of one source that stand together, by their keys. ``is_at_odds``: another says otherwise."""

    keys: tuple[str, ...]
    is_at_odds: bool


Keyed = tuple[str, Any]
"""The key of a statement and its value."""


def sides(spec: Spec, said: Iterable[tuple[str, str, Any]]) -> tuple[Side, ...]:
    """The sides among statements that count, (key, source, value) each, in their order.

    “From 0 mm” and “up to 1.5 mm” of one source are one side; two lengths that it calls the highest are two.
    """
    groups: list[tuple[str, list[Keyed]]] = []
    for key, source, value in said:
        mine = (ones for whose, ones in groups if whose == source and not _clash(spec, ones, [(key, value)]))
        found = next(mine, None) if source else None
        if found is None:
            groups.append((source, [(key, value)]))
        else:
            found.append((key, value))
    found_sides = []
    for _, ones in groups:
        others = [one for _, them in groups if them is not ones for one in them]
        found_sides.append(Side(tuple(key for key, _ in ones), _clash(spec, ones, others)))
    return tuple(found_sides)


def _clash(spec: Spec, some: Iterable[Keyed], others: Sequence[Keyed]) -> bool:
    return any(at_odds(spec, a, b) for _, a in some for _, b in others)


def at_odds(spec: Spec, a: Any, b: Any) -> bool:
    """Whether two values differ in a part that both have, beyond the tolerance of the spec."""
    first, second = spec.kind.parts(a), spec.kind.parts(b)
    both = first.keys() & second.keys()
    return any(spec.kind.differs(first[key], second[key], spec.tolerance) for key in both)

"""Own weights in the address of a comparison: which criteria can be weighed, and what was asked of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from catalog.finder.conditions import Ignored
from catalog.method.scoring import HEAVIEST, WeightsError, read_weights
from catalog.reviews.side_by_side import Reviewed, Side, ranked_together
from catalog.specs.units import shorten

WEIGHTS: Final = "w"
FIELD: Final = "w-"
"""What the name of a field begins with; the key of its criterion follows."""
TOO_SOON: Final = "Own weights wait until reviews have scores."

Weights = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Criterion:
    """One that can be weighed; ``weight`` is the method's own."""

    key: str
    name: str
    weight: int

    @property
    def field(self) -> str:
        return FIELD + self.key


@dataclass(frozen=True)
class Asked:
    """``typed`` are the fields as they came, kept where one of them cannot be read."""

    weights: Weights = ()
    typed: tuple[tuple[str, str], ...] = ()


def criteria_of(reviewed: Reviewed, sides: Sequence[Side | None]) -> tuple[Criterion, ...]:
    """Those of the newest method among the reviews, as far as they are asked of any device scored."""
    versions = versions_of(reviewed, sides)
    if not versions:
        return ()
    method = reviewed.methods[versions[0]]
    found = {part.key for side in sides if side and side.method in versions for part in side.by(method)}
    return tuple(
        Criterion(one["key"], one["name"], int(one["weight"]))
        for one in method.criteria
        if one["key"] in found
    )


def versions_of(reviewed: Reviewed, sides: Sequence[Side | None]) -> tuple[int, ...]:
    """The versions of the method by which these were scored and can be ranked together, the newest first."""
    scored = {side.method for side in sides if side and side.method in reviewed.methods}
    return ranked_together((one for one in scored if one is not None), reviewed.comparable)


def read(given: Mapping[str, list[str]], criteria: Sequence[Criterion], ignored: list[Ignored]) -> Asked:
    """What the address says of weights; what cannot be used is added to ``ignored``.

    Fields of the form come before ``w``. An empty field keeps the method's weight, so that whoever changes
    one thing changes one thing; in ``w`` what is not named counts for nothing.
    """
    if not criteria:
        ignored += [Ignored(WEIGHTS, text, TOO_SOON) for text in given.get(WEIGHTS, ())]
        return Asked()
    typed = {one.key: given[one.field][0] for one in criteria if one.field in given}
    if typed:
        numbers = {key: _number(text) for key, text in typed.items()}
        if None not in numbers.values():
            weights = [(one.key, numbers.get(one.key, one.weight) or 0) for one in criteria]
            if any(weight for _, weight in weights):
                return Asked(tuple((key, weight) for key, weight in weights if weight))
        for key, text in typed.items():
            if numbers[key] is None:
                words = f"“{shorten(text)}” is no weight. Write a whole number from 0 to {HEAVIEST:,}."
                ignored.append(Ignored(FIELD + key, text, words))
        if None not in numbers.values():
            first, text = next(iter(typed.items()))
            ignored.append(Ignored(FIELD + first, text, "At least one weight has to be more than 0."))
        unread = {one.parameter for one in ignored}
        kept = tuple((FIELD + key, text) for key, text in typed.items() if FIELD + key not in unread)
        return Asked(_of_address(given, criteria, ignored), kept)
    return Asked(_of_address(given, criteria, ignored))


def _of_address(
    given: Mapping[str, list[str]], criteria: Sequence[Criterion], ignored: list[Ignored]
) -> Weights:
    text = ",".join(given.get(WEIGHTS, ()))
    if not text:
        return ()
    try:
        named = read_weights(text)
    except WeightsError as error:
        ignored.append(Ignored(WEIGHTS, text, str(error)))
        return ()
    keys = {one.key for one in criteria}
    for key, weight in named.items():
        if key not in keys:
            words = f"There is no criterion “{shorten(key)}” in the scores compared."
            ignored.append(Ignored(WEIGHTS, f"{key}:{weight}", words))
    return tuple((one.key, named[one.key]) for one in criteria if named.get(one.key))


def _number(text: str) -> int | None:
    """A whole number that can weigh something; None for anything else."""
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(HEAVIEST))):
        return None
    return int(text) if int(text) <= HEAVIEST else None

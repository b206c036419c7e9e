"""The numbers of a claim to one scale, each with the study that measured it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from markupsafe import Markup

from catalog.figures.number_bars import Number, number_bars
from catalog.science.models import Study
from catalog.science.standing import Doubt

from .studied import StudyLine, study_lines

_LONGEST: Final = 20
"""Characters of a number; a longer text is none."""


@dataclass(frozen=True)
class NumberLine:
    """``value`` and ``unit`` as printed; ``study`` measured it, None where it was only claimed.

    ``bar`` is empty where the numbers of the claim have no scale in common.
    """

    label: str
    value: str
    unit: str
    bar: Markup
    study: StudyLine | None


def number_lines(
    numbers: Sequence[Mapping[str, str]],
    studies: Mapping[str, Study],
    labels: Mapping[str, str],
    doubts: Mapping[str, Doubt],
) -> tuple[NumberLine, ...]:
    """The numbers of `Claim.numbers`, in the order given."""
    bars = number_bars(drawn) if (drawn := _drawn(numbers)) else [Markup("")] * len(numbers)
    return tuple(
        NumberLine(
            number["label"],
            _printed(number["value"]),
            number["unit"],
            bar,
            next(iter(study_lines([number["study"]], studies, labels, doubts)), None),
        )
        for number, bar in zip(numbers, bars, strict=True)
    )


def _drawn(numbers: Sequence[Mapping[str, str]]) -> list[Number]:
    """The numbers as a figure takes them; none where one is no number or the units differ."""
    values = [_decimal(number["value"]) for number in numbers]
    if len({number["unit"] for number in numbers}) > 1:
        return []
    return [
        Number(number["label"], value, f"{_printed(number['value'])} {number['unit']}", bool(number["study"]))
        for number, value in zip(numbers, values, strict=True)
        if value is not None and None not in values
    ]


def _printed(value: str) -> str:
    """With a real minus sign."""
    return value.replace("-", "−")


def _decimal(text: str) -> Decimal | None:
    """``"+53.2"`` → 53.2; None for what is no finite number."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() and len(text) <= _LONGEST and abs(value.adjusted()) < _LONGEST else None

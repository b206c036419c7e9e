"""Readings as they are typed in one go: ``"0.46 0.45, 0.47"`` → whole numbers of the base unit. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from catalog.specs.kinds import unit_of, with_unit
from catalog.specs.units import SpecValueError, Unit

MOST_READINGS: Final = 500
_BEFORE_A_UNIT: Final = re.compile(r"(?<=[\d.,])[ \t]+(?=[^\d\s.,;+−-])")
_APART: Final = re.compile(r"[\s;]+")
_IN_A_ROW: Final = re.compile(r"\d*\.\d+(,\d*\.\d+)+", re.ASCII)


def read_readings(unit: Unit, text: str) -> tuple[int, ...]:
    """Spaces, lines, semicolons or a comma with a space part readings; a comma inside one is a decimal's.

    A unit written once, behind the last, holds for all. Raises `SpecValueError`, which names the reading.
    """
    pieces = [piece for piece in _APART.split(_BEFORE_A_UNIT.sub("", text)) if piece.strip(",")]
    numbers = [number for piece in pieces for number in _split(piece.strip(","))]
    if not numbers:
        raise SpecValueError("Write at least one reading, such as 0.46 0.45 0.47.")
    if len(numbers) > MOST_READINGS:
        raise SpecValueError(f"These are {len(numbers)} readings; {MOST_READINGS} fit into one measurement.")
    shared = unit_of(numbers[-1]) if not any(unit_of(number) for number in numbers[:-1]) else ""
    if shared:
        # A unit that is none is wrong where it stands, not at the first reading.
        _number(unit, numbers[-1], len(numbers))
    return tuple(_number(unit, with_unit(number, shared), place) for place, number in enumerate(numbers, 1))


def _split(piece: str) -> Sequence[str]:
    return piece.split(",") if _IN_A_ROW.fullmatch(piece) else (piece,)


def _number(unit: Unit, text: str, place: int) -> int:
    try:
        return unit.parse(text)
    except SpecValueError as error:
        raise SpecValueError(f"Reading {place}: {error}") from error


def write_readings(unit: Unit, readings: Sequence[int]) -> str:
    """As a form shows them, in the unit people read: ``"0.46 0.45 0.47"``."""
    return " ".join(map(unit.format, readings))

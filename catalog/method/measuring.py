"""What readings come to: mean and spread, in whole numbers of the base unit. Pure.

Readings are whole numbers (µm, dB, g …) of zero or more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt


@dataclass(frozen=True, slots=True)
class Summary:
    """Of n readings: their mean and their spread (sample standard deviation); one reading has no spread."""

    n: int
    mean: int
    spread: int | None = None


def summary(readings: Sequence[int]) -> Summary:
    """Mean and sample standard deviation, each rounded to the nearest whole number, halves to the even one.

    Nothing is left out: an outlier counts as every other reading does. Raises ValueError without readings.
    The deviation is that of a sample, divided by n − 1 (ISO 3534-1:2006, 2.17).
    """
    if not readings:
        raise ValueError("Without a reading there is nothing to sum up.")
    n = len(readings)
    return Summary(n, round(Fraction(sum(readings), n)), _deviation(readings) if n > 1 else None)


def _deviation(readings: Sequence[int]) -> int:
    """By whole numbers throughout, so that it is the same on every machine."""
    n, total = len(readings), sum(readings)
    variance = Fraction(n * sum(reading**2 for reading in readings) - total**2, n * (n - 1))
    root = isqrt(variance.numerator // variance.denominator)
    # The nearest whole number to √v is r where (r − ½)² ≤ v ≤ (r + ½)².
    half = Fraction(2 * root + 1, 2) ** 2
    if variance == half:
        return root + root % 2
    return root + (variance > half)

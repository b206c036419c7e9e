"""How a score is made of its parts, with a formula that anybody can follow. Pure.

Scores and totals are tenths of a point: 84 is 8.4 of 10. Weights are whole numbers; only how they stand to
each other counts. What was not scored is not guessed: the total is then everything it could be.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

LEAST: Final = 0
MOST: Final = 100
"""Tenths of a point: a score is from 0 to 10."""
HEAVIEST: Final = 1000
"""A weight is at most this."""


@dataclass(frozen=True, slots=True)
class Part:
    """One criterion of a score. ``score`` is None where nothing was scored; ``name`` is as printed."""

    key: str
    name: str
    weight: int
    score: int | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """From ``low`` to ``high``, equal where every part was scored. ``unknown``: the names of those not."""

    low: int
    high: int
    unknown: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether every part that has a weight was scored."""
        return not self.unknown

    @property
    def words(self) -> str:
        """``"8.1"``; ``"6.1–7.4, noise not known"`` where something was not scored."""
        if self.is_known:
            return points(self.low)
        missing = " and ".join((", ".join(self.unknown[:-1]), self.unknown[-1]))
        return f"{points(self.low)}–{points(self.high)}, {missing.removeprefix(' and ')} not known"


class WeightsError(ValueError):
    """Weights that cannot be used; the message is for who typed them."""


def total(parts: Sequence[Part]) -> Total | None:
    """The weighted mean, halves rounded to the even tenth; None where nothing that has a weight was scored.

    A part that was not scored counts once with no point and once with all of them.
    """
    weighed = [part for part in parts if part.weight]
    if not weighed or all(part.score is None for part in weighed):
        return None
    return Total(
        _mean(weighed, LEAST),
        _mean(weighed, MOST),
        tuple(_in_a_list(part.name) for part in weighed if part.score is None),
    )


def _mean(parts: Sequence[Part], unknown: int) -> int:
    summed = sum(part.weight * (unknown if part.score is None else part.score) for part in parts)
    return round(Fraction(summed, sum(part.weight for part in parts)))


def formula(parts: Sequence[Part]) -> str:
    """``"(30 × 8.4 + 25 × 8.0) ÷ 55 = 8.2"``; "" where there is no total.

    What was not scored stands as what it could be: ``"15 × 0–10"``. The result of a mean that is no whole
    tenth is "≈".
    """
    result = total(parts)
    if result is None:
        return ""
    weighed = [part for part in parts if part.weight]
    whole = sum(part.weight for part in weighed)
    terms = " + ".join(f"{part.weight} × {_score(part.score)}" for part in weighed)
    shown = points(result.low) if result.is_known else f"{points(result.low)}–{points(result.high)}"
    return f"({terms}) ÷ {whole} {'=' if _is_exact(weighed, whole) else '≈'} {shown}"


def _is_exact(parts: Sequence[Part], whole: int) -> bool:
    least = sum(part.weight * (part.score or 0) for part in parts)
    most = least + sum(part.weight * MOST for part in parts if part.score is None)
    return least % whole == 0 and most % whole == 0


def points(tenths: int) -> str:
    """``84`` → "8.4", ``100`` → "10"."""
    return "10" if tenths == MOST else f"{tenths // 10}.{tenths % 10}"


def _score(tenths: int | None) -> str:
    return "0–10" if tenths is None else points(tenths)


def _in_a_list(name: str) -> str:
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


_SCORE: Final = re.compile(r"(\d{1,2})(?:[.,](\d))?", re.ASCII)


def read_points(text: str) -> int:
    """``"8.4"`` → 84, ``"10"`` → 100. Raises ValueError, in words, for what is no score."""
    match = _SCORE.fullmatch(text.strip())
    tenths = int(match[1]) * 10 + int(match[2] or 0) if match else MOST + 1
    if tenths > MOST:
        raise ValueError(f"“{text.strip()[:20]}” is no score. Write one from 0 to 10, like 8.4.")
    return tenths


_WEIGHT: Final = re.compile(r"([a-z][a-z0-9_-]{0,39}):(\d{1,4})", re.ASCII)


def read_weights(text: str) -> dict[str, int]:
    """Own weights as they stand in an address: ``"noise:3,step:2"`` → ``{"noise": 3, "step": 2}``.

    Raises `WeightsError` for what cannot be read, for one named twice, and where none is more than 0.
    """
    weights: dict[str, int] = {}
    for piece in text.split(","):
        match = _WEIGHT.fullmatch(piece.strip())
        if match is None or int(match[2]) > HEAVIEST:
            raise WeightsError(
                f"“{piece.strip()[:40]}” is no weight. Write a name and a whole number up to {HEAVIEST}, "
                "like noise:3."
            )
        if match[1] in weights:
            raise WeightsError(f"“{match[1]}” is weighed twice.")
        weights[match[1]] = int(match[2])
    if not any(weights.values()):
        raise WeightsError("At least one weight has to be more than 0.")
    return weights


def write_weights(weights: Mapping[str, int]) -> str:
    """The same as text: ``{"noise": 3, "step": 2}`` → ``"noise:3,step:2"``."""
    return ",".join(f"{key}:{weight}" for key, weight in weights.items())


def with_weights(parts: Sequence[Part], weights: Mapping[str, int]) -> tuple[Part, ...]:
    """The parts with these weights instead of their own; one that is not named counts for nothing."""
    return tuple(replace(part, weight=weights.get(part.key, 0)) for part in parts)


def can_be_compared(one: int | None, other: int | None, comparable: Mapping[int, Sequence[int]]) -> bool:
    """Whether scores by these versions of the method may stand in one ranking.

    comparable: each version → the earlier ones whose scores may be set beside its own, as it says itself.
    That 2 goes with 1 and 3 with 2 says nothing of 3 and 1. A score without a version stands alone.
    """
    if one is None or other is None:
        return False
    early, late = sorted((one, other))
    return early == late or early in comparable.get(late, ())


def rankable(versions: Sequence[int | None], comparable: Mapping[int, Sequence[int]]) -> bool:
    """Whether all of these may be ranked together."""
    return all(
        can_be_compared(one, other, comparable) for i, one in enumerate(versions) for other in versions[i:]
    )

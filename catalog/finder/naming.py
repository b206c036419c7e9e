"""How the finder writes lengths and lists."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from catalog.specs.needle_length import Lengths, NeedleLengths
from catalog.specs.units import MILLIMETRE


def low(words: str) -> str:
    """The words with a small first letter, to stand inside a sentence."""
    return words[:1].lower() + words[1:]


@lru_cache(maxsize=2_000)
def mm(length: int) -> str:
    """``500`` → "0.5 mm"."""
    return f"{MILLIMETRE.show(length)} mm"


def joined(words: Sequence[str]) -> str:
    """ "0.2, 0.3 and 0.5"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


@lru_cache(maxsize=20_000)
def figure(lengths: Lengths) -> str:
    """The lengths as the one large figure of a card: "0.25–2.5 or 3.0 mm", "0.5 mm", "not known"."""
    if not lengths.main.is_known:
        return "not known"
    first = lengths.main
    if len(first.ranges) == 1 and all(
        len(s.ranges) == 1 and s.fixed == first.fixed and s.ranges[0].ends for s in lengths.settings
    ):
        lows = _either({s.ranges[0].low for s in lengths.settings})
        highs = _either({s.ranges[0].high for s in lengths.settings})
        dial = f"{lows}–{highs}" if lows and highs and lows != highs else lows or highs
        if not lows:
            dial = f"up to {highs}"
        elif not highs:
            dial = f"from {lows}"
        return ", ".join([dial, *map(MILLIMETRE.show, first.fixed)]) + " mm"
    return " or ".join(dict.fromkeys(_plain(s) for s in lengths.settings if s.is_known)) + " mm"


def _either(ends: set[int | None]) -> str:
    return " or ".join(MILLIMETRE.show(end) for end in sorted(end for end in ends if end is not None))


def _plain(lengths: NeedleLengths) -> str:
    ranges = []
    for r in lengths.ranges:
        if r.low is not None and r.high is not None:
            ranges.append(f"{MILLIMETRE.show(r.low)}–{MILLIMETRE.show(r.high)}")
        elif r.ends:
            word = "up to" if r.low is None else "from"
            ranges.append(f"{word} {MILLIMETRE.show(r.ends[0])}")
    return ", ".join([*ranges, *([" · ".join(map(MILLIMETRE.show, lengths.fixed))] if lengths.fixed else [])])

"""Made-up needle lengths of every kind: dials, fixed lengths, kits, disputed, open, unlisted."""

from __future__ import annotations

from random import Random
from typing import Any

from catalog.changes.recording import canonical_json
from catalog.specs.needle_length import NeedleLengths, Range
from catalog.specs.registry import SPECS
from catalog.specs.resolution import worst_case


def length_answer(random: Random) -> str:
    kind = SPECS["needle_length"].kind
    first = _lengths(random)
    readings = [first]
    if random.random() < 0.06:
        readings.append(_disputing(random, first))
    elif random.random() < 0.02:
        return canonical_json({"state": "not_published"})
    said: list[NeedleLengths] = [*readings, *([_lengths(random)] if random.random() < 0.05 else [])]
    answer: dict[str, Any] = {"value": kind.to_json(first), "worst": kind.to_json(worst_case(said))}
    if len(readings) > 1 and readings[1] != first:
        answer |= {"state": "disputed", "alternatives": [kind.to_json(readings[1])]}
    else:
        answer["state"] = "known"
    return canonical_json(answer)


def _lengths(random: Random) -> NeedleLengths:
    low = random.choice((0, 100, 200, 200, 250, 250, 300, 500))
    high = random.choice((500, 1000, 1500, 2000, 2000, 2500, 2500, 3000))
    step = random.choice((50, 100, 100, 250, 250, 500, 0, 30))
    one = random.randrange(100, 3600, 10)
    match random.random():
        case roll if roll < 0.40:
            return NeedleLengths((), (Range(min(low, high), high, step),))
        case roll if roll < 0.50:
            return NeedleLengths((), (Range(min(low, high), high, None),))
        case roll if roll < 0.58:
            return NeedleLengths((), (Range(None, high, random.choice((None, None, 250))),))
        case roll if roll < 0.61:
            return NeedleLengths((), (Range(low, None, random.choice((None, 250))),))
        case roll if roll < 0.62:
            return NeedleLengths((), (Range(None, None, 250),))
        case roll if roll < 0.84:
            return NeedleLengths((one,))
        case roll if roll < 0.92:
            return NeedleLengths(tuple(random.sample((200, 250, 300, 500, 1000, 1500, 2000), 3)))
        case roll if roll < 0.95:
            return NeedleLengths((one,), open=True)
        case roll if roll < 0.98:
            return NeedleLengths((), (Range(min(low, high), high, None),), versions_listed=False)
        case _:
            return NeedleLengths((high + 500,), (Range(min(low, high), high, step),))


def _disputing(random: Random, first: NeedleLengths) -> NeedleLengths:
    """Another reading: one part of the dial is different, or everything is."""
    if len(first.ranges) != 1 or first.ranges[0].low is None or first.ranges[0].high is None:
        return _lengths(random)
    r = first.ranges[0]
    assert r.low is not None
    assert r.high is not None
    changed = random.choice((Range(r.low + 50, r.high + 50, r.step), Range(r.low, r.high + 500, r.step)))
    if random.random() < 0.3:
        changed = Range(max(r.low - 50, 0), r.high, r.step)
    return NeedleLengths(first.fixed, (changed,), first.open, first.versions_listed)

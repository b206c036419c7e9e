"""How a cell differs from that of the device the others are held against."""

from typing import Any, Final

from catalog.compare.equality import equal
from catalog.compare.sameness import readings
from catalog.shelf.cell import Cell
from catalog.specs.answer import Answer, agreed
from catalog.specs.resolution import DOES_NOT_APPLY
from catalog.specs.spec import Spec
from catalog.specs.units import Unit

SAME, DIFFERENT, UNCLEAR = "same", "different", "not enough information"
_PARTS: Final = {"": "", "low": "start ", "high": "end ", "step": "stops "}


def difference(spec: Spec, cell: Cell, base: Cell) -> str:
    """``"+20 g"``, ``"start −0.25 mm, end +0.5 mm"``, or whether it is the same; nothing where either spec
    does not apply.
    """
    if DOES_NOT_APPLY in (cell.state, base.state):
        return ""
    if not (cell.is_known and base.is_known):
        return UNCLEAR
    answer = agreed(equal(spec, a, b) for a in readings(cell) for b in readings(base))
    if answer is Answer.YES:
        return SAME
    if answer is Answer.UNKNOWN:
        return UNCLEAR
    if cell.is_disputed or base.is_disputed:
        return DIFFERENT
    return _in_numbers(spec, cell.value, base.value) or DIFFERENT


def _in_numbers(spec: Spec, value: Any, base: Any) -> str:
    """Part by part, where every part that differs is a number."""
    unit = spec.kind.unit
    if unit is None or isinstance(value, (str, tuple, bool)):
        return ""
    some, others = spec.kind.parts(value), spec.kind.parts(base)
    if some.keys() != others.keys() or not some.keys() <= _PARTS.keys():
        return ""
    changed = {key: (some[key], others[key]) for key in some if some[key] != others[key]}
    pairs = {key: (a, b) for key, (a, b) in changed.items() if isinstance(a, int) and isinstance(b, int)}
    if pairs.keys() != changed.keys() or 0 in (some.get("step"), others.get("step")):
        return ""
    gaps = {key: a - b for key, (a, b) in pairs.items()}
    if gaps.keys() == {"low", "high"} and some["low"] == some["high"] and others["low"] == others["high"]:
        return signed(unit, gaps["high"])
    return ", ".join(f"{_PARTS[key]}{signed(unit, gap)}" for key, gap in gaps.items())


def signed(unit: Unit, gap: int) -> str:
    """``"+20 g"``, ``"−0.25 mm"``."""
    return f"{'+' if gap > 0 else '−'}{unit.show(abs(gap))}{unit.suffix()}"

"""The rules of a comparison once more, slow and from the text of the design: what is possible is listed.

A value with unknown parts stands for everything it may turn out to be. *Different* has to be true however the
unknown parts turn out, *same* too; where every part of a value is known the answer is exact.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

from catalog.shelf.cell import Cell
from catalog.specs.kinds import Measurement, Size, Span, TermSet
from catalog.specs.needle_length import NeedleLengths
from catalog.specs.spec import Spec
from tests.specs.oracle import completions as devices

GRID = (0, 1, 5, 10, 12)
"""What an unknown number is filled in with."""
TERMS = ("12", "36", "42", "nano")
SETTINGS = (500, 1000)
AXES = ("length", "width")


@dataclass(frozen=True)
class Possible:
    """What a value may be, part by part; ``is_sure`` where there is nothing left to find out."""

    values: tuple[Any, ...]
    is_sure: bool


def possible(value: Any) -> Possible:
    if isinstance(value, NeedleLengths):
        return _lengths(value)
    if isinstance(value, Span):
        return _filled({"low": value.low, "high": value.high})
    if isinstance(value, TermSet):
        named = frozenset(term.casefold() for term in value.values)
        if not value.open:
            return Possible((named,), True)
        more = [term for term in TERMS if term not in named]
        found = [named | set(some) for n in range(len(more) + 1) for some in combinations(more, n)]
        return Possible(tuple(found), False)
    if isinstance(value, Size):
        known = dict(value.axes)
        spans = {axis: known.get(axis, Span()) for axis in AXES}
        ends = product(spans.items(), ("low", "high"))
        return _filled({f"{axis} {end}": getattr(span, end) for (axis, span), end in ends})
    if isinstance(value, tuple):
        measured: dict[int, Measurement] = {one.set_to: one for one in value}
        return _filled({str(s): measured[s].measured if s in measured else None for s in SETTINGS})
    if isinstance(value, str):
        return Possible((" ".join(value.casefold().split()),), True)
    return Possible((value,), True)


def _filled(parts: dict[str, int | None]) -> Possible:
    ways = product(*(GRID if part is None else (part,) for part in parts.values()))
    return Possible(tuple(ways), None not in parts.values())


def _lengths(value: NeedleLengths) -> Possible:
    """Every device that the lengths may be: its single settings, and stretches without stops, joined."""
    if not value.versions_listed:
        # Only the ends are sure to be among the lengths on offer.
        inner = [length for length in range(0, 2001, 250) if any(_inside(r, length) for r in value.ranges)]
        ends = set(value.ends())
        chosen = (some for n in range(len(inner) + 1) for some in combinations(inner, n))
        return Possible(tuple((frozenset(ends | set(some)), ()) for some in chosen), False)
    found = tuple(dict.fromkeys((_alone(d.stops, d.stretches), _joined(d.stretches)) for d in devices(value)))
    is_sure = not value.open and all(r.is_exact for r in value.ranges) and value.is_known
    return Possible(found, is_sure)


def _inside(r: Any, length: int) -> bool:
    return (r.low is None or r.low < length) and (r.high is None or length < r.high)


def _joined(stretches: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for low, high in sorted(stretches):
        if found and low <= found[-1][1]:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return tuple(found)


def _alone(stops: Iterable[int], stretches: Sequence[tuple[int, int]]) -> frozenset[int]:
    return frozenset(s for s in stops if not any(low <= s <= high and low < high for low, high in stretches))


def alike(spec: Spec, a: Any, b: Any) -> bool:
    """Whether two values without an unknown part are equal, integers within the spec's tolerance."""
    if isinstance(a, tuple) and isinstance(b, tuple) and a and isinstance(a[0], int):
        return all(abs(x - y) <= spec.tolerance for x, y in zip(a, b, strict=True))
    if isinstance(a, int) and isinstance(b, int):
        return abs(a - b) <= spec.tolerance
    return bool(a == b)


def surely_differ(spec: Spec, a: Cell, b: Cell) -> bool:
    """Every alternative of one from every alternative of the other, however the rest turns out."""
    return all(
        not alike(spec, x, y)
        for one in _readings(a)
        for other in _readings(b)
        for x in possible(one).values
        for y in possible(other).values
    )


def _readings(cell: Cell) -> tuple[Any, ...]:
    return (cell.value, *cell.alternatives)


def is_sure(cell: Cell) -> bool:
    return all(possible(value).is_sure for value in _readings(cell))


def outcome(spec: Spec, cells: Sequence[Cell]) -> str:
    """The key of the count a row belongs to."""
    applicable = [cell for cell in cells if cell.state != "does_not_apply"]
    if len(applicable) < 2:
        return "not_applicable"
    known = [cell for cell in applicable if cell.state in ("known", "disputed")]
    if any(surely_differ(spec, a, b) for a, b in combinations(known, 2)):
        return "differ"
    is_clear = all(cell.state == "known" and is_sure(cell) for cell in applicable)
    if is_clear and all(
        alike(spec, possible(a.value).values[0], possible(b.value).values[0])
        for a, b in combinations(applicable, 2)
    ):
        return "same"
    return "cannot_tell"


# -- better -----------------------------------------------------------------------------------------------


def best(spec: Spec, cells: Sequence[Cell], direction: str) -> list[int]:
    """Places that are marked: no cell that the spec applies to may be unknown, disputed or of another kind of
    value, and each marked one is materially ahead of each that is not."""
    if direction not in ("higher", "lower"):
        return []
    places = [i for i, cell in enumerate(cells) if cell.state != "does_not_apply"]
    if len(places) < 2 or any(cells[i].state != "known" for i in places):
        return []
    kinds = {cells[i].kind for i in places}
    if len(kinds) > 1 or (spec.measured_only and kinds != {"measured"}):
        return []
    for chosen in _leading(places, [cells[i].value for i in places], direction):
        rest = [i for i in places if i not in chosen]
        if all(_material(spec, cells[i].value, cells[j].value) for i in chosen for j in rest) and not any(
            _material(spec, cells[i].value, cells[j].value) for i, j in combinations(chosen, 2)
        ):
            return sorted(chosen) if rest else []
    return []


def _leading(places: Sequence[int], numbers: Sequence[int], direction: str) -> Iterator[list[int]]:
    """The first, the first two … in the order of the better end; equals come together."""
    order = sorted(set(numbers), reverse=direction == "higher")
    for n in range(1, len(order) + 1):
        yield [i for i, number in zip(places, numbers, strict=True) if number in order[:n]]


def _material(spec: Spec, a: int, b: int) -> bool:
    gap = abs(a - b)
    if spec.material_percent is not None:
        return gap > 0 and gap * 100 >= min(a, b) * spec.material_percent
    return gap >= (spec.material or 1)

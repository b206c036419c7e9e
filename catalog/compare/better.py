"""When one cell may be called better, and in which words. Most rows have no better end and get none.

The word is a superlative ("lower noise", of those compared), so it is said only where every cell to which
the spec applies is known, undisputed and founded alike: hearing less of one device never makes another one
better.
"""

from collections.abc import Callable, Sequence
from typing import Final

from catalog.shelf.cell import Cell
from catalog.specs.kinds import Measurement
from catalog.specs.resolution import DOES_NOT_APPLY, KNOWN
from catalog.specs.spec import Better, Spec

EQUAL_BEST: Final = "equal best"
_NOTES: Final = {Better.HIGHER: "higher is better", Better.LOWER: "lower is better"}


def better_note(spec: Spec) -> str:
    """For the head of the row: "lower is better"; nothing where no end is."""
    return _NOTES.get(spec.better, "")


def better_words(spec: Spec, cells: Sequence[Cell]) -> tuple[str, ...]:
    """One for each cell: the spec's words, "equal best", or nothing."""
    if spec.better not in (Better.HIGHER, Better.LOWER):
        return ("",) * len(cells)
    return _marked(spec, cells, spec.better is Better.LOWER, spec.better_words, EQUAL_BEST)


def neutral_words(spec: Spec, cells: Sequence[Cell]) -> tuple[str, ...]:
    """The same for a spec whose difference is said without judging it: "lighter"."""
    if not spec.less_words:
        return ("",) * len(cells)
    return _marked(spec, cells, True, spec.less_words, "")


def _marked(spec: Spec, cells: Sequence[Cell], is_lower: bool, alone: str, together: str) -> tuple[str, ...]:
    numbers = comparable(spec, cells)
    if numbers is None:
        return ("",) * len(cells)
    spread = max((_spread(cell) for cell in cells if cell.is_known), default=0)
    return marks(numbers, is_lower, alone, together, lambda gap, least: is_material(spec, gap, least, spread))


def marks(
    numbers: Sequence[int | None],
    is_lower: bool,
    alone: str,
    together: str,
    is_enough: Callable[[int, int], bool],
) -> tuple[str, ...]:
    """Marks the best numbers, None being cells that take no part. ``is_enough(gap, least)`` says whether a
    difference counts, ``least`` being the smaller of the two numbers.

    Those that are not materially worse than the best share it. Nothing is marked where nothing is worse, nor
    where a number that is worse than the best is not worse than one that would share it.
    """
    taking_part = [number for number in numbers if number is not None]
    if len(taking_part) < 2:
        return ("",) * len(numbers)
    best = min(taking_part) if is_lower else max(taking_part)

    def is_worse(number: int, than: int) -> bool:
        return is_enough(abs(number - than), min(number, than))

    winners = [number for number in taking_part if not is_worse(number, best)]
    others = [number for number in taking_part if is_worse(number, best)]
    if not others or not all(is_worse(number, winner) for number in others for winner in winners):
        return ("",) * len(numbers)
    words = alone if len(winners) == 1 else together
    return tuple(words if number is not None and number in winners else "" for number in numbers)


def comparable(spec: Spec, cells: Sequence[Cell]) -> list[int | None] | None:
    """The cells as numbers, None for one to which the spec does not apply.

    No list at all where the cells cannot be compared.
    """
    applicable = [cell for cell in cells if cell.state != DOES_NOT_APPLY]
    kinds = {cell.kind for cell in applicable}
    if len(applicable) < 2 or len(kinds) != 1 or any(cell.state != KNOWN for cell in applicable):
        return None
    if spec.measured_only and kinds != {"measured"}:
        return None
    if len({cell.method for cell in applicable}) > 1:
        # What two versions of the method measured differs by more than the devices.
        return None
    settings = {tuple(m.set_to for m in cell.value) for cell in applicable if isinstance(cell.value, tuple)}
    if len(settings) > 1:
        # Deviations at other settings are other things.
        return None
    return [number_of(cell) if cell in applicable else None for cell in cells]


def number_of(cell: Cell) -> int | None:
    """The value as one number in the base unit: of measurements the largest deviation from the setting."""
    value = cell.value
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, tuple):
        return max((abs(m.measured - m.set_to) for m in value if isinstance(m, Measurement)), default=None)
    return None


def is_material(spec: Spec, gap: int, least: int, spread: int = 0) -> bool:
    """Whether a difference counts: the spec's smallest one, or a measurement's spread if that is more."""
    if spec.material_percent is not None:
        return 100 * gap >= spec.material_percent * least and gap > 0
    return gap >= max(spec.material or 1, spread)


def _spread(cell: Cell) -> int:
    if not isinstance(cell.value, tuple):
        return 0
    return max((one.spread or 0 for one in cell.value), default=0)

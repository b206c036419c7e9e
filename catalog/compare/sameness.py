"""Same, different, not enough information, does not apply: what a row of a comparison comes to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import combinations

from catalog.compare.equality import equal, surely_unequal
from catalog.shelf.cell import Cell
from catalog.specs.answer import Answer
from catalog.specs.resolution import DOES_NOT_APPLY
from catalog.specs.spec import Spec


class Sameness(Enum):
    """The values are the keys of the counts in the twins."""

    DIFFERENT = "differ"
    SAME = "same"
    CANNOT_TELL = "cannot_tell"
    DOES_NOT_APPLY = "not_applicable"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows come to what; the four add up to every row that is counted, in every mode."""

    differ: int = 0
    same: int = 0
    cannot_tell: int = 0
    not_applicable: int = 0

    @classmethod
    def of(cls, found: Iterable[Sameness]) -> "Counts":
        every = list(found)
        return cls(**{sameness.value: every.count(sameness) for sameness in Sameness})

    @property
    def known(self) -> int:
        """Rows of which it is known whether they differ."""
        return self.differ + self.same


def sameness(spec: Spec, cells: Sequence[Cell]) -> Sameness:
    """*Different*: two cells differ in every reading. *Same*: every cell to which the spec applies is known,
    undisputed and equal. Otherwise it cannot be told.
    """
    applicable = [cell for cell in cells if cell.state != DOES_NOT_APPLY]
    if len(applicable) < 2:
        return Sameness.DOES_NOT_APPLY
    known = [cell for cell in applicable if cell.is_known]
    if any(surely_unequal(spec, readings(a), readings(b)) for a, b in combinations(known, 2)):
        return Sameness.DIFFERENT
    is_clear = len(known) == len(applicable) and not any(cell.is_disputed for cell in known)
    if is_clear and all(equal(spec, a.value, b.value) is Answer.YES for a, b in combinations(known, 2)):
        return Sameness.SAME
    return Sameness.CANNOT_TELL


def readings(cell: Cell) -> tuple[object, ...]:
    """The value of a cell and every other reading of it."""
    return (cell.value, *cell.alternatives)

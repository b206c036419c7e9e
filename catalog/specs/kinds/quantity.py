"""One whole number with its unit."""

from dataclasses import dataclass

from catalog.specs.kinds.kind import Whole
from catalog.specs.units import Unit


@dataclass(frozen=True)
class Quantity(Whole):
    """One whole number in the base unit of ``measured_in``."""

    measured_in: Unit
    name: str = "quantity"

    @property
    def unit(self) -> Unit:
        return self.measured_in

    def parse(self, text: str) -> int:
        return self.measured_in.parse(text)

    def format(self, value: int) -> str:
        return self.measured_in.format(value) + self.measured_in.suffix()

    def show(self, value: int) -> str:
        return self.measured_in.show(value) + self.measured_in.suffix()

    def sort_key(self, value: int) -> tuple[int, ...]:
        return (value,)

"""Has it or not."""

from dataclasses import dataclass

from catalog.specs.kinds.kind import Whole
from catalog.specs.units import SpecValueError, shorten


@dataclass(frozen=True)
class YesNo(Whole):
    """Has it or not."""

    name: str = "yes_no"

    def parse(self, text: str) -> bool:
        word = text.strip().lower()
        if word in ("yes", "true", "1"):
            return True
        if word in ("no", "false", "0"):
            return False
        raise SpecValueError(f"“{shorten(text)}” is neither yes nor no.")

    def format(self, value: bool) -> str:
        return "yes" if value else "no"

    def sort_key(self, value: bool) -> tuple[int, ...]:
        return (int(value),)

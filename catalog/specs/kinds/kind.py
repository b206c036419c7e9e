"""What every kind of value has to offer, and what most of them have in common."""

from abc import ABC, abstractmethod
from collections.abc import Hashable, Mapping
from typing import Any, Final, Protocol

from catalog.specs.units import Unit

Parts = dict[str, Hashable]
WHOLE: Final = ""
"""The key of the only part of a value that resolves as one."""


class Kind(Protocol):
    """What `Spec.kind` has to offer."""

    @property
    def name(self) -> str: ...
    @property
    def unit(self) -> Unit | None: ...
    def parse(self, text: str) -> Any: ...
    def format(self, value: Any) -> str: ...
    def show(self, value: Any) -> str: ...
    def sort_key(self, value: Any) -> tuple[int, ...] | str: ...
    def to_json(self, value: Any) -> Any: ...
    def from_json(self, data: Any) -> Any: ...
    def parts(self, value: Any) -> Parts: ...
    def join(self, parts: Mapping[str, Any]) -> Any: ...
    def differs(self, a: Any, b: Any, tolerance: int) -> bool: ...


class Whole(ABC):
    """A value that resolves as one."""

    @property
    def unit(self) -> Unit | None:
        return None

    def parts(self, value: Any) -> Parts:
        return {WHOLE: value}

    def join(self, parts: Mapping[str, Any]) -> Any:
        return parts[WHOLE]

    def differs(self, a: Any, b: Any, tolerance: int) -> bool:
        """Whether two parts differ beyond the tolerance (in base units, where there are any)."""
        if isinstance(a, bool) or not (isinstance(a, int) and isinstance(b, int)):
            return bool(a != b)
        return abs(a - b) > tolerance

    def show(self, value: Any) -> str:
        return self.format(value)

    @abstractmethod
    def format(self, value: Any) -> str: ...

    def to_json(self, value: Any) -> Any:
        return value

    def from_json(self, data: Any) -> Any:
        return data

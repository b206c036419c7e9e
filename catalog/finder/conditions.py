"""What a filter can say about one facet. Values, not behaviour: `facet` reads and writes them."""

from __future__ import annotations

from dataclasses import dataclass


class Refused(ValueError):  # noqa: N818
    """A text that is no condition; the message is for the person who typed it."""


class TooMany(ValueError):  # noqa: N818
    """More facets, values or characters than one address may carry; answered with 400 and these words."""


@dataclass(frozen=True, slots=True)
class Length:
    """One of the seven questions about needle length, with one or two lengths in µm."""

    key: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Values ticked in a facet (any of them will do) and values excluded (none of them may be there).

    Both are tokens as they stand in an address, sorted.
    """

    key: str
    values: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()

    def has(self, token: str) -> bool | str:
        """True, False or ``"excluded"``, as the twins say it."""
        if token in self.values:
            return True
        return "excluded" if token in self.excluded else False


@dataclass(frozen=True, slots=True)
class Between:
    """A number from ``low`` to ``high`` in the facet's base unit, both inclusive; an open end is None."""

    key: str
    low: int | None = None
    high: int | None = None
    currency: str | None = None

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise Refused("Give at least one end.")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise Refused("The smallest is above the largest. Swap them.")


@dataclass(frozen=True, slots=True)
class Words:
    """What the search has to find a device by: one line, with single spaces."""

    key: str
    text: str


Condition = Length | Choice | Between | Words


@dataclass(frozen=True, slots=True)
class Ignored:
    """A part of an address that could not be used, and why; shown at its field and in the twins."""

    parameter: str
    value: str
    message: str

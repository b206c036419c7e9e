"""Facets as they stand in an address: how each kind of facet reads, writes and says a condition.

What the devices answer is not here (`readings`, `index`); this side knows no data.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Final, Protocol

from catalog.finder.conditions import Condition, Ignored

MOST_VALUES: Final = 10
LONGEST_TEXT: Final = 200

NOTHING_KNOWN: Final = "unknown"
"""The token that asks for the devices of which a facet knows nothing."""

Labels = Callable[[str, str], str]
"""(facet key, token) → the words for it; brands and cartridges are known to the data only."""


def token(term: str) -> str:
    """A term as it stands in an address: ``"Stainless steel"`` → ``"stainless-steel"``."""
    plain = unicodedata.normalize("NFKD", term).encode("ascii", "ignore").decode() or term
    return re.sub(r"[\W_]+", "-", plain.casefold()).strip("-")


class Facet(Protocol):
    """What the finder can be asked about, by its key in addresses."""

    @property
    def key(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def help(self) -> str: ...
    @property
    def parameters(self) -> tuple[str, ...]: ...
    def parse(self, given: Given) -> tuple[Condition | None, list[Ignored]]: ...
    def serialize(self, condition: Condition) -> str: ...
    def chip(self, condition: Condition, labels: Labels) -> str: ...


Given = Mapping[str, Sequence[str]]
"""Parameter name → its values that are not empty, in the order of the address."""

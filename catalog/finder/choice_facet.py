"""Facets with values to tick, in addresses and in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from catalog.finder.conditions import Choice, Condition, Ignored, TooMany
from catalog.finder.facet import MOST_VALUES, NOTHING_KNOWN, Given, Labels, token
from catalog.specs.units import shorten

KNOWN: Final = "known"
"""What remains where the devices of which nothing is known are left out."""


@dataclass(frozen=True)
class ChoiceFacet:
    """Values to tick, any of which will do; with ``all_of`` every ticked one has to be there.

    ``options`` (token → label) where the values are fixed; without them any token is a value. Where
    ``can_be_unknown``, "unknown" asks for the devices of which nothing is known, and they match.
    """

    key: str
    label: str
    help: str = ""
    options: Mapping[str, str] | None = field(default=None, hash=False)
    all_of: bool = False
    renamed: Mapping[str, str] = field(default_factory=dict, hash=False)
    unknown_label: str = "Not known"
    can_be_unknown: bool = True

    @property
    def parameters(self) -> tuple[str, ...]:
        return (self.key,)

    def parse(self, given: Given) -> tuple[Condition | None, list[Ignored]]:
        ignored: list[Ignored] = []
        values: set[str] = set()
        excluded: set[str] = set()
        for text in given.get(self.key, ()):
            for piece in text.split(","):
                written = piece.strip()
                if not written:
                    continue
                name = token(written)
                name = self.renamed.get(name, name)
                if not self._has(name):
                    ignored.append(Ignored(self.key, written, self._unknown(written)))
                elif written.startswith(("-", "−")):
                    excluded.add(name)
                else:
                    values.add(name)
                if len(values) + len(excluded) + len(ignored) > MOST_VALUES:
                    raise TooMany(f"At most {MOST_VALUES} values of one kind can be asked for at once.")
        if not values and not excluded:
            return None, ignored
        return Choice(self.key, tuple(sorted(values)), tuple(sorted(excluded))), ignored

    def _has(self, name: str) -> bool:
        if name == NOTHING_KNOWN:
            return self.can_be_unknown
        return bool(name) and (self.options is None or name in self.options)

    def _unknown(self, written: str) -> str:
        if self.options is None:
            return f"“{shorten(written)}” is no value of {self.label.lower()}."
        return f"“{shorten(written)}” is none of: {', '.join(self.options)}."

    def serialize(self, condition: Condition) -> str:
        assert isinstance(condition, Choice)
        return ",".join((*condition.values, *(f"-{value}" for value in condition.excluded)))

    def chip(self, condition: Condition, labels: Labels) -> str:
        assert isinstance(condition, Choice)
        joint = " and " if self.all_of else " or "
        wanted = joint.join(labels(self.key, value) for value in condition.values)
        named = [labels(self.key, value) for value in condition.excluded if value != NOTHING_KNOWN]
        refused = [f"not {' or '.join(named)}"] if named else []
        known = [KNOWN] if NOTHING_KNOWN in condition.excluded else []
        return f"{self.label}: {', '.join([*([wanted] if wanted else []), *refused, *known])}"

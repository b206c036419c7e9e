"""What a product was at a state of the log, fact by fact: each spec, the law, what fits. Pure.

Prices are left out: they change by themselves, and no text leans on them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from catalog.changes.diff import State
from catalog.specs.registry import SPECS
from catalog.specs.units import SpecValueError

STATEMENTS, LEGAL, FITS, STATUS = "statements", "legal", "fits", "status"
SOLD: Final = {"current": "still sold", "discontinued": "no longer sold", "unknown": "not known"}


@dataclass(frozen=True)
class Fact:
    """``table`` is one of the above; ``key`` a spec, a market with its regulator, or the id of what fits."""

    table: str
    key: str


Facts = dict[Fact, frozenset[str]]


def facts_of(state: State | None) -> Facts:
    """What is said of each: a value that two sources give is there once, one that was set aside is not."""
    found: dict[Fact, set[str]] = {}
    for fact, words in _said(state or {}):
        found.setdefault(fact, set()).add(words)
    return {fact: frozenset(words) for fact, words in found.items()}


def is_public(state: State | None) -> bool:
    """Whether readers could see the product then."""
    return state is not None and bool(state.get("is_published", True))


def _said(state: State) -> Iterator[tuple[Fact, str]]:
    for row in (state.get(STATEMENTS) or {}).values():
        if row.get("says") is not None and row.get("rank") != "deprecated":
            yield Fact(STATEMENTS, str(row["spec"])), _shown(row)
    for row in (state.get(LEGAL) or {}).values():
        number = f", {row['identifier']}" if row.get("identifier") else ""
        yield Fact(LEGAL, f"{row.get('market')}, {row.get('body')}"), f"{row.get('status')}{number}"
    for row in (state.get(FITS) or {}).values():
        yield Fact(FITS, str(row.get("other_id"))), str(row.get("answer"))
    if status := SOLD.get(str(state.get("status"))):
        yield Fact(STATUS, ""), status


def _shown(row: dict[str, Any]) -> str:
    says, spec = str(row["says"]), SPECS.get(str(row["spec"]))
    if spec is None or row.get("unparsed"):
        return says
    try:
        return spec.kind.show(spec.kind.parse(says))
    except SpecValueError:
        # What could be read once may be refused by the registry of today.
        return says

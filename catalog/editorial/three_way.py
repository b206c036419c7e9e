"""Three texts of one thing: what both began from, mine and theirs. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from catalog.changes.recording import canonical_json

MINE: Final = "mine"
THEIRS: Final = "theirs"


@dataclass(frozen=True)
class Choice:
    """A field that both changed, differently: nobody can say which is right but the author."""

    name: str
    base: Any
    mine: Any
    theirs: Any


@dataclass(frozen=True)
class Merge:
    """`fields`: what stands where only one of them changed a field; mine where both did. `choices`: those."""

    fields: dict[str, Any]
    choices: tuple[Choice, ...]


def merge(base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Merge:
    """Field by field: who changed it is followed; where both did and differ, it is a choice."""
    fields: dict[str, Any] = {}
    choices: list[Choice] = []
    # In the order of my form; what only they have comes after.
    for name in dict.fromkeys((*mine, *theirs)):
        old, own, other = base.get(name), mine.get(name), theirs.get(name)
        if same(own, other) or same(other, old):
            fields[name] = own
        elif same(own, old):
            fields[name] = other
        else:
            fields[name] = own
            choices.append(Choice(name, old, own, other))
    return Merge(fields, tuple(choices))


def chosen(found: Merge, said: Mapping[str, str]) -> dict[str, Any]:
    """The fields with each choice made: {"title": "theirs"}; mine where nothing is said."""
    other = {one.name: one.theirs for one in found.choices if said.get(one.name) == THEIRS}
    return found.fields | other


def same(one: Any, other: Any) -> bool:
    """Whether two values of a field are the same JSON; what is not there is as good as empty."""
    return canonical_json(_full(one)) == canonical_json(_full(other))


def _full(value: Any) -> Any:
    return "" if value is None or value == [] or value is False else value

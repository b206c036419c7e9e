"""The devices with a regulator's file, without making a model of every device there is."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from catalog.cleared.names import Model, family_of, model_of, shared_legal, versions
from catalog.shelf.entry import Entry
from catalog.shelf.naming import family_title
from catalog.shelf.shelf import Shelf

MOST_LISTED: Final = 60
"""Models in the table of those with a file; the field on the page finds the others."""


@dataclass(frozen=True)
class OnFile:
    """How many models have a file, a family counted once, and the first of them by title.

    ``examples`` are two of one brand, the first with a file and the second without, or none: the difference
    is the point.
    """

    count: int
    models: tuple[Model, ...]
    examples: tuple[Model, ...]


def on_file(shelf: Shelf) -> OnFile:
    """Who has a file at the shelf's version; made once a shelf."""
    return shelf.once(_on_file)


def _on_file(shelf: Shelf) -> OnFile:
    devices = shelf.devices()
    units: list[Sequence[Entry]] = [[entry] for entry in devices if entry.family not in shelf.families]
    units += versions(shelf, devices).values()
    having: list[tuple[str, Sequence[Entry]]] = []
    without: dict[str | None, list[Sequence[Entry]]] = defaultdict(list)
    for unit in units:
        if any(row.on_record for row in shared_legal(unit)):
            having.append((_title(shelf, unit), unit))
        else:
            without[unit[0].brand].append(unit)
    having.sort(key=lambda titled: titled[0])
    return OnFile(
        count=len(having),
        models=tuple(_model(shelf, unit) for _, unit in having[:MOST_LISTED]),
        examples=_examples(shelf, [unit for _, unit in having], without),
    )


def _examples(
    shelf: Shelf, having: Sequence[Sequence[Entry]], without: dict[str | None, list[Sequence[Entry]]]
) -> tuple[Model, ...]:
    for unit in having:
        if others := without.get(unit[0].brand):
            other = min(others, key=lambda one: _title(shelf, one))
            return (_model(shelf, unit), _model(shelf, other))
    return ()


def _title(shelf: Shelf, unit: Sequence[Entry]) -> str:
    """By which models are sorted."""
    family = shelf.families.get(unit[0].family or "")
    return (family_title(shelf, family) if family else shelf.title(unit[0])).casefold()


def _model(shelf: Shelf, unit: Sequence[Entry]) -> Model:
    family = unit[0].family
    return family_of(shelf, family, unit) if family in shelf.families else model_of(shelf, unit[0])

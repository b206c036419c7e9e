"""The devices with a regulator's file, without making a model of every device there is."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from catalog.cleared.names import Model, by_title, family_of, model_of, shared_legal, versions
from catalog.shelf.entry import Entry
from catalog.shelf.shelf import Shelf


@dataclass(frozen=True)
class OnFile:
    """``models`` with a file, by title, a family once; ``examples`` are two of one brand, or none.

    Of these the first has a file and the second none: the difference is the point.
    """

    models: tuple[Model, ...]
    examples: tuple[Model, ...]


def on_file(shelf: Shelf) -> OnFile:
    """Who has a file at the shelf's version; made once a shelf."""
    return shelf.once(_on_file)


def _on_file(shelf: Shelf) -> OnFile:
    devices = shelf.devices()
    units = [[entry] for entry in devices if entry.family not in shelf.families]
    units += versions(shelf, devices).values()
    having: list[Sequence[Entry]] = []
    without: dict[str | None, list[Sequence[Entry]]] = defaultdict(list)
    for unit in units:
        if any(row.on_record for row in shared_legal(unit)):
            having.append(unit)
        else:
            without[unit[0].brand].append(unit)
    models = by_title(_model(shelf, unit) for unit in having)
    for model in models:
        if others := without.get(model.brand):
            other = by_title(_model(shelf, unit) for unit in others)[0]
            return OnFile(tuple(models), (model, other))
    return OnFile(tuple(models), ())


def _model(shelf: Shelf, unit: Sequence[Entry]) -> Model:
    family = unit[0].family
    return family_of(shelf, family, unit) if family in shelf.families else model_of(shelf, unit[0])

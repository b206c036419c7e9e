"""What is known of each product, of what a shopper needs to know of its kind. Pure.

A spec is required of a kind where the finder asks for it, where a result card names it, or where it is one of
the eight facts on record. What only we can measure is not: no page could give it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from catalog.shelf.entry import Entry, read_answer
from catalog.shelf.shelf import Shelf
from catalog.specs.registry import SPECS
from catalog.specs.resolution import DISPUTED, KNOWN, NOT_PUBLISHED
from catalog.specs.spec import ALL, Facet, Spec

ON_RECORD: Final = frozenset({"needle_length", "pin_count", "sterility", "replacement"})
"""Specs among the eight facts on record; the other facts are no specs."""


def _required(kind: str) -> tuple[Spec, ...]:
    return tuple(
        spec
        for key, spec in SPECS.items()
        if spec.applies(kind)
        and spec.facet is not Facet.MEASURED
        and (spec.facet is not None or spec.on_card is not None or key in ON_RECORD)
    )


REQUIRED: Final = {kind: _required(kind) for kind in ALL}
"""By kind of product, in the order of the registry."""


@dataclass(frozen=True, slots=True)
class Completeness:
    """One product: its required specs by what is known of them; each stands in one of the four.

    ``not_published``: looked for, and the maker does not say. ``not_researched``: somebody noted it without a
    value. ``missing``: nobody says anything of it.
    """

    slug: str
    title: str
    kind: str
    known: tuple[Spec, ...]
    not_published: tuple[Spec, ...]
    not_researched: tuple[Spec, ...]
    missing: tuple[Spec, ...]

    @property
    def required(self) -> int:
        return len(self.known) + len(self.not_published) + len(self.wanted)

    @property
    def wanted(self) -> tuple[Spec, ...]:
        """What still has to be looked for, in the order of the registry."""
        return tuple(s for s in SPECS.values() if s in self.missing or s in self.not_researched)

    @property
    def percent(self) -> int:
        """How much of what is required is known, in whole per cent, rounded down: 100 is all of it."""
        return 100 * len(self.known) // self.required if self.required else 100


@dataclass(frozen=True, slots=True)
class Summary:
    """All products together: how many there are, how many lack nothing, and how much is known of all."""

    products: int
    complete: int
    wanted: int
    percent: int


def completeness(entry: Entry, title: str) -> Completeness:
    """What is known of one product."""
    found: dict[str, list[Spec]] = {"known": [], "not_published": [], "not_researched": [], "missing": []}
    for spec in REQUIRED[entry.kind]:
        found[_state(entry, spec.key)].append(spec)
    return Completeness(entry.slug, title, entry.kind, *map(tuple, found.values()))


def _state(entry: Entry, key: str) -> str:
    data = entry.answer(key)
    if data is None:
        return "missing"
    state, value, _ = read_answer(key, data)
    if state in (KNOWN, DISPUTED) and value is not None:
        return "known"
    return "not_published" if state == NOT_PUBLISHED else "not_researched"


def of_all(shelf: Shelf) -> tuple[Completeness, ...]:
    """Every product, what lacks most first, then by name. How often a page is looked at is not counted here,
    so it cannot weigh."""
    found = [completeness(entry, shelf.title(entry)) for entry in shelf]
    return tuple(sorted(found, key=lambda one: (-len(one.wanted), one.title.casefold(), one.slug)))


def summary(shelf: Shelf) -> Summary:
    """For the dashboard."""
    return summed(shelf.once(of_all))


def summed(products: Sequence[Completeness]) -> Summary:
    """The same of some products."""
    known, required = sum(len(p.known) for p in products), sum(p.required for p in products)
    return Summary(
        len(products),
        len([p for p in products if not p.wanted]),
        sum(len(p.wanted) for p in products),
        100 * known // required if required else 100,
    )

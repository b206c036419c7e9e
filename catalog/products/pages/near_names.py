"""Products whose names are near what somebody typed."""

import re
from difflib import get_close_matches
from typing import Final

from catalog.products.pages.naming import address, family_title
from catalog.shelf import current
from catalog.shelf.shelf import Shelf

MOST_COMPARED: Final = 2000
"""Comparing two names takes tens of microseconds; a mistyped address must not cost a second."""
_CUTOFF: Final = 0.6


def near_names(text: str) -> list[tuple[str, str]]:
    """At most five ``(name, address)``, the nearest first; for the page that says there is no such page."""
    wanted = _slugged(text.removesuffix(".json"))
    if not wanted:
        return []
    places = _places(current())
    names = {wanted} & places.keys() or get_close_matches(wanted, _some(places, wanted), 5, _CUTOFF)
    return list(dict.fromkeys(places[name] for name in names))


def _places(shelf: Shelf) -> dict[str, tuple[str, str]]:
    """Name as in an address → (title, address), by slug and by title, families included."""
    places: dict[str, tuple[str, str]] = {}
    for entry in shelf:
        title = shelf.title(entry)
        place = (title, address(entry.kind, entry.slug))
        places[entry.slug] = place
        places.setdefault(_slugged(title), place)
    for family in shelf.families.values():
        places[family.slug] = (family_title(shelf, family), address(family.kind, family.slug))
    return places


def _some(places: dict[str, tuple[str, str]], wanted: str) -> list[str]:
    """All names of a small catalogue; of a large one those that begin alike or share a word."""
    if len(places) <= MOST_COMPARED:
        return list(places)
    words = {word for word in wanted.split("-") if len(word) > 1}
    alike = [name for name in places if name[:2] == wanted[:2] or words & set(name.split("-"))]
    return sorted(alike, key=lambda name: abs(len(name) - len(wanted)))[:MOST_COMPARED]


def _slugged(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text[:120].casefold()).strip("-")

"""Products whose names are near what somebody typed."""

import re
from difflib import get_close_matches
from typing import Final

from catalog.shelf import current
from catalog.shelf.naming import title_and_address
from catalog.shelf.shelf import Shelf

MOST_COMPARED: Final = 2000
"""Comparing two names takes tens of microseconds; a mistyped address must not cost a second."""
_CUTOFF: Final = 0.6


def near_names(text: str) -> list[tuple[str, str]]:
    """At most five ``(name, address)``, the nearest first; for the page that says there is no such page."""
    wanted = _slugged(text.removesuffix(".json"))
    if not wanted:
        return []
    shelf = current()
    slugs = _names(shelf, wanted)
    near = [wanted] if wanted in slugs else get_close_matches(wanted, slugs, 5, _CUTOFF)
    found = (title_and_address(shelf, slugs[name]) for name in near)
    return list(dict.fromkeys(named for named in found if named))


def _names(shelf: Shelf, wanted: str) -> dict[str, str]:
    """Name → slug: slugs and whole names of a small catalogue; of a large one the slugs that begin alike or
    share a word, those of like length first."""
    slugs = [*shelf.slugs, *shelf.families]
    if len(slugs) <= MOST_COMPARED:
        titles = {_slugged(named[0]): slug for slug in slugs if (named := title_and_address(shelf, slug))}
        return titles | {slug: slug for slug in slugs}
    words = [word for word in wanted.split("-") if len(word) > 1]
    alike = [slug for slug in slugs if slug[:2] == wanted[:2] or any(word in slug for word in words)]
    alike.sort(key=lambda slug: abs(len(slug) - len(wanted)))
    return {slug: slug for slug in alike[:MOST_COMPARED]}


def _slugged(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text[:120].casefold()).strip("-")

"""What a shopper has put aside to compare: at most six devices, in a signed cookie and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from itsdangerous import BadData, URLSafeTimedSerializer

from catalog.compare.asked import MOST

COOKIE: Final = "basket"
MAX_AGE: Final = 30 * 24 * 60 * 60
"""Seconds: thirty days from the last change."""
LONGEST_SLUG: Final = 120
MOST_READ: Final = 2 * MOST
"""Names in a cookie: six devices, and such as are gone and have not been told of yet."""


@dataclass(frozen=True)
class Basket:
    """Slugs in the order put aside, each once."""

    slugs: tuple[str, ...] = ()

    def __contains__(self, slug: str) -> bool:
        return slug in self.slugs

    def __len__(self) -> int:
        return len(self.slugs)

    def adding(self, slugs: Iterable[str]) -> tuple[Basket, tuple[str, ...]]:
        """With these behind the others, and those for which there is no room: nothing is dropped for them."""
        wanted = [slug for slug in dict.fromkeys(slugs) if slug not in self.slugs]
        room = MOST - len(self.slugs)
        return Basket((*self.slugs, *wanted[:room])), tuple(wanted[room:])

    def without(self, slugs: Iterable[str]) -> Basket:
        gone = set(slugs)
        return Basket(tuple(slug for slug in self.slugs if slug not in gone))

    def replacing(self, old: str, new: str) -> Basket:
        """``new`` in the place of ``old``; unchanged where ``old`` is not there or ``new`` already is."""
        if old not in self.slugs or new in self.slugs:
            return self
        return Basket(tuple(new if slug == old else slug for slug in self.slugs))

    def renamed(self, names: dict[str, str]) -> Basket:
        """With the names that devices have today."""
        return Basket(tuple(dict.fromkeys(names.get(slug, slug) for slug in self.slugs)))


def read(cookie: str | None, secret: str) -> Basket:
    """The basket of a cookie; an empty one where it was not signed by us, is too old, or is no basket."""
    if not cookie:
        return Basket()
    try:
        slugs = _serializer(secret).loads(cookie, max_age=MAX_AGE)
    except BadData:
        return Basket()
    if not isinstance(slugs, list) or not all(isinstance(slug, str) for slug in slugs):
        return Basket()
    return Basket(tuple(dict.fromkeys(slug for slug in slugs if 0 < len(slug) <= LONGEST_SLUG))[:MOST_READ])


def written(basket: Basket, secret: str) -> str:
    """The basket as the value of a cookie."""
    signed: str = _serializer(secret).dumps(list(basket.slugs))
    return signed


def _serializer(secret: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt="basket")

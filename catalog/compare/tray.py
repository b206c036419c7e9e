"""The basket of this request: what every page shows of it, and how it is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import current_app, g, request
from werkzeug.wrappers import Response

from catalog.compare import queries
from catalog.compare.asked import ADDRESS, names
from catalog.compare.basket import COOKIE, MAX_AGE, Basket, read, written
from catalog.db import get_database
from catalog.shelf import current
from catalog.shelf.naming import address


@dataclass(frozen=True)
class Kept:
    """A device in the basket."""

    slug: str
    title: str
    url: str


@dataclass(frozen=True)
class Tray:
    """The basket as pages show it. ``gone`` are names that no device has any more: told once, then gone."""

    devices: tuple[Kept, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def slugs(self) -> tuple[str, ...]:
        return tuple(device.slug for device in self.devices)

    def __contains__(self, slug: str) -> bool:
        return slug in self.slugs

    @property
    def compare_url(self) -> str:
        return f"{ADDRESS}?d={','.join(self.slugs)}"


def held() -> Tray:
    """The basket of this request. Former names are followed; the database is asked for unknown names only."""
    if "tray" not in g:
        basket = read(request.cookies.get(COOKIE), current_app.config["SECRET_KEY"])
        today = basket.renamed(renamed(basket.slugs))
        devices = tuple(device for slug in today.slugs if (device := kept(slug)))
        known = {device.slug for device in devices}
        g.tray = Tray(devices, tuple(slug for slug in today.slugs if slug not in known))
    tray: Tray = g.tray
    return tray


def tell_of_gone() -> tuple[str, ...]:
    """The names that no device has any more, for the page that shows them; the next page need not."""
    gone = held().gone
    if gone:
        g.gone_told = True
    return gone


def is_own() -> bool:
    """Whether this comparison is of the devices in the visitor's basket: changing it then changes both."""
    tray = held()
    if not tray.devices or request.path != ADDRESS:
        return False
    return set(names(request.args.getlist("d"))) == set(tray.slugs)


def kept(slug: str) -> Kept | None:
    entry = current().by_slug(slug)
    if entry is None or entry.kind == "cartridge":
        return None
    return Kept(slug, current().title(entry), address(entry.kind, slug))


def renamed(slugs: Iterable[str]) -> dict[str, str]:
    """Former names among these and those of today. Asks the database for unknown names only, and never as a
    writer, whose turn others wait for.
    """
    shelf = current()
    unknown = [slug for slug in slugs if shelf.by_slug(slug) is None and slug not in shelf.families]
    if not unknown:
        return {}
    with get_database().reader() as session:
        return queries.renamed(session, unknown)


def remember(response: Response, basket: Basket) -> None:
    """Keeps the basket for thirty days; an empty one needs no cookie."""
    path: dict[str, Any] = {"path": "/", "samesite": "Lax", "secure": request.is_secure, "httponly": True}
    if basket.slugs:
        value = written(basket, current_app.config["SECRET_KEY"])
        response.set_cookie(COOKIE, value, max_age=MAX_AGE, **path)
    elif COOKIE in request.cookies:
        response.delete_cookie(COOKIE, **path)

"""Where one can go at the desk: the column beside its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from catalog.people.permissions import may


@dataclass(frozen=True)
class Way:
    """A line of the navigation. `permission`: who sees it."""

    words: str
    address: str
    permission: str = "use the desk"
    waiting: int = 0
    """How much waits there."""
    is_here: bool = False
    """Whether the page that is shown is this one or lies below it."""


@dataclass(frozen=True)
class Group:
    """Lines under a heading; "" for none."""

    heading: str
    ways: tuple[Way, ...]


GROUPS: Final = (
    Group(
        "",
        (
            Way("Dashboard", "/desk"),
            Way("Stale", "/desk/stale"),
        ),
    ),
    Group(
        "Writing",
        (
            Way("Media", "/desk/media", "write own texts"),
            Way("Articles", "/desk/articles", "write own texts"),
            Way("Reviews", "/desk/reviews", "write own texts"),
            Way("Comparisons", "/desk/comparisons", "write all texts"),
            Way("Need pages", "/desk/needs", "write all texts"),
            Way("Method", "/desk/method", "write the method"),
            Way("Synonyms", "/desk/synonyms", "write all texts"),
        ),
    ),
    Group(
        "Facts",
        (
            Way("Devices", "/desk/devices", "write facts"),
            Way("Cartridges", "/desk/cartridges", "write facts"),
            Way("Brands", "/desk/brands", "write facts"),
            Way("Sources", "/desk/sources", "write facts"),
            Way("Bulk edit", "/desk/devices/bulk", "write facts"),
            Way("Measurements", "/desk/measurements", "write facts"),
            Way("Completeness", "/desk/completeness", "write facts"),
            Way("Disputes", "/desk/disputes", "write facts"),
            Way("Import", "/desk/import", "write facts"),
        ),
    ),
    Group(
        "Science",
        (
            Way("Claims", "/desk/claims", "write all texts"),
            Way("Studies", "/desk/studies", "write all texts"),
            Way("Concerns", "/desk/concerns", "write all texts"),
            Way("Guidance", "/desk/guidance", "write all texts"),
            Way("Glossary", "/desk/glossary", "write all texts"),
        ),
    ),
    Group(
        "Readers",
        (
            Way("Reports", "/desk/reports", "answer reports"),
            Way("Found nothing", "/desk/unmet", "write all texts"),
            Way("Comments", "/desk/comments", "moderate comments"),
        ),
    ),
    Group(
        "You",
        (
            Way("Account", "/desk/account"),
            Way("Author page", "/desk/authors", "write own texts"),
            Way("People", "/desk/people", "look after people"),
        ),
    ),
)  # fmt: skip
"""Every room adds its line here."""


def navigation(role: str, path: str = "", waiting: Mapping[str, int] | None = None) -> tuple[Group, ...]:
    """The groups somebody of that role sees; those without a line are left out.

    `path`: of the page that is shown; `waiting`: how much waits, by address.
    """
    counts, here = waiting or {}, _nearest(path)
    return tuple(
        Group(one.heading, tuple(replace(way, waiting=counts.get(way.address, 0), is_here=way.address == here)
                                 for way in one.ways if may(role, way.permission)))
        for one in GROUPS
        if any(may(role, way.permission) for way in one.ways)
    )  # fmt: skip


def _nearest(path: str) -> str:
    """The longest of all addresses that the path is or lies below; the dashboard is above nothing."""
    known = [way.address for group in GROUPS for way in group.ways]
    above = [one for one in known if path == one or (one != "/desk" and path.startswith(f"{one}/"))]
    return max(above, key=len, default="")

"""Where one can go at the desk: the column beside its pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from catalog.people.permissions import may


@dataclass(frozen=True)
class Way:
    """A line of the navigation. `permission`: who sees it."""

    words: str
    address: str
    permission: str = "use the desk"


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
        ),
    ),
    Group(
        "Writing",
        (
        ),
    ),
    Group(
        "Facts",
        (
        ),
    ),
    Group(
        "Science",
        (
        ),
    ),
    Group(
        "Readers",
        (
        ),
    ),
    Group(
        "You",
        (
            Way("Account", "/desk/account"),
            Way("People", "/desk/people", "look after people"),
        ),
    ),
)  # fmt: skip
"""Every room adds its line here."""


def navigation(role: str) -> tuple[Group, ...]:
    """The groups somebody of that role sees; those without a line are left out."""
    seen = (Group(one.heading, tuple(way for way in one.ways if may(role, way.permission))) for one in GROUPS)
    return tuple(group for group in seen if group.ways)

"""Who may do what: one table, from what is done to the roles that may."""

from __future__ import annotations

from typing import Final

from catalog.people.models import ROLES

PERMISSIONS: Final[dict[str, tuple[str, ...]]] = {
    "use the desk": ("author", "editor", "admin"),
    "write own texts": ("author", "editor", "admin"),
    "publish own texts": ("author", "editor", "admin"),
    "write all texts": ("editor", "admin"),
    "publish all texts": ("editor", "admin"),
    "write facts": ("editor", "admin"),
    "write the method": ("editor", "admin"),
    "answer reports": ("editor", "admin"),
    "moderate comments": ("editor", "admin"),
    "look after people": ("admin",),
}
"""Each thing that is done at the desk, and the roles that may do it."""

assert all(set(roles) <= set(ROLES) for roles in PERMISSIONS.values())


def may(role: str, permission: str) -> bool:
    """Whether the role may. Raises KeyError for a permission that is not in the table."""
    return role in PERMISSIONS[permission]


def who_may(permission: str) -> str:
    """The roles in words: "an editor or an admin"."""
    return " or ".join(f"an {role}" for role in PERMISSIONS[permission])

"""Who may write and publish what, from the table of permissions."""

from __future__ import annotations

from catalog.editorial.editable import Editable, Writer
from catalog.people.permissions import may

TEXTS = "texts"
"""A kind with this permission is signed: an author has their own, an editor all of them."""


def may_write(kind: Editable, who: Writer, owner: str) -> bool:
    """Whether somebody may change it; `owner`: slug of its author, "" where it is nobody's own."""
    return _may(kind, who, owner, "write")


def may_publish(kind: Editable, who: Writer, owner: str) -> bool:
    """Whether somebody may make it public, plan that, take it down or undo."""
    return _may(kind, who, owner, "publish")


def permission_to_see(kind: Editable) -> str:
    """What is needed to open its list."""
    return "write own texts" if kind.permission == TEXTS else kind.permission


def _may(kind: Editable, who: Writer, owner: str, done: str) -> bool:
    if kind.permission != TEXTS:
        # "write all texts" has its own word for publishing, "write facts" has not.
        wanted = kind.permission
        return may(who.role, f"{done} all texts" if wanted == "write all texts" else wanted)
    if may(who.role, f"{done} all texts"):
        return True
    return owner == who.slug and may(who.role, f"{done} own texts")

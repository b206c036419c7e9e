"""How many devices there are: as they are sold, or each by its name. Pure."""

from __future__ import annotations

from catalog.shelf.shelf import Shelf


def named_once(shelf: Shelf, sold: int) -> int:
    """Of so many devices as sold, how many there are with all versions of a family as one."""
    families = (one for one in shelf.families.values() if one.kind != "cartridge" and one.members)
    return sold - sum(len(one.members) - 1 for one in families)

"""What an author is told at the form of a text: what it leans on has changed since it was last checked."""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import Session

from catalog.editorial.editable import GateCheck
from catalog.shelf.shelf import Shelf
from catalog.upkeep.since import since

MOST = 5
"""Changes that are listed in full."""


def facts_checks(
    session: Session, shelf: Shelf, text: tuple[str, int | None], *, days: tuple[str, str]
) -> Iterator[GateCheck]:
    """What changed under a public text: met where the form has another day of checking than readers see.

    text: kind and id, as in the log; without an id nothing is asked. days: the public one, that of the form.
    """
    kind, number = text
    if number is None:
        return
    found = since(session, shelf, kind, number)
    if not found.is_any:
        return
    listed = "; ".join(one.sentence for one in found.changes[:MOST])
    more = f"; and {len(found.changes) - MOST} more" if len(found.changes) > MOST else ""
    public, typed = days
    if public != typed:
        yield GateCheck("Facts", True, f"it was checked after these changed: {listed}{more}.", "checked")
        return
    said = (
        f"{found.heading.removesuffix('.')}: {listed}{more}. Readers are told until you change this day, "
        "or say at /desk/stale that the text still holds."
    )
    yield GateCheck("Facts", False, said, "checked", is_advice=True)

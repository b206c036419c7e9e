"""What waits for somebody at the desk, counted cheaply: it stands beside the navigation of every page."""

from __future__ import annotations

from sqlmodel import Session

from catalog.comments import queries as comments
from catalog.people.permissions import may
from catalog.proposals import disputes
from catalog.reports import queries as reports
from catalog.shelf.shelf import Shelf


def waiting(session: Session, shelf: Shelf, role: str) -> dict[str, int]:
    """How much waits, by the address where it is dealt with; only what the role may deal with."""
    found = {}
    if may(role, "answer reports"):
        found["/desk/reports"] = sum(reports.open_by_kind(session).values())
    if may(role, "moderate comments"):
        found["/desk/comments"] = comments.waiting(session)[0]
    if may(role, "write facts"):
        found["/desk/disputes"] = disputes.open(shelf)
    return found

"""Whose a picture is: it stands in the texts of others, who may set it in and not change it."""

from __future__ import annotations

from catalog.people.permissions import may, who_may
from catalog.people.sessions import SignedIn

from .models import Picture

ALL = "write all texts"


def may_change(who: SignedIn, picture: Picture) -> bool:
    """Whether they may say something else about it, put another in its place, or remove it."""
    return may(who.role, ALL) or (picture.by != "" and picture.by == who.slug)


def whose() -> str:
    """The sentence for all others."""
    return f"Somebody else put this picture here; it is changed by them, or by {who_may(ALL)}."

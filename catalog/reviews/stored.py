"""A review as the change log keeps it, read as a draft."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session

from catalog.products.models import Product

from .drafts import Alternative, Note, Point, ReviewDraft, Score
from .models import Review


def draft_of_state(session: Session, state: dict[str, Any]) -> ReviewDraft:
    """The state of a review; its device by the slug it has today, "" where it is gone."""
    product = session.get(Product, state.get("product_id") or 0)
    return draft_of_values(state, product.slug if product else "")


def draft_of_row(row: Review, device: str) -> ReviewDraft:
    """A row as a draft, its device by slug."""
    values = row.model_dump()
    lists = {name.removesuffix("_json") for name in values if name.endswith("_json")}
    return draft_of_values(values | {name: row.listed(name) for name in lists}, device)


def draft_of_values(state: dict[str, Any], device: str) -> ReviewDraft:
    """Values by the names of columns, lists read. What a state of long ago lacks is as it is by default."""
    simple: dict[str, Any] = {
        name: state[name]
        for name in ReviewDraft.__dataclass_fields__
        if name in state and not isinstance(state[name], list | tuple)
    }
    rows = {name: state.get(name) or () for name in _READ}
    lists: dict[str, Any] = {name: tuple(read(one) for one in rows[name]) for name, read in _READ.items()}
    return ReviewDraft(**simple | lists | {"device": device})


def _point(one: dict[str, Any]) -> Point:
    return Point(one["words"], one.get("spec", ""), one.get("measurement", ""))


def _score(one: dict[str, Any]) -> Score:
    return Score(one["criterion"], one["score"], one.get("why", ""), tuple(one.get("measurements", ())))


def _note(one: dict[str, Any]) -> Note:
    return Note(one["day"], one["words"])


_READ: dict[str, Any] = {
    "scores": _score,
    "pros": _point,
    "cons": _point,
    "best_for": str,
    "not_for": str,
    "alternatives": lambda one: Alternative(one["device"], one["reason"]),
    "follow_ups": _note,
    "corrections": _note,
}

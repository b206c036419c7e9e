"""Products by name as they were at a version: what lists are filtered and ordered by."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from sqlmodel import Session, col, or_, select

from catalog.changes.diff import Flat, apply
from catalog.changes.models import Change

_FIELDS: Final = ("slug", "kind", "brand_id", "is_published")


@dataclass(frozen=True)
class Head:
    """A product that was public: its id in the log, its slug, its kind, and the id of its brand."""

    id: int
    slug: str
    kind: str
    brand_id: int | None


def heads_at(session: Session, version: int) -> dict[str, Head]:
    """The products that were public at a version, by the slug they had; one statement."""
    named = or_(*(col(Change.payload).contains(f'"{name}":[') for name in _FIELDS))
    wanted = select(Change.entity_id, Change.payload).where(
        Change.entity_kind == "product", Change.number <= version, named
    )
    flat: dict[int, Flat] = defaultdict(dict)
    for number, payload in session.exec(wanted.order_by(col(Change.number))):
        said = json.loads(payload)
        # Only what a name is made of is walked along with.
        fields = {name: values for name, values in said["fields"].items() if name in _FIELDS}
        absent = {"absent_after": said["absent_after"]} if "absent_after" in said else {}
        apply(flat[number], {"fields": fields, **absent})
    return {
        str(found["slug"]): Head(number, str(found["slug"]), str(found["kind"]), found.get("brand_id"))
        for number, found in flat.items()
        if "slug" in found and found.get("is_published", True)
    }

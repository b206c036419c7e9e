"""The part of the log that anybody may read: what the public saw of a thing before a change, and after it.

Drafts, comments, and what was edited while nobody could see it are in no answer. What was public once stays
so: a page tells it as its history.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlmodel import Session, and_, col, or_, select

from catalog.api.past import TABLES
from catalog.changes.diff import Flat, Payload, State, apply, difference, unflatten
from catalog.changes.models import Change
from catalog.history.showing import Showing, places_at, published, showings
from catalog.history.things import HIDES
from catalog.search.models import SynonymGroup

What = Literal["published", "changed", "taken down"]
KINDS: Final = frozenset({*TABLES, "product", str(SynonymGroup.__tablename__)})
"""Kinds of thing whose changes are public, as far as the thing is."""
Key = tuple[str, int]


@dataclass(frozen=True)
class Seen:
    """A change as the public saw it: ``payload`` as `catalog.changes.diff` writes it."""

    change: Change
    what: What
    payload: Payload


def seen(session: Session, changes: Sequence[Change]) -> list[Seen]:
    """Those of the changes that the public could see, in order; statements do not grow with them."""
    hidden = _can_hide(session, changes)
    ids = {change.entity_id for change in changes if change.entity_kind == "picture"}
    steps = showings(session, ids) if ids else {}
    states = _states(session, hidden, max((change.number for change in changes), default=0))
    return [found for change in changes if (found := _seen(change, states, steps, hidden))]


def _can_hide(session: Session, changes: Sequence[Change]) -> set[Key]:
    """What may have been there without being public."""
    products = {change.entity_id for change in changes if change.entity_kind == "product"}
    turned = published(session, "product", products)
    kinds = {*HIDES, "picture"}
    hidden = {(one.entity_kind, one.entity_id) for one in changes if one.entity_kind in kinds}
    return hidden | {("product", number) for number in turned}


def _states(session: Session, wanted: set[Key], newest: int) -> Mapping[Key, Mapping[int, State | None]]:
    """Thing → number of a change of it → its state after that."""
    found: dict[Key, dict[int, State | None]] = defaultdict(dict)
    if not wanted:
        return found
    by_kind: dict[str, set[int]] = defaultdict(set)
    for kind, number in wanted:
        by_kind[kind].add(number)
    theirs = [
        and_(col(Change.entity_kind) == kind, col(Change.entity_id).in_(ids)) for kind, ids in by_kind.items()
    ]
    flat: dict[Key, Flat] = defaultdict(dict)
    log = select(Change).where(or_(*theirs), Change.number <= newest).order_by(col(Change.number))
    for change in session.exec(log):
        key = (change.entity_kind, change.entity_id)
        apply(flat[key], json.loads(change.payload))
        found[key][change.number] = unflatten(flat[key])
    return found


def _seen(
    change: Change,
    states: Mapping[Key, Mapping[int, State | None]],
    steps: Mapping[int, tuple[Showing, ...]],
    hidden: set[Key],
) -> Seen | None:
    key = (change.entity_kind, change.entity_id)
    if key not in hidden:
        payload = json.loads(change.payload)
        return Seen(change, _what(payload), payload)
    own = states[key]
    earlier = [number for number in own if number < change.number]
    before = own[max(earlier)] if earlier else None
    shown = steps.get(change.entity_id, ())
    payload_seen = difference(
        _public(change.entity_kind, before, shown, change.number - 1),
        _public(change.entity_kind, own[change.number], shown, change.number),
    )
    return Seen(change, _what(payload_seen), payload_seen) if payload_seen else None


def _public(kind: str, state: State | None, steps: Sequence[Showing], number: int) -> State | None:
    if state is None:
        return None
    if kind == "picture":
        return state if places_at(steps, number) else None
    # A product that never was taken down has no word on it in the log.
    return state if state.get("is_published", kind == "product") else None


def _what(payload: Payload) -> What:
    if "slug" in payload.get("absent_before", ()):
        return "published"
    return "taken down" if "slug" in payload.get("absent_after", ()) else "changed"


def fields(payload: Payload, names: Mapping[tuple[str, int], str]) -> Iterator[dict[str, Any]]:
    """The fields, each with what was said before and after; a side on which nothing was said is left out.

    names: ("brand", 3) → its slug: what the log refers to by number is named.
    """
    for path, values in payload["fields"].items():
        plain, kind = path, _refers_to(path)
        if kind:
            plain = path.removesuffix("_id")
            values = [names.get((kind, value), "gone") if value else None for value in values]
        sides = zip(("before", "after"), values, strict=True)
        yield {
            "field": plain,
            **{
                side: value
                for side, value in sides
                if path not in payload.get(f"absent_{side}", ()) and value not in (None, "")
            },
        }


def _refers_to(path: str) -> str:
    last = path.rpartition("/")[2]
    if last == "brand_id":
        return "brand"
    return "product" if last in ("family_id", "successor_id", "other_id", "product_id") else ""


def referred_to(payloads: Sequence[Payload]) -> dict[str, set[int]]:
    """Kind → the ids that fields refer to."""
    found: dict[str, set[int]] = defaultdict(set)
    for payload in payloads:
        for path, values in payload["fields"].items():
            if kind := _refers_to(path):
                found[kind].update(value for value in values if value)
    return found

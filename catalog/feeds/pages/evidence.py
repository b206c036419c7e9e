"""The feed of evidence: studies and what is noted of them, verdicts on claims, how sure concerns are."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlmodel import Session, col, select

from catalog.changes.models import Change
from catalog.feeds.atom import MOST_ITEMS, Item
from catalog.feeds.queries import MOST_READ
from catalog.history.labels import LABELS
from catalog.history.pages.places import things_of
from catalog.history.telling import said
from catalog.history.visible import is_gone, is_visible

TOLD: Final[Mapping[str, frozenset[str]]] = {
    "claim": frozenset({"verdict", "for", "against", "beside"}),
    "concern": frozenset({"certainty", "effect", "studies"}),
    "study": frozenset(LABELS["study"]) - {"slug"},
}
"""Kind → fields whose change is news of the evidence."""
_NEW: Final = {
    "claim": "A claim was checked",
    "concern": "A concern was graded",
    "study": "A study is on record",
}
_WHOLE: Final = ("verdict", "certainty", "effect")
"""Fields told as "was …, now …"; of the others only that they changed."""


def items(session: Session) -> list[Item]:
    """The newest changes of the evidence that has a page today; statements do not grow with the log."""
    kinds = (*TOLD, "study_notice")
    query = (
        select(Change)
        .where(col(Change.entity_kind).in_(kinds))
        .order_by(col(Change.number).desc())
        .limit(MOST_READ)
    )
    found: list[tuple[Change, str]] = []
    for change in session.exec(query.execution_options(yield_per=200)):
        if words := _words(change):
            found.append((change, words))
    things = things_of(session, {(change.entity_kind, change.entity_id) for change, _ in found})
    told = []
    for change, words in found:
        thing = things.get((change.entity_kind, change.entity_id))
        if thing is not None:
            told.append(Item(change.number, change.at, thing.title, thing.page, words))
        if len(told) == MOST_ITEMS:
            break
    return told


def _words(change: Change) -> str:
    """What happened, in a sentence; "" for what is no news."""
    kind, payload = change.entity_kind, change.payload
    if is_gone(payload) or not is_visible(kind, payload):
        return ""
    said_of = json.loads(payload)
    fields: Mapping[str, list[Any]] = said_of["fields"]
    is_new = "slug" in said_of.get("absent_before", ())
    if kind == "study_notice":
        nature = fields.get("nature", [None, None])[1]
        return f"Noted of this study: {nature}." if nature else ""
    if is_new:
        return ". ".join([_NEW[kind], *_first(kind, fields)]) + "."
    return _sentence(_changed(kind, fields))


def _first(kind: str, fields: Mapping[str, list[Any]]) -> Iterator[str]:
    for name in _WHOLE:
        if name in fields and fields[name][1]:
            yield f"{LABELS[kind][name].words}: {fields[name][1]}".rstrip(".")
    if kind == "study" and fields.get("finding", [None, None])[1]:
        yield str(fields["finding"][1]).rstrip(".")


def _changed(kind: str, fields: Mapping[str, list[Any]]) -> Iterator[str]:
    for name, (old, new) in fields.items():
        if name in TOLD[kind]:
            label = LABELS[kind][name]
            if name in _WHOLE:
                yield f"{label.words}: was {said(label, old)}, now {said(label, new)}"
            else:
                yield f"{label.words}: changed"


def _sentence(parts: Iterator[str]) -> str:
    words = "; ".join(parts)
    return f"{words.rstrip('.')}." if words else ""

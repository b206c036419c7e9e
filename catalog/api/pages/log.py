"""The public log, and corrections: newest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlmodel import Session, col, select

from catalog.api.asked import Parameter
from catalog.api.pages.public_log import KINDS, Seen, fields, referred_to, seen
from catalog.api.past import TABLES
from catalog.api.resource import Filter, Json, Moment, Page, Resource
from catalog.api.shapes import log as shapes
from catalog.changes.models import Change
from catalog.history.actors import actors_named
from catalog.history.corrections import corrections as found_corrections
from catalog.history.pages.corrections import Correction, in_words
from catalog.history.pages.places import things_of
from catalog.products import queries
from catalog.products.models import Brand, Product
from catalog.search.models import SynonymGroup

_OTHERS: Final[Mapping[str, Any]] = {"product": Product, "synonym_group": SynonymGroup}
_LARGEST: Final = 10**9


def changes(moment: Moment, filters: Mapping[str, str], after: str, limit: int) -> Page:
    """A page of the log; what nobody could see is left out, so that it may hold fewer than ``limit``."""
    wanted = select(Change).where(
        col(Change.entity_kind).in_(sorted({filters["kind"]} if "kind" in filters else KINDS)),
        Change.number <= moment.version,
    )
    if after:
        wanted = wanted.where(Change.number < _number(after))
    rows = moment.now.exec(wanted.order_by(col(Change.number).desc()).limit(limit + 1)).all()
    last = str(rows[limit - 1].number) if len(rows) > limit else ""
    return Page(_told(moment.now, rows[:limit]), last)


def change(moment: Moment, number: str) -> Json | None:
    """One change by its number."""
    if not _number(number):
        return None
    row = moment.now.get(Change, _number(number))
    if row is None or row.number > moment.version or row.entity_kind not in KINDS:
        return None
    found = _told(moment.now, [row])
    return found[0] if found else None


def _number(typed: str) -> int:
    """0 for what is no number of a change."""
    is_one = typed.isascii() and typed.isdecimal() and len(typed) < 10 and typed == str(int(typed))
    return min(int(typed), _LARGEST) if is_one else 0


def _told(session: Session, rows: Sequence[Change]) -> list[Json]:
    found = seen(session, rows)
    who = actors_named(session, {one.change.actor for one in found})
    names = _names(session, found)
    things = things_of(session, {(one.change.entity_kind, one.change.entity_id) for one in found})
    return [
        {
            "number": one.change.number,
            "at": one.change.at,
            "actor": {"id": one.change.actor, "name": who[one.change.actor]},
            "entity": {
                "kind": one.change.entity_kind,
                "id": names.get((one.change.entity_kind, one.change.entity_id)) or _slug_in(one),
                "address": thing.page
                if (thing := things.get((one.change.entity_kind, one.change.entity_id)))
                else None,
            },
            "what": one.what,
            "reason": one.change.reason,
            "fields": list(fields(one.payload, names)),
        }
        for one in found
    ]


def _slug_in(one: Seen) -> str | None:
    """The name of what is gone, where this change says it."""
    old, new = one.payload["fields"].get("slug", (None, None))
    return str(new or old) if new or old else None


def _names(session: Session, found: Sequence[Seen]) -> dict[tuple[str, int], str]:
    """Kind and id → slug of today, of what was changed and of what fields refer to; a statement a kind."""
    ids: dict[str, set[int]] = defaultdict(set)
    for one in found:
        ids[one.change.entity_kind].add(one.change.entity_id)
    for kind, numbers in referred_to([one.payload for one in found]).items():
        ids[kind] |= numbers
    tables = {**TABLES, "brand": Brand, **_OTHERS}
    return {
        (kind, number): slug
        for kind, numbers in ids.items()
        for number, slug in queries.slugs_by_id(session, tables[kind], numbers).items()
    }


def corrections(moment: Moment, filters: Mapping[str, str], after: str, limit: int) -> Page:
    """A page of what was corrected up to a version, told as it is today."""
    newest = _number(after) - 1 if after else moment.version
    found = found_corrections(moment.now, newest)
    last = str(found[limit - 1].number) if len(found) > limit else ""
    return Page(list(map(_correction, in_words(moment.now, found[:limit], moment.shelf.sources))), last)


def _correction(one: Correction) -> Json:
    return {
        "version": one.number,
        "at": one.at,
        "title": one.title,
        "address": one.url,
        "history": one.history,
        "who": one.who,
        "why": one.why,
        "fields": [
            {"field": told.subject, "words": told.words, "removed": list(told.gone), "added": list(told.come)}
            for told in one.lines
        ],
    }


_KIND: Final = Filter(
    Parameter(
        "kind",
        "Only changes of this kind of thing, as the log calls it.",
        {"type": "string", "enum": sorted(KINDS)},
        "study",
    ),
    KINDS.__contains__,
)
_NAMES: Final = "Things and people are named as they are today."
RESOURCES: Final = (
    Resource(
        name="corrections",
        noun="correction",
        about="What was public and is another thing now, in words, newest first.",
        item=shapes.Correction,
        listed=shapes.Correction,
        page=corrections,
        cannot_say=(_NAMES, "Corrections of things that are not public any more are left out."),
    ),
    Resource(
        name="changes",
        noun="change",
        about="The public log, newest first: every save of what is public, with who, when, why, and each "
        "field before and after. Drafts and comments are not in it; a page may hold fewer than asked for, "
        "because what nobody could see is left out.",
        item=shapes.Change,
        listed=shapes.Change,
        page=changes,
        one=change,
        filters=(_KIND,),
        cannot_say=(_NAMES,),
        example="1",
    ),
)

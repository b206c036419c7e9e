"""What was public once and is another thing now: found in the log, newest first. Nothing here is in words."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from sqlmodel import Session, col, or_, select

from catalog.articles.models import Article
from catalog.changes.models import Change
from catalog.changes.queries import had_earlier
from catalog.compare.models import EditorComparison
from catalog.history.correcting import CORRECTING
from catalog.history.showing import places_at, published, showings

Fields = Mapping[str, list[Any]]

_SAYS: Final = re.compile(r"statements/[^/]+/says")


def corrections(session: Session, until: int | None = None) -> list[Change]:
    """The changes that corrected something, newest first; statements do not grow with the log.

    until: the newest number that is asked for; None for all.

    A value that is new, or takes the place of "we haven't found this yet", corrects nothing; nor does what
    changed while nobody could read it.
    """
    kinds = CORRECTS.keys() | CORRECTING.keys()
    query = select(Change).where(
        col(Change.entity_kind).in_(kinds),
        or_(Change.entity_kind == "study_notice", had_earlier()),
        # Most changes are of products, and most of those of what no statement says: they are not read.
        or_(Change.entity_kind != "product", col(Change.payload).contains('/says":[')),
    )
    if until is not None:
        query = query.where(Change.number <= until)
    newest_first = query.order_by(col(Change.number).desc()).execution_options(yield_per=500)
    found = [change for change in session.exec(newest_first) if _corrects(change)]
    unseen = _unseen(session, found)
    return [change for change in found if change.number not in unseen]


def corrected_fields(change: Change) -> dict[str, list[Any]]:
    """Of a kind in `CORRECTING`: the fields that corrected something, each with its old and new value."""
    fields: Fields = json.loads(change.payload)["fields"]
    # A thing that went away takes all it said with it: that is in its history.
    if fields.get("slug", [None, ""])[1] is None:
        return {}
    names = CORRECTING[change.entity_kind]
    return {name: fields[name] for name in sorted(names & fields.keys()) if _is_other(*fields[name])}


def _is_other(old: Any, new: Any) -> bool:
    """Whether something that was said is not said any more; what is merely added is new."""
    if old is None or old == "" or old == []:
        return False
    if isinstance(old, list):
        return any(one not in (new or ()) for one in old)
    return bool(old != new)


def _corrects(change: Change) -> bool:
    if change.entity_kind in CORRECTING:
        return bool(corrected_fields(change))
    return CORRECTS[change.entity_kind](json.loads(change.payload)["fields"])


def _unseen(session: Session, found: Iterable[Change]) -> set[int]:
    """Numbers of those that nobody can read about, or that changed what nobody saw."""
    of_kind: dict[str, list[Change]] = defaultdict(list)
    for change in found:
        of_kind[change.entity_kind].append(change)
    unseen: set[int] = set()
    if articles := of_kind["article"]:
        public = set(session.exec(select(Article.id).where(col(Article.is_published))))
        unseen |= {one.number for one in articles if one.entity_id not in public}
    if comparisons := of_kind["comparison"]:
        public = set(session.exec(select(EditorComparison.id).where(col(EditorComparison.is_published))))
        turns = published(session, "comparison", {one.entity_id for one in comparisons})
        for one in comparisons:
            was = [is_on for number, is_on in turns[one.entity_id] if number < one.number]
            turned = any(number == one.number for number, _ in turns[one.entity_id])
            if one.entity_id not in public or turned or not was or not was[-1]:
                unseen.add(one.number)
    if pictures := of_kind["picture"]:
        shown = showings(session, {one.entity_id for one in pictures})
        for one in pictures:
            steps = shown.get(one.entity_id, ())
            # Numbers of changes have no gaps: the one before is the state before.
            if not places_at(steps, one.number - 1) or not places_at(steps, one.number):
                unseen.add(one.number)
    return unseen


def _value(fields: Fields) -> bool:
    return any(_SAYS.fullmatch(path) and old is not None for path, (old, _) in fields.items())


def _noted(fields: Fields) -> bool:
    old, new = fields.get("corrections", [None, None])
    return old is not None and any(one not in old for one in new or ())


def _retracted(fields: Fields) -> bool:
    return bool(fields.get("nature", [None, None])[1] == "retraction")


CORRECTS: Final[Mapping[str, Callable[[Fields], bool]]] = {
    "product": _value,
    "article": _noted,
    "review": _noted,
    "study_notice": _retracted,
}
"""Kind of thing in the log → whether a change of these fields corrects something public.

Articles and reviews say themselves what was corrected in them; every other kind is in `CORRECTING`.
"""

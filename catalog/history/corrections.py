"""What was public once and is another thing now: found in the log, newest first. Nothing here is in words."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, or_, select

from catalog.articles.models import Article
from catalog.changes.models import Change

Fields = Mapping[str, list[Any]]

MOST_READ: Final = 5_000
"""Changes looked through; what was corrected before is in the history of each page."""
_SAYS: Final = re.compile(r"statements/[^/]+/says")


def corrections(session: Session) -> list[Change]:
    """The changes that corrected something, newest first, in two statements.

    A value that is new, or takes the place of "we haven't found this yet", corrects nothing.
    """
    earlier = aliased(Change)
    again = (
        select(earlier.number)
        .where(
            earlier.entity_kind == Change.entity_kind,
            earlier.entity_id == Change.entity_id,
            earlier.number < Change.number,
        )
        .exists()
    )
    query = (
        select(Change)
        .where(col(Change.entity_kind).in_(_CORRECTS), or_(Change.entity_kind == "study_notice", again))
        .order_by(col(Change.number).desc())
        .limit(MOST_READ)
    )
    found = [change for change in session.exec(query) if _corrects(change)]
    articles = {change.entity_id for change in found if change.entity_kind == "article"}
    public = set(session.exec(select(Article.id).where(col(Article.is_published)))) if articles else set()
    return [change for change in found if change.entity_kind != "article" or change.entity_id in public]


def _corrects(change: Change) -> bool:
    return _CORRECTS[change.entity_kind](json.loads(change.payload)["fields"])


def _value(fields: Fields) -> bool:
    return any(_SAYS.fullmatch(path) and old is not None for path, (old, _) in fields.items())


def _other(name: str) -> Callable[[Fields], bool]:
    def is_other(fields: Fields) -> bool:
        old, new = fields.get(name, [None, None])
        return old is not None and new is not None

    return is_other


def _noted(fields: Fields) -> bool:
    old, new = fields.get("corrections", [None, None])
    return old is not None and any(one not in old for one in new or ())


def _retracted(fields: Fields) -> bool:
    return bool(fields.get("nature", [None, None])[1] == "retraction")


_CORRECTS: Final[Mapping[str, Callable[[Fields], bool]]] = {
    "product": _value,
    "claim": _other("verdict"),
    "concern": _other("certainty"),
    "article": _noted,
    "review": _noted,
    "study_notice": _retracted,
}
"""Kind of thing in the log → whether a change of these fields corrects something public."""

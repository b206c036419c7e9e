"""What changed lately, from the log."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from catalog.changes.models import Change
from catalog.specs.registry import SPECS

MOST_READ = 5_000
"""Changes looked through for one feed; older news is no news."""


@dataclass(frozen=True)
class ProductChange:
    """A change of a product in words: when, why, and what it is about."""

    number: int
    at: str
    product_id: int
    words: str


def latest_of_each(session: Session, wanted: Callable[[int], bool], most: int) -> list[ProductChange]:
    """The newest change of each wanted product (by id), newest first, at most ``most``."""
    found: dict[int, ProductChange] = {}
    query = select(Change).where(Change.entity_kind == "product").order_by(col(Change.number).desc())
    for change in session.exec(query.limit(MOST_READ).execution_options(yield_per=200)):
        if change.entity_id not in found and wanted(change.entity_id):
            found[change.entity_id] = _in_words(change)
            if len(found) == most:
                break
    return list(found.values())


def changes_of(session: Session, product_id: int, most: int) -> list[ProductChange]:
    """The newest changes of one product, newest first."""
    query = (
        select(Change)
        .where(Change.entity_kind == "product", Change.entity_id == product_id)
        .order_by(col(Change.number).desc())
        .limit(most)
    )
    return [_in_words(change) for change in session.exec(query)]


def first_change(session: Session) -> str:
    """When the catalogue began, as the log writes it; what a feed without items was updated at."""
    at = session.exec(select(Change.at).order_by(col(Change.number)).limit(1)).first()
    return at or "1970-01-01T00:00:00.000000Z"


def _in_words(change: Change) -> ProductChange:
    return ProductChange(change.number, change.at, change.entity_id, words_of(change.payload))


SUBJECTS = {
    "offers": "prices",
    "legal": "legal status",
    "fits": "what fits",
    "audience": "whom it is sold to",
    "status": "whether it is still sold",
    "slug": "its address",
    "notes": "notes",
    "name": "its name",
    "brand": "its brand",
    "successor": "its successor",
    "released": "its year of release",
}


def words_of(payload: str) -> str:
    """A change's canonical JSON → "First recorded." or "Changed: needle length, prices."."""
    said = json.loads(payload)
    fields = said["fields"]
    if "slug" in said.get("absent_before", ()):
        return "First recorded."
    if "slug" in said.get("absent_after", ()):
        return "Removed."
    subjects = dict.fromkeys(_subject(path, fields) for path in fields)
    return f"Changed: {', '.join(s for s in subjects if s)}."


def _subject(path: str, fields: dict[str, list[object]]) -> str:
    first, _, rest = path.partition("/")
    if first != "statements":
        return SUBJECTS.get(first, first.replace("_", " "))
    number = rest.partition("/")[0]
    before, after = fields.get(f"statements/{number}/spec", [None, None])
    key = after or before
    return SPECS[str(key)].label.lower() if key in SPECS else "what a source says"

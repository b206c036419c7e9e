"""Writing the evidence: the only code that writes its tables. Each save is one change.

The row given is the state wanted: a new object that was never in a session, without an id. What has the
same slug is brought to it; nothing differs, nothing is written. Nothing here commits.
"""

from __future__ import annotations

import json
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel, select

from catalog.changes.models import Change
from catalog.changes.recording import canonical_json, record

from .models import (
    Cites,
    DepthBand,
    DrawingScale,
    EvidenceNote,
    LayerThickness,
    Penetration,
    SafetyItem,
    Study,
)
from .queries import unknown_studies

Row = TypeVar("Row", bound=SQLModel)
_LIST = "_json"


class UnknownStudyError(LookupError):
    """A row cites studies that do not exist; `slugs` are theirs."""

    def __init__(self, slugs: list[str]) -> None:
        super().__init__(f"There is no study {', '.join(slugs)}.")
        self.slugs = slugs


def put_study(session: Session, study: Study, *, actor: str, reason: str) -> Change | None:
    """Create or change a study. Returns None where nothing differs."""
    return _put(session, Study, study, actor, reason)


def put_safety_item(session: Session, item: SafetyItem, *, actor: str, reason: str) -> Change | None:
    """Create or change a safety item. Raises `UnknownStudyError`."""
    return _put(session, SafetyItem, item, actor, reason)


def put_depth_band(session: Session, band: DepthBand, *, actor: str, reason: str) -> Change | None:
    """Create or change a band of needle lengths. Raises `UnknownStudyError`."""
    return _put(session, DepthBand, band, actor, reason)


def put_layer(session: Session, layer: LayerThickness, *, actor: str, reason: str) -> Change | None:
    """Create or change the thicknesses at one site. Raises `UnknownStudyError`."""
    return _put(session, LayerThickness, layer, actor, reason)


def put_penetration(session: Session, measured: Penetration, *, actor: str, reason: str) -> Change | None:
    """Create or change one measurement of depth. Raises `UnknownStudyError`."""
    return _put(session, Penetration, measured, actor, reason)


def put_scale(session: Session, scale: DrawingScale, *, actor: str, reason: str) -> Change | None:
    """Create or change the thicknesses used for drawing. Raises `UnknownStudyError`."""
    return _put(session, DrawingScale, scale, actor, reason)


def put_note(session: Session, note: EvidenceNote, *, actor: str, reason: str) -> Change | None:
    """Create or change the words beside a table."""
    return _put(session, EvidenceNote, note, actor, reason)


def _put(session: Session, table: type[Row], wanted: Row, actor: str, reason: str) -> Change | None:
    if isinstance(wanted, Cites) and (missing := unknown_studies(session, wanted.studies)):
        raise UnknownStudyError(missing)
    # The text of a list is stored in one form, so that equal lists are equal texts.
    values = {
        name: canonical_json(json.loads(value)) if name.endswith(_LIST) else value
        for name, value in wanted.model_dump(exclude={"id"}).items()
    }
    slug = values["slug"]
    stored = session.exec(select(table).where(table.slug == slug)).one_or_none()  # type: ignore[attr-defined]
    before = None if stored is None else state_of(stored)
    row = table() if stored is None else stored
    for name, value in values.items():
        setattr(row, name, value)
    session.add(row)
    session.flush()
    return record(
        session,
        actor=actor,
        entity_kind=str(table.__tablename__),
        entity_id=row.id,  # type: ignore[attr-defined]
        before=before,
        after=state_of(row),
        reason=reason,
    )


def state_of(row: SQLModel) -> dict[str, Any]:
    """The row as the log keeps it: {"slug": "chu2021", "authors": ["Chu S", …], "year": 2021, …}."""
    return {
        name.removesuffix(_LIST): json.loads(value) if name.endswith(_LIST) else value
        for name, value in row.model_dump(exclude={"id"}).items()
    }

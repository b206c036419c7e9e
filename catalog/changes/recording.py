"""Writing the log: one save, one change."""

import hashlib
from collections.abc import Iterable

from sqlmodel import Session, select

from .. import clock
from ..db.news import announce
from .diff import State, canonical_json, difference
from .models import Catalogue, Change

__all__ = ["canonical_json", "digest_of", "record"]

_SAID = ("number", "at", "actor", "entity_kind", "entity_id", "payload", "reason", "touched", "previous")


def record(
    session: Session,
    *,
    actor: str,
    entity_kind: str,
    entity_id: int,
    before: State | None,
    after: State | None,
    reason: str,
    touched: Iterable[int] = (),
) -> Change | None:
    """Add the change from one state of an entity to the next; None where they are equal.

    before, after: nested dicts of JSON values, dicts of things by key rather than lists of dicts;
    None before it exists and after it is gone. touched: ids of the products whose read model changed.

    The session is a writer's and still has to commit: the number is taken under a lock held until then, so
    that numbers have no gaps and their order is the order of commits.
    """
    payload = difference(before, after)
    if payload is None:
        return None
    catalogue = session.exec(
        select(Catalogue).where(Catalogue.id == 1).with_for_update().execution_options(populate_existing=True)
    ).one()
    change = Change(
        number=catalogue.version + 1,
        at=clock.timestamp(),
        actor=actor,
        entity_kind=entity_kind,
        entity_id=entity_id,
        payload=canonical_json(payload),
        reason=reason,
        touched=canonical_json(sorted(set(touched))),
        previous=catalogue.digest,
        digest="",
    )
    change.digest = digest_of(change)
    catalogue.version, catalogue.digest = change.number, change.digest
    session.add(change)
    session.add(catalogue)
    session.flush()
    announce(session)
    return change


def digest_of(change: Change) -> str:
    """SHA-256 (FIPS 180-4), in hex, of everything a change says, the digest before it included."""
    said = {name: getattr(change, name) for name in _SAID}
    return hashlib.sha256(canonical_json(said).encode()).hexdigest()

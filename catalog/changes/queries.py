"""Reading the log."""

import json
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from .diff import Flat, State, apply, unflatten
from .models import BEGINNING, NO_DIGEST, Catalogue, Change, Head
from .recording import digest_of


def current_version(session: Session) -> int:
    """The number of the newest change; 0 for an empty catalogue."""
    return session.exec(select(Catalogue.version).where(Catalogue.id == 1)).one()


def current_head(session: Session) -> Head:
    """The number and the digest of the newest change."""
    return Head(*session.exec(select(Catalogue.version, Catalogue.digest).where(Catalogue.id == 1)).one())


def go_on(changes: Sequence[Change], head: Head) -> bool:
    """Whether the changes after a head are those of the log that it was the end of, and not of another one
    that was put in its place: a backup, or what was imported. A log's first change continues nothing."""
    return not changes or (head.version > 0 and changes[0].previous == head.digest)


def had_earlier() -> ColumnElement[bool]:
    """For a query of changes: whether the thing had one before, so that this was not its first save."""
    earlier = aliased(Change)
    of_it = (earlier.entity_kind == Change.entity_kind, earlier.entity_id == Change.entity_id)
    return select(earlier.number).where(*of_it, earlier.number < Change.number).exists()


def changes_since(session: Session, version: int) -> list[Change]:
    """The changes after this version, oldest first."""
    return list(session.exec(select(Change).where(col(Change.number) > version).order_by(col(Change.number))))


def history_of(session: Session, entity_kind: str, entity_id: int) -> list[Change]:
    """Everything that ever happened to one entity, oldest first."""
    return list(
        session.exec(
            select(Change)
            .where(Change.entity_kind == entity_kind, Change.entity_id == entity_id)
            .order_by(col(Change.number))
        )
    )


def changed_on(session: Session, entity_kind: str, entity_id: int) -> str:
    """The UTC day on which an entity was last changed, "2026-11-26"; "" where it is as it was first saved.

    The day of the first save says when it came into this catalogue, not when it was written.
    """
    of_it = (Change.entity_kind == entity_kind, Change.entity_id == entity_id)
    first, newest, at = session.exec(
        select(func.min(Change.number), func.max(Change.number), func.max(Change.at)).where(*of_it)
    ).one()
    return at[:10] if first is not None and newest > first else ""


def state_at(session: Session, entity_kind: str, entity_id: int, version: int) -> State | None:
    """The entity as it was at a version, replayed from the log; None where it did not exist then."""
    flat: Flat = {}
    for change in history_of(session, entity_kind, entity_id):
        if change.number > version:
            break
        apply(flat, json.loads(change.payload))
    return unflatten(flat)


def states_of(log: Iterable[Change]) -> list[State | None]:
    """The states of one entity after each of its changes, oldest first; None where it was gone then."""
    flat: Flat = {}
    states = []
    for change in log:
        apply(flat, json.loads(change.payload))
        states.append(unflatten(flat))
    return states


def verify_chain(session: Session) -> list[str]:
    """What is wrong with the log, in sentences.

    An empty list proves that no change was altered, lost or slipped in. Digests cannot show that the newest
    changes were cut off together with the catalogue's row: keep a version and its digest elsewhere for that.
    """
    return list(_faults(session))


def _faults(session: Session) -> Iterator[str]:
    number, digest = 0, NO_DIGEST
    for change in session.exec(select(Change).order_by(col(Change.number)).execution_options(yield_per=1000)):
        number += 1
        if number == 1 and change.entity_kind == BEGINNING:
            number = change.number
        if change.number != number:
            yield f"Change {number} is missing; after {number - 1} comes {change.number}."
            number = change.number
        if change.previous != digest:
            yield f"Change {number} does not follow the change before it."
        if digest_of(change) != change.digest:
            yield f"Change {number} is not what was recorded: its digest does not match."
        digest = change.digest
    catalogue = session.get(Catalogue, 1)
    if catalogue is None:
        yield "The catalogue has no version."
    elif (catalogue.version, catalogue.digest) != (number, digest):
        yield f"The catalogue says version {catalogue.version}, but the last change is {number}."

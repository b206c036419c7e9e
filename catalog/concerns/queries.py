"""Reading concerns. Every function takes the session first and commits nothing."""

from __future__ import annotations

from collections import defaultdict

from sqlmodel import Session, col, select

from .models import Concern, ConcernType, Tested


def concern(session: Session, slug: str) -> Concern | None:
    """The concern of that slug ("acne-scars"), or None."""
    return session.exec(select(Concern).where(Concern.slug == slug)).one_or_none()


def concerns(session: Session) -> list[Concern]:
    """All concerns in their order."""
    return list(session.exec(select(Concern).order_by(col(Concern.position), col(Concern.slug))))


def types(session: Session, concern: Concern) -> list[ConcernType]:
    """Its types, in their order; most concerns have none."""
    wanted = select(ConcernType).where(ConcernType.concern_id == concern.id)
    return list(session.exec(wanted.order_by(col(ConcernType.position))))


def tested(session: Session, concern: Concern) -> list[Tested]:
    """What was tested for it, in the order given."""
    wanted = select(Tested).where(Tested.concern_id == concern.id).order_by(col(Tested.position))
    return list(session.exec(wanted))


def every_tested(session: Session) -> dict[int, list[Tested]]:
    """What was tested for each concern, by the concern's id, in the order given."""
    found: dict[int, list[Tested]] = defaultdict(list)
    for row in session.exec(select(Tested).order_by(col(Tested.position))):
        found[row.concern_id].append(row)
    return found


def leaning_on(session: Session, study: str) -> list[Concern]:
    """The concerns that name a study: in what was tested, in a type, or among their studies."""
    ids = set(session.exec(select(Tested.concern_id).where(Tested.study == study)))
    for one in session.exec(select(ConcernType)):
        if study in one.studies:
            ids.add(one.concern_id)
    return [one for one in concerns(session) if one.id in ids or study in (*one.studies, *one.advice_from)]


def tested_by(session: Session, study: str) -> tuple[str, ...]:
    """Who needled in a study, as far as concerns record it: values of `TESTERS`, each once."""
    wanted = select(Tested.by).where(Tested.study == study).distinct().order_by(col(Tested.by))
    return tuple(session.exec(wanted))

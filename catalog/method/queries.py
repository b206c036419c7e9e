"""Reading the method and measurements. Every function takes the session first and commits nothing."""

from __future__ import annotations

from sqlmodel import Session, col, func, select

from catalog.method.models import Measurement, Method

Comparable = dict[int, tuple[int, ...]]
"""Each version of the method → the earlier ones whose scores may be set beside its own."""


def methods(session: Session) -> list[Method]:
    """Every version, the newest first."""
    return list(session.exec(select(Method).order_by(col(Method.number).desc())))


def method(session: Session, number: int) -> Method | None:
    """One version, or None."""
    return session.exec(select(Method).where(Method.number == number)).one_or_none()


def method_by_slug(session: Session, slug: str) -> Method | None:
    """The version with that address, or None."""
    return session.exec(select(Method).where(Method.slug == slug)).one_or_none()


def comparable(session: Session) -> Comparable:
    """As `catalog.method.scoring` and `catalog.method.statements` take it."""
    return {one.number: one.comparable for one in session.exec(select(Method))}


def measurement(session: Session, slug: str) -> Measurement | None:
    """The measurement with that name, or None."""
    return session.exec(select(Measurement).where(Measurement.slug == slug)).one_or_none()


def measurements_of(session: Session, product_id: int) -> list[Measurement]:
    """Of one product: by spec and setting, the newest first."""
    rows = session.exec(select(Measurement).where(Measurement.product_id == product_id))
    newest_first = sorted(rows, key=lambda row: (row.day, row.id or 0), reverse=True)
    return sorted(newest_first, key=lambda row: (row.spec, row.setting or 0))


def all_measurements(session: Session) -> list[Measurement]:
    """Of every product, the newest first."""
    return list(
        session.exec(select(Measurement).order_by(col(Measurement.day).desc(), col(Measurement.id).desc()))
    )


def has_measurements(session: Session, product_id: int) -> bool:
    """Whether anything of that product was measured."""
    found = select(Measurement.id).where(Measurement.product_id == product_id).limit(1)
    return session.exec(found).first() is not None


def times_measured(session: Session) -> dict[int, int]:
    """Version of the method → how many measurements were made by it."""
    wanted = select(Measurement.method, func.count()).where(col(Measurement.method).is_not(None))
    return {number: many for number, many in session.exec(wanted.group_by(col(Measurement.method))) if number}


def measured_by(session: Session, number: int) -> list[Measurement]:
    """What was measured by that version of the method."""
    return list(
        session.exec(select(Measurement).where(Measurement.method == number).order_by(col(Measurement.slug)))
    )

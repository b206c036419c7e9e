"""Reading reports."""

from sqlmodel import Session, col, func, select

from catalog.reports.models import Report


def reports(session: Session, *, closed: bool = False) -> list[Report]:
    """The open reports, the newest first; with ``closed`` those that are done as well."""
    chosen = select(Report).order_by(col(Report.id).desc())
    return list(session.exec(chosen if closed else chosen.where(col(Report.done_on).is_(None))))


def filed_on(session: Session, day: str) -> int:
    """How many reports came on a UTC day."""
    return session.exec(select(func.count()).select_from(Report).where(Report.day == day)).one()


def newest(session: Session) -> int:
    """The number of the last report; 0 where there is none."""
    return session.exec(select(func.max(Report.id))).one() or 0

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


def report(session: Session, number: int) -> Report | None:
    """The report of that number, or None."""
    return session.get(Report, number)


def some_reports(session: Session, *, state: str, kind: str, before: int, most: int) -> list[Report]:
    """Reports of a state ("open", "done", else all) and kind ("" for all), newest first, below a number."""
    chosen = select(Report).order_by(col(Report.id).desc()).limit(most)
    if state in ("open", "done"):
        is_open = col(Report.done_on).is_(None)
        chosen = chosen.where(is_open if state == "open" else ~is_open)
    if kind:
        chosen = chosen.where(Report.kind == kind)
    return list(session.exec(chosen.where(col(Report.id) < before) if before else chosen))


def open_by_kind(session: Session) -> dict[str, int]:
    """How many reports are open, by kind."""
    query = select(Report.kind, func.count()).where(col(Report.done_on).is_(None)).group_by(Report.kind)
    return dict(session.exec(query).all())

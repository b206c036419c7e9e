"""Filing a report, and closing it. The caller commits."""

from sqlalchemy import delete
from sqlmodel import Session, col

from catalog.reports import queries
from catalog.reports.limit import A_DAY, ALL_A_DAY, TooManyError
from catalog.reports.models import Report, ReportTally


def file_report(session: Session, report: Report, sender: str) -> int:
    """Store a new report and return its number. Raises `TooManyError` where the day's limit is reached.

    ``session`` is a writer: it waits for all others, so that a sender's reports are counted one by one
    whichever worker takes them. What is known of senders on earlier days is forgotten here.
    """
    session.exec(delete(ReportTally).where(col(ReportTally.day) != report.day))
    tally = session.get(ReportTally, sender)
    if tally is not None and tally.filed >= A_DAY:
        raise TooManyError(of_everybody=False)
    if queries.filed_on(session, report.day) >= ALL_A_DAY:
        raise TooManyError(of_everybody=True)
    if tally is None:
        session.add(ReportTally(sender=sender, day=report.day))
    else:
        tally.filed += 1
    session.add(report)
    session.flush()
    assert report.id is not None
    return report.id


def close_report(session: Session, number: int, day: str) -> Report | None:
    """Mark a report as done on a day; one that is done already stays as it is. None where there is none."""
    report = session.get(Report, number)
    if report is not None and report.done_on is None:
        report.done_on = day
        session.add(report)
    return report

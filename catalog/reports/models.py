"""Reports, and the tally that keeps one sender from filling the table.

Reports are no facts: they are not in the change log, and nothing on a page is made of them.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Text, text
from sqlmodel import Field, SQLModel

import catalog.db  # noqa: F401 - constraints are named as it says

KINDS = {
    "answer": "An answer, with its source",
    "error": "An error",
    "reply": "A maker’s or seller’s own correction",
}
"""What a report is, in the words of the form."""

OUTCOMES = {
    "statement": "A value was recorded with its source",
    "correction": "It was corrected",
    "nothing": "Nothing was changed",
}
"""What can come of a report."""

EMPTY = text("''")
"""What columns say of the reports that came before them."""

LONGEST_PAGE = 1000
LONGEST_TEXT = 4000
LONGEST_LINK = 1000


class Report(SQLModel, table=True):
    """One report. Who sent it is not known and not asked."""

    __tablename__ = "report"
    __table_args__ = (
        CheckConstraint("kind IN ('answer', 'error', 'reply')", name="kind_listed"),
        CheckConstraint("text <> ''", name="says_something"),
        CheckConstraint("length(day) = 10", name="day_is_day"),
        CheckConstraint("length(done_on) = 10", name="done_on_is_day"),
    )

    #: The number the sender is given.
    id: int | None = Field(default=None, primary_key=True)
    #: UTC; the hour is nobody's business.
    day: str = Field(max_length=10, index=True)
    kind: str = Field(max_length=20)
    #: A path on this site with its query, or nothing.
    page: str = Field(default="", max_length=LONGEST_PAGE)
    #: The key of a spec or of another row of a page, or nothing.
    value: str = Field(default="", max_length=80)
    #: Of the catalogue, when the sender read the page.
    version: int | None = Field(default=None)
    text: str = Field(sa_column=Column(Text, nullable=False))
    #: Where it is written, on the web.
    link: str = Field(default="", max_length=LONGEST_LINK)
    #: The day it was dealt with; NULL while it is open.
    done_on: str | None = Field(default=None, max_length=10)
    #: What came of it, one of OUTCOMES; "" while it is open, and where it was closed without a word.
    outcome: str = Field(default="", max_length=20, sa_column_kwargs={"server_default": EMPTY})
    #: Why nothing was changed, or what was, in the words of whoever answered it.
    answer: str = Field(default="", sa_column=Column(Text, nullable=False, server_default=EMPTY))
    #: Slug of the author who answered it.
    answered_by: str = Field(default="", max_length=120, sa_column_kwargs={"server_default": EMPTY})
    #: Number of the change that came of it.
    change_number: int | None = Field(default=None)


class ReportTally(SQLModel, table=True):
    """How many reports a sender has filed on a day; rows of earlier days are deleted."""

    __tablename__ = "report_tally"
    __table_args__ = (CheckConstraint("filed > 0", name="filed_positive"),)

    #: A keyed hash of the day and the network address; see `catalog.visitors`.
    sender: str = Field(primary_key=True, max_length=32)
    day: str = Field(max_length=10)
    filed: int = Field(default=1)

"""What the FDA said about sale over the counter, and which of its pages does not say it."""

from dataclasses import dataclass

from sqlmodel import Session

from catalog.dates import show_date

from .models import Guidance
from .queries import guidance

ARTICLE, PAGE = "g-fda-otc-2021", "g-fda-page"


@dataclass(frozen=True)
class OverTheCounter:
    """``says`` is the statement in our words, a sentence without its full stop, from a consumer article.

    ``read_in`` is what was read of it, ``date`` the day of that. The FDA's page of ``page_date``, which is
    sometimes cited for it, does not have it. The addresses lead to both in the guidance.
    """

    says: str
    date: str
    read_in: str
    url: str
    page_date: str
    page_url: str


def over_the_counter(session: Session) -> OverTheCounter | None:
    """The statement with its days; None in a catalogue without one of the two pages."""
    found = {row.slug: row for row in guidance(session, (ARTICLE, PAGE))}
    if len(found) < 2:
        return None
    article, page = found[ARTICLE], found[PAGE]
    says = article.says.split(". ")[0]
    return OverTheCounter(
        says=says[:1].lower() + says[1:],
        date=_date(article),
        read_in=article.read_in,
        url=f"/guidance#{ARTICLE}",
        page_date=_date(page),
        page_url=f"/guidance#{PAGE}",
    )


def _date(row: Guidance) -> str:
    return show_date(row.date) if row.date else "unknown date"

"""What the dashboard tells: four figures, what needs somebody, what is being written and what is planned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlmodel import Session, col, func, or_, select

from catalog import clock
from catalog.articles.models import Article
from catalog.comments import queries as comments
from catalog.compare.editorial import stale
from catalog.dates import show_date
from catalog.editorial.kinds import kind_of_draft
from catalog.editorial.models import Draft
from catalog.editorial.planning import shown as planned
from catalog.finder.models import Unmet
from catalog.history.actors import actors_named
from catalog.method.models import Measurement
from catalog.people import moments
from catalog.people.permissions import may
from catalog.people.sessions import SignedIn
from catalog.products.models import Product, StatementRow
from catalog.proposals import completeness, disputes
from catalog.reports import queries as reports
from catalog.reports.models import KINDS
from catalog.reviews.models import Review
from catalog.science.doubted import doubt_words
from catalog.science.queries import citations
from catalog.science.standing import doubts
from catalog.shelf.shelf import Shelf
from catalog.upkeep import ageing
from catalog.upkeep.texts import Leaning

FEW: Final = 5
"""Lines of one sort; the rest are counted."""
MANY: Final = 12
LENGTH: Final = "measured_length"


@dataclass(frozen=True)
class Figure:
    """A number with what it is of: “17 of 42”, and a few words."""

    label: str
    number: str
    of: str = ""
    note: str = ""


@dataclass(frozen=True)
class Need:
    """One thing that waits: what it is, more of it in small, and the one thing to do."""

    words: str
    note: str
    action: str
    address: str


@dataclass(frozen=True)
class Written:
    """A draft: its title and address at the desk, and how it stands, in words."""

    title: str
    address: str
    notes: tuple[str, ...]
    trouble: str = ""


def figures(session: Session, shelf: Shelf, to_check: int, price_days: int) -> tuple[Figure, ...]:
    """Four figures of what is really there."""
    sourced, values = _sourced(session)
    devices, measured = len(shelf.devices()), _measured(session)
    texts = _texts(session)
    seen, prices = ageing.prices_seen(session, clock.today(), price_days)
    return (
        Figure(
            "Spec values with a source",
            f"{100 * sourced // values} %" if values else "0",
            "",
            f"{sourced} of {values}",
        ),
        Figure("Needle length measured by us", str(measured), f"of {devices}", "devices"),
        Figure("Texts to check again", str(to_check), f"of {texts}", "articles and reviews"),
        Figure(f"Prices seen within {price_days} days", str(seen), f"of {prices}"),
    )


def needs(session: Session, shelf: Shelf, who: SignedIn, texts: list[Leaning]) -> tuple[Need, ...]:
    """What waits for this person, the most urgent first; each with one action."""
    found = [*_failed(session, who)]
    if may(who.role, "answer reports"):
        found += _reports(session)
    if may(who.role, "moderate comments"):
        found += _comments(session)
    found += _rechecks(texts)
    if may(who.role, "write all texts"):
        found += [*_comparisons(session, shelf), *_doubted(session)]
    if may(who.role, "write facts"):
        found += _facts(session, shelf)
    if may(who.role, "write all texts"):
        found += _unmet(session)
    return tuple(found)


def missing(shelf: Shelf) -> tuple[Need, ...]:
    """The products that lack most."""
    lacking = [one for one in shelf.once(completeness.of_all) if one.wanted][:FEW]
    return tuple(
        Need(
            one.title,
            f"{len(one.known)} of {one.required} known",
            "Fill in",
            f"/desk/{'cartridges' if one.kind == 'cartridge' else 'devices'}/{one.slug}",
        )
        for one in lacking
    )


def drafts(session: Session, who: SignedIn) -> tuple[Written, ...]:
    """What is written and not public; an author sees their own."""
    query = select(Draft).where(col(Draft.is_open)).order_by(col(Draft.changed_at).desc()).limit(MANY)
    rows = list(session.exec(_theirs(query, who)))
    names = actors_named(session, {row.changed_by for row in rows if row.changed_by})
    return tuple(
        Written(
            row.title,
            _address(row),
            (
                *_length(row),
                f"saved {moments.shown(row.changed_at)}",
                f"by {names.get(row.changed_by, row.changed_by)}",
            ),
            row.trouble,
        )
        for row in rows
    )


def scheduled(session: Session, who: SignedIn) -> tuple[Written, ...]:
    """What goes public or is taken down by itself, the next first, each moment in its own time zone."""
    query = select(Draft).where(or_(col(Draft.publish_at).is_not(None), col(Draft.unpublish_at).is_not(None)))
    rows = sorted(session.exec(_theirs(query, who)), key=lambda row: row.publish_at or row.unpublish_at or "")
    return tuple(
        Written(row.title, f"{_address(row)}/publishing", tuple(_plans(row)), row.trouble)
        for row in rows[:MANY]
    )


def _sourced(session: Session) -> tuple[int, int]:
    known = sa.select(func.count(col(StatementRow.source_id)), func.count()).where(
        col(StatementRow.state) == "known"
    )
    sourced, every = session.execute(known).one()
    return sourced, every


def _measured(session: Session) -> int:
    query = select(func.count(func.distinct(Measurement.product_id))).where(Measurement.spec == LENGTH)
    return session.exec(query.join(Product, col(Product.id) == Measurement.product_id)).one()


def _texts(session: Session) -> int:
    articles = sa.select(func.count()).select_from(Article).where(col(Article.is_published))
    reviews = sa.select(func.count()).select_from(Review)
    total: int = session.execute(
        sa.select(articles.scalar_subquery() + reviews.scalar_subquery())
    ).scalar_one()
    return total


def _failed(session: Session, who: SignedIn) -> Iterator[Need]:
    query = select(Draft).where(Draft.trouble != "").order_by(col(Draft.changed_at))
    for row in session.exec(_theirs(query, who)):
        yield Need(f"“{row.title}” was not published when it was due", row.trouble, "Mend", _address(row))


def _reports(session: Session) -> Iterator[Need]:
    found = reports.open_by_kind(session)
    for kind, words in KINDS.items():
        if count := found.get(kind, 0):
            yield Need(
                f"{count} report{'' if count == 1 else 's'} to answer",
                words,
                "Answer",
                f"/desk/reports?kind={kind}",
            )


def _comments(session: Session) -> Iterator[Need]:
    count, oldest = comments.waiting(session)
    if count:
        said = f"{count} comment{' waits' if count == 1 else 's wait'}"
        yield Need(said, f"The oldest came on {show_date(oldest)}", "Read", "/desk/comments")


def _rechecks(texts: list[Leaning]) -> Iterator[Need]:
    for one in texts[:FEW]:
        count = len(one.since.changes)
        note = one.since.changes[0].sentence if count == 1 else f"{count} facts it leans on have changed"
        yield Need(f"“{one.title}” leans on what has changed", note, "Check", "/desk/stale#texts")
    if (more := len(texts) - FEW) > 0:
        said = "1 more text leans" if more == 1 else f"{more} more texts lean"
        yield Need(f"{said} on what has changed", "", "Check", "/desk/stale#texts")


def _comparisons(session: Session, shelf: Shelf) -> Iterator[Need]:
    for one in stale(session, shelf)[:FEW]:
        note = (
            one.sentences[0] if len(one.sentences) == 1 else f"{len(one.sentences)} values are others today"
        )
        yield Need(f"“{one.title}” compares older values", note, "Check", "/desk/stale#comparisons")


def _doubted(session: Session) -> Iterator[Need]:
    found = doubts(session)
    names = citations(session) if found else {}
    for slug, doubt in list(found.items())[:FEW]:
        yield Need(
            f"{names.get(slug, slug)}: {doubt_words(doubt)}",
            "See what leans on it",
            "Look",
            "/desk/stale#studies",
        )


def _facts(session: Session, shelf: Shelf) -> Iterator[Need]:
    if count := disputes.open(shelf):
        said = f"{count} value{'' if count == 1 else 's'} on which sources disagree"
        yield Need(said, "Say which source is trusted, and why", "Resolve", "/desk/disputes")
    known = completeness.summary(shelf)
    if known.wanted:
        note = f"{known.products - known.complete} of {known.products} products lack something"
        yield Need(f"{known.wanted:,} values are missing", note, "Fill in", "/desk/completeness")
    today = clock.today()
    if old := ageing.old_values(session, today):
        count = sum(one.count for one in old)
        said = f"{count} value{' was' if count == 1 else 's were'} read more than 12 months ago"
        yield Need(said, f"The oldest on {show_date(old[0].day)}", "Look", "/desk/stale#values")
    links = ageing.links(session)
    if dead := [one for one in links.dead if one.is_dead]:
        said = f"{len(dead)} link{' leads' if len(dead) == 1 else 's lead'} nowhere"
        yield Need(said, f"Last tried on {show_date(links.last)}", "Mend", "/desk/stale#links")


def _unmet(session: Session) -> Iterator[Need]:
    questions, times = session.execute(
        sa.select(func.count(), func.coalesce(func.sum(Unmet.times), 0)).select_from(Unmet)
    ).one()
    if questions:
        said = f"{questions} sort{'' if questions == 1 else 's'} of question found nothing"
        yield Need(said, f"{times} time{'' if times == 1 else 's'} in all", "Read", "/desk/unmet")


def _theirs(query: Any, who: SignedIn) -> Any:
    if may(who.role, "write all texts"):
        return query
    return query.where(or_(Draft.owner == who.slug, Draft.changed_by == who.slug))


def _address(row: Draft) -> str:
    kind = kind_of_draft(row)
    return f"/desk/{kind.room}/{row.slug}" if kind else "/desk"


def _length(row: Draft) -> Iterator[str]:
    """How long its text is; nothing of what has none, as the facts of a device."""
    if count := len(str(row.fields.get("text") or "").split()):
        yield f"{count:,} word{'' if count == 1 else 's'}"


def _plans(row: Draft) -> Iterator[str]:
    if row.publish_at:
        yield f"goes public {planned(row.publish_at, row.zone)}"
    if row.unpublish_at:
        yield f"is taken down {planned(row.unpublish_at, row.zone)}"

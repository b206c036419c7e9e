"""What is older than it should be: values by the day they were read, prices by the day they were seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from catalog.guidance.models import Guidance
from catalog.products.drafts import MEASURED
from catalog.products.models import Offer, Product, Source, StatementRow
from catalog.science.models import Study
from catalog.upkeep.models import LinkCheck

VALUES_DAYS: Final = 365
"""After so many days a value should be read again."""
DEAD: Final = (0, 404, 410)
"""No answer, not found, gone. Whoever else refuses may only be refusing programs."""


@dataclass(frozen=True)
class Old:
    """A product with ``count`` things older than they should be, the oldest of ``day`` ("" for undated)."""

    slug: str
    kind: str
    count: int
    day: str


@dataclass(frozen=True)
class Address:
    """An address that something leans on: of a "source", a "study" or an entry of the "guidance"."""

    url: str
    kind: str
    slug: str
    title: str


@dataclass(frozen=True)
class Dead:
    """An address that led nowhere, or refused to say, when it was last tried."""

    address: Address
    day: str
    status: int
    said: str

    @property
    def is_dead(self) -> bool:
        return self.status in DEAD

    @property
    def words(self) -> str:
        """“not found (404)”, “no answer: timed out”."""
        known = {404: "not found (404)", 410: "gone (410)", 0: f"no answer: {self.said}".rstrip(": ")}
        return known.get(self.status, f"answers {self.status}; perhaps to programs only")


def old_values(session: Session, today: date) -> list[Old]:
    """Products with values read more than a year ago, the oldest first. What we measured is no reading."""
    day = func.coalesce(StatementRow.read_on, Source.read_on)
    cutoff = (today - timedelta(days=VALUES_DAYS)).isoformat()
    query = (
        sa.select(col(Product.slug), col(Product.kind), func.count(), func.min(day))
        .join(StatementRow, col(StatementRow.product_id) == Product.id)
        .join(Source, col(Source.id) == StatementRow.source_id)
        .where(
            col(Product.is_published),
            col(StatementRow.state) == "known",
            col(StatementRow.rank) != "deprecated",
            func.coalesce(StatementRow.origin, "").not_like(f"{MEASURED}%"),
            day < cutoff,
        )
        .group_by(col(Product.slug), col(Product.kind))
        .order_by(func.min(day), col(Product.slug))
    )
    return [Old(*row) for row in session.execute(query)]


def old_prices(session: Session, today: date, days: int) -> list[Old]:
    """Products with prices that no longer count, by the day the newest of these was seen, oldest first.

    A price of no whole day never counts.
    """
    cutoff = (today - timedelta(days=days)).isoformat()
    seen: Any = sa.cast(Offer.day, sa.String)
    query = (
        sa.select(col(Product.slug), col(Product.kind), func.count(), func.coalesce(func.max(seen), ""))
        .join(Offer, col(Offer.product_id) == Product.id)
        .where(
            col(Product.is_published),
            sa.or_(seen.is_(None), func.length(seen) < 10, seen < cutoff),
        )
        .group_by(col(Product.slug), col(Product.kind))
        .order_by(func.coalesce(func.max(seen), ""), col(Product.slug))
    )
    return [Old(*row) for row in session.execute(query)]


def prices_seen(session: Session, today: date, days: int) -> tuple[int, int]:
    """How many prices were seen within so many days, and how many there are."""
    seen: Any = sa.cast(Offer.day, sa.String)
    cutoff = (today - timedelta(days=days)).isoformat()
    counts = sa.and_(func.length(seen) == 10, seen >= cutoff, seen <= today.isoformat())
    query = (
        sa.select(func.count(sa.case((counts, 1))), func.count())
        .select_from(Offer)
        .join(Product, col(Product.id) == Offer.product_id)
        .where(col(Product.is_published))
    )
    current, every = session.execute(query).one()
    return current, every


def addresses(session: Session) -> list[Address]:
    """Every address of a source, a study or an entry of the guidance, each once, by kind and slug."""
    tables: tuple[tuple[str, Any, Any], ...] = (
        ("source", Source, Source.title),
        ("study", Study, Study.title),
        ("guidance", Guidance, Guidance.who),
    )
    found: dict[str, Address] = {}
    for kind, table, title in tables:
        query = select(table.url, table.slug, title).where(table.url.is_not(None), table.url != "")
        for url, slug, words in session.exec(query.order_by(table.slug)):
            found.setdefault(url, Address(url, kind, slug, words))
    return list(found.values())


@dataclass(frozen=True)
class Links:
    """What is known of the links: those that lead nowhere, how many were tried when, how many never."""

    dead: tuple[Dead, ...]
    tried: int
    never: int
    first: str
    last: str


def links(session: Session) -> Links:
    """What the last look at each address came to; `catalog links` looks."""
    known = {row.url: row for row in session.exec(select(LinkCheck))}
    every = addresses(session)
    tried = [(one, known[one.url]) for one in every if one.url in known]
    dead = [
        Dead(one, row.day, row.status, row.said) for one, row in tried if row.status == 0 or row.status >= 400
    ]
    days = [row.day for _, row in tried]
    return Links(
        tuple(sorted(dead, key=lambda one: (not one.is_dead, one.day, one.address.url))),
        len(tried),
        len(every) - len(tried),
        min(days, default=""),
        max(days, default=""),
    )

"""Reading comparisons that are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from sqlmodel import Session, col, func, select

from catalog.changes.queries import history_of
from catalog.compare.models import EditorComparison, FormerComparisonSlug, Snapshot
from catalog.products.models import FormerSlug, Product

_KEY: Final = re.compile(r"[0-9a-f]{64}")


def snapshot(session: Session, key: str) -> Snapshot | None:
    """One snapshot; None for what is no key, too."""
    return session.get(Snapshot, key) if _KEY.fullmatch(key) else None


def made_since(session: Session, moment: str, made_by: str | None = None) -> int:
    """How many snapshots visitors have made since a moment of the log's form; those of one of them."""
    query = (
        select(func.count()).select_from(Snapshot).where(Snapshot.made_at > moment, Snapshot.made_by != "")
    )
    return session.exec(query if made_by is None else query.where(Snapshot.made_by == made_by)).one()


def renamed(session: Session, slugs: Iterable[str]) -> dict[str, str]:
    """Those of the slugs that products once had → what they have now."""
    # PostgreSQL refuses to be asked for what it cannot store, and no slug is anything but ASCII.
    asked = [slug for slug in slugs if slug.isascii() and slug.isprintable()]
    query = (
        select(FormerSlug.slug, Product.slug)
        .join(Product, col(FormerSlug.product_id) == Product.id)
        .where(FormerSlug.thing == "product", col(FormerSlug.slug).in_(asked))
    )
    return dict(session.exec(query).all())


def comparisons(session: Session) -> list[EditorComparison]:
    """Those that are published, in their order."""
    query = select(EditorComparison).where(col(EditorComparison.is_published))
    return list(session.exec(query.order_by(col(EditorComparison.rank), col(EditorComparison.slug))))


def comparison(session: Session, slug: str) -> EditorComparison | None:
    """One, published or not."""
    return session.exec(select(EditorComparison).where(EditorComparison.slug == slug)).one_or_none()


def addresses(session: Session, slug: str) -> list[str]:
    """The slugs that lead to a comparison: its own, then those it once had."""
    former = (
        select(FormerComparisonSlug.slug)
        .join(EditorComparison, col(FormerComparisonSlug.comparison_id) == EditorComparison.id)
        .where(EditorComparison.slug == slug)
    )
    return [slug, *session.exec(former.order_by(FormerComparisonSlug.slug))]


def titles(session: Session, slugs: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Those of the slugs that comparisons have, or once had → title and slug of today; two statements."""
    asked = [slug for slug in slugs if slug.isascii() and slug.isprintable()]
    current = select(EditorComparison.slug, EditorComparison.title, EditorComparison.slug)
    former = (
        select(FormerComparisonSlug.slug, EditorComparison.title, EditorComparison.slug)
        .join(EditorComparison, col(FormerComparisonSlug.comparison_id) == EditorComparison.id)
        .where(col(FormerComparisonSlug.slug).in_(asked))
    )
    rows = [
        *session.exec(former),
        *session.exec(current.where(col(EditorComparison.slug).in_(asked))),
    ]
    return {slug: (title, today) for slug, title, today in rows}


def comparison_by_former_slug(session: Session, slug: str) -> EditorComparison | None:
    former = session.get(FormerComparisonSlug, slug)
    return session.get(EditorComparison, former.comparison_id) if former else None


def changed_on(session: Session, found: EditorComparison) -> str:
    """The UTC day on which it was last written on; empty where the log knows none."""
    history = history_of(session, "comparison", found.id or 0)
    return history[-1].at[:10] if history else ""

"""Reading need pages."""

from __future__ import annotations

from sqlmodel import Session, col, select

from catalog.changes.queries import history_of
from catalog.finder.models import Need
from catalog.finder.page import NeedLink
from catalog.products.models import Brand, FormerSlug, Product


def needs(session: Session) -> list[Need]:
    """Every need page, in its order."""
    return list(session.exec(select(Need).order_by(col(Need.rank), col(Need.slug))))


def need_links(session: Session) -> tuple[NeedLink, ...]:
    """A link to every need page, in their order."""
    return tuple(NeedLink(n.slug, n.title, f"/devices/needs/{n.slug}", n.summary) for n in needs(session))


def need(session: Session, slug: str) -> Need | None:
    """One need page, or None."""
    return session.exec(select(Need).where(Need.slug == slug)).one_or_none()


def changed_on(session: Session, found: Need) -> str:
    """The UTC day on which its text or its filter last changed; nothing where the log knows none."""
    history = history_of(session, "need", found.id or 0)
    return history[-1].at[:10] if history else ""


def renamed(session: Session) -> dict[str, dict[str, str]]:
    """Facet key → slugs that values once had → those they have now, for addresses that are older."""
    brands = session.exec(
        select(FormerSlug.slug, Brand.slug).join(Brand, col(FormerSlug.brand_id) == Brand.id)
    )
    cartridges = session.exec(
        select(FormerSlug.slug, Product.slug)
        .join(Product, col(FormerSlug.product_id) == Product.id)
        .where(Product.kind == "cartridge")
    )
    return {"brand": dict(brands.all()), "fits": dict(cartridges.all())}

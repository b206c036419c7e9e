"""Reading products, brands and sources. Every function takes the session first and never commits."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from catalog.products.drafts import (
    MEASURED,
    BrandDraft,
    FitDraft,
    LegalDraft,
    OfferDraft,
    ProductDraft,
    StatementDraft,
)
from catalog.products.models import (
    Brand,
    Fit,
    FormerSlug,
    LegalSource,
    LegalStatus,
    Offer,
    Product,
    Source,
    StatementRow,
)
from catalog.products.sources import SourceFacts

Value = TypeVar("Value")

IN_ONE_QUERY = 500
"""Ids asked for at once; SQLite allows 32,766 variables, older ones 999."""


def product_by_slug(session: Session, slug: str) -> Product | None:
    """The product with this slug, families included."""
    return session.exec(select(Product).where(Product.slug == slug)).first()


def product_by_former_slug(session: Session, slug: str) -> Product | None:
    """The product that once had this slug."""
    return session.exec(
        select(Product)
        .join(FormerSlug, col(FormerSlug.product_id) == Product.id)
        .where(FormerSlug.thing == "product", FormerSlug.slug == slug)
    ).first()


def taken_down(session: Session) -> dict[int, str]:
    """Slugs of the products that are not public any more, by id."""
    query = select(Product.id, Product.slug).where(col(Product.is_published).is_(False))
    return {i: slug for i, slug in session.exec(query) if i}


def predecessors(session: Session, product_id: int) -> list[str]:
    """Slugs of the products that name this one as their successor, by name."""
    query = select(Product.slug).where(Product.successor_id == product_id).order_by(col(Product.name))
    return list(session.exec(query))


def brand_by_former_slug(session: Session, slug: str) -> Brand | None:
    """The brand that once had this slug."""
    return session.exec(
        select(Brand)
        .join(FormerSlug, col(FormerSlug.brand_id) == Brand.id)
        .where(FormerSlug.thing == "brand", FormerSlug.slug == slug)
    ).first()


def brand_by_slug(session: Session, slug: str) -> Brand | None:
    return session.exec(select(Brand).where(Brand.slug == slug)).first()


def brands(session: Session) -> dict[str, BrandDraft]:
    """Every brand by slug."""
    return {
        row.slug: BrandDraft(row.slug, row.name, row.is_own, row.notes) for row in session.exec(select(Brand))
    }


def sources(session: Session, slugs: Iterable[str] | None = None) -> dict[str, SourceFacts]:
    """Sources by slug: all, or those named."""
    if slugs is None:
        return {row.slug: source_facts(row) for row in session.exec(select(Source))}
    return {
        row.slug: source_facts(row)
        for some in batches(set(slugs))
        for row in session.exec(select(Source).where(col(Source.slug).in_(some)))
    }


def sources_of(session: Session, drafts: Iterable[ProductDraft]) -> dict[str, SourceFacts]:
    """The sources that these drafts name, as far as they exist, by slug."""
    named: set[str | None] = set()
    for draft in drafts:
        rows: tuple[Any, ...] = (*draft.statements, *draft.offers, *draft.fits)
        named.update(row.source for row in rows)
        named.update(source for row in draft.legal for source in row.sources)
    return sources(session, [slug for slug in named if slug])


def source_facts(row: Source) -> SourceFacts:
    return SourceFacts(
        row.slug,
        row.title,
        row.url,
        row.publisher,
        row.published.text if row.published else None,
        row.type,
        row.strength,
        row.read_on,
        row.is_manual,
        row.note,
    )


def batches(values: Iterable[Value]) -> Iterator[list[Value]]:
    """The values in lists short enough for one query each."""
    ordered = list(values)
    for start in range(0, len(ordered), IN_ONE_QUERY):
        yield ordered[start : start + IN_ONE_QUERY]


def drafts(session: Session, ids: Sequence[int]) -> dict[int, ProductDraft]:
    """The stored state of products by id, in a fixed number of statements for each 500 of them."""
    found: dict[int, ProductDraft] = {}
    for some in batches(ids):
        found |= _drafts(session, some)
    return found


def _drafts(session: Session, ids: Sequence[int]) -> dict[int, ProductDraft]:
    products = session.exec(select(Product).where(col(Product.id).in_(ids))).all()
    said = rows_of(session, StatementRow, ids)
    offers = rows_of(session, Offer, ids)
    legal = rows_of(session, LegalStatus, ids)
    fits = rows_of(session, Fit, ids)
    legal_ids = [row.id for rows in legal.values() for row in rows]
    legal_sources: dict[int, list[int]] = defaultdict(list)
    for row in session.exec(
        select(LegalSource).where(col(LegalSource.legal_id).in_(legal_ids)).order_by(col(LegalSource.place))
    ):
        legal_sources[row.legal_id].append(row.source_id)
    slugs = _slugs(session, products, fits, said, offers, legal_sources)
    return {
        p.id or 0: ProductDraft(
            slug=p.slug,
            kind=p.kind,
            name=p.name,
            brand=slugs.brands.get(p.brand_id or 0),
            is_family=p.is_family,
            family=slugs.products.get(p.family_id or 0),
            successor=slugs.products.get(p.successor_id or 0),
            audience=p.audience,
            status=p.status,
            is_own=p.is_own,
            released=p.released.text if p.released else None,
            notes=p.notes,
            statements=tuple(statement_draft(row, slugs.sources) for row in said[p.id or 0]),
            offers=tuple(offer_draft(row, slugs.sources) for row in offers[p.id or 0]),
            legal=tuple(legal_draft(row, legal_sources, slugs.sources) for row in legal[p.id or 0]),
            fits=tuple(fit_draft(row, slugs) for row in fits[p.id or 0]),
        )
        for p in products
    }


def measured_statements(session: Session, slugs: Iterable[str]) -> dict[str, list[StatementDraft]]:
    """By product that has any, the statements that our measurements made, in their places."""
    found: dict[str, list[StatementDraft]] = {}
    for some in batches(set(slugs)):
        rows = session.exec(
            select(Product.slug, StatementRow, Source)
            .join(StatementRow, col(StatementRow.product_id) == Product.id)
            .join(Source, col(StatementRow.source_id) == Source.id)
            .where(col(Product.slug).in_(some), col(StatementRow.origin).startswith(MEASURED))
            .order_by(col(StatementRow.place))
        )
        for slug, row, source in rows:
            found.setdefault(slug, []).append(statement_draft(row, {source.id or 0: source.slug}))
    return found


def rows_of(session: Session, table: Any, ids: Sequence[int]) -> dict[int, list[Any]]:
    """Rows of a table by product, in their places."""
    by_product: dict[int, list[Any]] = defaultdict(list)
    query = select(table).where(table.product_id.in_(ids)).order_by(table.product_id, table.place)
    for row in session.exec(query):
        by_product[row.product_id].append(row)
    return by_product


class Slugs:
    """Ids to slugs, for what a set of products refers to."""

    def __init__(self, products: dict[int, str], brands: dict[int, str], sources: dict[int, str]) -> None:
        self.products, self.brands, self.sources = products, brands, sources


def _slugs(
    session: Session,
    products: Sequence[Product],
    fits: dict[int, list[Any]],
    said: dict[int, list[Any]],
    offers: dict[int, list[Any]],
    legal_sources: dict[int, list[int]],
) -> Slugs:
    others = {f.cartridge_id for rows in fits.values() for f in rows}
    others |= {f.device_id for rows in fits.values() for f in rows}
    others |= {i for p in products for i in (p.family_id, p.successor_id) if i}
    source_ids = {
        row.source_id for rows in (*said.values(), *offers.values(), *fits.values()) for row in rows
    }
    source_ids |= {i for ids in legal_sources.values() for i in ids}
    return Slugs(
        slugs_by_id(session, Product, others | {p.id or 0 for p in products}),
        slugs_by_id(session, Brand, {p.brand_id for p in products if p.brand_id}),
        slugs_by_id(session, Source, {i for i in source_ids if i}),
    )


def slugs_by_id(session: Session, table: Any, ids: Iterable[int]) -> dict[int, str]:
    """Slugs of the rows with these ids."""
    found: dict[int, str] = {}
    for some in batches(ids):
        found |= dict(session.exec(select(table.id, table.slug).where(table.id.in_(some))).all())
    return found


def names_by_id(session: Session, table: Any, ids: Iterable[int]) -> dict[int, str]:
    """Names of the brands or products with these ids."""
    found: dict[int, str] = {}
    for some in batches(ids):
        found |= dict(session.exec(select(table.id, table.name).where(table.id.in_(some))).all())
    return found


def ids_by_slug(session: Session, table: Any, slugs: Iterable[str]) -> dict[str, int]:
    """Ids of the rows with these slugs."""
    found: dict[str, int] = {}
    for some in batches(set(slugs)):
        found |= dict(session.exec(select(table.slug, table.id).where(table.slug.in_(some))).all())
    return found


def statement_draft(row: StatementRow, sources: dict[int, str]) -> StatementDraft:
    return StatementDraft(
        spec=row.spec,
        says=row.says,
        source=sources.get(row.source_id or 0),
        state=row.state,
        kind=row.kind,
        rank=row.rank,
        known_by=row.known_by,
        note=row.note,
        read_on=row.read_on,
        unparsed=row.state == "known" and row.value is None,
        origin=row.origin,
    )


def offer_draft(row: Offer, sources: dict[int, str]) -> OfferDraft:
    return OfferDraft(
        amount_minor=row.amount_minor,
        currency=row.currency,
        source=sources[row.source_id],
        currency_inferred=row.currency_inferred,
        quantity=row.quantity,
        unit=row.unit,
        merchant=row.merchant,
        day=row.day.text if row.day else None,
        is_affiliate=row.is_affiliate,
        url=row.url,
        note=row.note,
        origin=row.origin,
    )


def legal_draft(row: LegalStatus, legal_sources: dict[int, list[int]], sources: dict[int, str]) -> LegalDraft:
    return LegalDraft(
        market=row.market,
        body=row.body,
        status=row.status,
        checked=row.checked,
        sources=tuple(sources[i] for i in legal_sources[row.id or 0]),
        identifier=row.identifier,
        date=row.date.text if row.date else None,
        use=row.use,
        outcome=row.outcome,
        note=row.note,
        origin=row.origin,
    )


def fit_draft(row: Fit, slugs: Slugs) -> FitDraft:
    other = row.device_id if row.product_id == row.cartridge_id else row.cartridge_id
    return FitDraft(slugs.products[other], row.answer, slugs.sources[row.source_id], row.note, row.origin)

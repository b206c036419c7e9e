"""Writing products, brands and sources: the only code that does, each save one change in the log.

Every function takes a writer's session and leaves the commit to its caller.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from types import MappingProxyType
from typing import Any

from sqlmodel import Session, select

from catalog.changes.models import Change
from catalog.changes.recording import record
from catalog.dates import PartialDate
from catalog.products import checks, objections, queries, readmodel
from catalog.products.drafts import (
    BrandDraft,
    InvalidDraftError,
    Problem,
    ProductDraft,
    SourceDraft,
)
from catalog.products.legal import outcome_of
from catalog.products.models import (
    Brand,
    Fit,
    FormerSlug,
    LegalStatus,
    Offer,
    Product,
    Source,
    StatementRow,
)
from catalog.products.rows import RowWriter
from catalog.products.sources import SourceFacts, kind_of

Before = tuple[dict[str, Any] | None, set[int]]
"""A product's state before a change, None where it did not exist, and the products it touched then."""


def put_brand(
    session: Session, draft: BrandDraft, *, actor: str, reason: str, was: str = ""
) -> Change | None:
    """Create or change a brand. Raises `InvalidDraftError`; None where nothing changes.

    ``was`` is the address it has now, if it shall have another: the old one leads to it then.
    """
    row = queries.brand_by_slug(session, was or draft.slug)
    _refuse(list(objections.to_brand(session, draft, row)))
    before = brand_state(row) if row else None
    row = row or Brand(slug=draft.slug, name=draft.name)
    if row.slug != draft.slug:
        _move_brand(session, row, draft.slug)
    row.name, row.is_own, row.notes = draft.name, draft.is_own, draft.notes
    session.add(row)
    session.flush()
    touched = session.exec(select(Product.id).where(Product.brand_id == row.id))
    return record(
        session, actor=actor, entity_kind="brand", entity_id=row.id or 0,
        before=before, after=brand_state(row), reason=reason, touched=[i for i in touched if i],
    )  # fmt: skip


def _move_brand(session: Session, brand: Brand, new_slug: str) -> None:
    """Its address of now leads to the new one, which may be one it had before."""
    former = session.get(FormerSlug, ("brand", new_slug))
    if former:
        session.delete(former)
        session.flush()
    session.add(FormerSlug(thing="brand", slug=brand.slug, brand_id=brand.id))
    brand.slug = new_slug


def brand_state(row: Brand) -> dict[str, Any]:
    """A brand as the log keeps it."""
    return {"slug": row.slug, "name": row.name, "is_own": row.is_own, "notes": row.notes}


def put_source(session: Session, draft: SourceDraft, *, actor: str, reason: str) -> Change | None:
    """Create or change a source, and write anew every document that leans on it."""
    _refuse(checks.check_source(draft))
    row = session.exec(select(Source).where(Source.slug == draft.slug)).first()
    before = source_state(row) if row else None
    row = row or Source(slug=draft.slug, title="", publisher="", type="", strength="", read_on="")
    row.title, row.publisher, row.url = draft.title, draft.publisher, draft.url
    row.published = PartialDate(draft.published) if draft.published else None
    row.type, row.strength, row.is_manual = draft.type, draft.strength, draft.is_manual
    row.read_on, row.note = draft.read_on, draft.note
    session.add(row)
    session.flush()
    touched = readmodel.touched_by_source(session, row.id or 0) if before else set()
    change = record(
        session, actor=actor, entity_kind="source", entity_id=row.id or 0,
        before=before, after=source_state(row), reason=reason, touched=touched,
    )  # fmt: skip
    if change:
        readmodel.refresh(session, touched)
    return change


def source_state(row: Source) -> dict[str, Any]:
    """A source as the log keeps it."""
    return asdict(queries.source_facts(row))


def put_product(session: Session, draft: ProductDraft, *, actor: str, reason: str) -> Change | None:
    """Create or change one product so that what is stored equals the draft."""
    changes = put_products(session, [draft], actor=actor, reason=reason)
    return changes[0] if changes else None


def put_products(
    session: Session,
    drafts: Sequence[ProductDraft],
    *,
    actor: str,
    reason: str,
    progress: Callable[[int], None] = lambda done: None,
    is_measuring: bool = False,
    since: Mapping[int, Before] = MappingProxyType({}),
) -> list[Change]:
    """Create or change products that may refer to each other; one change each, those unchanged none.

    Raises `InvalidDraftError` with every problem of every draft, before anything is written.
    ``progress`` is told how many drafts are done. Statements made of measurements stay as they are stored,
    whatever a draft says of them; only with ``is_measuring`` do they become what the draft says. ``since`` is
    what products were before something else of the same change was done to them.
    """
    if not is_measuring:
        drafts = _with_measured(session, drafts)
    sources = queries.sources_of(session, drafts)
    brand_ids = queries.ids_by_slug(session, Brand, [d.brand for d in drafts if d.brand])
    _refuse(list(objections.to_products(session, drafts, sources, brand_ids)))
    ids = _reserve(session, drafts)
    stored = queries.drafts(session, sorted(ids[d.slug] for d in drafts))
    source_ids = queries.ids_by_slug(session, Source, sources)
    touched_by_all: set[int] = set()
    writer = RowWriter(session, ids, brand_ids, source_ids, sources)
    changes: list[Change] = []
    for done, draft in enumerate(drafts, 1):
        wanted = _complete(draft, sources)
        product = session.get_one(Product, ids[draft.slug])
        # A product that was taken down has no document either, but a past.
        is_new = not product.document and product.is_published
        moved = since.get(product.id or 0)
        if is_new or moved or wanted != stored[ids[draft.slug]]:
            before, connected = moved or ((None, set()) if is_new else before_change(session, product))
            writer.write(product, wanted)
            touched = connected | readmodel.touched_by_products(session, [product.id or 0])
            change = record(
                session, actor=actor, entity_kind="product", entity_id=product.id or 0,
                before=before, after=state_of(session, product), reason=reason, touched=touched,
            )  # fmt: skip
            if change:
                changes.append(change)
                touched_by_all |= touched
        progress(done)
    readmodel.refresh(session, touched_by_all)
    return changes


def before_change(session: Session, product: Product) -> Before:
    """What a product is, and whom it touches, before something is done to it."""
    return state_of(session, product), readmodel.touched_by_products(session, [product.id or 0])


def publish_product(
    session: Session, draft: ProductDraft, was: str, *, actor: str, reason: str
) -> Change | None:
    """Make the product at the address ``was`` what the draft says, its address included, as one change.

    One that was taken down is public again. Raises `InvalidDraftError`; nothing is written then.
    """
    product = queries.product_by_slug(session, was)
    if product is None or (product.slug == draft.slug and product.is_published):
        return put_product(session, draft, actor=actor, reason=reason)
    before = before_change(session, product)
    with session.begin_nested():
        if draft.slug != was:
            _refuse(list(objections.to_slug(session, product, draft.slug)))
            _move(session, product, draft.slug)
        product.is_published = True
        session.add(product)
        session.flush()
        since = {product.id or 0: before}
        changes = put_products(session, [draft], actor=actor, reason=reason, since=since)
    return changes[0] if changes else None


def _with_measured(session: Session, drafts: Sequence[ProductDraft]) -> list[ProductDraft]:
    """The drafts with the statements that our measurements made, behind all others."""
    measured = queries.measured_statements(session, [draft.slug for draft in drafts])
    return [
        replace(
            draft,
            statements=(
                *(row for row in draft.statements if not row.is_made_of_measurements),
                *measured.get(draft.slug, ()),
            ),
        )
        for draft in drafts
    ]


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise InvalidDraftError(problems)


def _reserve(session: Session, drafts: Sequence[ProductDraft]) -> dict[str, int]:
    """Ids of the drafts' products and of all they refer to; rows are made for those that are new."""
    named = {d.slug for d in drafts} | {d.family for d in drafts} | {d.successor for d in drafts}
    named |= {f.other for d in drafts for f in d.fits}
    ids = queries.ids_by_slug(session, Product, [slug for slug in named if slug])
    new = [
        Product(slug=d.slug, kind=d.kind, name=d.name, is_family=d.is_family)
        for d in drafts
        if d.slug not in ids
    ]
    session.add_all(new)
    session.flush()
    return ids | {p.slug: p.id or 0 for p in new}


def _complete(draft: ProductDraft, sources: dict[str, SourceFacts]) -> ProductDraft:
    """The draft with everything said that follows from it, as it will be read back."""
    return replace(
        draft,
        statements=tuple(
            replace(s, kind=s.kind or kind_of(sources.get(s.source or ""))) for s in draft.statements
        ),
        legal=tuple(replace(row, outcome=row.outcome or outcome_of(row.status)) for row in draft.legal),
    )


def state_of(session: Session, product: Product) -> dict[str, Any]:
    """A product as the log keeps it: its fields, and each row by its id.

    What can be renamed is referred to by id: a new address of one product is no change of another.
    """
    session.flush()
    draft = queries.drafts(session, [product.id or 0])[product.id or 0]
    state: dict[str, Any] = {
        name: getattr(draft, name)
        for name in ProductDraft.__dataclass_fields__
        if name not in ("brand", "family", "successor", "statements", "offers", "legal", "fits")
    }
    for name in ("brand_id", "family_id", "successor_id"):
        state[name] = getattr(product, name)
    if not product.is_published:
        # Only while it is so: what was logged before there was such a thing compares equal.
        state["is_published"] = False
    tables: tuple[tuple[str, Any, Sequence[Any]], ...] = (
        ("statements", StatementRow, draft.statements),
        ("offers", Offer, draft.offers),
        ("legal", LegalStatus, draft.legal),
        ("fits", Fit, draft.fits),
    )
    for name, table, rows in tables:
        ids = [row.id for row in queries.rows_of(session, table, [product.id or 0])[product.id or 0]]
        state[name] = {
            str(i): asdict(row) | {"place": place}
            for place, (i, row) in enumerate(zip(ids, rows, strict=True))
        }
    for row in state["legal"].values():
        row["sources"] = list(row["sources"])
    others = queries.ids_by_slug(session, Product, [row.other for row in draft.fits])
    for row in state["fits"].values():
        row["other_id"] = others[row.pop("other")]
    return state


def rename_product(session: Session, slug: str, new_slug: str, *, actor: str, reason: str) -> Change | None:
    """Give a product another address; the old one leads to it from now on.

    Raises `InvalidDraftError` where the new address is taken, now or by another thing's past.
    """
    product = queries.product_by_slug(session, slug)
    if product is None:
        raise InvalidDraftError([Problem("slug", f"There is no product “{slug}”.")])
    if new_slug == slug:
        return None
    _refuse(list(objections.to_slug(session, product, new_slug)))
    before, touched = before_change(session, product)
    _move(session, product, new_slug)
    change = record(
        session, actor=actor, entity_kind="product", entity_id=product.id or 0,
        before=before, after=state_of(session, product), reason=reason, touched=touched,
    )  # fmt: skip
    readmodel.refresh(session, touched)
    return change


def _move(session: Session, product: Product, new_slug: str) -> None:
    """Its address of now leads to the new one, which may be one it had before."""
    former = session.get(FormerSlug, ("product", new_slug))
    if former:
        session.delete(former)
        session.flush()
    session.add(FormerSlug(thing="product", slug=product.slug, product_id=product.id))
    product.slug = new_slug
    session.add(product)
    session.flush()

"""Plausible brands, sources, devices and cartridges for tests, stored as seeds and the desk store theirs.

Every maker takes a writer's session and leaves the commit to its caller; `catalogue(app)` opens one of an
application and commits at the end. Names that are referred to and do not exist yet are made.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlmodel import Session

from catalog.concerns.editing import put_concern
from catalog.exchange.seed_evidence import read_evidence
from catalog.places import place
from catalog.products import editing, queries
from catalog.products.drafts import (
    BrandDraft,
    FitDraft,
    LegalDraft,
    OfferDraft,
    ProductDraft,
    SourceDraft,
    StatementDraft,
)

WHO: Any = {"actor": "tests", "reason": "A test needs it"}
SHOP = "a-shop"
READ = "2026-11-22"


@contextmanager
def catalogue(app: Flask) -> Iterator[Session]:
    """A writer of the application's database, committed at the end: ``with catalogue(app) as session:``."""
    with app.extensions["database"].writer() as session:
        yield session
        session.commit()


def make_source(session: Session, slug: str = SHOP, **fields: Any) -> SourceDraft:
    """A shop's page of fair strength, unless ``fields`` of `SourceDraft` say otherwise."""
    given = {
        "title": f"Page of {slug}",
        "publisher": slug.replace("-", " ").title(),
        "type": "retailer",
        "strength": "fair",
        "read_on": READ,
        "url": f"https://example.com/{slug}",
    } | fields
    draft = SourceDraft(slug, **given)
    editing.put_source(session, draft, **WHO)
    return draft


def make_manual(session: Session, slug: str = "a-manual", **fields: Any) -> SourceDraft:
    given = {"type": "manufacturer", "strength": "strong", "is_manual": True, "title": "User manual"} | fields
    return make_source(session, slug, **given)


def make_regulator(session: Session, slug: str = "an-fda-file", **fields: Any) -> SourceDraft:
    given = {
        "type": "regulator",
        "strength": "strong",
        "publisher": "US FDA",
        "title": "Device record",
    } | fields
    return make_source(session, slug, **given)


def make_brand(session: Session, slug: str = "dermaline", **fields: Any) -> BrandDraft:
    draft = BrandDraft(slug, **({"name": slug.replace("-", " ").title()} | fields))
    editing.put_brand(session, draft, **WHO)
    return draft


def said(spec: str, says: str | None, source: str | None = SHOP, **fields: Any) -> StatementDraft:
    """One statement: ``said("noise", "55 dB", "a-manual")``."""
    return StatementDraft(spec, says, source, **fields)


def make_device(
    session: Session,
    slug: str = "dermaline-one",
    *,
    kind: str = "pen",
    brand: str | None = "dermaline",
    specs: Mapping[str, str | Sequence[str]] | None = None,
    source: str = SHOP,
    statements: Sequence[StatementDraft] = (),
    offers: Sequence[OfferDraft] = (),
    legal: Sequence[LegalDraft] = (),
    fits: Sequence[FitDraft] = (),
    **fields: Any,
) -> ProductDraft:
    """``make_device(session, "a6", specs={"needle_length": "0.25–2.5 mm every 0.25"})``.

    ``specs``: key → what ``source`` says, or several texts that it says one after the other.
    ``statements`` come after them and name their own sources.
    """
    plain = [
        said(key, text, source)
        for key, texts in (specs or {}).items()
        for text in ([texts] if isinstance(texts, str) else texts)
    ]
    draft = ProductDraft(
        slug=slug,
        kind=kind,
        name=fields.pop("name", slug.replace("-", " ").title()),
        brand=brand,
        statements=(*plain, *statements),
        offers=tuple(offers),
        legal=tuple(legal),
        fits=tuple(fits),
        **fields,
    )
    _make_what_is_named(session, draft)
    editing.put_product(session, draft, **WHO)
    return draft


def make_roller(session: Session, slug: str = "dermaline-roller", **fields: Any) -> ProductDraft:
    return make_device(session, slug, kind="roller", **fields)


def make_cartridge(session: Session, slug: str = "dermaline-12", **fields: Any) -> ProductDraft:
    return make_device(session, slug, kind="cartridge", **fields)


def make_family(
    session: Session, slug: str, lengths: Sequence[str], *, kind: str = "roller", **fields: Any
) -> list[ProductDraft]:
    """A family and a version for each length: ``make_family(session, "dts", ["0.5 mm", "1.0 mm"])``.

    ``fields`` belong to the family; the versions are called "dts-0-5mm" and "dts-1-0mm".
    """
    family = make_device(session, slug, kind=kind, is_family=True, **fields)
    versions = [
        make_device(
            session,
            f"{slug}-{length.removesuffix(' mm').replace('.', '-')}mm",
            kind=kind,
            brand=family.brand,
            name=f"{family.name} {length}",
            family=slug,
            specs={"needle_length": length},
        )
        for length in lengths
    ]
    return [family, *versions]


def offer(amount: str, currency: str = "USD", source: str = SHOP, **fields: Any) -> OfferDraft:
    """``offer("129.00", day="2026-11-20")``; currencies with hundredths only."""
    return OfferDraft(round(float(amount) * 100), currency, source, **fields)


def cleared(number: str = "K123456", source: str = "an-fda-file", **fields: Any) -> LegalDraft:
    """A clearance of the FDA for the exact model."""
    given = {"date": "2024-02-23", "use": "Facial acne scars"} | fields
    return LegalDraft("United States", "FDA", "510(k) cleared", READ, (source,), number, **given)


def fits(other: str, answer: str = "fits", source: str = SHOP, note: str = "") -> FitDraft:
    return FitDraft(other, answer, source, note)


def make_evidence(session: Session) -> None:
    """The evidence of the seeds: studies, safety items, depths, concerns and all that leans on them."""
    problems: list[str] = []
    evidence = read_evidence(place("seeds"), problems)
    assert not problems
    for name, rows in vars(evidence).items():
        if name != "concerns":
            session.add_all(rows)
            session.flush()
    for seed in evidence.concerns:
        put_concern(session, seed.concern, seed.types, seed.tested, **WHO)


def _make_what_is_named(session: Session, draft: ProductDraft) -> None:
    named = {row.source for row in (*draft.statements, *draft.offers, *draft.fits) if row.source}
    named |= {source for row in draft.legal for source in row.sources}
    makers = {"a-manual": make_manual, "an-fda-file": make_regulator}
    for slug in sorted(named - queries.sources(session, named).keys()):
        makers.get(slug, make_source)(session, slug)
    if draft.brand and queries.brand_by_slug(session, draft.brand) is None:
        make_brand(session, draft.brand)

"""`?as_of=` on the page of a product: its facts as they were, each with who says so, and its twin."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from catalog.history.asked import AsOf, NoSuchTimeError
from catalog.history.past import catalogue_at
from catalog.history.things import Thing
from catalog.products import queries
from catalog.products.document import resolve_all, statements_of
from catalog.products.drafts import ProductDraft
from catalog.products.models import Product
from catalog.products.pages import fitting, law
from catalog.products.pages.citing import Citations, Piece, SourceLine
from catalog.products.pages.facts import FactGroup, FactWriter
from catalog.products.pages.prices import PriceSeen, seen
from catalog.products.pages.twin import device_twin, family_twin
from catalog.shelf import questions
from catalog.shelf.entry import Entry, Interned
from catalog.shelf.naming import kind_line
from catalog.shelf.shelf import Shelf


@dataclass(frozen=True)
class PastPage:
    """``url`` is that of today's page, ``query`` asks its twin for the same version."""

    title: str
    kind: str
    url: str
    as_of: AsOf
    query: str
    is_cartridge: bool
    groups: tuple[FactGroup, ...]
    about: tuple[Piece, ...]
    legal: tuple[law.LegalRow, ...]
    fits: tuple[fitting.FitRow, ...]
    prices: tuple[PriceSeen, ...]
    report: str
    marks: tuple[str, ...]
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True)
class _Then:
    """The product as it was: its row, its draft and its family's, on a shelf of what it depended on."""

    shelf: Shelf
    product: Product
    draft: ProductDraft
    family: ProductDraft | None


def past_twin(session: Session, thing: Thing, as_of: AsOf, price_age_days: int) -> dict[str, Any]:
    """The twin as it was served at that version."""
    with catalogue_at(session, thing.id, as_of.version) as past:
        then = _then(past, thing.id, as_of, price_age_days)
        if then.product.is_family:
            return family_twin(then.shelf, then.shelf.families[then.product.slug], then.draft)
        return device_twin(then.shelf, _entry(then), then.draft, then.family)


def past_page(session: Session, thing: Thing, as_of: AsOf, price_age_days: int) -> PastPage:
    """The product's facts as they were. Which prices count is as of that day."""
    with catalogue_at(session, thing.id, as_of.version) as past:
        return _page(_then(past, thing.id, as_of, price_age_days), thing, as_of)


def _then(past: Session, product_id: int, as_of: AsOf, price_age_days: int) -> _Then:
    shelf = Shelf.rebuilt(past, day=date.fromisoformat(as_of.day), price_age_days=price_age_days)
    product = past.get_one(Product, product_id)
    if not product.is_published:
        raise NoSuchTimeError(404, f"It was taken off the catalogue before {as_of.words}.")
    ids = [i for i in (product.id, product.family_id) if i]
    drafts = {draft.slug: draft for draft in queries.drafts(past, ids).values()}
    draft = drafts[product.slug]
    return _Then(shelf, product, draft, drafts.get(draft.family or ""))


def _entry(then: _Then) -> Entry:
    """As on the shelf; of a family made for the occasion, because nobody can buy one."""
    row = then.product
    return then.shelf.by_slug(row.slug) or Entry(
        id=row.id or 0,
        slug=row.slug,
        name=row.name,
        brand=then.draft.brand,
        kind=row.kind,
        family=None,
        audience=row.audience,
        status=row.status,
        is_own=row.is_own,
        document=row.document,
        interned=Interned(),
    )


def _page(then: _Then, thing: Thing, as_of: AsOf) -> PastPage:
    shelf, entry = then.shelf, _entry(then)
    citations = Citations(shelf.sources)
    statements = statements_of(then.draft, then.family)
    resolved = resolve_all(entry.kind, statements, shelf.sources)
    writer = FactWriter(resolved, statements, len(then.draft.statements), citations)
    # The order in which sources get their numbers is that of the page.
    legal = law.legal_rows(entry.legal, len(then.draft.legal), citations)
    fits = fitting.fit_rows(shelf, entry.fits, citations)
    groups = writer.groups()
    about = citations.pieces(then.draft.notes)
    prices = tuple(seen("", offer, citations) for offer in entry.offers)
    return PastPage(
        title=shelf.title(entry),
        kind=kind_line(entry),
        url=thing.url,
        as_of=as_of,
        query=f"as_of={as_of.version}",
        is_cartridge=entry.kind == "cartridge",
        groups=groups,
        about=about,
        legal=legal,
        fits=fits,
        prices=prices,
        report=questions.report_url(shelf, thing.url),
        marks=citations.marks,
        sources=citations.listed(),
    )

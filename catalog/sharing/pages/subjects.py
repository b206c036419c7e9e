"""Which pages have a picture of their own, its address, and the page that it is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from flask import current_app
from sqlmodel import Session

from catalog.articles import beside
from catalog.articles import queries as articles
from catalog.articles.pages import article_page
from catalog.claims import queries as claims
from catalog.claims.pages import claim_page
from catalog.compare import queries as comparisons
from catalog.compare.editorial import comparison_page
from catalog.concerns import queries as concerns
from catalog.concerns.pages import concern_page
from catalog.db import get_session
from catalog.finder import queries as needs
from catalog.finder.conditions import Refused
from catalog.finder.current import current as current_index
from catalog.finder.need_page import need_page
from catalog.lengths.address import address_of, length_in
from catalog.lengths.page import length_page
from catalog.pages.home import HomePage, home_page, survey
from catalog.pages.home_evidence import home_evidence
from catalog.products import queries as products
from catalog.products.drafts import ProductDraft
from catalog.products.models import Product
from catalog.products.pages import cartridge, device, family
from catalog.products.pages.cost import read_sessions
from catalog.products.pages.evidence import current_evidence
from catalog.reviews import queries as reviews
from catalog.reviews.pages.review import review_page
from catalog.reviews.stored import draft_of_row
from catalog.science import queries as science
from catalog.shelf import current
from catalog.shelf.entry import Entry
from catalog.studies.pages import study_page

Found = Callable[[Session, str], object | None]


@dataclass(frozen=True)
class Subject:
    """A kind of page: the endpoint that shows it with the name of its argument, and how it is made.

    ``page`` gives None for a name that nothing has, or has any more.
    """

    endpoint: str
    argument: str
    page: Found


def home() -> HomePage:
    """The home page."""
    layers = current_evidence().layers
    needs_links, evidence = needs.need_links(get_session()), home_evidence(get_session())
    seen = current().once(survey)
    with current_index() as index:
        return home_page(seen, index, layers, evidence, needs_links)


def _device(session: Session, slug: str) -> object | None:
    shelf = current()
    if slug in shelf.families and shelf.families[slug].kind != "cartridge":
        draft = _drafts(session, slug)[slug]
        return family.family_page(shelf, shelf.families[slug], draft, current_evidence(), beside.current())
    entry = shelf.by_slug(slug)
    if entry is None or entry.kind == "cartridge":
        return None
    own, of_family = _both(session, entry)
    return device.device_page(
        shelf,
        entry,
        own,
        of_family,
        (),
        current_evidence(),
        read_sessions(None),
        beside.current().of_device(entry),
    )


def _cartridge(session: Session, slug: str) -> object | None:
    shelf = current()
    entry = shelf.by_slug(slug)
    if entry is None or entry.kind != "cartridge":
        return None
    own, of_family = _both(session, entry)
    science = beside.current().of_cartridge(entry, shelf)
    return cartridge.cartridge_page(shelf, entry, own, of_family, current_evidence(), science)


def _both(session: Session, entry: Entry) -> tuple[ProductDraft, ProductDraft | None]:
    drafts = _drafts(session, entry.slug, entry.family)
    return drafts[entry.slug], drafts.get(entry.family or "")


def _drafts(session: Session, *slugs: str | None) -> dict[str, ProductDraft]:
    ids = products.ids_by_slug(session, Product, [slug for slug in slugs if slug])
    return {draft.slug: draft for draft in products.drafts(session, list(ids.values())).values()}


def _claim(session: Session, slug: str) -> object | None:
    claim = claims.claim(session, slug)
    return claim_page(session, claim) if claim else None


def _article(session: Session, slug: str) -> object | None:
    row = articles.article(session, slug)
    return article_page(session, current(), row) if row and row.is_published else None


def _review(session: Session, slug: str) -> object | None:
    row = reviews.review(session, slug)
    if row is None:
        return None
    product = session.get_one(Product, row.product_id)
    return review_page(session, current(), draft_of_row(row, product.slug), product, row.id or 0)


def _concern(session: Session, slug: str) -> object | None:
    concern = concerns.concern(session, slug)
    return concern_page(session, concern) if concern else None


def _study(session: Session, slug: str) -> object | None:
    study = science.study(session, slug)
    return study_page(session, current(), study) if study else None


def _comparison(session: Session, slug: str) -> object | None:
    row = comparisons.comparison(session, slug)
    published = row is not None and row.is_published
    return comparison_page(session, current(), row, beside.current()) if row and published else None


def _need(session: Session, slug: str) -> object | None:
    row = needs.need(session, slug)
    return need_page(session, row) if row else None


def _length(session: Session, mm: str) -> object | None:
    try:
        length = length_in(mm)
    except Refused:
        return None
    if address_of(length) != f"/needle-lengths/{mm}":
        return None
    science = beside.current().of_length(length)
    with current_index() as index:
        return length_page(session, index, length, science)


SUBJECTS: Final = {
    "devices": Subject("products.device", "slug", _device),
    "cartridges": Subject("products.cartridge", "slug", _cartridge),
    "claims": Subject("claims.show", "slug", _claim),
    "articles": Subject("articles.show", "slug", _article),
    "reviews": Subject("reviews.show", "slug", _review),
    "for": Subject("concerns.show", "slug", _concern),
    "studies": Subject("studies.show", "slug", _study),
    "comparisons": Subject("comparisons.show", "slug", _comparison),
    "needs": Subject("finder.need", "slug", _need),
    "needle-lengths": Subject("lengths.show", "mm", _length),
}
"""By the word that stands in the picture's address, the last part of the page's own."""


def subject_at(endpoint: str | None, values: dict[str, Any] | None) -> tuple[str, str] | None:
    """``("devices", "dr-pen-a6")`` for the page of an endpoint and its arguments; None for other pages."""
    for place, subject in SUBJECTS.items():
        if subject.endpoint == endpoint:
            return place, str((values or {})[subject.argument])
    return None


def shown(subject: Subject, slug: str) -> Any:
    """What the page itself answers: for a name that has moved, the way to where it is. Raises 404 or 410."""
    return current_app.view_functions[subject.endpoint](**{subject.argument: slug})

"""Reading what is searched, and which of it a change concerns. Takes the session first, commits nothing."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlmodel import Session, col, select

from catalog.articles.models import Article
from catalog.changes.models import Change
from catalog.claims.models import Claim
from catalog.claims.verdict import named
from catalog.glossary.models import GlossaryTerm
from catalog.people.models import Author
from catalog.products.models import Brand, FormerSlug, Product
from catalog.products.queries import batches
from catalog.reviews.models import Review
from catalog.science.models import Study, StudyNotice
from catalog.science.standing import doubts
from catalog.shelf.naming import title_and_address
from catalog.shelf.shelf import Shelf

from .documents import (
    Document,
    Key,
    article_document,
    brand_document,
    claim_document,
    review_document,
    study_document,
    term_document,
)
from .models import SynonymGroup
from .product_documents import family_document, product_document
from .synonyms import Synonyms

TABLES: Final[Mapping[str, tuple[str, Any]]] = {
    "article": ("article", Article),
    "brand": ("brand", Brand),
    "claim": ("claim", Claim),
    "glossary_term": ("term", GlossaryTerm),
    "review": ("review", Review),
    "study": ("study", Study),
}
"""Kind of thing in the log → kind of document, table."""


@dataclass
class Concerned:
    """What some changes concern: ids by kind of document, products under "product"; are synonyms among it?"""

    ids: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    are_synonyms: bool = False

    @property
    def keys(self) -> set[Key]:
        """The documents to be written anew. A product may have become another kind of thing."""
        found = {(kind, number) for kind, ids in self.ids.items() if kind != "product" for number in ids}
        return found | {(kind, number) for kind in ("device", "cartridge") for number in self.ids["product"]}


def concerned(session: Session, changes: Iterable[Change]) -> Concerned:
    """What is to be read again after some changes, and nothing else."""
    found = Concerned()
    authors: set[int] = set()
    notices: list[Change] = []
    for change in changes:
        found.ids["product"].update(json.loads(change.touched))
        if change.entity_kind in TABLES:
            found.ids[TABLES[change.entity_kind][0]].add(change.entity_id)
        elif change.entity_kind == "product":
            found.ids["product"].add(change.entity_id)
        elif change.entity_kind == "author":
            authors.add(change.entity_id)
        elif change.entity_kind == "study_notice":
            notices.append(change)
        elif change.entity_kind == "synonym_group":
            found.are_synonyms = True
    found.ids["review"] |= _reviews_of(session, found.ids["product"]) | _signed_by(session, authors)
    _add_doubted(session, notices, found)
    return found


def _reviews_of(session: Session, products: Iterable[int]) -> set[int]:
    """Their line names the device."""
    reviews: set[int] = set()
    for some in batches(products):
        rows = session.exec(select(Review.id).where(col(Review.product_id).in_(some)))
        reviews |= {number for number in rows if number}
    return reviews


def _signed_by(session: Session, authors: set[int]) -> set[int]:
    """Reviews that name one of these authors; all of them where an author is gone: nobody knows the slug."""
    if not authors:
        return set()
    slugs = list(session.exec(select(Author.slug).where(col(Author.id).in_(authors))))
    query = select(Review.id)
    if len(slugs) == len(authors):
        query = query.where(col(Review.author).in_(slugs))
    return {number for number in session.exec(query) if number}


def _add_doubted(session: Session, notices: Sequence[Change], found: Concerned) -> None:
    """Studies that a notice names, now or before, and the claims whose verdict leans on them."""
    if not notices:
        return
    ids = {change.entity_id for change in notices}
    slugs = set(session.exec(select(StudyNotice.study).where(col(StudyNotice.id).in_(ids))))
    for change in notices:
        slugs |= {slug for slug in json.loads(change.payload)["fields"].get("study", ()) if slug}
    studies = session.exec(select(Study.id).where(col(Study.slug).in_(slugs)))
    found.ids["study"] |= {number for number in studies if number}
    claims = session.exec(select(Claim)).all()
    found.ids["claim"] |= {claim.id or 0 for claim in claims if slugs.intersection(named(claim))}


def documents(session: Session, shelf: Shelf, wanted: Concerned | None = None) -> Iterator[Document]:
    """The documents of all that is public, or of as much of what is wanted as there still is."""
    yield from _products(session, shelf, wanted)
    yield from map(brand_document, _rows(session, "brand", wanted))
    yield from _reviews(session, shelf, wanted)
    yield from (article_document(row) for row in _rows(session, "article", wanted) if row.is_published)
    if wanted is None or wanted.ids["study"] or wanted.ids["claim"]:
        doubted = doubts(session)
        rows = _rows(session, "study", wanted)
        yield from (study_document(row, doubted.get(row.slug)) for row in rows)
        yield from (claim_document(row, doubted) for row in _rows(session, "claim", wanted))
    yield from map(term_document, _rows(session, "glossary_term", wanted))


def _rows(session: Session, logged: str, wanted: Concerned | None) -> Iterator[Any]:
    kind, table = TABLES[logged]
    if wanted is None:
        yield from session.exec(select(table).order_by(table.id).execution_options(yield_per=500))
        return
    for some in batches(sorted(wanted.ids[kind])):
        yield from session.exec(select(table).where(table.id.in_(some)).order_by(table.id))


def _products(session: Session, shelf: Shelf, wanted: Concerned | None) -> Iterator[Document]:
    ids = None if wanted is None else sorted(wanted.ids["product"])
    if ids == []:
        return
    former = _former(session, ids)
    positions = range(len(shelf.entries)) if ids is None else _positions(shelf, ids)
    for position in positions:
        if (entry := shelf.entries[position]) is not None:
            yield product_document(shelf, entry, former.get(entry.id, ()))
    for number, slug in _families(session, ids):
        if family := shelf.families.get(slug):
            yield family_document(shelf, number, family, former.get(number, ()))


def _positions(shelf: Shelf, ids: Iterable[int]) -> list[int]:
    return [shelf.positions[number] for number in ids if number in shelf.positions]


def _families(session: Session, ids: Sequence[int] | None) -> Iterator[tuple[int, str]]:
    query: Any = select(Product.id, Product.slug).where(col(Product.is_family))
    for some in [None] if ids is None else batches(ids):
        narrowed = query if some is None else query.where(col(Product.id).in_(some))
        yield from ((number, slug) for number, slug in session.exec(narrowed.order_by(col(Product.id))))


def _former(session: Session, ids: Sequence[int] | None) -> Mapping[int, Collection[str]]:
    """Slugs that products had, by id."""
    found: dict[int, list[str]] = defaultdict(list)
    query: Any = select(FormerSlug.product_id, FormerSlug.slug).where(FormerSlug.thing == "product")
    for some in [None] if ids is None else batches(ids):
        narrowed = query if some is None else query.where(col(FormerSlug.product_id).in_(some))
        for number, slug in session.exec(narrowed):
            found[number].append(slug)
    return found


def _reviews(session: Session, shelf: Shelf, wanted: Concerned | None) -> Iterator[Document]:
    rows = list(_rows(session, "review", wanted))
    if not rows:
        return
    names = dict(session.exec(select(Author.slug, Author.name)).all())
    ids = {row.product_id for row in rows}
    slugs = dict(session.exec(select(Product.id, Product.slug).where(col(Product.id).in_(ids))).all())
    for row in rows:
        titled = title_and_address(shelf, slugs.get(row.product_id, ""))
        # A device that was taken down has no name that is public.
        device = titled[0] if titled else "a device that is not shown any more"
        yield review_document(row, device, names.get(row.author, row.author))


def synonyms(session: Session) -> Synonyms:
    """The groups of words that mean the same."""
    rows = session.exec(select(SynonymGroup).order_by(col(SynonymGroup.slug)))
    return Synonyms({row.slug: row.words for row in rows})

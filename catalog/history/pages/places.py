"""Where things of the log have their pages now, by kind and id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from sqlmodel import Session, col, select

from catalog.articles.models import Article
from catalog.claims.models import Claim
from catalog.compare.models import EditorComparison
from catalog.concerns.models import Concern
from catalog.finder.models import Need
from catalog.glossary.models import GlossaryTerm
from catalog.guidance.models import Guidance
from catalog.history.showing import Place
from catalog.history.things import HIDES, Thing, product_url
from catalog.media.models import Picture
from catalog.method.models import Method
from catalog.people.models import Author
from catalog.products import queries
from catalog.products.models import Brand, Product
from catalog.reviews.models import Review
from catalog.science.models import Study, StudyNotice
from catalog.shelf.shelf import full_name

_TABLES: Final[tuple[tuple[str, Any, Any, str], ...]] = (
    ("article", Article, Article.title, "/articles"),
    ("author", Author, Author.name, "/authors"),
    ("brand", Brand, Brand.name, "/brands"),
    ("claim", Claim, Claim.words, "/claims"),
    ("comparison", EditorComparison, EditorComparison.title, "/comparisons"),
    ("concern", Concern, Concern.label, "/for"),
    ("glossary_term", GlossaryTerm, GlossaryTerm.term, "/glossary"),
    ("guidance", Guidance, Guidance.who, "/guidance"),
    ("method", Method, Method.title, "/method"),
    ("need", Need, Need.title, "/devices/needs"),
    ("picture", Picture, Picture.name, "/pictures"),
    ("review", Review, Review.title, "/reviews"),
    ("study", Study, Study.title, "/studies"),
)


def things_of(session: Session, wanted: Iterable[Place]) -> dict[Place, Thing]:
    """Those of them that have a public page; a statement a kind. A notice has that of its study."""
    ids: dict[str, set[int]] = defaultdict(set)
    for kind, number in wanted:
        ids[kind].add(number)
    found: dict[Place, Thing] = {}
    for kind, table, title, place in _TABLES:
        if ids[kind]:
            query: Any = select(table.id, title, table.slug).where(col(table.id).in_(ids[kind]))
            if kind in HIDES:
                query = query.where(col(table.is_published))
            for number, words, slug in session.exec(query):
                found[kind, number] = Thing(kind, number, words, f"{place}/{slug}")
    if ids["study_notice"]:
        notices = select(StudyNotice.id, Study.id, Study.title, Study.slug).join(
            Study, col(Study.slug) == StudyNotice.study
        )
        rows = session.exec(notices.where(col(StudyNotice.id).in_(ids["study_notice"])))
        for notice, study, title, slug in rows:
            found["study_notice", notice or 0] = Thing("study", study or 0, title, f"/studies/{slug}")
    return found | _products(session, ids["product"])


def _products(session: Session, ids: set[int]) -> dict[Place, Thing]:
    if not ids:
        return {}
    rows = session.exec(select(Product).where(col(Product.id).in_(ids), Product.document != "")).all()
    brands = queries.names_by_id(session, Brand, {row.brand_id for row in rows if row.brand_id})
    return {
        ("product", row.id or 0): Thing(
            "product", row.id or 0, full_name(brands.get(row.brand_id or 0, ""), row.name), product_url(row)
        )
        for row in rows
    }

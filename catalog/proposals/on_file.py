"""What is on file of a product, beside what is proposed for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlmodel import Session, func, select

from catalog.changes.models import Change
from catalog.products import queries
from catalog.products.document import statements_of
from catalog.products.drafts import ProductDraft, StatementDraft
from catalog.products.models import Brand, Product
from catalog.products.sources import SourceFacts
from catalog.proposals.proposal import disagree
from catalog.shelf.naming import address
from catalog.shelf.shelf import full_name
from catalog.specs.registry import SPECS

NEW: Final = "new"
SAME: Final = "same"
AGREES: Final = "agrees"
DISAGREES: Final = "disagrees"


@dataclass(frozen=True)
class OnFile:
    """A product as it is stored: draft, family, the sources of both, number of its last change."""

    number: int
    draft: ProductDraft
    family: ProductDraft | None
    sources: Mapping[str, SourceFacts]
    version: int
    title: str

    @property
    def address(self) -> str:
        return address(self.draft.kind, self.draft.slug)

    @property
    def statements(self) -> tuple[StatementDraft, ...]:
        """Its own and those it has from its family."""
        return statements_of(self.draft, self.family)


@dataclass(frozen=True, slots=True)
class Beside:
    """How a value goes with what is on file: one of the four words, and what is on file in words."""

    state: str
    words: str


def on_file(session: Session, slug: str) -> OnFile | None:
    """The product or family with that slug; None where there is none."""
    product = queries.product_by_slug(session, slug)
    if product is None or product.id is None:
        return None
    ids = [product.id, *([product.family_id] if product.family_id else [])]
    drafts = queries.drafts(session, ids)
    newest = select(func.max(Change.number)).where(
        Change.entity_kind == "product", Change.entity_id == product.id
    )
    brand = queries.brand_by_slug(session, drafts[product.id].brand or "")
    return OnFile(
        product.id,
        drafts[product.id],
        drafts.get(product.family_id or 0),
        queries.sources_of(session, drafts.values()),
        session.exec(newest).one() or 0,
        full_name(brand.name if brand else "", product.name),
    )


def names_of_products(session: Session) -> list[str]:
    """Every product by its whole name, brand and all: what a sentence may be about."""
    brands = {slug: brand.name for slug, brand in queries.brands(session).items()}
    slugs = queries.slugs_by_id(session, Brand, [i for i in session.exec(select(Product.brand_id)) if i])
    rows = session.exec(select(Product.name, Product.brand_id)).all()
    return [full_name(brands.get(slugs.get(brand or 0, ""), ""), name) for name, brand in rows]


def beside(key: str, value: Any, found: OnFile) -> Beside:
    """The value next to what is on file for its spec."""
    said = [(row, _value(row)) for row in found.statements if row.spec == key and row.rank != "deprecated"]
    known = [(row, stored) for row, stored in said if stored is not None]
    if not known:
        states = {row.state for row, _ in said}
        return Beside(NEW, "the maker is said not to publish it" if "not_published" in states else "")
    words = "; ".join(_words(key, row, stored, found.sources) for row, stored in known)
    if any(stored == value for _, stored in known):
        return Beside(SAME, words)
    if any(disagree(key, value, stored) for _, stored in _alike(key, value, known)):
        return Beside(DISAGREES, words)
    return Beside(AGREES, words)


def _alike(
    key: str, value: Any, known: Sequence[tuple[StatementDraft, Any]]
) -> list[tuple[StatementDraft, Any]]:
    """Those that say something of the same part; of a dial's two ends each may come from another source."""
    parts = SPECS[key].kind.parts(value).keys()
    return [(row, stored) for row, stored in known if parts & SPECS[key].kind.parts(stored).keys()]


def _value(row: StatementDraft) -> Any:
    return SPECS[row.spec].kind.parse(row.says) if row.says and not row.unparsed else None


def _words(key: str, row: StatementDraft, value: Any, sources: Mapping[str, SourceFacts]) -> str:
    source = sources.get(row.source or "")
    return f"{SPECS[key].kind.show(value)} ({source.title if source else 'from memory'})"

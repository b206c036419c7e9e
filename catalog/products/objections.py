"""What the catalogue as it is has against a draft: names that are taken, others that count on what it is.

`checks` looks at a draft alone; this needs the tables.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlmodel import Session, col, or_, select

from catalog.products import checks, queries
from catalog.products.drafts import BrandDraft, Problem, ProductDraft
from catalog.products.models import Brand, Fit, FormerSlug, Product
from catalog.products.sources import SourceFacts

_LEADS_ELSEWHERE = "“{}” was the address of another product and still leads to it."


def to_products(
    session: Session,
    drafts: Sequence[ProductDraft],
    sources: dict[str, SourceFacts],
    brand_ids: dict[str, int],
) -> Iterable[Problem]:
    """Everything against these drafts, which may refer to each other."""
    kinds = {d.slug: f"family of {d.kind}" if d.is_family else d.kind for d in drafts}
    named = (
        {d.family for d in drafts} | {d.successor for d in drafts} | {f.other for d in drafts for f in d.fits}
    )
    others = _by_slugs(session, sorted({n for n in named if n} - kinds.keys()))
    kinds |= {p.slug: f"family of {p.kind}" if p.is_family else p.kind for p in others}
    several = len(drafts) > 1
    stored = {p.slug: p for p in _by_slugs(session, [d.slug for d in drafts])}
    former = _former(session, [d.slug for d in drafts])
    repeated = {slug for slug, count in Counter(d.slug for d in drafts).items() if count > 1}
    for draft in drafts:
        problems = checks.check_product(draft, sources=sources, brands=brand_ids, kinds=kinds)
        if draft.slug in repeated:
            problems.append(Problem("slug", f"“{draft.slug}” stands here twice."))
        if draft.slug in stored:
            problems += _changed_kind(session, stored[draft.slug], draft, kinds)
        elif draft.slug in former:
            problems.append(Problem("slug", _LEADS_ELSEWHERE.format(draft.slug)))
        for problem in problems:
            yield replace(problem, place=f"{draft.slug}, {problem.place}") if several else problem


def to_slug(session: Session, product: Product, slug: str) -> Iterable[Problem]:
    """Everything against giving a product this address."""
    yield from checks.check_slug("slug", slug)
    if queries.product_by_slug(session, slug):
        yield Problem("slug", f"“{slug}” is the address of another product.")
    former = session.get(FormerSlug, ("product", slug))
    if former and former.product_id != product.id:
        yield Problem("slug", _LEADS_ELSEWHERE.format(slug))


def to_brand(session: Session, draft: BrandDraft, brand: Brand | None) -> Iterable[Problem]:
    """Everything against a new brand, or against making the one there is what the draft says."""
    yield from checks.check_brand(draft)
    slug, own = draft.slug, brand.id if brand else None
    namesake = session.exec(select(Brand).where(Brand.name == draft.name)).first()
    if namesake and namesake.id != own:
        yield Problem("name", f"“{draft.name}” is the name of “{namesake.slug}”.")
    if brand and brand.slug == slug:
        return
    if queries.brand_by_slug(session, slug):
        yield Problem("slug", f"“{slug}” is the address of another brand.")
    former = session.get(FormerSlug, ("brand", slug))
    if former and former.brand_id != own:
        yield Problem("slug", f"“{slug}” was the address of another brand and still leads to it.")


def _by_slugs(session: Session, slugs: Sequence[str]) -> Iterable[Product]:
    for some in queries.batches(slugs):
        yield from session.exec(select(Product).where(col(Product.slug).in_(some)))


def _former(session: Session, slugs: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for some in queries.batches(slugs):
        found.update(
            session.exec(
                select(FormerSlug.slug).where(FormerSlug.thing == "product", col(FormerSlug.slug).in_(some))
            )
        )
    return found


def _changed_kind(
    session: Session, product: Product, draft: ProductDraft, kinds: dict[str, str]
) -> Iterable[Problem]:
    """What stands against a product's becoming another kind of thing: others that count on what it is."""
    if product.is_family != draft.is_family:
        yield Problem("is_family", "A product does not become a family, nor a family a product.")
    if product.kind == draft.kind:
        return
    versions = session.exec(select(Product).where(Product.family_id == product.id)).all()
    if any(kinds.get(version.slug, version.kind) != draft.kind for version in versions):
        yield Problem("kind", f"It has versions that are {product.kind}s.")
    if (
        "cartridge" in (product.kind, draft.kind)
        and session.exec(
            select(Fit.id).where(
                or_(col(Fit.cartridge_id) == product.id, col(Fit.device_id) == product.id),
                col(Fit.product_id) != product.id,
            )
        ).first()
    ):
        yield Problem("kind", f"Other pages say what it fits as a {product.kind}.")

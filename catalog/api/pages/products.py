"""Products, brands and sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from sqlmodel import Session, col, select

from catalog.api.asked import Parameter
from catalog.api.pages.heads import Head, heads_at
from catalog.api.resource import NAMES_OF_TODAY, REGISTRY_OF_TODAY, Filter, Json, Moment, Resource
from catalog.api.shapes import products as shapes
from catalog.history.gone import thing_gone
from catalog.history.past import catalogue_at
from catalog.media.queries import pictures_of_some
from catalog.media.shown import ShownPicture
from catalog.products import queries
from catalog.products.drafts import ProductDraft
from catalog.products.models import PRODUCT_KINDS, Brand, Product, Source
from catalog.products.pages.twin import device_twin, family_twin
from catalog.shelf.cell import Dispute
from catalog.shelf.entry import Entry
from catalog.shelf.naming import address, family_title
from catalog.shelf.shelf import FamilyFacts, Shelf

NOT_RECORDED: Final = "not_recorded"
_SOURCES: Final = ("statements/*", "offers/*", "legal/*/sources")
STATES: Final = {
    "brand": NOT_RECORDED,
    "versions/*/brand": NOT_RECORDED,
    "audience": NOT_RECORDED,
    "released": NOT_RECORDED,
    "statements/*/source": NOT_RECORDED,
    "offers/*/merchant": NOT_RECORDED,
    "offers/*/day": NOT_RECORDED,
    "legal/*/identifier": NOT_RECORDED,
    "legal/*/date": NOT_RECORDED,
    "legal/*/use": NOT_RECORDED,
    "pictures/*/licence": "not_stated",
    **{
        f"{place}/{part}/{name}": NOT_RECORDED
        for place, part in (("statements/*", "source"), ("offers/*", "source"), ("legal/*/sources", "*"))
        for name in ("url", "published")
    },
}
"""What is said where nothing stands, by path."""


def product_keys(moment: Moment, filters: Mapping[str, str]) -> Collection[str]:
    kind, brand = filters.get("kind"), filters.get("brand")
    if not moment.is_past:
        shelf = moment.shelf
        every: list[Entry | FamilyFacts] = [*shelf, *shelf.families.values()]
        return [one.slug for one in every if kind in (None, one.kind) and brand in (None, one.brand)]
    heads = heads_at(moment.now, moment.version).values()
    wanted = _brand_id(moment, brand) if brand else None
    return [
        head.slug
        for head in heads
        if kind in (None, head.kind) and (brand is None or head.brand_id == wanted is not None)
    ]


def _brand_id(moment: Moment, slug: str) -> int | None:
    return moment.session.exec(select(Brand.id).where(Brand.slug == slug)).first()


def products(moment: Moment, slugs: Sequence[str]) -> list[Json]:
    """These products, families included, each with everything that was said of it."""
    if moment.is_past:
        return _products_then(moment, slugs)
    ids = queries.ids_by_slug(moment.session, Product, slugs)
    drafts = _drafts(moment.session, ids.values())
    pictures = pictures_of_some(moment.session, ids.values())
    shelf = moment.shelf

    def is_public(slug: str) -> bool:
        return shelf.by_slug(slug) is not None or slug in shelf.families

    return [
        _product(shelf, slug, drafts, pictures.get(ids[slug], ()), is_public)
        for slug in slugs
        if slug in drafts and is_public(slug)
    ]


def _products_then(moment: Moment, slugs: Sequence[str]) -> list[Json]:
    heads = heads_at(moment.now, moment.version)
    wanted = [heads[slug] for slug in slugs if slug in heads]
    with _shelf_at(moment, wanted) as (past, shelf):
        drafts = _drafts(past, [head.id for head in wanted])
        return [
            _product(shelf, head.slug, drafts, (), heads.__contains__)
            for head in wanted
            if head.slug in drafts
        ]


@contextmanager
def _shelf_at(moment: Moment, wanted: Sequence[Head]) -> Iterator[tuple[Session, Shelf]]:
    with catalogue_at(moment.now, [head.id for head in wanted], moment.version) as past:
        days = moment.shelf.price_age_days
        yield past, Shelf.rebuilt(past, day=date.fromisoformat(moment.day), price_age_days=days)


def product(moment: Moment, slug: str) -> Json | None:
    """One product; of an earlier version also by the name that it has today."""
    found = products(moment, [slug])
    if not found and moment.is_past:
        number = queries.ids_by_slug(moment.now, Product, [slug]).get(slug)
        then = {head.id: head.slug for head in heads_at(moment.now, moment.version).values()}
        found = products(moment, [then[number]]) if number in then else []
    return found[0] if found else None


def _drafts(session: Session, ids: Any) -> dict[str, ProductDraft]:
    """The drafts of these products and of their families, by slug."""
    found = {draft.slug: draft for draft in queries.drafts(session, list(ids)).values()}
    families = {draft.family for draft in found.values() if draft.family} - found.keys()
    numbers = queries.ids_by_slug(session, Product, families)
    return found | {draft.slug: draft for draft in queries.drafts(session, list(numbers.values())).values()}


def _product(
    shelf: Shelf,
    slug: str,
    drafts: Mapping[str, ProductDraft],
    pictures: Sequence[ShownPicture],
    is_public: Callable[[str], bool],
) -> Json:
    draft, family = drafts[slug], shelf.families.get(slug)
    if family:
        twin = family_twin(shelf, family, draft)
        title, place = family_title(shelf, family), f"/devices/{slug}"
    else:
        entry = shelf.by_slug(slug)
        assert entry is not None, "whatever is public and no family is on the shelf"
        twin = device_twin(shelf, entry, draft, drafts.get(draft.family or ""), pictures)
        title, place = shelf.title(entry), address(entry.kind, slug)
        for key, cell in twin["specs"].items():
            if disputes := shelf.cell(entry, key).disputes:
                cell["disputes"] = list(map(_dispute, disputes))
    del twin["version"]
    head = {
        "slug": slug,
        "title": title,
        "address": place,
        "is_family": family is not None,
        **{name: getattr(draft, name) for name in ("audience", "status", "is_own", "released")},
        "successor": draft.successor if draft.successor and is_public(draft.successor) else None,
        "notes": draft.notes,
    }
    return head | twin


def _dispute(one: Dispute) -> Json:
    readings = [{"text": reading.text, "sources": list(reading.sources)} for reading in one.readings]
    return {"part": one.part, "readings": readings}


def _moved(session: Session, slug: str) -> str | None:
    found = queries.product_by_former_slug(session, slug)
    return found.slug if found and found.document else None


def _is_gone(session: Session, slug: str) -> bool:
    return thing_gone(session, "/devices", slug) is not None


# -- brands and sources -----------------------------------------------------------------------------------


def slugs_of(table: Any) -> Any:
    """Reads the slugs of all rows of a table."""

    def keys(moment: Moment, filters: Mapping[str, str]) -> Collection[str]:
        return list(moment.session.exec(select(table.slug)))

    return keys


def first(some: Any) -> Any:
    """Reads one as one of some, where both look alike."""

    def one(moment: Moment, slug: str) -> Json | None:
        found = some(moment, [slug])
        return found[0] if found else None

    return one


def brands(moment: Moment, slugs: Sequence[str]) -> list[Json]:
    rows = {row.slug: row for row in moment.session.exec(select(Brand).where(col(Brand.slug).in_(slugs)))}
    theirs: dict[int | str | None, list[str]] = defaultdict(list)
    if moment.is_past:
        for head in heads_at(moment.now, moment.version).values():
            theirs[head.brand_id].append(head.slug)
    else:
        for one in (*moment.shelf, *moment.shelf.families.values()):
            theirs[one.brand].append(one.slug)
    return [
        {
            "slug": row.slug,
            "address": f"/brands/{row.slug}",
            "name": row.name,
            "is_own": row.is_own,
            "notes": row.notes,
            "products": sorted(theirs[row.id if moment.is_past else row.slug]),
        }
        for slug in slugs
        if (row := rows.get(slug))
    ]


def _brand_moved(session: Session, slug: str) -> str | None:
    found = queries.brand_by_former_slug(session, slug)
    return found.slug if found else None


def sources(moment: Moment, slugs: Sequence[str]) -> list[Json]:
    found = queries.sources(moment.session, slugs)
    facts = (asdict(found[slug]) for slug in slugs if slug in found)
    return [{"id": one.pop("slug"), **one} for one in facts]


_KIND: Final = Filter(
    Parameter("kind", "Only products of this kind.", {"type": "string", "enum": list(PRODUCT_KINDS)}, "pen"),
    PRODUCT_KINDS.__contains__,
)
_BRAND: Final = Filter(
    Parameter(
        "brand",
        "Only products of this brand, by its slug; of one that nobody has there are none.",
        {"type": "string", "pattern": "^[a-z0-9-]{1,120}$"},
        "dr-pen",
    ),
    lambda text: 0 < len(text) <= 120 and set(text) <= set("abcdefghijklmnopqrstuvwxyz0123456789-"),
)

RESOURCES: Final = (
    Resource(
        name="products",
        noun="product",
        about="Devices, cartridges and families of versions, each with every spec, all that was said of it, "
        "prices, legal status and what fits.",
        item=shapes.Product,
        listed=shapes.Product,
        keys=product_keys,
        some=products,
        one=product,
        reads=("brand",),
        states=STATES,
        filters=(_KIND, _BRAND),
        moved=_moved,
        gone=_is_gone,
        cannot_say=(
            REGISTRY_OF_TODAY,
            "Statements on specs that the registry no longer has are left out.",
            "Pictures are left out.",
        ),
        history="/devices",
        example="dr-pen-a6",
    ),
    Resource(
        name="brands",
        noun="brand",
        about="The names on devices, and what stands in the catalogue under each.",
        item=shapes.Brand,
        listed=shapes.Brand,
        keys=slugs_of(Brand),
        some=brands,
        one=first(brands),
        reads=("brand",),
        moved=_brand_moved,
        cannot_say=(NAMES_OF_TODAY,),
        history="/brands",
        example="dr-pen",
    ),
    Resource(
        name="sources",
        noun="source",
        about="What was read: who says it, what kind of witness that is, and the day it was read.",
        item=shapes.Source,
        listed=shapes.Source,
        keys=slugs_of(Source),
        some=sources,
        one=first(sources),
        reads=("source",),
        states={"url": NOT_RECORDED, "published": NOT_RECORDED},
        example="home-vs-pro-2026",
    ),
)

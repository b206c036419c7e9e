"""Every public page that a search engine should know, and when it last changed.

A page changes with what it is about: a device's with the device, the name of its brand, its pictures and its
reviews; a text's with the text and with a retraction of what it leans on; a study's with its notices. What a
page shows of others (neighbours, counts, lists of links, the live list under a need) does not move its day.
Pages that only list others therefore have no day: none is better than one that is not true. Days come from
the log alone, so that every worker says the same, and only from changes that the page shows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlmodel import Session, col, select

from catalog.articles.models import Article, ArticleLink
from catalog.claims.models import Claim
from catalog.claims.verdict import named
from catalog.compare.models import EditorComparison
from catalog.concerns.models import Concern
from catalog.db import get_database
from catalog.finder.current import current as current_index
from catalog.finder.models import Need
from catalog.history.moments import Moments
from catalog.history.moments import current as current_moments
from catalog.lengths.address import address_of
from catalog.lengths.devices import known_lengths
from catalog.media.models import Picture
from catalog.method.models import Method
from catalog.people.models import Author
from catalog.products.models import Brand, Product
from catalog.reviews.models import Review, ReviewLink
from catalog.science.models import Study, StudyNotice
from catalog.shelf.keeper import current as current_shelf
from catalog.shelf.naming import address
from catalog.shelf.shelf import Shelf
from catalog.studies.notices import GRAVE

LISTS: Final = (
    "/",
    "/devices",
    "/cartridges",
    "/needle-lengths",
    "/comparisons",
    "/reviews",
    "/for",
    "/articles",
    "/claims",
    "/studies",
    "/cleared",
    "/card",
    "/corrections",
    "/feeds",
    "/download",
    "/api",
    "/about",
    "/privacy",
    "/disclosure",
)
"""Pages that list others, or whose words come with the program."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A page: its path, and when what it is about last changed (seconds since 1970), None for a list."""

    path: str
    changed: int | None = None


def pages() -> tuple[Listed, ...]:
    """Every page at the state this request answers from; made once for each state."""
    return current_shelf().once(_pages)


def _pages(shelf: Shelf) -> tuple[Listed, ...]:
    moments = current_moments()
    with get_database().reader() as session, current_index() as index:
        lengths = sorted(known_lengths(index))
        return (
            *(Listed(path) for path in LISTS),
            *(Listed(address_of(length)) for length in lengths),
            *_products(session, shelf, moments),
            *_texts(session, moments),
        )


def _products(session: Session, shelf: Shelf, moments: Moments) -> Iterator[Listed]:
    own, renamed = moments.lasts("product"), moments.names("brand")
    brands = dict(session.exec(select(Brand.slug, Brand.id)).all())
    beside = _beside_products(session, moments)
    for entry in shelf:
        changed = _newest(
            own.get(entry.id), renamed.get(brands.get(entry.brand or "") or 0), *beside[entry.id]
        )
        yield Listed(address(entry.kind, entry.slug), changed)
    families = select(Product.id, Product.slug, Product.brand_id).where(col(Product.is_family))
    for of, slug, brand in session.exec(families):
        if slug in shelf.families:
            yield Listed(f"/devices/{slug}", _newest(own.get(of or 0), renamed.get(brand or 0)))
    for slug in shelf.brands:
        yield Listed(f"/brands/{slug}", moments.lasts("brand").get(brands.get(slug) or 0))


def _beside_products(session: Session, moments: Moments) -> defaultdict[int, list[int | None]]:
    """Product's id → when its reviews and its pictures last changed. Cartridges show no reviews."""
    found: defaultdict[int, list[int | None]] = defaultdict(list)
    reviews, pictures = moments.lasts("review"), moments.lasts("picture")
    of_devices = select(Review.id, Review.product_id).join(Product).where(Product.kind != "cartridge")
    for of, product in session.exec(of_devices):
        found[product].append(reviews.get(of or 0))
    shown = select(Picture.id, Picture.product_id).where(col(Picture.product_id).is_not(None))
    for of, shown_on in session.exec(shown):
        found[shown_on or 0].append(pictures.get(of or 0))
    return found


def _texts(session: Session, moments: Moments) -> Iterator[Listed]:
    notices = _notices(session, moments)
    for kind, table, place in _TEXTS:
        yield from _own(session, moments, kind, table, place)
    claims = session.exec(select(Claim).order_by(col(Claim.position))).all()
    # What throws doubt on a study throws it on the claims that lean on it, and on the texts that name either.
    doubted = notices.grave | {
        f"claim {claim.slug}": _newest(*(notices.grave.get(one) for one in named(claim))) for claim in claims
    }
    for kind, table, place, link in _LEANING:
        for slug, changed, leans_on in _leaning(session, moments, kind, table, link):
            yield Listed(f"{place}/{slug}", _newest(changed, *(doubted.get(one) for one in leans_on)))
    changes = moments.lasts("claim")
    for claim in claims:
        changed = _newest(changes.get(claim.id or 0), doubted[f"claim {claim.slug}"])
        yield Listed(f"/claims/{claim.slug}", changed)
    studies = moments.lasts("study")
    for of, slug in session.exec(select(Study.id, Study.slug)):
        yield Listed(f"/studies/{slug}", _newest(studies.get(of or 0), notices.any.get(slug)))
    newest, *older = [*session.exec(select(Method.number).order_by(col(Method.number).desc())), None]
    yield Listed("/method", moments.of_kind.get("method") if newest else None)
    yield from (Listed(f"/method/{number}") for number in older if number)
    yield Listed("/glossary", moments.of_kind.get("glossary_term"))
    yield Listed("/guidance", moments.of_kind.get("guidance"))


_TEXTS: Final[tuple[tuple[str, Any, str], ...]] = (
    ("need", Need, "/devices/needs"),
    ("comparison", EditorComparison, "/comparisons"),
    ("concern", Concern, "/for"),
    ("author", Author, "/authors"),
)

_LEANING: Final[tuple[tuple[str, Any, str, Any], ...]] = (
    ("article", Article, "/articles", ArticleLink.article_id),
    ("review", Review, "/reviews", ReviewLink.review_id),
)


def _own(session: Session, moments: Moments, kind: str, table: Any, place: str) -> Iterator[Listed]:
    wanted = select(table.id, table.slug).order_by(table.slug)
    if hasattr(table, "is_published"):
        wanted = wanted.where(col(table.is_published))
    changed = moments.lasts(kind)
    for of, slug in session.exec(wanted):
        yield Listed(f"{place}/{slug}", changed.get(of))


def _leaning(
    session: Session, moments: Moments, kind: str, table: Any, link: Any
) -> Iterator[tuple[str, int | None, set[str]]]:
    """Public texts with when they changed and what they name: {"aust2008", "claim c12"}; two statements."""
    leans_on: dict[int, set[str]] = defaultdict(set)
    links = link.class_
    wanted = select(link, links.kind, links.target).where(links.kind.in_(("study", "claim")))
    for of, what, target in session.exec(wanted):
        leans_on[of].add(target if what == "study" else f"claim {target}")
    texts = select(table.id, table.slug).order_by(table.slug)
    if hasattr(table, "is_published"):
        texts = texts.where(col(table.is_published))
    changed = moments.lasts(kind)
    for of, slug in session.exec(texts):
        yield slug, changed.get(of), leans_on[of]


@dataclass(frozen=True)
class _Notices:
    """Slug of a study → when something was last noted of it; ``grave``: what throws doubt on it."""

    any: Mapping[str, int]
    grave: dict[str, int | None]


def _notices(session: Session, moments: Moments) -> _Notices:
    changed = moments.lasts("study_notice")
    every: dict[str, int] = {}
    grave: dict[str, int | None] = {}
    for of, study, nature in session.exec(select(StudyNotice.id, StudyNotice.study, StudyNotice.nature)):
        at = changed.get(of or 0, 0)
        every[study] = max(at, every.get(study, 0))
        if nature in GRAVE:
            grave[study] = _newest(at, grave.get(study))
    return _Notices(every, grave)


def _newest(*moments: int | None) -> int | None:
    known: Iterable[int] = (one for one in moments if one is not None)
    return max(known, default=None)

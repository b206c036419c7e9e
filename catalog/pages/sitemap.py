"""Every public page that a search engine should know, and when it last changed.

A page changes with what it is about: a device's with the device, the name of its brand, its pictures and its
reviews; a text's with the text and with a retraction of what it cites; a study's with its notices. Of what a
page shows of others (neighbours, counts, lists of links, the live list under a need) nothing moves its day.
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
    own, named = moments.lasts("product"), moments.names("brand")
    brands = dict(session.exec(select(Brand.slug, Brand.id)).all())
    beside = _beside_products(session, moments)
    for entry in shelf:
        changed = _newest(own.get(entry.id), named.get(brands.get(entry.brand or "") or 0), *beside[entry.id])
        yield Listed(address(entry.kind, entry.slug), changed)
    families = select(Product.id, Product.slug, Product.brand_id).where(col(Product.is_family))
    for of, slug, brand in session.exec(families):
        if slug in shelf.families:
            yield Listed(f"/devices/{slug}", _newest(own.get(of or 0), named.get(brand or 0)))
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
    for slug, changed, cited in _citing(session, moments, "article", Article, ArticleLink.article_id):
        yield Listed(f"/articles/{slug}", _newest(changed, *(notices.grave.get(one) for one in cited)))
    for slug, changed, cited in _citing(session, moments, "review", Review, ReviewLink.review_id):
        yield Listed(f"/reviews/{slug}", _newest(changed, *(notices.grave.get(one) for one in cited)))
    claims = moments.lasts("claim")
    for claim in session.exec(select(Claim).order_by(col(Claim.position))):
        of_studies = (notices.grave.get(one) for one in claim.studies)
        yield Listed(f"/claims/{claim.slug}", _newest(claims.get(claim.id or 0), *of_studies))
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


def _own(session: Session, moments: Moments, kind: str, table: Any, place: str) -> Iterator[Listed]:
    wanted = select(table.id, table.slug).order_by(table.slug)
    if hasattr(table, "is_published"):
        wanted = wanted.where(col(table.is_published))
    changed = moments.lasts(kind)
    for of, slug in session.exec(wanted):
        yield Listed(f"{place}/{slug}", changed.get(of))


def _citing(
    session: Session, moments: Moments, kind: str, table: Any, link: Any
) -> Iterator[tuple[str, int | None, set[str]]]:
    """Public texts with when they changed and which studies they cite; two statements."""
    cited: dict[int, set[str]] = defaultdict(set)
    links = link.class_
    for of, study in session.exec(select(link, links.target).where(links.kind == "study")):
        cited[of].add(study)
    wanted = select(table.id, table.slug).order_by(table.slug)
    if hasattr(table, "is_published"):
        wanted = wanted.where(col(table.is_published))
    changed = moments.lasts(kind)
    for of, slug in session.exec(wanted):
        yield slug, changed.get(of), cited[of]


@dataclass(frozen=True)
class _Notices:
    """Slug of a study → when something was last noted of it; ``grave``: what throws doubt on it."""

    any: Mapping[str, int]
    grave: Mapping[str, int]


def _notices(session: Session, moments: Moments) -> _Notices:
    changed = moments.lasts("study_notice")
    every: dict[str, int] = {}
    grave: dict[str, int] = {}
    for of, study, nature in session.exec(select(StudyNotice.id, StudyNotice.study, StudyNotice.nature)):
        at = changed.get(of or 0, 0)
        every[study] = max(at, every.get(study, 0))
        if nature in GRAVE:
            grave[study] = max(at, grave.get(study, 0))
    return _Notices(every, grave)


def _newest(*moments: int | None) -> int | None:
    known: Iterable[int] = (one for one in moments if one is not None)
    return max(known, default=None)

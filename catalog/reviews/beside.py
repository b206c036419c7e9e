"""What a device's page says of its reviews, made once for each state of the catalogue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from catalog.dates import show_date
from catalog.db import get_database
from catalog.method import queries as methods
from catalog.method.scoring import points, total
from catalog.products.models import Product
from catalog.shelf.keeper import current as current_shelf
from catalog.shelf.shelf import Shelf

from . import queries
from .drafts import ReviewDraft
from .models import Review
from .stored import draft_of_row
from .tested import parts
from .words import CONNECTION_WORDS, OBTAINED_WORDS, counted


@dataclass(frozen=True)
class Beside:
    """A review in short. ``score`` is "8.1", or what it could be, "" without one; ``method`` "version 2".

    ``tested`` are the facts of the test in a line, ``disclosure`` the connection.
    """

    slug: str
    title: str
    verdict: str
    author: str
    is_hands_on: bool
    score: str
    method: str
    tested: str
    disclosure: str
    has_connection: bool
    checked: str
    kind: str = ""
    device: str = ""
    written: str = ""
    is_device_public: bool = True

    @property
    def url(self) -> str:
        return f"/reviews/{self.slug}"


def current() -> Mapping[int, tuple[Beside, ...]]:
    """The reviews of each product, by its id, at the state this request answers from."""
    return current_shelf().once(_current)


def _current(shelf: Shelf) -> Mapping[int, tuple[Beside, ...]]:
    # The request's own session may have begun before the shelf moved on, and would answer from before.
    with get_database().reader() as session:
        return read(session)


def read(session: Session) -> Mapping[int, tuple[Beside, ...]]:
    """All reviews in short, by product: hands-on first, then the newest."""
    found: dict[int, list[Beside]] = defaultdict(list)
    for row, one in listed(session):
        found[row.product_id].append(one)
    return {
        product: tuple(sorted(ones, key=lambda one: not one.is_hands_on)) for product, ones in found.items()
    }


def listed(session: Session) -> list[tuple[Review, Beside]]:
    """All reviews with what is said of them in short, the last published first. A handful of statements."""
    rows = queries.reviews(session)
    names = queries.author_names(session, {row.author for row in rows})
    products = queries.products_of(session, rows)
    versions = {one.number: one for one in methods.methods(session)} if rows else {}
    return [
        (row, _short(row, products[row.product_id], names, versions))
        for row in rows
        if row.product_id in products
    ]


def _short(row: Review, product: Product, names: Mapping[str, str], versions: Mapping[int, Any]) -> Beside:
    draft = draft_of_row(row, product.slug)
    method = versions.get(row.method or 0)
    found = total(parts(method, product.kind, draft.scores)) if row.is_hands_on else None
    score = ""
    if found:
        score = points(found.low) if found.is_known else f"{points(found.low)}–{points(found.high)}"
    return Beside(
        slug=row.slug,
        title=row.title,
        verdict=row.verdict,
        author=names.get(row.author, row.author),
        is_hands_on=row.is_hands_on,
        score=score,
        method=f"version {method.number}" if found and method else "",
        tested=in_a_line(draft),
        disclosure=disclosure(draft),
        has_connection=row.connection != "none",
        checked=row.checked,
        kind=product.kind,
        device=product.slug,
        written=row.written,
        is_device_public=product.is_published,
    )


def in_a_line(draft: ReviewDraft) -> str:
    """“Bought · 42 days · 6 sessions · last used 3 Nov 2026”."""
    said = [OBTAINED_WORDS.get(draft.obtained, "")] if draft.is_hands_on else []
    if draft.days_used is not None:
        said.append(counted(draft.days_used, "day"))
    if draft.sessions is not None:
        said.append(counted(draft.sessions, "session"))
    if draft.units is not None:
        said.append(counted(draft.units, "device"))
    if draft.last_used:
        said.append(f"last used {show_date(draft.last_used)}")
    return " · ".join(filter(None, said))


def disclosure(draft: ReviewDraft) -> str:
    """“None to whoever makes or sells it”, with the author's words."""
    words = CONNECTION_WORDS.get(draft.connection, "")
    return f"{words}: {draft.connection_words}" if draft.connection_words else words

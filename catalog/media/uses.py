"""Where a picture is used: in texts, on the page of what it shows, beside an author's name, in drafts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from sqlmodel import Session, col, select

from catalog.editorial.models import Draft
from catalog.people.models import Author
from catalog.products.models import Product

from .models import Picture

_TEXTS: Final = (("article", "/articles"), ("review", "/reviews"))
"""Rooms above this one: the tables of what they link to are all that is needed of them."""
_SET_IN: Final = re.compile(r"\[\[picture ([a-z0-9-]{1,120})\]\]")


@dataclass(frozen=True)
class Use:
    """A place in words, and its address; "" where it has none yet."""

    words: str
    address: str


def uses(session: Session) -> Mapping[str, tuple[Use, ...]]:
    """Every picture that is used, by its slug, with the places."""
    found: dict[str, list[Use]] = defaultdict(list)
    for slug, use in (*_texts(session), *_products(session), *_authors(session), *_drafts(session)):
        if use not in found[slug]:
            found[slug].append(use)
    return {slug: tuple(places) for slug, places in found.items()}


def uses_of(session: Session, slug: str) -> tuple[Use, ...]:
    """The places of one picture."""
    return uses(session).get(slug, ())


def in_words(places: tuple[Use, ...]) -> str:
    """“the article “How it works” and the page of Dr. Pen A6”."""
    words = [use.words for use in places]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _texts(session: Session) -> Iterator[tuple[str, Use]]:
    for name, place in _TEXTS:
        text = sa.table(name, sa.column("id"), sa.column("slug"), sa.column("title"))
        link = sa.table(f"{name}_link", sa.column(f"{name}_id"), sa.column("kind"), sa.column("target"))
        rows = session.execute(
            sa.select(link.c.target, text.c.slug, text.c.title)
            .join(text, text.c.id == link.c[f"{name}_id"])
            .where(link.c.kind == "picture")
            .order_by(text.c.title)
        )
        for target, slug, title in rows:
            yield target, Use(f"the {name} “{title}”", f"{place}/{slug}")


def _products(session: Session) -> Iterator[tuple[str, Use]]:
    wanted = select(Picture.slug, Product).join(Product, col(Product.id) == col(Picture.product_id))
    for slug, product in session.exec(wanted):
        place = "/cartridges" if product.kind == "cartridge" and not product.is_family else "/devices"
        yield slug, Use(f"the page of {product.name}", f"{place}/{product.slug}")


def _authors(session: Session) -> Iterator[tuple[str, Use]]:
    for author in session.exec(select(Author).where(col(Author.picture).is_not(None))):
        yield author.picture or "", Use(f"the page of {author.name}", f"/authors/{author.slug}")


def _drafts(session: Session) -> Iterator[tuple[str, Use]]:
    wanted = select(Draft).where(col(Draft.is_open), col(Draft.fields_json).contains("[[picture "))
    for draft in session.exec(wanted.order_by(col(Draft.title))):
        for slug in dict.fromkeys(_SET_IN.findall(draft.fields_json)):
            yield slug, Use(f"the draft “{draft.title}”", "")

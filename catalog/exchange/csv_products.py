"""Which product a row is about, and what it says of the product itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy.orm import load_only
from sqlmodel import Session, col, select

from catalog.dates import PartialDate
from catalog.products import models, queries
from catalog.products.drafts import BrandDraft
from catalog.products.facts_sources import slug_from
from catalog.products.models import FormerSlug, Product
from catalog.references.text import short
from catalog.shelf.shelf import full_name

from .csv_headings import OWN
from .csv_layout import Entry
from .csv_near import Nearest
from .csv_values import CLEAR, CellError, unquoted

CLEARED: Final[Mapping[str, Any]] = {
    "audience": None, "brand": None, "family": None, "successor": None, "released": None, "notes": "",
    "status": "unknown",
}  # fmt: skip
"""What a field of a product is where it is cleared; the others cannot be."""
_LISTED: Final = {
    "kind": models.PRODUCT_KINDS, "audience": models.AUDIENCES, "status": models.MARKET_STATUSES,
}  # fmt: skip
_YES: Final = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


class PlaceError(CellError):
    """A cell that cannot be read, with the field that it is in."""

    def __init__(self, key: tuple[str, str], words: str) -> None:
        super().__init__(words)
        self.key = key


class Products:
    """The products and brands there are, by all that a row may call them."""

    def __init__(self, session: Session) -> None:
        self._near = Nearest()
        wanted = load_only(Product.slug, Product.name, Product.brand_id, Product.is_published)  # type: ignore[arg-type]
        rows = session.exec(select(Product).options(wanted)).all()
        brand_slugs = queries.slugs_by_id(
            session, models.Brand, {row.brand_id for row in rows if row.brand_id}
        )
        self.brands: Mapping[str, BrandDraft] = queries.brands(session)
        self.ids = {row.slug: row.id or 0 for row in rows}
        self.hidden = {row.slug for row in rows if not row.is_published}
        self._former = dict(
            session.exec(
                select(FormerSlug.slug, Product.slug)
                .join(Product, col(FormerSlug.product_id) == Product.id)
                .where(FormerSlug.thing == "product")
            ).all()
        )
        self._brand_names = {one.name.casefold(): slug for slug, one in self.brands.items()}
        self._named: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._whole: dict[str, list[str]] = defaultdict(list)
        self._brand_of: dict[str, str] = {}
        for row in rows:
            brand = brand_slugs.get(row.brand_id or 0, "")
            self._named[brand, row.name.casefold()].append(row.slug)
            self._brand_of[row.slug] = brand
            for title in whole_names(self.brands[brand].name if brand else "", row.name):
                self._whole[title].append(row.slug)

    def slug_of(self, entry: Entry) -> str:
        """The slug of the product that a row is about, one that is new included. Raises `PlaceError`."""
        given = self.given(entry)
        if given and (found := self.known(given)):
            return self._public(found)
        brand, name = self._brand(entry), _read(entry, OWN, "name")
        named, where = self._called(brand, name), "name"
        if not named and given:
            # A column “Device” may hold names as well as slugs.
            named, where = self._called(brand, _read(entry, OWN, "slug")), "slug"
            given = "" if named else given
        if len(named) > 1:
            raise PlaceError(
                (OWN, where), f"this is the name of {' and '.join(named)}: say which by its slug."
            )
        if where == "slug" and named and name and not self._is_own_name(named[0], name):
            raise PlaceError(
                (OWN, "name"),
                f"“{short(name)}” is no name of {named[0]}: to rename it, say which it is by its slug.",
            )
        if given and named:
            raise PlaceError(
                (OWN, "slug"), f"there is no product “{short(given)}”; by brand and name it is {named[0]}."
            )
        if named:
            return self._public(named[0])
        if not name or not _read(entry, OWN, "kind"):
            raise PlaceError((OWN, "slug" if given else "name"), self._missing(given, name))
        made = given or slug_from(full_name(self.brands[brand].name if brand else "", name))
        if not given and self.known(made):
            raise PlaceError(
                (OWN, "name"), f"“{made}” is the address of another product: give this one a slug."
            )
        return made

    def _called(self, brand: str | None, name: str) -> list[str]:
        """What has this name under that brand, or this whole name, brand included, under it or any brand."""
        if not name:
            return []
        found = self._whole.get(folded(name), [])
        return self._named.get((brand or "", name.casefold())) or [
            one for one in found if brand in (None, self._brand_of[one])
        ]

    def _is_own_name(self, slug: str, name: str) -> bool:
        return slug in self._named.get((self._brand_of[slug], name.casefold()), ())

    def is_whole_name(self, slug: str, name: str) -> bool:
        """Whether a product here is called that with its brand before it, whatever its capitals."""
        return slug in self._whole.get(folded(name), ())

    def known(self, slug: str) -> str:
        """The slug of today of a product by its slug or a former one; "" for none."""
        return slug if slug in self.ids else self._former.get(slug, "")

    def brand_of(self, text: str) -> str:
        """The slug of a brand by its slug or name. Raises `CellError`."""
        found = text if text in self.brands else self._brand_names.get(text.casefold(), "")
        if not found:
            near = self._near.words(text, [one.name for one in self.brands.values()])
            raise CellError(f"there is no brand “{short(text)}”.{near} Add it under Brands first.")
        return found

    def field_of(self, key: str, text: str, others: Iterable[str]) -> Any:
        """The value of a field of a product. ``others``: slugs of products that the file adds.

        Raises `CellError`.
        """
        if text == CLEAR:
            if key not in CLEARED:
                raise CellError("this cannot be cleared: a product has to have it.")
            return CLEARED[key]
        if key == "brand":
            return self.brand_of(text)
        if key in ("family", "successor"):
            return self._other(text, others)
        if key == "is_family":
            if text.lower() not in _YES:
                raise CellError(f"“{short(text)}” is neither yes nor no.")
            return _YES[text.lower()]
        if key == "released":
            try:
                return PartialDate(text).text
            except ValueError as error:
                raise CellError(str(error)) from error
        if key in _LISTED and text.lower() not in _LISTED[key]:
            raise CellError(f"“{short(text)}” is none of: {', '.join(_LISTED[key])}.")
        return text.lower() if key in _LISTED else text

    def given(self, entry: Entry) -> str:
        """What a row gives as the slug of its product, or an address, as a slug; "" for nothing."""
        return _read(entry, OWN, "slug").strip("/").rpartition("/")[2].lower()

    def _public(self, slug: str) -> str:
        if slug in self.hidden:
            raise PlaceError((OWN, "slug"), f"{slug} was taken off the catalogue. Put it back first.")
        return slug

    def _brand(self, entry: Entry) -> str | None:
        text = _read(entry, OWN, "brand")
        try:
            return self.brand_of(text) if text and text != CLEAR else None
        except CellError as error:
            raise PlaceError((OWN, "brand"), str(error)) from error

    def _missing(self, given: str, name: str) -> str:
        if not given and not name:
            return "this row names no product: it needs a slug, a whole name, or brand and name."
        near = self._near.words(given or name, self.ids) or self._near.words(folded(name), self._whole)
        return f"there is no product “{short(given or name)}”.{near} A new one needs kind, brand and name."

    def _other(self, text: str, others: Iterable[str]) -> str:
        slug = text.strip("/").rpartition("/")[2].lower()
        found = self.known(slug) or (slug if slug in others else "")
        if not found:
            raise CellError(f"there is no product “{short(text)}”.{self._near.words(slug, self.ids)}")
        return found


def folded(text: str) -> str:
    """Small letters and single spaces: nothing else makes two names the same."""
    return " ".join(text.replace("\u00a0", " ").casefold().split())


def whole_names(brand: str, name: str) -> set[str]:
    """What a product may be called as a whole, folded: with its brand, as titles write it.

    A name without a brand means nothing elsewhere, and is none.
    """
    return {folded(words) for words in (full_name(brand, name), f"{brand} {name}")} if brand else set()


def _read(entry: Entry, sort: str, key: str) -> str:
    try:
        return unquoted(entry.text(sort, key))
    except CellError as error:
        raise PlaceError((sort, key), str(error)) from error

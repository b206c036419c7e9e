"""Devices, families, cartridges and brands in the words of schema.org."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from catalog.media.shown import ShownPicture
from catalog.pages.site_root import absolute
from catalog.products.pages.brand import BrandPage
from catalog.products.pages.cartridge import CartridgePage, CartridgesPage
from catalog.products.pages.citing import Piece
from catalog.products.pages.device import DevicePage
from catalog.products.pages.facts import Fact, FactGroup
from catalog.products.pages.family import FamilyPage
from catalog.products.pages.prices import PriceSeen
from catalog.reviews.json_ld import short_review
from catalog.specs.kinds import Interval, Quantity, Span, Terms, TermSet
from catalog.specs.needle_length import NeedleLengths
from catalog.specs.registry import SPECS
from catalog.specs.units import MILLIMETRE, Unit
from catalog.structured.nodes import Node, item_list, node, nodes_of


@nodes_of.register
def device(page: DevicePage) -> list[Node]:
    family = page.relatives.family
    return [
        node(
            "Product",
            **_named(f"/devices/{page.slug}", page.title, page.lead.kind, page.lead.brand),
            isVariantOf=_family(family) if family else None,
            image=_images(page.pictures),
            additionalProperty=_properties(page.groups),
            offers=_offers(page.lead.prices),
            review=[short_review(one) for one in page.reviews if one.is_hands_on],
        )
    ]


@nodes_of.register
def cartridge(page: CartridgePage) -> list[Node]:
    goes_on = [fit for fit in page.fits if fit.answer == "fits"]
    return [
        node(
            "Product",
            **_named(f"/cartridges/{page.slug}", page.title, page.lead.kind, page.lead.brand),
            image=_images(page.pictures),
            isAccessoryOrSparePartFor=[
                node("Product", id=absolute(fit.url) + PRODUCT, name=fit.title, url=absolute(fit.url))
                for fit in goes_on
            ],
            additionalProperty=_properties(page.groups),
            offers=_offers(page.lead.prices),
        )
    ]


@nodes_of.register
def family(page: FamilyPage) -> list[Node]:
    return [
        node(
            "ProductGroup",
            **_named(f"/devices/{page.slug}", page.title, page.kind, page.brand),
            hasVariant=[
                node("Product", id=absolute(one.url) + PRODUCT, name=one.title, url=absolute(one.url))
                for one in page.versions
            ],
            additionalProperty=_properties(page.groups),
            offers=_offers(page.prices),
        )
    ]


@nodes_of.register
def brand(page: BrandPage) -> list[Node]:
    devices = [(one.title, one.url) for one in page.devices]
    parts = [(one.title, one.url) for one in page.cartridges]
    url = absolute(f"/brands/{page.slug}")
    return [node("Brand", id=f"{url}#brand", name=page.name, url=url), *item_list([*devices, *parts])]


@nodes_of.register
def cartridges(page: CartridgesPage) -> list[Node]:
    return item_list((one.title, one.url) for group in page.groups for one in group.cartridges)


PRODUCT: Final = "#product"
"""Behind the address of its page: the thing itself."""


def _named(path: str, title: str, kind: str, brand: Piece | None) -> Node:
    url = absolute(path)
    own = node("Brand", name=brand.text, url=absolute(brand.href) if brand.href else None) if brand else None
    return {"id": url + PRODUCT, "name": title, "url": url, "category": kind, "brand": own}


def _family(family: Piece) -> Node:
    url = absolute(family.href) if family.href else ""
    return node("ProductGroup", id=f"{url}{PRODUCT}", name=family.text, url=url)


def _images(pictures: Sequence[ShownPicture]) -> list[Node]:
    return [node("ImageObject", contentUrl=absolute(one.src), creditText=one.credit) for one in pictures]


def _offers(prices: Iterable[PriceSeen]) -> list[Node]:
    """Prices of one piece in a stated currency; what else is shown says more than an offer can."""
    return [
        node(
            "Offer",
            price=price.amount,
            priceCurrency=price.currency,
            url=price.url,
            seller=node("Organization", name=price.merchant) if price.merchant else None,
        )
        for price in prices
        if not price.quantity and not price.is_inferred
    ]


# --- specs


def _properties(groups: Iterable[FactGroup]) -> list[Node]:
    """Every known fact; where sources disagree, every reading under the same name."""
    return [one for group in groups for fact in group.facts for one in property_values(fact)]


def property_values(fact: Fact) -> Iterator[Node]:
    """One `PropertyValue` for each value and each range: "0.5 or 0.25–2.5 mm" → two."""
    found: list[Node] = []
    for value in fact.values:
        for said in _said(fact, value):
            one = node("PropertyValue", propertyID=fact.key, name=fact.label, **said)
            if one not in found:
                found.append(one)
    yield from found


def _said(fact: Fact, value: Any) -> Iterator[Node]:
    kind = SPECS[fact.key].kind
    if isinstance(value, NeedleLengths):
        yield from _lengths(value)
    elif isinstance(kind, Quantity):
        yield {"value": number(kind.measured_in, value), **_unit(kind.measured_in)}
    elif isinstance(kind, Interval) and isinstance(value, Span):
        yield {**_span(kind.measured_in, value.low, value.high), **_unit(kind.measured_in)}
    elif isinstance(kind, Terms) and isinstance(value, TermSet):
        yield {"value": kind.show(value)}
    else:
        yield {"value": kind.show(value)}


def _lengths(value: NeedleLengths) -> Iterator[Node]:
    unit = _unit(MILLIMETRE)
    if value.fixed:
        fixed = [number(MILLIMETRE, length) for length in value.fixed]
        yield {"value": fixed[0] if len(fixed) == 1 else fixed, **unit}
    for one in value.ranges:
        if one.ends:
            yield {**_span(MILLIMETRE, one.low, one.high), **unit}


def _span(unit: Unit, low: int | None, high: int | None) -> Node:
    if low is not None and low == high:
        return {"value": number(unit, low)}
    ends = {"minValue": low, "maxValue": high}
    return {name: number(unit, end) for name, end in ends.items() if end is not None}


def number(unit: Unit, value: int) -> int | float:
    """In the unit as shown: 500 µm → 0.5, 9000 rpm → 9000."""
    return value // unit.per if value % unit.per == 0 else float(unit.format(value))


def _unit(unit: Unit) -> Node:
    return {"unitCode": unit.code} | ({"unitText": unit.symbol} if unit.symbol else {})

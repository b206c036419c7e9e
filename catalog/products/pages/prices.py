"""Prices seen: those that still count, and old or undated sightings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from markupsafe import Markup

from catalog.dates import show_date
from catalog.figures.sparkline import PricePoint, price_sparkline, price_sparkline_text
from catalog.products.money import plain_amount, show_money
from catalog.products.pages.citing import Citations, Piece, Who
from catalog.shelf.entry import OfferFacts
from catalog.shelf.shelf import Shelf


@dataclass(frozen=True)
class PriceSeen:
    """One sighting. ``quantity`` is empty for a single piece; ``seen`` is a day or "undated"."""

    what: str
    price: str
    quantity: str
    seen: str
    merchant: str
    is_inferred: bool
    who: Who
    note: tuple[Piece, ...]
    url: str | None
    is_affiliate: bool
    of_family: bool = False
    amount: str = ""
    currency: str = ""
    """``"129.50"`` and ``"USD"`` (ISO 4217)."""


@dataclass(frozen=True)
class PriceCourse:
    """How the price went: the picture, and the lowest, the highest and the newest price in words."""

    picture: Markup
    words: str


@dataclass(frozen=True)
class Sightings:
    """``old``: too old or undated to count. ``course``: where one price was seen on three days or more."""

    old: tuple[PriceSeen, ...]
    course: PriceCourse | None = None


def split(shelf: Shelf, offers: Sequence[OfferFacts]) -> tuple[list[OfferFacts], list[OfferFacts]]:
    """Current offers, the newest first, and the old or undated ones as they were stated."""
    current = [offer for offer in offers if shelf.is_current(offer.day)]
    old = [offer for offer in offers if not shelf.is_current(offer.day)]
    return sorted(current, key=lambda offer: offer.day or "", reverse=True), old


def course(offers: Sequence[OfferFacts]) -> PriceCourse | None:
    """Of the same quantity in the same stated currency, on whole days; where several, the longest seen."""
    alike: dict[tuple[str, int, str], list[PricePoint]] = {}
    for offer in offers:
        if offer.day and len(offer.day) == len("2026-11-22") and not offer.currency_inferred:
            key = (offer.currency, offer.quantity, offer.unit)
            point = PricePoint(date.fromisoformat(offer.day), offer.amount_minor)
            alike.setdefault(key, []).append(point)
    if not alike:
        return None
    (currency, *_), points = max(alike.items(), key=lambda one: len({point.day for point in one[1]}))
    show = partial(show_money, currency=currency)
    picture = price_sparkline(points, show)
    return PriceCourse(picture, price_sparkline_text(points, show)) if picture else None


def seen(what: str, offer: OfferFacts, citations: Citations, of_family: bool = False) -> PriceSeen:
    return PriceSeen(
        what=what,
        price=show_money(offer.amount_minor, offer.currency),
        quantity=quantity_words(offer),
        seen=seen_words(offer),
        merchant=offer.merchant or "",
        is_inferred=offer.currency_inferred,
        who=citations.named(offer.source),
        note=citations.pieces(offer.note),
        url=offer.url,
        is_affiliate=offer.affiliate,
        of_family=of_family,
        amount=plain_amount(offer.amount_minor, offer.currency),
        currency=offer.currency,
    )


def seen_words(offer: OfferFacts) -> str:
    return f"seen {show_date(offer.day)}" if offer.day else "undated"


def quantity_words(offer: OfferFacts) -> str:
    """``"for 10 pieces"``, ``"for 1 set"``; nothing for a single piece."""
    if offer.quantity == 1 and offer.unit == "piece":
        return ""
    plural = "" if offer.quantity == 1 or offer.unit.endswith("s") else "s"
    return f"for {offer.quantity} {offer.unit}{plural}"


def each(offer: OfferFacts) -> Decimal:
    """Smallest units of the currency for one."""
    return Decimal(offer.amount_minor) / offer.quantity

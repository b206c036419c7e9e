"""What a year costs: the device and its parts, with the formula and the age of every price in it.

Only prices of one currency are added up, and only from sources that are not weak. What has no price makes
the sum an "at least".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from catalog.products.money import show_money
from catalog.products.pages.prices import each, quantity_words, seen_words
from catalog.shelf.entry import Entry, OfferFacts
from catalog.shelf.shelf import Shelf

USUAL: Final = 12
MOST: Final = 366
EVERY_SESSION: Final = "every session"


@dataclass(frozen=True)
class Sessions:
    """How many sessions the reader reckons with; ``error`` says what was wrong with what was typed."""

    count: int = USUAL
    typed: str = str(USUAL)
    error: str = ""


@dataclass(frozen=True)
class CostLine:
    """One price in the sum: "Device", the price, and its age: "seen Aug 2025, an old price". ``quantity`` of
    ``unit`` is what the price buys.
    """

    what: str
    price: str
    when: str
    quantity: int = 1
    unit: str = "piece"


@dataclass(frozen=True)
class Cost:
    """``amount_minor`` is the total in the currency's smallest unit, rounded. ``formula``: "PKR 15,000 + 12 ×
    PKR 150 = PKR 16,800". ``lacks``: what has no price, in words."""

    total: str
    amount_minor: int
    currency: str
    formula: str
    is_at_least: bool
    is_old: bool
    lines: tuple[CostLine, ...]
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class Priced:
    """A price and what it buys."""

    name: str
    offer: OfferFacts


def read_sessions(typed: str | None) -> Sessions:
    """``?sessions=12``; what is no number from 1 to 366 is refused in words, and `USUAL` is used."""
    text = (typed or "").strip()[:20]
    if not text:
        return Sessions()
    if text.isascii() and text.isdigit() and 1 <= int(text) <= MOST:
        return Sessions(int(text), str(int(text)))
    return Sessions(USUAL, text, f"Write a whole number from 1 to {MOST}. Until then we reckon with {USUAL}.")


def cost_of_a_year(shelf: Shelf, entry: Entry, sessions: int) -> Cost | None:
    """The sum for one device; None where nothing that counts has a price."""
    heads = [other for fit in entry.fits if fit.answer == "fits" and (other := shelf.by_slug(fit.other))]
    own = _usable(shelf, [Priced("Device", offer) for offer in entry.offers])
    parts = _usable(shelf, [Priced(shelf.title(head), offer) for head in heads for offer in head.offers])
    currencies = [priced.offer.currency for priced in (*own, *parts)]
    if not currencies:
        return None
    device, part = (_best(shelf, prices, currencies[0]) for prices in (own, parts))
    if heads or entry.kind == "pen":
        lacks = ["the device"] if device is None else []
        lacks += ["a cartridge" if not parts else f"a cartridge in {currencies[0]}"] if part is None else []
        return _sum(shelf, [(device, 1), (part, sessions)], lacks)
    assert device is not None
    replaced = shelf.cell(entry, "replacement")
    if replaced.is_known and replaced.value == EVERY_SESSION:
        return _sum(shelf, [(device, sessions)], [])
    return _sum(shelf, [(device, 1)], ["replacements: how many a year takes is not known"])


def _usable(shelf: Shelf, prices: Sequence[Priced]) -> list[Priced]:
    """A price that only a weak source quotes makes no sum."""
    return [p for p in prices if (source := shelf.sources.get(p.offer.source)) and not source.is_weak]


def _best(shelf: Shelf, prices: Sequence[Priced], currency: str) -> Priced | None:
    """Of one currency: a current price before an old one, then the lowest for a piece, then the newest."""
    in_currency = [p for p in prices if p.offer.currency == currency]

    def order(priced: Priced) -> tuple[bool, Decimal, tuple[int, ...]]:
        newest_first = tuple(-ord(c) for c in priced.offer.day or "")
        return (not shelf.is_current(priced.offer.day), each(priced.offer), newest_first)

    return min(in_currency, key=order, default=None)


def _sum(shelf: Shelf, terms: Sequence[tuple[Priced | None, int]], lacks: Sequence[str]) -> Cost:
    priced = [(p, times) for p, times in terms if p is not None]
    currency = priced[0][0].offer.currency
    total = sum((each(p.offer) * times for p, times in priced), Decimal(0))
    summands = [_summand(p.offer, times) for p, times in priced]
    shown = show_money(total, currency)
    return Cost(
        total=shown,
        amount_minor=int(total.to_integral_value()),
        currency=currency,
        formula=f"{' + '.join(summands)} = {shown}",
        is_at_least=bool(lacks),
        is_old=any(not shelf.is_current(p.offer.day) for p, _ in priced),
        lines=tuple(_line(shelf, p) for p, _ in priced),
        lacks=tuple(lacks),
    )


def _summand(offer: OfferFacts, times: int) -> str:
    price = show_money(each(offer), offer.currency)
    return price if times == 1 else f"{times} × {price}"


def _line(shelf: Shelf, priced: Priced) -> CostLine:
    offer = priced.offer
    price = " ".join(filter(None, [show_money(offer.amount_minor, offer.currency), quantity_words(offer)]))
    old = "an old price" if offer.day and not shelf.is_current(offer.day) else ""
    inferred = "currency worked out by us" if offer.currency_inferred else ""
    when = ", ".join(filter(None, [seen_words(offer), old, inferred]))
    return CostLine(priced.name, price, when, offer.quantity, offer.unit)

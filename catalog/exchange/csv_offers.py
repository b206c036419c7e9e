"""Prices of a table: what a shop asked on a day, which stays when another day’s comes beside it. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from catalog import clock
from catalog.dates import PartialDate
from catalog.products.drafts import OfferDraft
from catalog.products.money import show_money
from catalog.references.text import short

from .csv_headings import PRICE
from .csv_layout import Entry
from .csv_prices import price_of
from .csv_products import PlaceError
from .csv_sources import Witness
from .csv_values import CLEAR, CellError, unquoted
from .import_report import Options

UNDATED: Final = "undated"
_KEYS: Final = ("source", "currency", "merchant", "day", "quantity", "unit", "url")
_COLUMNS: Final = {
    "currency": "currency", "shop": "merchant", "price_day": "day", "price_quantity": "quantity",
    "price_unit": "unit", "price_url": "url",
}  # fmt: skip


TWICE: Final = "line {} has this price of the same shop and day already."
OTHERWISE: Final = "line {} has another price of the same shop and day. Keep one of the two."
WHICH: Final = "several prices of this shop and day are on record: change it in the product’s own form."


@dataclass(frozen=True)
class SaidOffer:
    """The price of a row. ``is_clear``: what is on record of it is to go, as far as ``named`` fields say."""

    line: int
    offer: OfferDraft
    named: frozenset[str] = frozenset()
    is_clear: bool = False


@dataclass(frozen=True)
class OfferOutcome:
    """What becomes of a price: which it was, by its index, and what it becomes; or why it is refused."""

    said: SaidOffer
    index: int | None = None
    before: OfferDraft | None = None
    after: OfferDraft | None = None
    trouble: str = ""


def said_offer(
    entry: Entry, witness: Witness, day: str, options: Options, commas: bool | None
) -> SaidOffer | None:
    """The price of a row; None where it has none. Raises `PlaceError`."""
    text = _read(entry, "price")
    if not text:
        if about := [key for key in _COLUMNS if _read(entry, key)]:
            raise PlaceError((PRICE, about[0]), "this is about a price, and the row has none.")
        return None
    if witness.source is None:
        raise PlaceError((PRICE, "price"), "this price has no source.")
    said = replace(_said(entry, options), source=witness.source)
    named = frozenset(field for key, field in _COLUMNS.items() if _read(entry, key))
    if entry.text(PRICE, "price").strip() == CLEAR:
        return SaidOffer(entry.line, said, named | {"source"}, is_clear=True)
    try:
        amount, currency = price_of(text, said.currency, commas)
    except CellError as error:
        raise PlaceError((PRICE, "price"), str(error)) from error
    if "currency" in named and currency != said.currency:
        raise PlaceError((PRICE, "currency"), f"the price is in {currency}.")
    seen = said.day if "day" in named else day or None
    return SaidOffer(entry.line, replace(said, amount_minor=amount, currency=currency, day=seen), named)


def match_offers(said: Sequence[SaidOffer], offers: Sequence[OfferDraft]) -> list[OfferOutcome]:
    """The prices of a product held against those on record.

    The same shop, day and thing is the same observation, and a price that was mistyped is put right; any
    other is one more, and what was seen before stays.
    """
    free = dict(enumerate(offers))
    places: dict[Any, list[int]] = defaultdict(list)
    for index, row in free.items():
        places[_key(row)].append(index)
    found: dict[int, list[OfferOutcome]] = {}
    lines: dict[Any, SaidOffer] = {}
    for number, one in enumerate(said):
        near = [] if one.is_clear else [i for i in places.get(_key(one.offer), ()) if i in free]
        same = next((i for i in near if free[i].amount_minor == one.offer.amount_minor), None)
        if same is not None:
            row = free.pop(same)
            found[number] = [OfferOutcome(one, same, row, row)]
            lines.setdefault(_key(one.offer), one)
    for number, one in enumerate(said):
        if number not in found and not one.is_clear:
            near = [i for i in places.get(_key(one.offer), ()) if i in free]
            outcome = _placed(one, free, near, lines.get(_key(one.offer)))
            found[number] = [outcome]
            if not outcome.trouble:
                lines.setdefault(_key(one.offer), one)
    for number, one in enumerate(said):
        if one.is_clear:
            gone = [i for i, row in free.items() if _has_all(one, row)]
            found[number] = [OfferOutcome(one, i, free.pop(i)) for i in gone] or [OfferOutcome(one)]
    return [one for number in sorted(found) for one in found[number]]


def _placed(
    one: SaidOffer, free: dict[int, OfferDraft], near: Sequence[int], other: SaidOffer | None
) -> OfferOutcome:
    """A price that is not on record. ``near``: those of the same shop and day; ``other``: the file’s own."""
    if other is not None:
        is_twice = other.offer.amount_minor == one.offer.amount_minor
        if is_twice or not near:
            return OfferOutcome(one, trouble=(TWICE if is_twice else OTHERWISE).format(other.line))
    if len(near) > 1:
        return OfferOutcome(one, trouble=WHICH)
    if not near:
        return OfferOutcome(one, after=one.offer)
    row = free.pop(near[0])
    after = replace(row, amount_minor=one.offer.amount_minor, currency_inferred=False, origin=None)
    return OfferOutcome(one, near[0], row, after)


def _key(one: OfferDraft) -> tuple[object, ...]:
    return tuple(getattr(one, key) for key in _KEYS)


def _has_all(said: SaidOffer, row: OfferDraft) -> bool:
    """Whether an offer is as the row says in all that it names."""
    return all(getattr(row, field) == getattr(said.offer, field) for field in said.named)


def offer_words(one: OfferDraft | None) -> str:
    """``"$19.99 at A shop, 22 Nov 2026"``; "nothing" for none."""
    if one is None:
        return "nothing"
    words = show_money(one.amount_minor, one.currency)
    words += f" for {one.quantity} {one.unit}" if (one.quantity, one.unit) != (1, "piece") else ""
    words += f" at {short(one.merchant)}" if one.merchant else ""
    return f"{words}, {PartialDate(one.day) if one.day else UNDATED}"


def _said(entry: Entry, options: Options) -> OfferDraft:
    """What the row says of the price beside its amount."""
    day = _read(entry, "price_day")
    currency = (_read(entry, "currency") or options.currency).upper()
    quantity = _read(entry, "price_quantity") or "1"
    if not re.fullmatch(r"[0-9]{1,9}", quantity) or not int(quantity):
        raise PlaceError((PRICE, "price_quantity"), f"“{short(quantity)}” is no number of pieces.")
    url = _read(entry, "price_url")
    if url and not re.fullmatch(r"https?://[^\s<>\"]+", url):
        raise PlaceError((PRICE, "price_url"), f"“{short(url)}” is no address that starts with https://.")
    return OfferDraft(
        0,
        currency,
        "",
        quantity=int(quantity),
        unit=_read(entry, "price_unit") or "piece",
        merchant=_read(entry, "shop") or options.shop or None,
        day=_day(day),
        url=url or None,
        note=f"For {options.country}." if options.country else "",
    )


def _day(text: str) -> str | None:
    if text in ("", UNDATED):
        return None
    try:
        day = PartialDate(text).text
    except ValueError as error:
        raise PlaceError((PRICE, "price_day"), str(error)) from error
    if day > clock.today().isoformat()[: len(day)]:
        raise PlaceError((PRICE, "price_day"), f"{day} is still to come.")
    return day


def _read(entry: Entry, key: str) -> str:
    try:
        return unquoted(entry.text(PRICE, key))
    except CellError as error:
        raise PlaceError((PRICE, key), str(error)) from error

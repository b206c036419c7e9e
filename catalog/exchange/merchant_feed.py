"""Reading a merchant’s product feed: Google’s product data specification as a table. Pure.

Names of attributes have underscores or spaces; prices are numbers with an ISO 4217 code, "19.99 USD". See
support.google.com/merchants/answer/7052112 (product data specification), as of 2026.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from catalog.printable import UNPRINTABLE
from catalog.references.text import short

from .csv_headings import plain
from .csv_prices import price_of
from .csv_reading import Table
from .csv_values import CellError

NEEDED: Final = ("id", "title", "link", "price")
READ: Final = (
    *NEEDED, "sale price", "sale price effective date", "availability", "condition", "brand", "gtin", "mpn",
    "item group id", "multipack", "is bundle", "slug",
)  # fmt: skip
"""Attributes that are read; all others of the specification, such as pictures and shipping, are left out."""
_FEED_ONLY: Final = frozenset({
    "availability", "condition", "gtin", "mpn", "item group id", "image link",
    "google product category", "sale price",
    "identifier exists", "description", "product type", "shipping",
})  # fmt: skip
_OTHERS: Final = frozenset({"refurbished", "used"})
_OUT: Final = frozenset({"out of stock", "backorder", "preorder"})


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a feed. ``amount_minor`` is what is asked on the day, ``usual`` what is said to be usual
    where that is a sale price; ``pieces`` how many of the thing one buys with it."""

    line: int
    id: str
    title: str
    link: str
    brand: str
    slug: str
    amount_minor: int
    currency: str
    pieces: int = 1
    usual: str = ""
    availability: str = ""


@dataclass(frozen=True, slots=True)
class Excluded:
    """An item that is no offer of a new, single thing, and why."""

    line: int
    title: str
    why: str


class ItemError(ValueError):
    """An item that cannot be read: heading, cell and a sentence."""

    def __init__(self, heading: str, cell: str, words: str) -> None:
        super().__init__(words)
        self.heading, self.cell = heading, cell


def is_attribute(heading: str) -> bool:
    """Whether a heading is an attribute of such a feed."""
    return _name(heading) in READ or _name(heading) in _FEED_ONLY


def is_feed(heads: tuple[str, ...]) -> bool:
    """Whether the headings are those of a feed: four that every item needs, and one no table of ours has."""
    names = {_name(one) for one in heads}
    return names.issuperset(NEEDED) and bool(names & _FEED_ONLY)


def items(table: Table, currency: str, day: date) -> Iterator[Item | Excluded | tuple[int, ItemError]]:
    """The items of the feed in their order; what cannot be read comes with its line.

    ``currency``: of prices that name none. ``day``: on which the prices hold.
    """
    place = {name: n for n, one in enumerate(table.head.cells) if (name := _name(one)) in READ}
    for row in table.rows:
        cells = {name: " ".join(row.cells[n].split()) for name, n in place.items()}
        try:
            yield _item(row.line, cells, currency, day)
        except ItemError as error:
            yield row.line, error


def _item(line: int, cells: Mapping[str, str], currency: str, day: date) -> Item | Excluded:
    def cell(name: str) -> str:
        return cells.get(name, "")

    for name in ("id", "title", "price"):
        if not cell(name):
            raise ItemError(name, "", "this is empty, and an item needs it.")
    for name, text in cells.items():
        if UNPRINTABLE.search(text):
            raise ItemError(name, text, "this holds a character that cannot be printed.")
    if why := _why_not(cells):
        return Excluded(line, cell("title"), why)
    if not re.fullmatch(r"https?://[^\s<>\"]+", cell("link")):
        raise ItemError("link", cell("link"), "this is no address that starts with https://.")
    if not re.fullmatch(r"([1-9][0-9]{0,5})?", cell("multipack")):
        raise ItemError("multipack", cell("multipack"), "this is no number of pieces.")
    amount, code = _price("price", cell("price"), currency)
    usual = ""
    if cell("sale price") and _holds(cell("sale price effective date"), day):
        amount, sale_code = _price("sale_price", cell("sale price"), code)
        if sale_code != code:
            raise ItemError("sale_price", cell("sale price"), f"the price itself is in {code}.")
        usual = cell("price")
    return Item(
        line, cell("id"), cell("title"), cell("link"), cell("brand"), cell("slug").lower(), amount, code,
        int(cell("multipack") or 1), usual, cell("availability").replace("_", " ").lower(),
    )  # fmt: skip


def _why_not(cells: Mapping[str, str]) -> str:
    condition = cells.get("condition", "").lower()
    if condition in _OTHERS:
        return f"it is {condition}"
    return "it is a bundle" if cells.get("is bundle", "").lower() in ("yes", "true") else ""


def _price(name: str, text: str, currency: str) -> tuple[int, str]:
    try:
        return price_of(text, currency)
    except CellError as error:
        raise ItemError(name, text, str(error)) from error


def _holds(period: str, day: date) -> bool:
    """Whether the day lies in a period, “2026-11-20T08:00+0100/2026-11-30T23:59+0100”; always without one."""
    if not period:
        return True
    try:
        start, end = (datetime.fromisoformat(one.strip()).date() for one in period.split("/"))
    except ValueError:
        words = "this is no period. Write it like 2026-11-20T08:00+0100/2026-11-30T23:59+0100."
        raise ItemError("sale_price_effective_date", short(period), words) from None
    return start <= day <= end


def is_out(item: Item) -> bool:
    """Whether it cannot be had at once."""
    return item.availability in _OUT


def _name(heading: str) -> str:
    """The attribute of a heading; feeds made from XML write “g:price”."""
    return plain(heading).removeprefix("g:")

"""The order of the list in words: what is offered, what is in force and why; and its pages."""

from __future__ import annotations

from catalog.finder.conditions import Ignored
from catalog.finder.contradiction import contradiction
from catalog.finder.filters import Filters
from catalog.finder.index import FinderIndex
from catalog.finder.naming import joined, low
from catalog.finder.orders import LABELS, OFFERED
from catalog.finder.page import Pagination, SortOption
from catalog.finder.result import Result

TESTED_FIRST = "Tested hands-on first"
"""The default order once there is a review from hands-on testing."""


def refused_sort(index: FinderIndex, result: Result) -> Ignored | None:
    """A price order that cannot be had, said where all else that is left out is said."""
    asked = [key for key in result.filters.sort if key.removeprefix("-") == "price"]
    if asked and result.currency is None:
        return Ignored("sort", asked[0], price_reason(index, result))
    return None


def price_reason(index: FinderIndex, result: Result) -> str:
    """Why the list cannot be sorted by price."""
    total = len(result.match)
    known = {
        c: total - result.match.intersection_cardinality(o.unknown) for c, o in index.orders.prices.items()
    }
    most = max(known.values(), default=0)
    if not most:
        return "None of these has a current price."
    return f"Only {most:,} of {total:,} have a current price in one currency."


def sort_options(index: FinderIndex, result: Result) -> list[SortOption]:
    """The orders offered: those the data can give, and price, greyed with its reason where they cannot."""
    filters = result.filters
    counted = {one.key for one in index.plan().facets}
    options = []
    with_tests = index.reviewed.is_any_hands_on
    if with_tests:
        options.append(SortOption("", TESTED_FIRST, filters.sorted_by().address(), not result.sort))
    for key, label in LABELS.items():
        if key in ("score", "reviewed", "noise") and key not in counted:
            continue
        written = OFFERED[key]
        default = key == "record" and not with_tests
        value = "" if default else written
        selected = not result.sort if default else result.sort[:1] == (written,)
        reason = price_reason(index, result) if key == "price" and result.currency is None else ""
        url = filters.sorted_by(*(() if default else (written,))).address()
        options.append(SortOption(value, label, url, selected, reason))
    if not any(option.selected for option in options):
        words = ", then ".join(_order_words(key) for key in result.sort)
        options.insert(0, SortOption(",".join(result.sort), words, filters.address(), True))
    return options


def _order_words(key: str) -> str:
    name = key.removeprefix("-")
    return LABELS[name] if OFFERED[name] == key else f"{LABELS[name]}, the other way round"


def why_this_order(index: FinderIndex, result: Result) -> list[str]:
    """What decides the order, which the law asks to be said (EU directive 2019/2161)."""
    if result.sort:
        words = ", then by ".join(low(_order_words(key)) for key in result.sort)
        first = f"Sorted by {words}; those for which it isn’t known come last, equal ones by name."
    elif index.reviewed.is_any_hands_on:
        first = (
            "Devices that we tested hands-on come first, the highest score leading; then those with the most "
            "facts on record, then by name. Those with at most two of eight facts come last. Longer needles "
            "never rank higher."
        )
    else:
        first = (
            "Devices with the most facts on record come first, then by name; those with at most two of eight "
            "come last. Longer needles never rank higher."
        )
    together = index.cards()
    sentences = [first]
    if together != result.total:
        sentences.append(
            f"A roller sold in five lengths is five products on one card: {result.total:,} products from "
            f"{together:,} devices."
        )
    if apart := index.reviewed.set_apart:
        sentences.append(
            f"Scores made by version {joined([str(one) for one in sorted(apart)])} of the method can’t be "
            "compared with newer ones and don’t count in the order."
        )
    return [*sentences, "No payment changes the order."]


def pagination(result: Result) -> Pagination:
    """The pages of the list. Where filters exclude each other nobody is listed, and there is one page."""
    filters = result.filters
    pages = 1 if contradiction(filters) else result.pages
    first = (filters.page - 1) * result.size + 1
    past = filters.page > pages
    return Pagination(
        filters.page,
        pages,
        result.size,
        0 if past or not result.rows else first,
        0 if past or not result.rows else first + len(result.rows) - 1,
        result.listed,
        lambda number: filters.on_page(number).address(),
        past,
        filters.on_page(pages).address() if past else "",
    )


def kept(filters: Filters) -> tuple[tuple[str, str], ...]:
    """Hidden fields that a changed filter keeps."""
    state = (("sort", ",".join(filters.sort)), ("unknown", filters.unknown), ("view", filters.view))
    return tuple((name, value) for name, value in state if value)

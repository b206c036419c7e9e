"""`/devices` put together: the result of a query as a finished page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from catalog.figures.marks import MARKS
from catalog.figures.scales import Layers
from catalog.finder import pictures
from catalog.finder.cards import Shown, cards, line, misses
from catalog.finder.conditions import Ignored
from catalog.finder.contradiction import contradiction
from catalog.finder.facets import facet_views, histogram_bars, labels_of, length_controls
from catalog.finder.filters import ADDRESS, Filters
from catalog.finder.index import FinderIndex
from catalog.finder.missing import Why
from catalog.finder.naming import mm
from catalog.finder.orders import BARELY, LABELS, OFFERED
from catalog.finder.page import (
    CardGroup,
    FieldMessage,
    LineGroup,
    ListingPage,
    MissGroup,
    NeedLink,
    Pagination,
    SortOption,
)
from catalog.finder.rescue import rescue
from catalog.finder.result import Bucket, Result, Row
from catalog.finder.table import table
from catalog.finder.words import alternative, chips, counts, heading, only_limits_missing

MOST_MISSES = 12
"""Devices named under "Don't fit"."""


def listing(
    index: FinderIndex,
    filters: Filters,
    layers: Layers | None,
    *,
    size: int = 24,
    needs: Sequence[NeedLink] = (),
) -> ListingPage:
    """The page for a state of the filters."""
    result = index.query(filters, size)
    refused = refused_sort(index, result)
    if refused:
        result.filters = filters = replace(filters, ignored=(*filters.ignored, refused))
    labels = labels_of(index)
    limit = (filters.length("depth_never_above") or (None,))[0]
    shown = Shown(limit)
    sure = [index.entry(row.position) for row in result.rows if row.missing is None]
    barely = [entry for entry in sure if not result.sort and sum(entry.record) <= BARELY]
    well = [entry for entry in sure if entry not in barely] if barely else sure
    all_barely = _barely(index, result)
    as_table = filters.view == "table"
    conditions = filters.conditions
    matches = () if as_table else tuple(cards(index, well, conditions, shown))
    last = () if as_table else tuple(cards(index, barely, conditions, shown))
    title = heading(filters, labels)
    in_vain = contradiction(filters) is not None
    groups = () if as_table or in_vain or limit is not None else tuple(_groups(index, result, shown))
    upper = _upper_limit(index, result, shown) if limit is not None and not in_vain else None
    missed = _misses(index, result, limit)
    return ListingPage(
        heading=title,
        description=_description(filters, result, title),
        version=result.version,
        address=filters.address(),
        canonical=ADDRESS,
        robots="" if filters == Filters() else "noindex,follow",
        counts=counts(result),
        chips=tuple(chips(filters, labels)),
        clear_url=filters.without(*filters.keys).address(),
        lengths=tuple(length_controls(index, result)),
        gap=mm(index.gap),
        histogram=tuple(histogram_bars(result)),
        facets=tuple(facet_views(index, result, labels)),
        matches=CardGroup(
            "Devices that fit" if conditions else "Devices", len(result.match) - all_barely, "", matches
        ),
        barely=CardGroup(
            "Also fit, barely documented" if conditions else "Barely documented",
            all_barely,
            "At most two of eight facts are on record, so they come last.",
            last,
        )
        if all_barely
        else None,
        might=groups,
        might_heading=f"Might fit: {len(result.might):,}" if result.might else "",
        might_note=MIGHT_NOTE if groups else "",
        upper_limit=upper,
        misses=missed,
        table=table(index, result) if as_table else None,
        rescue=rescue(index, result, labels),
        sorts=tuple(_sorts(index, result)),
        why_this_order=tuple(_why_this_order(index, result)),
        pagination=_pagination(result),
        messages=tuple(FieldMessage(i.parameter, i.value, i.message) for i in filters.ignored),
        kept=_kept(filters),
        view=filters.view or "grid",
        grid_url=filters.seen_as("").address(),
        table_url=filters.seen_as("table").address(),
        unknown=filters.unknown,
        unknown_url=filters.with_unknown("" if filters.unknown else "hide").address(),
        unknown_words=_unknown_words(result),
        alternative=alternative(filters),
        limit=limit,
        limit_words=_limit_words(limit),
        json_url=filters.seen_as("").address(f"{ADDRESS}.json"),
        csv_url=filters.on_page(1).seen_as("").address(f"{ADDRESS}.csv"),
        marks=tuple(mark for mark in MARKS if mark in shown.marks),
        patterns=pictures.patterns(layers) if layers else Markup(""),
        key=pictures.key(shown.looks),
        needs=tuple(needs),
    )


MIGHT_NOTE = (
    "One fact is missing for each. They are sorted by the fact, so that one question to a seller can settle "
    "a whole group."
)


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


def _barely(index: FinderIndex, result: Result) -> int:
    """How many matches are barely documented; they stand apart in the default order only."""
    return 0 if result.sort else result.match.intersection_cardinality(index.orders.of("barely", 1))


def _description(filters: Filters, result: Result, words: str) -> str:
    if filters.is_bare:
        found = f"{result.total:,} microneedling pens, rollers and stamps"
        return f"{found} by needle length, each value with its source."
    return (
        f"{words}: {len(result.match):,} found, {len(result.might):,} might fit. Each value with its source."
    )


# -- those that might fit ---------------------------------------------------------------------------------


def _groups(index: FinderIndex, result: Result, shown: Shown) -> list[LineGroup]:
    """What is on this page, by the missing fact; barely documented ones of no known length apart."""
    groups = []
    for bucket in result.buckets:
        here = [row for row in result.rows if row.missing == bucket.missing]
        if not here:
            continue
        apart = (
            not result.sort and bucket.missing.key.startswith("depth_") and bucket.missing.why is Why.NOTHING
        )
        barely = [r for r in here if apart and sum(index.entry(r.position).record) <= BARELY]
        others = [row for row in here if row not in barely]
        few = bucket.members.intersection_cardinality(index.orders.of("barely", 1)) if apart else 0
        if others:
            groups.append(_group(index, result, bucket, others, len(bucket.members) - few, shown))
        if barely:
            lines = tuple(line(index, row, result.filters.conditions, shown) for row in barely)
            note = "Needle length not known, and at most two of eight facts on record."
            groups.append(LineGroup("Barely documented", few, note, "", lines, is_folded=True))
    return groups


def _group(
    index: FinderIndex, result: Result, bucket: Bucket, rows: Sequence[Row], count: int, shown: Shown
) -> LineGroup:
    lines = tuple(line(index, row, result.filters.conditions, shown) for row in rows)
    note = "Only the longest setting is known." if bucket.missing.why is Why.START_AND_STOPS else ""
    return LineGroup(bucket.missing.words, count, note, bucket.missing.ask, lines)


def _upper_limit(index: FinderIndex, result: Result, shown: Shown) -> LineGroup | None:
    """With a limit set, those that might fit are no candidates: one fold, with a caution."""
    if not result.might:
        return None
    rows = [row for row in result.rows if row.missing is not None]
    lines = []
    for row in rows:
        made = line(index, row, result.filters.conditions, shown)
        assert row.missing is not None
        if row.missing.why is not Why.NOTHING:
            made = replace(
                made, note=" · ".join(part for part in (_low(row.missing.words), made.note) if part)
            )
        lines.append(made)
    limit = (result.filters.length("depth_never_above") or (0,))[0]
    if only_limits_missing(result):
        note = "Nobody has published where these stop. "
        note += f"They may go above {mm(limit)}, so they are not offered here."
    else:
        note = "Something is not known about these. "
        note += f"They may go above {mm(limit)} or lack what else you asked for."
    return LineGroup("Upper limit not known", len(result.might), note, "", tuple(lines), is_folded=True)


def _low(words: str) -> str:
    return words[:1].lower() + words[1:]


def _misses(index: FinderIndex, result: Result, limit: int | None) -> MissGroup | None:
    if not result.no:
        return None
    positions = index.misses(result, 4 * MOST_MISSES)
    keys = result.filters.keys
    title, note = "Don’t fit", ""
    if keys == ("depth_never_above",) and limit is not None:
        title = f"Go above {mm(limit)}"
        note = "At least one source gives a longer setting. The longest one named by anybody counts."
    elif keys == ("depth_at",):
        asked = (result.filters.length("depth_at") or (0,))[0]
        note = f"Their lengths are known and {mm(asked)} is not among them."
    only_limit = limit if keys == ("depth_never_above",) else None
    return MissGroup(title, result.no, note, misses(index, positions, only_limit, MOST_MISSES))


def _unknown_words(result: Result) -> str:
    if not result.might:
        return ""
    if result.filters.unknown == "hide":
        return f"Show the {len(result.might):,} that might fit"
    # With a limit set they are folded away already.
    return (
        "" if result.filters.length("depth_never_above") else f"Hide the {len(result.might):,} that might fit"
    )


def _limit_words(limit: int | None) -> str:
    if limit is None:
        return ""
    return (
        f"{mm(limit)} is your limit. The dashed line marks it on every needle picture. "
        "This site sets no limit of its own."
    )


# -- order and pages --------------------------------------------------------------------------------------


def _sorts(index: FinderIndex, result: Result) -> list[SortOption]:
    """The orders offered: those the data can give, and price, greyed with its reason where they cannot."""
    filters = result.filters
    counted = {one.key for one in index.plan().facets}
    options = []
    for key, label in LABELS.items():
        if key in ("score", "reviewed", "noise") and key not in counted:
            continue
        written = OFFERED[key]
        default = key == "record"
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


def _why_this_order(index: FinderIndex, result: Result) -> list[str]:
    """What decides the order, which the law asks to be said (EU directive 2019/2161)."""
    if result.sort:
        words = ", then by ".join(_low(_order_words(key)) for key in result.sort)
        first = f"Sorted by {words}; those for which it isn’t known come last, equal ones by name."
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
    return [*sentences, "No payment changes the order."]


def _pagination(result: Result) -> Pagination:
    filters, pages = result.filters, result.pages
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


def _kept(filters: Filters) -> tuple[tuple[str, str], ...]:
    """Hidden fields that a changed filter keeps."""
    state = (("sort", ",".join(filters.sort)), ("unknown", filters.unknown), ("view", filters.view))
    return tuple((name, value) for name, value in state if value)


__all__ = ["listing"]

"""`/devices` put together: the result of a query as a finished page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from catalog.figures.marks import MARKS
from catalog.figures.scales import Layers
from catalog.finder import pictures
from catalog.finder.cards import Shown, cards
from catalog.finder.conditions import Length
from catalog.finder.contradiction import contradiction
from catalog.finder.definitions import FACETS
from catalog.finder.facets import facet_views, labels_of, words_control
from catalog.finder.filters import ADDRESS, Filters
from catalog.finder.folds import groups, limit_words, might_note, missed, unknown_words, upper_limit
from catalog.finder.index import FinderIndex
from catalog.finder.length_controls import histogram_bars, length_controls
from catalog.finder.naming import mm
from catalog.finder.order_words import kept, pagination, refused_sort, sort_options, why_this_order
from catalog.finder.orders import BARELY
from catalog.finder.page import FieldMessage, ListingPage, NeedLink
from catalog.finder.page_controls import WordsNote
from catalog.finder.page_devices import CardGroup
from catalog.finder.rescue import rescue
from catalog.finder.result import Result
from catalog.finder.table import table
from catalog.finder.words import alternative, chips, counts, heading
from catalog.shelf.counting import named_once


def listing(
    index: FinderIndex,
    filters: Filters,
    layers: Layers | None,
    *,
    size: int = 24,
    needs: Sequence[NeedLink] = (),
    words_note: WordsNote | None = None,
) -> ListingPage:
    """The page for a state of the filters. ``words_note``: of words that were not looked for as typed."""
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
    # With a limit set, or filters that exclude each other, nobody who might fit is listed.
    only_sure = in_vain or limit is not None
    might = () if as_table or only_sure else tuple(groups(index, result, shown))
    rows = [row for row in result.rows if row.missing is None or not only_sure]
    upper = upper_limit(index, result, shown) if limit is not None and not in_vain else None
    return ListingPage(
        heading=title,
        description=_description(index, filters, result, title),
        version=result.version,
        address=filters.address(),
        canonical=ADDRESS,
        robots="" if filters == Filters() else "noindex,follow",
        counts=counts(result, named_once(index.shelf, result.total)),
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
        might=might,
        might_heading=f"Might fit: {len(result.might):,}" if result.might else "",
        might_note=might_note(might),
        upper_limit=upper,
        misses=missed(index, result, limit),
        table=table(index, result, rows) if as_table else None,
        rescue=rescue(index, result, labels),
        sorts=tuple(sort_options(index, result)),
        why_this_order=tuple(why_this_order(index, result)),
        pagination=pagination(result),
        messages=tuple(FieldMessage(i.parameter, i.value, i.message) for i in filters.ignored),
        kept=kept(filters),
        view=filters.view or "grid",
        grid_url=filters.seen_as("").address(),
        table_url=filters.seen_as("table").address(),
        unknown=filters.unknown,
        unknown_url=filters.with_unknown("" if filters.unknown else "hide").address(),
        unknown_words=unknown_words(result),
        alternative=alternative(filters),
        limit=limit,
        asked_lengths=tuple(
            (condition.key, FACETS[condition.key].serialize(condition))
            for condition in conditions
            if isinstance(condition, Length)
        ),
        limit_words=limit_words(limit),
        words=words_control(result),
        json_url=filters.seen_as("").address(f"{ADDRESS}.json"),
        csv_url=filters.on_page(1).seen_as("").address(f"{ADDRESS}.csv"),
        atom_url=Filters(conditions).address(f"{ADDRESS}.atom"),
        marks=tuple(mark for mark in MARKS if mark in shown.marks),
        patterns=pictures.patterns(layers) if layers else Markup(""),
        key=pictures.key(shown.looks),
        needs=tuple(needs),
        words_note=words_note,
    )


def _barely(index: FinderIndex, result: Result) -> int:
    """How many matches are barely documented; they stand apart in the default order only."""
    return 0 if result.sort else result.match.intersection_cardinality(index.orders.of("barely", 1))


def _description(index: FinderIndex, filters: Filters, result: Result, words: str) -> str:
    if filters.is_bare:
        found = f"{named_once(index.shelf, result.total):,} microneedling pens, rollers and stamps"
        return f"{found} by needle length, each value with its source."
    return (
        f"{words}: {len(result.match):,} found, {len(result.might):,} might fit. Each value with its source."
    )

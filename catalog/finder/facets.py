"""The facets as shown: every value with its words, its count, whether it is ticked, and its link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from catalog.figures.histogram import histogram_text
from catalog.finder.choice_facet import ChoiceFacet
from catalog.finder.conditions import Between, Choice, Length
from catalog.finder.facet import Facet, Labels
from catalog.finder.filters import Filters
from catalog.finder.index import FinderIndex
from catalog.finder.length_facet import LengthFacet
from catalog.finder.meanings import NONE_ON_RECORD, ON_RECORD
from catalog.finder.naming import mm
from catalog.finder.page_controls import FacetValue, FacetView, HistogramBar, LengthControl, LengthRow
from catalog.finder.pictures import core_strip, count_bar, leader_line
from catalog.finder.plan import Counted
from catalog.finder.range_facet import RangeFacet
from catalog.finder.result import Result
from catalog.finder.scales import MoneyScale
from catalog.specs.units import MILLIMETRE

PRESETS: Final = (200, 250, 300, 500, 750, 1000, 1500, 2000, 2500, 3000)
"""Lengths (µm) that can be ticked without typing, if the data know them. Presets, not advice."""

MANY: Final = 8
"""A facet with more values than this starts closed."""


def labels_of(index: FinderIndex) -> Labels:
    """The words for a value of a facet; a value that the data do not know keeps its own name."""
    named = {counted.key: {v.token: v.label for v in counted.values} for counted in index.plan().facets}
    needs = {need.slug: need.title for need in index.needs}

    def label(key: str, name: str) -> str:
        facet = index.facets[key]
        if isinstance(facet, ChoiceFacet) and facet.options and name in facet.options:
            return facet.options[name]
        if key == "brand":
            brand = index.shelf.brands.get(name)
            return brand.name if brand else name
        if key == "needs":
            return needs.get(name, name)
        if key == "fits":
            cartridge = index.shelf.by_slug(name)
            return index.shelf.title(cartridge) if cartridge else name
        found = named.get(key, {}).get(name, name)
        if key == "legal":
            if name.endswith(NONE_ON_RECORD):
                return f"{found.removesuffix(NONE_ON_RECORD)}: none on record"
            return f"{found.removesuffix(ON_RECORD)}: on record"
        return found

    return label


def facet_views(index: FinderIndex, result: Result, labels: Labels) -> Iterator[FacetView]:
    """Every facet with data, and those in use, in the order of the registry; length questions apart."""
    counted = {one.key: one for one in index.plan().facets}
    errors = {ignored.parameter: ignored.message for ignored in result.filters.ignored}
    for key, facet in index.facets.items():
        if isinstance(facet, ChoiceFacet):
            counts = value_counts(index, result, key, labels)
            if counts or result.filters.get(key):
                yield _choice_view(index, result, facet, counts, labels, errors.get(key, ""))
        elif isinstance(facet, RangeFacet):
            error = next((errors[name] for name in facet.parameters if name in errors), "")
            if key in counted or result.filters.get(key) or error:
                yield _range_view(result, facet, counted.get(key), error)


def value_counts(index: FinderIndex, result: Result, key: str, labels: Labels) -> dict[str, int]:
    """Value of a choice facet → its count, in natural order; what goes by a name of its own by that name.

    A ticked value is never left out, even one that no device has.
    """
    condition = result.filters.get(key)
    chosen = condition if isinstance(condition, Choice) else Choice(key)
    if key == "needs":
        counts = dict(zip(index.need_pairs(), result.counts.get(key, ()), strict=False))
    else:
        counted = next((one for one in index.plan().facets if one.key == key), None)
        tokens = [value.token for value in counted.values] if counted else []
        counts = dict(zip(tokens, result.counts.get(key, ()), strict=True))
    counts |= {name: 0 for name in (*chosen.values, *chosen.excluded) if name not in counts}
    if key in ("brand", "fits"):
        return dict(sorted(counts.items(), key=lambda item: (labels(key, item[0]).casefold(), item[0])))
    return counts


def _choice_view(
    index: FinderIndex, result: Result, facet: ChoiceFacet, counts: dict[str, int], labels: Labels, error: str
) -> FacetView:
    filters = result.filters
    condition = filters.get(facet.key)
    chosen = condition if isinstance(condition, Choice) else Choice(facet.key)
    values = tuple(
        FacetValue(
            name,
            labels(facet.key, name),
            count,
            chosen.has(name),
            partial(_links, filters, index.facets, facet.key, name),
        )
        for name, count in counts.items()
    )
    return FacetView(
        facet.key,
        facet.label,
        facet.help,
        "choice",
        result.unknown.get(facet.key, 0),
        facet.unknown_label,
        values,
        is_active=condition is not None,
        is_folded=condition is None and len(values) > MANY,
        has_all_of=facet.all_of,
        error=error,
    )


def _links(filters: Filters, facets: Mapping[str, Facet], key: str, name: str) -> tuple[str, str]:
    ticked = filters.toggled(key, name, facets).address()
    return ticked, filters.excluding(key, name, facets).address()


def _range_view(result: Result, facet: RangeFacet, counted: Counted | None, error: str) -> FacetView:
    condition = result.filters.get(facet.key)
    asked = condition if isinstance(condition, Between) else None
    currencies = counted.currencies if counted else ()
    currency = (asked.currency if asked else None) or (currencies[0] if currencies else "")
    scale = MoneyScale(currency) if facet.money and currency else facet.scale
    bounds = (counted.least, counted.most) if counted else (None, None)
    # Least and most are those of the currency used most; in another they would mislead.
    if facet.money and currencies and currency != currencies[0]:
        bounds = (None, None)
    least, most = ("" if end is None else scale.format(end) for end in bounds)
    low, high = ("" if end is None else scale.format(end) for end in (_low(asked), _high(asked)))
    return FacetView(
        facet.key,
        facet.label,
        facet.help,
        "range",
        result.unknown.get(facet.key, 0),
        "Not known",
        is_active=asked is not None,
        is_folded=asked is None and not error,
        least=least,
        most=most,
        low=low,
        high=high,
        unit=scale.suffix.strip(),
        currency=currency,
        currencies=currencies,
        error=error,
    )


def _low(asked: Between | None) -> int | None:
    return asked.low if asked else None


def _high(asked: Between | None) -> int | None:
    return asked.high if asked else None


# -- questions about length -------------------------------------------------------------------------------


def length_controls(index: FinderIndex, result: Result) -> Iterator[LengthControl]:
    """The seven questions as controls, with what is asked or what was typed and refused."""
    filters = result.filters
    typed = {ignored.parameter: ignored for ignored in filters.ignored}
    for facet in index.facets.values():
        if not isinstance(facet, LengthFacet):
            continue
        numbers = filters.length(facet.key)
        refused = [typed[name] for name in facet.parameters if name in typed]
        shown = [facet.scale.format(number) for number in numbers or ()]
        rows = tuple(_rows(index, result)) if facet.key == "depth_at" else ()
        is_row = any(row.selected for row in rows)
        one = "" if is_row or facet.takes_range or not shown else shown[0]
        fields = dict.fromkeys(facet.parameters, "")
        if facet.takes_range and numbers:
            fields[f"{facet.key}_min"], fields[f"{facet.key}_max"] = shown
        for part in refused:
            fields[part.parameter] = part.value
        ends = fields.get(f"{facet.key}_min", ""), fields.get(f"{facet.key}_max", "")
        if facet.takes_range and fields[facet.key] and not any(ends):
            low, _, high = fields[facet.key].partition("..")
            ends = low, high
        again = "" if facet.takes_range else fields.get(f"{facet.key}_other") or fields[facet.key]
        yield LengthControl(
            facet.key,
            facet.label,
            facet.help,
            facet.takes_range,
            facet.open,
            numbers is not None,
            one or again,
            *ends,
            refused[0].message if refused else "",
            len(result.match) if numbers else None,
            result.unknown.get(facet.key, 0) if numbers else None,
            rows,
            core_strip(len(rows), _limit(filters)) if rows else None,
        )


def _limit(filters: Filters) -> int | None:
    numbers = filters.length("depth_never_above")
    return numbers[0] if numbers else None


def _rows(index: FinderIndex, result: Result) -> Iterator[LengthRow]:
    """The presets that some device knows of; the radio buttons of "can be set to exactly"."""
    filters = result.filters
    asked = filters.length("depth_at")
    counts = dict(result.histogram)
    shown = [length for length in PRESETS if length in counts]
    might = index.might_at(result, shown)
    most = max((counts[length] for length in shown), default=0)
    for row, length in enumerate(shown):
        selected = asked == (length,)
        text = MILLIMETRE.show(length)
        other = filters.without("depth_at") if selected else filters.having(Length("depth_at", (length,)))
        yield LengthRow(
            length,
            MILLIMETRE.format(length),
            f"{text} mm",
            counts[length],
            might[length],
            selected,
            other.address(),
            count_bar(counts[length], most),
            leader_line(row, length),
            histogram_text(text, counts[length], might[length]).partition(": ")[2],
        )


def histogram_bars(result: Result) -> Sequence[HistogramBar]:
    """How many can be set to each exact length, under all other filters."""
    return tuple(HistogramBar(length, mm(length), count) for length, count in result.histogram)

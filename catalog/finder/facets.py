"""The facets as shown: every value with its words, its count, whether it is ticked, and its link."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from catalog.finder.choice_facet import ChoiceFacet
from catalog.finder.conditions import Between, Choice, Words
from catalog.finder.definitions import SEARCH
from catalog.finder.facet import LONGEST_TEXT, NOTHING_KNOWN, Labels
from catalog.finder.index import FinderIndex
from catalog.finder.meanings import NONE_ON_RECORD, ON_RECORD
from catalog.finder.page_controls import FacetValue, FacetView, WordsControl
from catalog.finder.plan import Counted
from catalog.finder.range_facet import RangeFacet
from catalog.finder.result import Result
from catalog.finder.scales import MoneyScale

MANY: Final = 8
"""A facet with more values than this starts closed."""


def labels_of(index: FinderIndex) -> Labels:
    """The words for a value of a facet; a value that the data do not know keeps its own name."""
    named = {counted.key: {v.token: v.label for v in counted.values} for counted in index.plan().facets}
    needs = {need.slug: need.title for need in index.needs}

    def label(key: str, name: str) -> str:
        facet = index.facets[key]
        if isinstance(facet, ChoiceFacet) and name == NOTHING_KNOWN:
            return facet.unknown_label.lower()
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
                yield _choice_view(result, facet, counts, labels, errors.get(key, ""))
        elif isinstance(facet, RangeFacet):
            error = next((errors[name] for name in facet.parameters if name in errors), "")
            if key in counted or result.filters.get(key) or error:
                yield _range_view(result, facet, counted.get(key), error)


def words_control(result: Result) -> WordsControl:
    """The field for words, with those in force."""
    condition = result.filters.get(SEARCH.key)
    typed = condition.text if isinstance(condition, Words) else ""
    error = next((i.message for i in result.filters.ignored if i.parameter == SEARCH.key), "")
    return WordsControl(SEARCH.key, SEARCH.label, SEARCH.help, typed, error, LONGEST_TEXT)


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
    counts |= {name: 0 for name in (*chosen.values, *chosen.excluded) if name not in (*counts, NOTHING_KNOWN)}
    if key in ("brand", "fits"):
        return dict(sorted(counts.items(), key=lambda item: (labels(key, item[0]).casefold(), item[0])))
    return counts


def _choice_view(
    result: Result, facet: ChoiceFacet, counts: dict[str, int], labels: Labels, error: str
) -> FacetView:
    condition = result.filters.get(facet.key)
    chosen = condition if isinstance(condition, Choice) else Choice(facet.key)
    values = tuple(
        FacetValue(name, labels(facet.key, name), count, chosen.has(name)) for name, count in counts.items()
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
        unknown_value=NOTHING_KNOWN if facet.can_be_unknown else "",
        unknown_selected=chosen.has(NOTHING_KNOWN),
        error=error,
    )


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

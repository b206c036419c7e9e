"""A number with its unit and the word beside it as a condition of the finder. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from catalog.finder.conditions import Between, Choice, Condition, Length, Refused
from catalog.finder.definitions import FACETS
from catalog.finder.length_facet import LengthFacet
from catalog.finder.naming import low as low_first
from catalog.finder.range_facet import RangeFacet
from catalog.finder.scales import MoneyScale
from catalog.search.bounds import AT_LEAST, AT_MOST, BOUNDS_OF_LENGTH, RANGES_OF_LENGTH, Bound
from catalog.search.scanning import Number
from catalog.specs.registry import SPECS

NOT_EXACT: Final = "Filters take exact numbers."
ONE_NUMBER: Final = "One number at a time can be asked for."
ONE_COUNT: Final = "Needles are asked for by one exact number."
WRONG_ORDER: Final = "The smallest is above the largest."
_THOUSANDS: Final = re.compile(r"[1-9]\d{0,2}(,\d{3})+(\.\d+)?", re.ASCII)


class Unusable(ValueError):  # noqa: N818
    """A number that is no filter; the message says why, and is empty where there is nothing to say."""


@dataclass(frozen=True)
class Amount:
    """A condition; ``instead``: the other that the words may mean; ``includes``: what "under" includes."""

    condition: Condition
    instead: Condition | None = None
    includes: str = ""


def of_number(spec: str, number: Number, bound: Bound | None) -> Amount:
    """What a number asks of a spec, or of the price where it has a currency. Raises `Unusable`."""
    if number.is_list or (number.joint == "and" and bound not in RANGES_OF_LENGTH):
        raise Unusable(ONE_NUMBER)
    if bound is Bound.ABOUT:
        raise Unusable(NOT_EXACT)
    try:
        if number.currency:
            return _price(number, bound)
        if spec == "needle_length":
            return _length(number, bound)
        if spec == "pin_count":
            return _count(number, bound)
        facet = FACETS.get(spec)
        if isinstance(facet, RangeFacet):
            low, *high = map(facet.scale.parse, number.ends)
            return Amount(_between(spec, low, high[0] if high else None, bound))
    except Refused as error:
        raise Unusable(str(error)) from None
    raise Unusable(f"There is no filter for {low_first(SPECS[spec].label)}." if spec in SPECS else "")


def _length(number: Number, bound: Bound | None) -> Amount:
    """One of the seven questions: the one that says no more than was typed."""
    if number.high:
        key = RANGES_OF_LENGTH.get(bound or Bound.BETWEEN, "")
    else:
        key = BOUNDS_OF_LENGTH.get(bound or Bound.EXACT, "")
    facet = FACETS.get(key)
    if not isinstance(facet, LengthFacet):
        raise Unusable
    values = tuple(map(facet.scale.parse, number.ends))
    if list(values) != sorted(values):
        raise Unusable(WRONG_ORDER)
    includes = f"{facet.scale.show(values[0])} mm" if bound in (Bound.UNDER, Bound.ABOVE) else ""
    other = "depth_covers" if key == "depth_overlap" else "depth_reach" if bound is Bound.UP_TO else ""
    return Amount(Length(key, values), Length(other, values) if other else None, includes)


def _count(number: Number, bound: Bound | None) -> Amount:
    if bound not in (None, Bound.EXACT) or number.high or not number.low.isdigit() or len(number.low) > 9:
        raise Unusable(ONE_COUNT)
    return Amount(Choice("pin_count", (str(int(number.low)),)))


def _price(number: Number, bound: Bound | None) -> Amount:
    """Only with a bound: nobody looks for what costs exactly so much."""
    if number.high or number.unit or bound not in (*AT_MOST, *AT_LEAST):
        raise Unusable
    plain = number.low.replace(",", "") if _THOUSANDS.fullmatch(number.low) else number.low
    return Amount(_between("price", MoneyScale(number.currency).parse(plain), None, bound, number.currency))


def _between(
    key: str, low: int, high: int | None, bound: Bound | None, currency: str | None = None
) -> Between:
    if high is not None:
        if bound not in (None, Bound.BETWEEN, Bound.WITHIN):
            raise Unusable
        if low > high:
            raise Unusable(WRONG_ORDER)
        return Between(key, low, high, currency)
    if bound in AT_MOST:
        return Between(key, None, low, currency)
    if bound in AT_LEAST:
        return Between(key, low, None, currency)
    if bound not in (None, Bound.EXACT):
        raise Unusable
    return Between(key, low, low, currency)

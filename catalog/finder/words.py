"""The state of the finder in words: heading, counts, chips."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.finder.choice_facet import KNOWN
from catalog.finder.conditions import Choice, Length, Words
from catalog.finder.contradiction import contradiction
from catalog.finder.definitions import FACETS
from catalog.finder.facet import NOTHING_KNOWN, Labels
from catalog.finder.filters import Filters
from catalog.finder.length_facet import LengthFacet
from catalog.finder.naming import joined, low, mm
from catalog.finder.page import Chip, Counts
from catalog.finder.result import Result
from catalog.specs.units import shorten

PLURALS = {"pen": "pens", "roller": "rollers", "stamp": "stamps"}
MOST_NAMED = 2
"""Filters that the heading names beside kind, brand and length; more are only counted."""
PLAIN = ("kind", "brand", "needs", "audience")
"""Facets whose value says enough without the name of the facet."""


def clauses(filters: Filters) -> list[str]:
    """What the questions about length ask, to continue "Devices that": "can be set to 0.5 mm"."""
    found = []
    for condition in filters.conditions:
        facet = FACETS[condition.key]
        if isinstance(condition, Length) and isinstance(facet, LengthFacet):
            found.append(facet.says(condition))
    return found


def heading(filters: Filters, labels: Labels) -> str:
    """ "Devices that can be set to 0.5 mm", "Pens and rollers by Dr. Pen that reach 1.5 mm or more"."""
    kinds = _choice(filters, "kind")
    noun = "devices"
    if kinds.values and not kinds.excluded:
        noun = joined([PLURALS[kind] for kind in ("pen", "roller", "stamp") if kind in kinds.values])
    brands = _choice(filters, "brand")
    if brands.values and len(brands.values) <= 3:
        noun += " by " + joined([labels("brand", brand) for brand in brands.values])
    searched = next((c.text for c in filters.conditions if isinstance(c, Words)), "")
    if searched:
        noun += f" matching “{shorten(searched)}”"
    asked = clauses(filters)
    text = f"{noun} that {' and '.join(asked)}" if asked else noun
    others = [
        c for c in filters.conditions
        if not isinstance(c, (Length, Words)) and not (c.key == "kind" and not kinds.excluded)
        and not (c.key == "brand" and brands.values and len(brands.values) <= 3 and not brands.excluded)
    ]  # fmt: skip
    if len(others) > MOST_NAMED:
        text += f", with {len(others)} more filters"
    elif others:
        text += ", " + ", ".join(low(FACETS[c.key].chip(c, labels)) for c in others)
    return text[:1].upper() + text[1:]


def _choice(filters: Filters, key: str) -> Choice:
    condition = filters.get(key)
    return condition if isinstance(condition, Choice) else Choice(key)


def counts(result: Result, devices: int | None = None) -> Counts:
    """The three answers in sentences. ``devices``: how many there are, all versions of a family as one."""
    filters = result.filters
    match, might, no = len(result.match), len(result.might), result.no
    asked = clauses(filters)
    if filters.is_bare:
        named = result.total if devices is None else devices
        found = f"{named:,} {'device' if named == 1 else 'devices'}"
        if named != result.total:
            found += f", sold in {result.total:,} versions"
    else:
        found = f"We found {match:,}." if not asked else f"We found {match:,}"
    relative = f"that {' and '.join(_singular(asked) if match == 1 else asked)}" if asked else ""
    pieces = [*_ignored(len(filters.ignored))]
    if filters.is_bare:
        pieces.append("The list counts versions: a roller in five lengths counts five times.")
    if contradiction(filters) is None:
        pieces = [*_might(result, might), *_no(result, no), *pieces]
    else:
        # Where filters exclude each other nobody might fit, whatever is not known; all are counted even so.
        untold = [f"Of {might:,} too little is known."] if might else []
        pieces = [*untold, *_no(result, no), *pieces]
    return Counts(match, might, no, result.total, found, relative, tuple(pieces))


def _singular(clauses_: list[str]) -> list[str]:
    first = {"reach": "reaches", "have": "has", "never go": "never goes", "are": "is"}
    found = []
    for clause in clauses_:
        for plural, singular in first.items():
            if clause.startswith(plural + " "):
                clause = singular + clause[len(plural) :]
        found.append(clause)
    return found


def _might(result: Result, might: int) -> Iterator[str]:
    if not might:
        return
    if only_limits_missing(result):
        yield f"The upper limit of {might:,} is not known."
    elif only_missing(result, "score"):
        yield f"{might:,} {'has' if might == 1 else 'have'} no whole score by us."
    elif result.match:
        yield f"{might:,} more might fit: the sellers don’t say."
    else:
        yield f"{might:,} might fit: the sellers don’t say."


def _no(result: Result, no: int) -> Iterator[str]:
    if not no:
        return
    if result.filters.keys == ("depth_never_above",):
        yield f"{no:,} {'goes' if no == 1 else 'go'} above."
    else:
        yield f"{no:,} {'doesn’t' if no == 1 else 'don’t'} fit."


def _ignored(count: int) -> Iterator[str]:
    if count == 1:
        yield "One part of the address could not be used and is left out."
    elif count:
        yield f"{count} parts of the address could not be used and are left out."


def only_limits_missing(result: Result) -> bool:
    """Whether all that might match do so because nobody knows how far they go."""
    return only_missing(result, "depth_never_above")


def only_missing(result: Result, key: str) -> bool:
    """Whether all that might match lack the one fact that this facet asks for."""
    return bool(result.buckets) and all(bucket.missing.key == key for bucket in result.buckets)


def chips(filters: Filters, labels: Labels) -> Iterator[Chip]:
    """One for each thing that can be taken away: a ticked value, an excluded one, a number."""
    for condition in filters.conditions:
        if not isinstance(condition, Choice):
            words = FACETS[condition.key].chip(condition, labels)
            yield Chip(words, filters.without(condition.key).address())
            continue
        name = "" if condition.key in PLAIN else f"{FACETS[condition.key].label}: "
        for value in condition.values:
            url = filters.toggled(condition.key, value).address()
            yield Chip(name + labels(condition.key, value), url)
        for value in condition.excluded:
            url = filters.toggled(condition.key, value).address()
            words = KNOWN if value == NOTHING_KNOWN else f"not {labels(condition.key, value)}"
            yield Chip(name + words, url, True)


def alternative(filters: Filters) -> Chip | None:
    """The other question that shoppers mean by a length: "can be set to" beside "never goes above"."""
    for here, there, words in (
        ("depth_at", "depth_never_above", "never goes above {}"),
        ("depth_usable", "depth_never_above", "never goes above {}"),
        ("depth_never_above", "depth_at", "can be set to {}"),
    ):
        numbers = filters.length(here)
        if numbers and filters.length(there) is None:
            other = filters.without(here).having(Length(there, numbers))
            return Chip(words.format(mm(numbers[0])), other.address())
    return None

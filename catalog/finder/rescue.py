"""What stands in place of an empty list: the clash, what each loosened filter brings back, near misses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from urllib.parse import urlencode

from catalog.finder.conditions import Choice, Condition, Words
from catalog.finder.contradiction import contradiction
from catalog.finder.facet import NOTHING_KNOWN, Labels
from catalog.finder.filters import Filters
from catalog.finder.hints import hint
from catalog.finder.index import FinderIndex
from catalog.finder.near import near_misses
from catalog.finder.page import Removal, Rescue
from catalog.finder.result import Result
from catalog.specs.units import shorten


def rescue(index: FinderIndex, result: Result, labels: Labels) -> Rescue | None:
    """None where something matches, or nothing was asked."""
    filters = result.filters
    if result.match or filters.is_bare:
        return None
    search_url, search_words = _everywhere(filters)
    clash = contradiction(filters)
    if clash:
        heading, reason, involved = clash
        return Rescue(
            "contradiction",
            heading,
            f"{reason} Remove one:".strip(),
            tuple(_removals(index, filters, involved, labels)),
            search_url=search_url,
            search_words=search_words,
        )
    removals = tuple(_removals(index, filters, filters.conditions, labels))
    if not any(removal.count for removal in removals):
        removals = tuple(_pairs(index, filters, labels))
    words, url = hint(index, result)
    return Rescue(
        "empty",
        f"No device {'meets this filter' if len(filters.conditions) == 1 else 'meets all of these filters'}",
        " ".join([*_nowhere(index, filters, labels), _words(removals, result)]),
        tuple(removal for removal in removals if removal.count),
        words,
        url,
        tuple(near_misses(index, result, labels)),
        search_url=search_url,
        search_words=search_words,
    )


def _everywhere(filters: Filters) -> tuple[str, str]:
    """Address and words of the way to what has the words and is no device: an article, say."""
    text = next((one.text for one in filters.conditions if isinstance(one, Words)), "")
    if not text:
        return "", ""
    return f"/search?{urlencode({'q': text})}", f"Search everything for “{shorten(text)}”"


def _nowhere(index: FinderIndex, filters: Filters, labels: Labels) -> Iterator[str]:
    """A ticked value that no device has, whatever else is asked: a misspelt brand, say."""
    known = {one.key: {value.token for value in one.values} for one in index.plan().facets}
    known["needs"] = {need.slug for need in index.needs}
    for condition in filters.conditions:
        if isinstance(condition, Choice):
            for value in condition.values:
                if value != NOTHING_KNOWN and value not in known.get(condition.key, ()):
                    chip = index.facets[condition.key].chip(Choice(condition.key, (value,)), labels)
                    yield f"Nothing in the catalogue has “{chip}”."


def _words(removals: Sequence[Removal], result: Result) -> str:
    if any(removal.count for removal in removals):
        return "Loosening one brings devices back:"
    return (
        "The devices that might fit are listed below."
        if result.might
        else "Nothing is left without it either."
    )


# -- what a loosened filter brings back -------------------------------------------------------------------


def _removals(
    index: FinderIndex, filters: Filters, involved: Sequence[Condition], labels: Labels
) -> Iterator[Removal]:
    """Each filter taken away by itself, the one that brings back most first, a limit last.

    A limit may be taken away like any other, but is never what is suggested.
    """
    found = []
    for condition in sorted(involved, key=_is_limit):
        fewer = filters.without(condition.key)
        count = len(index.evaluate(fewer.conditions)[0])
        words = f"Remove “{index.facets[condition.key].chip(condition, labels)}”"
        found.append(Removal(words, fewer.address(), count, devices(count)))
    limits = sum(map(_is_limit, involved))
    others = found[: len(found) - limits]
    yield from (*sorted(others, key=lambda removal: -removal.count), *found[len(others) :])


def _is_limit(condition: Condition) -> bool:
    return condition.key == "depth_never_above"


def _pairs(index: FinderIndex, filters: Filters, labels: Labels) -> Iterator[Removal]:
    """The best two filters to take away together, if any two help."""
    best: tuple[int, tuple[Condition, Condition]] | None = None
    for first, second in combinations(filters.conditions, 2):
        count = len(index.evaluate(filters.without(first.key, second.key).conditions)[0])
        if count and (best is None or count > best[0]):
            best = count, (first, second)
    if best:
        count, pair = best
        words = " and ".join(f"“{index.facets[c.key].chip(c, labels)}”" for c in pair)
        fewer = filters.without(*(c.key for c in pair))
        yield Removal(f"Remove {words}", fewer.address(), count, devices(count))


def devices(count: int) -> str:
    return f"{count:,} {'device' if count == 1 else 'devices'}"

"""What stands below the matches: those that might fit, the upper limit not known, those that don't fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from catalog.finder.cards import Shown, line, misses
from catalog.finder.contradiction import contradiction
from catalog.finder.index import FinderIndex
from catalog.finder.missing import NO_SCORE, Why
from catalog.finder.naming import low, mm
from catalog.finder.orders import BARELY
from catalog.finder.page_devices import LineGroup, MissGroup
from catalog.finder.result import Bucket, Result, Row
from catalog.finder.words import only_limits_missing

MOST_MISSES: Final = 12
"""Devices named under "Don't fit"."""


def might_note(groups: Sequence[LineGroup]) -> str:
    """What stands above those that might fit; empty where nobody might."""
    if not groups:
        return ""
    if all(group.heading == NO_SCORE for group in groups):
        return "No seller can say that; only testing can."
    several = any(device.note for group in groups for device in group.lines)
    missing = "At least one fact is missing" if several else "One fact is missing"
    sorted_by = "They are sorted by the fact, so that one question to a seller can settle a whole group."
    return f"{missing} for each. {sorted_by}"


def groups(index: FinderIndex, result: Result, shown: Shown) -> list[LineGroup]:
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


def upper_limit(index: FinderIndex, result: Result, shown: Shown) -> LineGroup | None:
    """With a limit set, those that might fit are no candidates: one fold, with a caution."""
    if not result.might or result.filters.unknown == "hide":
        return None
    rows = [row for row in result.rows if row.missing is not None]
    lines = []
    for row in rows:
        made = line(index, row, result.filters.conditions, shown)
        assert row.missing is not None
        if row.missing.why is not Why.NOTHING:
            made = replace(
                made, note=" · ".join(part for part in (low(row.missing.words), made.note) if part)
            )
        lines.append(made)
    limit = (result.filters.length("depth_never_above") or (0,))[0]
    if only_limits_missing(result):
        note = "Nobody has published where these stop, or which lengths there are. "
        note += f"They may go above {mm(limit)}, so they are not offered here."
    else:
        note = "Something is not known about these. "
        note += f"They may go above {mm(limit)} or lack what else you asked for."
    return LineGroup("Upper limit not known", len(result.might), note, "", tuple(lines), is_folded=True)


def missed(index: FinderIndex, result: Result, limit: int | None) -> MissGroup | None:
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


def unknown_words(result: Result) -> str:
    """What the link that hides or shows those that might fit says; empty where there is nothing to hide."""
    if not result.might or contradiction(result.filters):
        return ""
    has_limit = result.filters.length("depth_never_above") is not None
    if result.filters.unknown == "hide":
        which = "of which too little is known" if has_limit else "that might fit"
        return f"Show the {len(result.might):,} {which}"
    # With a limit set they are folded away already.
    return "" if has_limit else f"Hide the {len(result.might):,} that might fit"


def limit_words(limit: int | None) -> str:
    if limit is None:
        return ""
    return (
        f"{mm(limit)} is your limit. The dashed line marks it on every needle picture. "
        "This site sets no limit of its own."
    )

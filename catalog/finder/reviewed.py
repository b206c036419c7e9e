"""What lists say of the review of a device."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from catalog.finder.page_devices import CardReview
from catalog.method.scoring import Total, points
from catalog.reviews.side_by_side import Reviewed, Side
from catalog.reviews.words import CONNECTION_WORDS
from catalog.shelf.entry import Entry


def leading(reviewed: Reviewed, versions: Sequence[Entry]) -> tuple[Entry, Side] | None:
    """The version whose review speaks for all of them: tested hands-on, then the highest score."""
    found = [(entry, side) for entry in versions if (side := reviewed.of(entry.id))]
    if not found:
        return None

    def rank(one: tuple[Entry, Side]) -> tuple[bool, int]:
        standing = reviewed.standings[one[0].id]
        return (standing.is_hands_on, -1 if standing.score is None else standing.score)

    return max(found, key=rank)


def review_words(reviewed: Reviewed, side: Side, of: str = "") -> CardReview:
    """The review in short. Versions of the method are named where not all scores can be compared."""
    score = score_words(side.total)
    connection = side.draft.connection
    return CardReview(
        side.url,
        side.draft.verdict,
        side.author,
        score,
        f"by version {side.method} of the method" if score and reviewed.set_apart else "",
        "tested hands-on" if side.is_hands_on else "research only",
        of,
        "" if connection == "none" else CONNECTION_WORDS.get(connection, ""),
    )


def score_words(found: Total | None) -> str:
    """ "8.1"; "6.1–7.4" where not everything was scored; "" without any."""
    if found is None:
        return ""
    return points(found.low) if found.is_known else f"{points(found.low)}–{points(found.high)}"


def review_json(side: Side) -> dict[str, Any]:
    """The review in the twin of the list; ``score`` in tenths, from ``low`` to ``high``."""
    found = side.total
    return {
        "url": side.url,
        "author": side.author,
        "verdict": side.draft.verdict,
        "hands_on": side.is_hands_on,
        "score": {"low": found.low, "high": found.high, "method": side.method} if found else None,
    }

"""Reviews that are plainly made up, over devices made without a database."""

from __future__ import annotations

from typing import Any

from catalog.changes.diff import canonical_json
from catalog.compare.asked import Asked
from catalog.compare.comparison import ROW_KEYS, Comparison, compare, weighable
from catalog.method.models import Method
from catalog.reviews.drafts import Score
from catalog.reviews.side_by_side import Reviewed, Side, made_of
from catalog.reviews.tested import parts
from catalog.shelf.shelf import Shelf
from tests.reviews.made import CRITERIA, hands_on, research

KEYS = tuple(one["key"] for one in CRITERIA)


def method(number: int = 9, comparable: tuple[int, ...] = (), criteria: Any = CRITERIA) -> Method:
    return Method(
        number=number,
        slug=str(number),
        title="Made up",
        day="2026-01-01",
        text="Made up.",
        criteria_json=canonical_json(criteria),
        comparable_json=canonical_json(list(comparable)),
    )


def side(kind: str, scores: dict[str, int], by: Method | None = None, **fields: Any) -> Side:
    """A review from hands-on testing with these scores."""
    by = by or method()
    given = tuple(Score(key, score, "Made up.") for key, score in scores.items())
    draft = hands_on(scores=given, method=by.number, **fields)
    return Side("made-up", "Anna", kind, draft, parts(by, kind, given))


def only_read(kind: str = "pen") -> Side:
    return Side("not-tested", "Anna", kind, research())


def reviewed(sides: dict[int, Side], *versions: Method) -> Reviewed:
    """``sides`` by the number of the device."""
    return made_of(sides, {one.number: one for one in versions or (method(),)})


def judged(shelf: Shelf, found: Reviewed, slugs: tuple[str, ...], args: Any = ()) -> Comparison:
    """What `/compare` shows of them; ``args`` are the parameters beside the devices."""
    from werkzeug.datastructures import MultiDict

    given = MultiDict([("d", ",".join(slugs)), *args])
    asked = Asked.from_args(given, ROW_KEYS, {}, weighable(shelf, found, slugs))
    return compare(shelf, asked, None, found)


def row(comparison: Comparison, key: str) -> Any:
    return next((one for one in comparison.rows if one.key == key), None)

"""Which changes of a thing its readers can see. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from catalog.history.labels import LABELS, ROWS

IN_OTHER_PAGES: Final[Mapping[str, frozenset[str]]] = {
    "article": frozenset({"low_um", "high_um", "kinds"}),
    "claim": frozenset({"low_um", "high_um", "kinds"}),
    "study": frozenset({"kinds"}),
}
"""Fields that say beside which devices a text is listed; its own page does not show them."""

_ROW_ORDER: Final = re.compile(r"(statements|offers|legal|fits)/[^/]+/place")


def is_visible(kind: str, payload: str) -> bool:
    """Whether a change, as canonical JSON, is one of something that the thing's own page shows."""
    fields: Mapping[str, Any] = json.loads(payload)["fields"]
    return any(_shows(kind, path) for path in fields)


def is_gone(payload: str) -> bool:
    """Whether the thing went away with this change."""
    return "slug" in json.loads(payload).get("absent_after", ())


def _shows(kind: str, path: str) -> bool:
    if kind == "product":
        return not _ROW_ORDER.fullmatch(path)
    first, *rest = path.split("/")
    if first in IN_OTHER_PAGES.get(kind, ()):
        return False
    if len(rest) == 2 and (kind, first) in ROWS:
        label = ROWS[kind, first][1].get(rest[1])
    else:
        label = LABELS.get(kind, {}).get(first)
    return label is None or label.shown != "hidden"

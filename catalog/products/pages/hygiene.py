"""What a page warns of where a part is used again."""

from collections.abc import Mapping
from typing import Final

from catalog.specs.kinds import TermSet
from catalog.specs.resolution import Resolved
from catalog.specs.spec import ROLLER, STAMP

USED_AGAIN: Final = frozenset({"reusable", "sterilisable"})


def reuse_warning(kind: str, resolved: Mapping[str, Resolved]) -> str | None:
    """For a roller or stamp that is used again while nobody says when to replace it."""
    packing = resolved.get("sterility")
    replaced = resolved.get("replacement")
    if kind not in (ROLLER, STAMP) or packing is None or (replaced and replaced.value is not None):
        return None
    readings = [v for v in (packing.value, *packing.alternatives) if isinstance(v, TermSet)]
    if any(USED_AGAIN & set(value.values) for value in readings):
        return f"This {kind} can be used again, but nobody says after how many uses it has to be replaced."
    return None

"""What's on record: eight facts a shopper needs, and how many of them a fair source gives."""

from collections.abc import Mapping, Sequence
from typing import Final

from catalog.products.drafts import LegalDraft, ProductDraft
from catalog.products.sources import SourceFacts
from catalog.specs.resolution import Part, Resolved

FACTS: Final = (
    "needle length",
    "its stops, or “fixed”",
    "number of needles",
    "sterile packing",
    "when to replace",
    "a current price",
    "a manual or maker’s page",
    "a regulator’s file",
)
"""In the order shown, the same for every kind of product."""

PRICE: Final = FACTS.index("a current price")
"""The one fact that depends on the day; a read model cannot know it."""


def on_record(
    resolved: Mapping[str, Resolved],
    draft: ProductDraft,
    legal: Sequence[LegalDraft],
    sources: Mapping[str, SourceFacts],
) -> tuple[bool, ...]:
    """Which of `FACTS` a fair or strong source gives; the price is always False here."""
    lengths = resolved.get("needle_length", Resolved("not_researched"))
    fixed = _fair(lengths.parts.get("fixed")) and lengths.parts["fixed"].value[0] != ()
    ends = _fair(lengths.parts.get("low")) or _fair(lengths.parts.get("high"))
    witnesses = [sources[s.source] for s in draft.statements if s.source and s.source in sources]
    return (
        fixed or ends,
        fixed or _fair(lengths.parts.get("step")),
        _is_fair(resolved.get("pin_count")),
        _is_fair(resolved.get("sterility")),
        _is_fair(resolved.get("replacement")),
        False,
        any((w.is_manual or w.type == "manufacturer") and not w.is_weak for w in witnesses),
        any(row.outcome == "authorisation" and _is_witnessed(row, sources) for row in legal),
    )


def _is_witnessed(row: LegalDraft, sources: Mapping[str, SourceFacts]) -> bool:
    return any(not sources[source].is_weak for source in row.sources)


def _fair(part: Part | None) -> bool:
    return part is not None and part.statement.strength in ("strong", "fair")


def _is_fair(resolved: Resolved | None) -> bool:
    return resolved is not None and bool(resolved.parts) and not resolved.is_weak

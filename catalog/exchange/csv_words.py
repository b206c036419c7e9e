"""What was and what would be, in words. Pure."""

from __future__ import annotations

from typing import Any, Final

from catalog.products.drafts import StatementDraft
from catalog.references.text import short

from .csv_layout import Cell, Entry
from .import_report import Line

_RANKS: Final = {"preferred": "trusted before others", "deprecated": "replaced by a newer text"}


def own_words(value: Any) -> str:
    """A field of a product."""
    if value in (None, ""):
        return "nothing"
    return ("yes" if value else "no") if isinstance(value, bool) else short(str(value))


def statement_words(row: StatementDraft | None) -> str:
    """``"180 g (a-manual)"``; “nothing” for none."""
    if row is None:
        return "nothing"
    words = short(row.says) if row.says is not None else row.state.replace("_", " ")
    return f"{words} ({row.source})" if row.source else words


def differing(before: StatementDraft | None, after: StatementDraft | None) -> tuple[str, str]:
    """Both in words; where the value is the same, what else is not."""
    if before is None or after is None or (before.says, before.state) != (after.says, after.state):
        return statement_words(before), statement_words(after)
    names = [
        name
        for name in ("kind", "rank", "known_by", "read_on")
        if getattr(before, name) != getattr(after, name)
    ]
    old, new = (", ".join(_told(row, name) for name in names) for row in (before, after))
    return f"{statement_words(before)}, {old}", f"{statement_words(after)}, {new}"


def _told(row: StatementDraft, name: str) -> str:
    value = getattr(row, name)
    if name == "read_on":
        return f"read {value}" if value else "read with its source"
    return _RANKS.get(value, str(value))


def shown_line(entry: Entry, slug: str, cell: Cell) -> Line:
    """A cell that is as it is shown on the page."""
    text = short(cell.text)
    heading = cell.column.heading
    return Line(entry.line, slug, f"{heading}: {text}, as it is shown", heading, text, text)

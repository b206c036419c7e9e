"""How the rows of a comparison stand on a page; for live ones and for those read back from a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Protocol

from catalog.compare.comparison import LENGTH_GROUP, REVIEW_GROUP, Group
from catalog.compare.row import Row
from catalog.finder.naming import joined
from catalog.products.record import FACTS
from catalog.specs.resolution import DOES_NOT_APPLY, NOT_RESEARCHED

ELSE: Final = "What else is known"
ROWS_FOR_A_HEADING: Final = 3
"""With fewer rows to a heading on average, headings are more to read than they help."""
LONGEST: Final = 300
"""Characters of a text that are shown before "more"."""


class Lettered(Protocol):
    """What is needed of a column's head."""

    @property
    def letter(self) -> str: ...


def calm(groups: Sequence[Group]) -> tuple[Group, ...]:
    """The same rows in the same order under fewer headings, where most headings have a row or two.

    The record, the reviews, the needle lengths, the shopper's own rows and what is folded keep their place.
    """
    merged = [group for group in groups if _is_plain(group)]
    rows = tuple(row for group in merged for row in group.rows)
    if len(merged) < 2 or len(rows) >= ROWS_FOR_A_HEADING * len(merged):
        return tuple(groups)
    found: list[Group] = []
    for group in groups:
        if group is merged[0]:
            found.append(Group("else", ELSE, rows))
        elif not _is_plain(group):
            found.append(group)
    return tuple(found)


def _is_plain(group: Group) -> bool:
    keeps = ("", REVIEW_GROUP, LENGTH_GROUP)
    return group.label not in keeps and not group.is_folded and group.key != "chosen"


def silent(row: Row, heads: Sequence[Lettered]) -> str:
    """Of whom a row says nothing: "not found yet for A and B; C doesn’t have this"."""
    absent: dict[str, list[str]] = {}
    states: dict[str, str] = {}
    for head, cell in zip(heads, row.cells, strict=True):
        if not cell.is_known:
            text = cell.state if cell.state in (DOES_NOT_APPLY, NOT_RESEARCHED) else cell.text
            absent.setdefault(text, []).append(head.letter)
            states[text] = cell.state
    ordered = sorted(absent, key=lambda text: states[text] != NOT_RESEARCHED)
    return "; ".join(_absence(states[text], text, absent[text]) for text in ordered)


def _absence(state: str, text: str, letters: Sequence[str]) -> str:
    if state == NOT_RESEARCHED:
        return f"not found yet for {joined(letters)}"
    if state == DOES_NOT_APPLY:
        return f"{joined(letters)} {'doesn’t' if len(letters) == 1 else 'don’t'} have this"
    return f"{joined(letters)}: {text}"


def in_record_order(facts: Mapping[str, bool]) -> list[bool]:
    """The eight facts as the meter draws them; a document keeps them by name."""
    return [facts[name] for name in FACTS if name in facts]


def marks_of(rows: Iterable[Row]) -> list[str]:
    """The marks that these rows use, so that a legend explains those and no others."""
    cells = [cell for row in rows for cell in row.cells]
    used = {told.who.mark for cell in cells for told in cell.told if told.who.mark}
    return [*sorted(used - {"disputed"}), *(["disputed"] if any(cell.disputes for cell in cells) else [])]


def cut(text: str) -> tuple[str, str]:
    """A long text in two, between words; the second half is empty where all is short enough."""
    if len(text) <= LONGEST:
        return text, ""
    place = text.rfind(" ", 0, LONGEST)
    place = place if place > 0 else LONGEST
    return text[:place], text[place:]

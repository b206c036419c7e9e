"""What `/desk/import` shows, finished."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from catalog.desk.csrf import DeskForm
from catalog.desk.frame import DeskPage
from catalog.people import moments
from catalog.people.permissions import may
from catalog.products.sources import SourceFacts

from .csv_template import NOT_CARRIED
from .import_report import Line, Result
from .importing import IMPORTERS
from .models import ImportFile

PER_PAGE: Final = 200
"""Lines of one group that are shown at once."""


@dataclass(frozen=True)
class Taken:
    """One kind of file that this person may import."""

    called: str
    hint: str


@dataclass(frozen=True)
class Waiting:
    """The file that is kept."""

    key: str
    name: str
    size: str
    came: str


@dataclass(frozen=True)
class Group:
    """Lines of one sort: what is shown of them, and how many there are."""

    key: str
    heading: str
    lines: tuple[Line, ...]
    count: int
    number: int = 1
    pages: int = 1

    @property
    def rest(self) -> int:
        """How many are not shown."""
        return self.count - len(self.lines)

    @property
    def has_places(self) -> bool:
        """Whether they say where in the file they are."""
        return any(line.line for line in self.lines)

    @property
    def has_cells(self) -> bool:
        """Whether they are values of a table, with what they were and what they become."""
        return any(line.column for line in self.lines)


@dataclass(frozen=True, kw_only=True)
class ImportPage(DeskPage):
    """`/desk/import` and `/desk/import/<key>`; without a file that waits it has no report."""

    form: DeskForm
    kinds: tuple[Taken, ...]
    shown: frozenset[str] = frozenset()
    """Names of the options that mean something for this file."""
    sources: tuple[SourceFacts, ...]
    waiting: Waiting | None = None
    what: str = ""
    """The kind of file that it is."""
    counted: str = ""
    notes: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    expected: str = ""
    can_be_done: bool = False
    only: str = ""
    """The one group that is shown, where somebody asked for it."""
    not_carried: str = NOT_CARRIED
    """What the file to fill in does not have."""


@dataclass(frozen=True, kw_only=True)
class DonePage(DeskPage):
    """What was done with a file."""

    name: str
    words: str
    first: int
    last: int


def kinds_for(role: str) -> tuple[Taken, ...]:
    """The kinds of files that somebody of this role may import here."""
    there = (one for one in IMPORTERS if not one.not_at_desk and may(role, one.permission))
    return tuple(Taken(one.called, one.hint) for one in there)


def waiting_of(row: ImportFile) -> Waiting:
    """What is said of the file itself."""
    size = len(row.content)
    words = f"{size / 1e6:,.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3)):,} kB"
    return Waiting(row.token, row.name, words, moments.shown(row.at))


_AT_LINE: Final = re.compile(r"line (\d+)[,:] (.*)", re.DOTALL)
_HEADINGS: Final = {
    "faults": ("is wrong", "are wrong"),
    "changes": ("would change", "would change"),
    "removed": ("would be removed", "would be removed"),
    "adds": ("would be added", "would be added"),
    "differences": ("differs and stays", "differ and stay"),
    "unmatched": ("is left out", "are left out"),
    "left_out": ("is left out", "are left out"),
    "same": ("stays as it is", "stay as they are"),
}


def groups_of(result: Result, only: str = "", number: int = 1) -> tuple[Group, ...]:
    """The first lines of each sort; or of one sort the lines of a page."""
    found: dict[str, Sequence[Line]] = {
        "faults": [_fault(words) for words in result.faults],
        "changes": result.changes,
        "removed": result.removed,
        "adds": result.adds,
        "differences": result.differences,
        "unmatched": result.unmatched,
        "left_out": result.left_out,
        "same": result.same,
    }
    only = only if found.get(only) else ""
    return tuple(
        _group(key, lines, number if only else 1)
        for key, lines in found.items()
        if lines and only in ("", key)
    )


def _fault(words: str) -> Line:
    """``"line 3, Weight “heavy”: …"`` → its line, and the rest."""
    found = _AT_LINE.fullmatch(words)
    return (
        Line(int(found[1]), "", f"{found[2][:1].upper()}{found[2][1:]}") if found else Line(None, "", words)
    )


def _group(key: str, lines: Sequence[Line], number: int) -> Group:
    pages = max(1, -(-len(lines) // PER_PAGE))
    number = min(max(number, 1), pages)
    one, many = _HEADINGS[key]
    words = f"{len(lines):,} {one if len(lines) == 1 else many}"
    shown = tuple(lines[PER_PAGE * (number - 1) : PER_PAGE * number])
    return Group(key, words, shown, len(lines), number, pages)


def report_lines(result: Result) -> Iterator[str]:
    """The whole report as lines of text."""
    yield result.counted
    yield from result.notes
    for group in groups_of(result):
        yield ""
        yield f"{group.heading}."
        lines: Sequence[Any] = result.faults if group.key == "faults" else getattr(result, group.key)
        yield from map(str, lines)

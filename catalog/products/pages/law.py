"""The legal status of one model, market by market, and what the first screen says of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from catalog.dates import show_date
from catalog.products.pages.citing import Citations, Piece, Who
from catalog.shelf.entry import LegalFacts

_NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SHORT: Final = {"authorisation": "authorised", "clearance": "cleared"}


@dataclass(frozen=True)
class LegalRow:
    """One status. ``file`` names its number, or who says it where there is none; ``others`` say so too."""

    market: str
    decided: str
    what: str
    use: str | None
    file: Who
    others: tuple[Piece, ...]
    checked: str
    note: tuple[Piece, ...]
    of_family: bool


@dataclass(frozen=True)
class LegalLine:
    """A line of the first screen: "FDA" and its words; ``is_absent`` where nothing is on file."""

    label: str
    words: str
    is_absent: bool = False


def legal_words(body: str, status: str) -> str:
    """``("FDA", "510(k) cleared")`` → "FDA clearance (510(k))"; other words stay as the source has them."""
    if match := re.fullmatch(r"510\(k\) cleared(?: \((.+)\))?", status):
        return f"{body} clearance (510(k){f', {match[1]}' if match[1] else ''})"
    if status == "De Novo granted":
        return f"{body} authorisation (De Novo)"
    return status if status.startswith(body) else f"{body}: {status}"


def legal_rows(legal: Sequence[LegalFacts], own: int, citations: Citations) -> tuple[LegalRow, ...]:
    """Every status by market and day. ``own``: how many are the model's own; the rest are its family's."""
    placed = sorted(enumerate(legal), key=lambda pair: (pair[1].market, pair[1].date or "9999"))
    return tuple(_row(row, place >= own, citations) for place, row in placed)


def _row(row: LegalFacts, of_family: bool, citations: Citations) -> LegalRow:
    first = citations.who(row.sources[0])
    return LegalRow(
        market=row.market,
        decided=show_date(row.date) if row.date else "",
        what=legal_words(row.body, row.status),
        use=row.use,
        file=Who(row.identifier, first.mark, first.href, first.is_weak) if row.identifier else first,
        others=tuple(map(citations.publisher, row.sources[1:])),
        checked=show_date(row.checked),
        note=citations.pieces(row.note),
        of_family=of_family,
    )


def first_lines(legal: Sequence[LegalFacts]) -> tuple[LegalLine, ...]:
    """The FDA always; of others what warns, and what they authorised."""
    fda = [row for row in legal if row.body == "FDA"]
    lines = [_fda(fda)]
    for row in legal:
        if row.body != "FDA" and row.outcome in ("warning", "authorisation"):
            when = f", {show_date(row.date)}" if row.date else ""
            lines.append(LegalLine(row.body, f"{row.status}{when}"))
    return tuple(lines)


def _fda(rows: Sequence[LegalFacts]) -> LegalLine:
    files = sorted((row for row in rows if row.on_record), key=lambda row: row.date or "9999")
    rest = [row for row in rows if not row.on_record]
    if files:
        return LegalLine("FDA", "; ".join([_files(files), *map(_with_day, rest)]))
    if rest:
        return LegalLine("FDA", f"no clearance on record; {'; '.join(map(_with_day, rest))}")
    return LegalLine("FDA", "No FDA file on record", is_absent=True)


def _files(files: Sequence[LegalFacts]) -> str:
    """``"authorised (De Novo) 1 Mar 2018, DEN160029, and two later clearances"``."""
    first, *later = files
    words = legal_words("", first.status).strip()
    noun, _, how = words.partition(" ")
    said = f"{_SHORT[noun]} {how}" if noun in _SHORT else first.status
    said += f" {show_date(first.date)}" if first.date else ""
    said += f", {first.identifier}" if first.identifier else ""
    if later:
        count = _NUMBERS[len(later)] if len(later) < len(_NUMBERS) else str(len(later))
        noun = "clearance" if all("510(k)" in row.status for row in later) else "file"
        said += f", and {count} later {noun}{'s' if len(later) > 1 else ''}"
    return said


def _with_day(row: LegalFacts) -> str:
    return f"{row.status}, {show_date(row.date)}" if row.date else row.status

"""What goes with what, who says so, and how far a cartridge limits a dial."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from catalog.products.pages.citing import Citations, Piece, Who
from catalog.shelf.entry import Entry, FitFacts
from catalog.shelf.naming import address, title_and_address
from catalog.shelf.shelf import Shelf
from catalog.specs.needle_length import NeedleLengths
from catalog.specs.units import MILLIMETRE

SHOWN_OF_A_PART: Final = ("needle_length", "pin_count", "sterility")
"""What a shopper compares cartridges by."""
_ORDER: Final = {"fits": 0, "not verified": 1, "does not fit": 2}


@dataclass(frozen=True)
class FitReason:
    """One witness: "fits, seller says", with the note."""

    answer: str
    who: Who
    note: tuple[Piece, ...]


@dataclass(frozen=True)
class PartFact:
    label: str
    text: str


@dataclass(frozen=True)
class FitRow:
    """Another product and whether it goes with this one; ``facts`` are those known of it."""

    title: str
    url: str
    answer: str
    facts: tuple[PartFact, ...]
    reasons: tuple[FitReason, ...]


@dataclass(frozen=True)
class HeadLimit:
    """What the cartridges do to the length of the device, in words, with the cartridges and who says so."""

    words: str
    parts: tuple[Piece, ...]
    who: Who


def fit_rows(shelf: Shelf, fits: Sequence[FitFacts], citations: Citations) -> tuple[FitRow, ...]:
    """What fits first, then what is not verified, then what does not fit; inside by name."""
    rows = [
        _row(shelf, fit, *named, citations) for fit in fits if (named := title_and_address(shelf, fit.other))
    ]
    return tuple(sorted(rows, key=lambda row: (_ORDER[row.answer], row.title.casefold())))


def _row(shelf: Shelf, fit: FitFacts, title: str, url: str, citations: Citations) -> FitRow:
    other = shelf.by_slug(fit.other)
    reasons = (FitReason(s.answer, citations.who(s.source), citations.pieces(s.note)) for s in fit.said)
    return FitRow(title, url, fit.answer, facts_of(shelf, other), tuple(dict.fromkeys(reasons)))


def facts_of(shelf: Shelf, other: Entry | None) -> tuple[PartFact, ...]:
    if other is None:
        return ()
    cells = (shelf.cell(other, key) for key in SHOWN_OF_A_PART)
    return tuple(PartFact(cell.spec.label, cell.text) for cell in cells if cell.is_known)


def in_a_line(rows: Sequence[FitRow]) -> str:
    """For the first screen: the only cartridge that fits by its name, several by their number."""
    fitting = [row for row in rows if row.answer == "fits"]
    if len(fitting) == 1:
        return fitting[0].title
    return f"{len(fitting)} cartridges" if fitting else ""


def head_limit(shelf: Shelf, entry: Entry, citations: Citations) -> HeadLimit | None:
    """Where cartridges stop a dial short, or heads sold separately go further than the one in the box."""
    own, reached = shelf.cell(entry, "needle_length").value, entry.lengths.main.longest
    if own is None:
        return None
    heads = _heads(shelf, entry)
    longest = max((head.longest_listed or 0 for head in heads.values()), default=0)
    if own.longest is not None and reached is not None and reached < own.longest:
        words = f"The needles of its cartridge end at {_mm(reached)}, whatever the dial says"
        return _limit(shelf, heads, reached, words, citations)
    if not own.ranges and longest > (own.longest_listed or 0):
        return _limit(shelf, heads, longest, f"Heads sold separately go up to {_mm(longest)}", citations)
    return None


def _heads(shelf: Shelf, entry: Entry) -> dict[str, NeedleLengths]:
    """Lengths of the cartridges that fit, by slug."""
    fitting = (shelf.by_slug(fit.other) for fit in entry.fits if fit.answer == "fits")
    return {other.slug: other.lengths.main for other in fitting if other is not None}


def _limit(
    shelf: Shelf, heads: dict[str, NeedleLengths], length: int, words: str, citations: Citations
) -> HeadLimit | None:
    limiting = [entry for slug, head in heads.items() if head.longest_listed == length
                if (entry := shelf.by_slug(slug))]  # fmt: skip
    if not limiting:
        return None
    cell = shelf.cell(limiting[0], "needle_length")
    parts = tuple(Piece(shelf.title(entry), address(entry.kind, entry.slug)) for entry in limiting)
    source = cell.sources[0] if cell.sources else None
    return HeadLimit(words, parts, citations.who(source, cell.kind, cell.known_by or "stated"))


def _mm(length: int) -> str:
    return f"{MILLIMETRE.show(length)} mm"

"""Which devices have a needle length: three questions, each with who fits and who might."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pyroaring import BitMap

from catalog.finder.conditions import Length
from catalog.finder.index import FinderIndex
from catalog.finder.length_controls import PRESETS
from catalog.finder.sorting import ranked
from catalog.shelf.entry import Entry
from catalog.shelf.naming import address, kind_line
from catalog.shelf.shelf import Shelf
from catalog.specs.units import MILLIMETRE

ASKED: Final = ("depth_at", "depth_reach", "depth_never_above")
MOST_NAMED: Final = 24
"""Devices named in one list; the rest are behind the link to the finder."""
MOST_LISTED: Final = 60
"""Lengths in the table of all; a catalogue with more has most of them from dials with fine stops."""


@dataclass(frozen=True)
class Named:
    """A device in a list: its name, its page, "Pen, sold to clinics", and its length in words."""

    name: str
    url: str
    kind: str
    length: str


@dataclass(frozen=True)
class Answered:
    """One question about one length: counts of all devices, the first of them by name, and the whole list.

    ``might_note`` says what is missing; with ``is_limit`` those that might are no candidates.
    """

    key: str
    heading: str
    found: int
    might: int
    devices: tuple[Named, ...]
    possible: tuple[Named, ...]
    url: str
    might_heading: str
    might_note: str
    is_limit: bool

    @property
    def more(self) -> int:
        """Devices that fit and are not named."""
        return self.found - len(self.devices)

    @property
    def more_might(self) -> int:
        return self.might - len(self.possible)


@dataclass(frozen=True)
class Tally:
    """How many devices answer each of the three questions for one length: (fit, might)."""

    length: int
    at: tuple[int, int]
    reach: tuple[int, int]
    never_above: tuple[int, int]


def answered(index: FinderIndex, length: int) -> tuple[Answered, ...]:
    """The three questions asked of every device; the finder knows who answers what."""
    return tuple(_answered(index, key, length) for key in ASKED)


def _answered(index: FinderIndex, key: str, length: int) -> Answered:
    pair = index.pair(Length(key, (length,)))
    shown = MILLIMETRE.show(length)
    heading, might_heading, note = _WORDS[key]
    return Answered(
        key=key,
        heading=heading.format(shown),
        found=len(pair.yes),
        might=len(pair.unknown),
        devices=_named(index, pair.yes),
        possible=_named(index, pair.unknown),
        url=f"/devices?{key}={MILLIMETRE.format(length)}",
        might_heading=might_heading,
        might_note=note.format(shown),
        is_limit=key == "depth_never_above",
    )


_WORDS: Final[Mapping[str, tuple[str, str, str]]] = {
    "depth_at": (
        "Can be set to exactly {0} mm, or sold in it",
        "Might: the sellers don’t say",
        "Their stops or lengths aren’t published, or sources disagree about them.",
    ),
    "depth_reach": (
        "Reach {0} mm or more",
        "Might: the sellers don’t say",
        "Their longest setting isn’t known, or sources disagree about it.",
    ),
    "depth_never_above": (
        "Never go above {0} mm",
        "Upper limit not known",
        "Nobody has published where these stop, or which lengths there are. They may go above {0} mm.",
    ),
}


def _named(index: FinderIndex, devices: BitMap) -> tuple[Named, ...]:
    """The first of them by name."""
    first = ranked(devices, index.orders.keys(("name",), None), 0, MOST_NAMED)
    return tuple(_name(index.shelf, index.entry(position)) for position in first)


def _name(shelf: Shelf, entry: Entry) -> Named:
    return Named(shelf.title(entry), address(entry.kind, entry.slug), kind_line(entry), _words(shelf, entry))


def _words(shelf: Shelf, entry: Entry) -> str:
    cell = shelf.cell(entry, "needle_length")
    return cell.text.split(" every ")[0] if cell.is_known else "not known"


def known_lengths(index: FinderIndex) -> tuple[int, ...]:
    """Every length (µm) above zero that some device is surely sold in or set to, the shortest first."""
    grid = index.plan().grid
    return tuple(length for length, devices in zip(grid.lengths, grid.yes, strict=True) if devices)


def listed_lengths(index: FinderIndex, known: Sequence[int]) -> tuple[int, ...]:
    """At most `MOST_LISTED` of the known lengths, the shortest first.

    Those that the finder offers come before those that something is sold in, and these before the stops of
    dials; among equals the most frequent.
    """
    if len(known) <= MOST_LISTED:
        return tuple(known)
    sold = {
        length
        for group in index.column("depth_at").groups()
        for reading in group.meaning.lengths.settings
        for length in reading.fixed
    }

    def place(length: int) -> tuple[bool, bool, int, int]:
        found = len(index.pair(Length("depth_at", (length,))).yes)
        return (length not in PRESETS, length not in sold, -found, length)

    return tuple(sorted(sorted(known, key=place)[:MOST_LISTED]))


def tally(index: FinderIndex, length: int) -> Tally:
    """The three counts of a length."""
    pairs = (index.pair(Length(key, (length,))) for key in ASKED)
    return Tally(length, *((len(pair.yes), len(pair.unknown)) for pair in pairs))

"""Which devices have a needle length: three questions, each with who fits and who might."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from catalog.products.pages.naming import address, kind_line
from catalog.shelf.entry import Entry, lengths_of
from catalog.shelf.shelf import Shelf
from catalog.specs.answer import Answer
from catalog.specs.needle_length import QUESTIONS, Lengths
from catalog.specs.units import MILLIMETRE

ASKED: Final = ("depth_at", "depth_reach", "depth_never_above")
MOST_NAMED: Final = 24
"""Devices named in one list; the rest are behind the link to the finder."""


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


def answered(shelf: Shelf, length: int) -> tuple[Answered, ...]:
    """The three questions asked of every device on the shelf."""
    entries = shelf.devices()
    return tuple(_answered(shelf, entries, key, length) for key in ASKED)


def _answered(shelf: Shelf, entries: Sequence[Entry], key: str, length: int) -> Answered:
    groups = by_answer(key, length, entries)
    fit = [entry for entry in entries if groups[entry.answer("needle_length")] is Answer.YES]
    might = [entry for entry in entries if groups[entry.answer("needle_length")] is Answer.UNKNOWN]
    shown = MILLIMETRE.show(length)
    heading, might_heading, note = _WORDS[key]
    return Answered(
        key=key,
        heading=heading.format(shown),
        found=len(fit),
        might=len(might),
        devices=_named(shelf, fit),
        possible=_named(shelf, might),
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


def by_answer(key: str, length: int, entries: Iterable[Entry]) -> dict[bytes | None, Answer]:
    """What each needle-length answer on the shelf says; equal answers are asked once."""
    ask = QUESTIONS[key].ask
    asked = {entry.answer("needle_length") for entry in entries}
    return {data: ask(lengths_of(data) if data else Lengths(), length) for data in asked}


def _named(shelf: Shelf, entries: Iterable[Entry]) -> tuple[Named, ...]:
    titled = sorted(((shelf.title(entry), entry) for entry in entries), key=lambda pair: pair[0].casefold())
    return tuple(
        Named(title, address(entry.kind, entry.slug), kind_line(entry), _words(shelf, entry))
        for title, entry in titled[:MOST_NAMED]
    )


def _words(shelf: Shelf, entry: Entry) -> str:
    cell = shelf.cell(entry, "needle_length")
    return cell.text.split(" every ")[0] if cell.is_known else "not known"


def known_lengths(shelf: Shelf) -> tuple[int, ...]:
    """Every length (µm) above zero that some device is surely sold in or set to, the shortest first."""
    asked = [lengths_of(data) for entry in shelf.devices() if (data := entry.answer("needle_length"))]
    asked = list(dict.fromkeys(asked))
    named = {length for lengths in asked for s in lengths.settings for length in s.settings()}
    return tuple(
        length for length in sorted(named - {0}) if any(lengths.at(length) is Answer.YES for lengths in asked)
    )


def tallies(shelf: Shelf, lengths: Iterable[int]) -> tuple[Tally, ...]:
    """The three counts of each length."""
    groups = Counter(entry.answer("needle_length") for entry in shelf.devices())
    asked = [(lengths_of(data) if data else Lengths(), count) for data, count in groups.items()]
    return tuple(Tally(length, *(_count(asked, key, length) for key in ASKED)) for length in lengths)


def _count(asked: Sequence[tuple[Lengths, int]], key: str, length: int) -> tuple[int, int]:
    answers: Counter[Answer] = Counter()
    for lengths, count in asked:
        answers[QUESTIONS[key].ask(lengths, length)] += count
    return answers[Answer.YES], answers[Answer.UNKNOWN]

"""Reading what was typed into a form: every value asked for by name, every fault noted at its field. Pure.

Nothing here raises for what somebody typed; faults are gathered, so that one look names them all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Final

from catalog.dates import PartialDate
from catalog.editorial.editable import Fault, Fields
from catalog.printable import UNPRINTABLE
from catalog.specs.kinds import Interval
from catalog.specs.units import MILLIMETRE, SpecValueError

LARGEST: Final = 2**31 - 1
"""What a column of whole numbers holds on every database."""
LONGEST_SLUG: Final = 80
_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"]+")


@dataclass
class Typed:
    """The fields of a form, or of one of its rows, and the faults found so far.

    `prefix`: how the names of a row begin, "numbers-0-".
    """

    fields: Mapping[str, Any]
    faults: list[Fault] = field(default_factory=list)
    prefix: str = ""

    def wrong(self, name: str, said: str, line: int = 0) -> None:
        """Note a fault at a field; "" is the whole."""
        self.faults.append(Fault(f"{self.prefix}{name}" if name else "", said, line))

    def text(self, name: str, *, required: bool = True, longest: int = 0) -> str:
        """A text without spaces at its ends."""
        found = str(self.fields.get(name) or "").replace("\r\n", "\n").strip()
        if required and not found:
            self.wrong(name, "This is missing.")
        if longest and len(found) > longest:
            self.wrong(name, f"This has {len(found):,} characters; at most {longest:,} fit.")
        if UNPRINTABLE.search(found):
            self.wrong(name, "This holds a character that cannot be printed.")
        return found

    def optional(self, name: str) -> str | None:
        """A text; None where nothing is typed."""
        return self.text(name, required=False) or None

    def numbered(self, name: str) -> Iterator[tuple[int, str]]:
        """The lines of a text area that are not empty, each with its number from 1."""
        for number, line in enumerate(self.text(name, required=False).split("\n"), 1):
            if line.strip():
                yield number, line.strip()

    def lines(self, name: str, *, required: bool = False) -> tuple[str, ...]:
        """The same without their numbers."""
        found = tuple(line for _, line in self.numbered(name))
        if required and not found:
            self.wrong(name, "This is missing.")
        return found

    def known(
        self, name: str, there: Collection[str], thing: str, *, required: bool = False
    ) -> tuple[str, ...]:
        """The lines, each of which has to be one of those that are there: "there is no study “chu2012”"."""
        for number, line in self.numbered(name):
            self.check(name, line, there, thing, number)
        return self.lines(name, required=required)

    def one_known(self, name: str, there: Collection[str], thing: str, *, required: bool = True) -> str:
        """One of those that are there."""
        found = self.text(name, required=required)
        if found:
            self.check(name, found, there, thing)
        return found

    def check(self, name: str, wanted: str, there: Collection[str], thing: str, line: int = 0) -> None:
        """Note at the field that there is no such thing, and what may be meant."""
        if wanted in there:
            return
        near = get_close_matches(wanted, there, 1, 0.75)
        meant = f" Is “{near[0]}” meant?" if near else ""
        self.wrong(name, f"There is no {thing} “{wanted}”.{meant}", line)

    def whole(self, name: str, *, least: int = 0, most: int = LARGEST) -> int | None:
        """A whole number; None where nothing is typed."""
        found = self.text(name, required=False)
        if not found:
            return None
        if re.fullmatch(r"[-−]?[0-9]{1,10}", found, re.ASCII):
            number = int(found.replace("−", "-"))
            if least <= number <= most:
                return number
        self.wrong(name, f"Write a whole number from {least:,} to {most:,}.")
        return None

    def length(self, name: str) -> int | None:
        """“0.5 mm” in µm; None where nothing is typed."""
        found = self.text(name, required=False)
        try:
            return MILLIMETRE.parse(found) if found else None
        except SpecValueError as error:
            self.wrong(name, str(error))
        return None

    def lengths(self, name: str) -> tuple[int, ...]:
        """A length in each line, in µm."""
        read = []
        for number, line in self.numbered(name):
            try:
                read.append(MILLIMETRE.parse(line))
            except SpecValueError as error:
                self.wrong(name, str(error), number)
        return tuple(read)

    def span(self, name: str) -> tuple[int, int] | tuple[None, None]:
        """“0–0.5 mm” in µm; None twice where nothing is typed."""
        found = self.text(name, required=False)
        if not found:
            return None, None
        try:
            read = Interval(MILLIMETRE).parse(found)
        except SpecValueError as error:
            self.wrong(name, str(error))
            return None, None
        if read.low is None or read.high is None or read.low >= read.high:
            self.wrong(name, "Write it from a shorter to a longer one, such as 0–0.5 mm.")
            return None, None
        return read.low, read.high

    def date(self, name: str) -> str | None:
        """As much of a date as is known: 2025-10-15, 2025-10 or 2025; None where nothing is typed."""
        found = self.text(name, required=False)
        try:
            return PartialDate(found).text if found else None
        except ValueError:
            self.wrong(name, "This is no date: write 2025-10-15, 2025-10 or 2025.")
        return None

    def address(self, name: str) -> str | None:
        """An address on the web; None where nothing is typed."""
        found = self.text(name, required=False)
        if found and not _ADDRESS.fullmatch(found):
            self.wrong(name, "This is no address that starts with http:// or https://.")
        return found or None

    def choice(self, name: str, options: Collection[str], *, required: bool = True) -> str:
        """One of the options."""
        found = str(self.fields.get(name) or "")
        if found and found not in options:
            self.wrong(name, f"“{found}” is none of: {', '.join(options)}.")
        elif required and not found:
            self.wrong(name, "Please choose one.")
        return found

    def ticked(self, name: str, options: Collection[str]) -> tuple[str, ...]:
        """Those that are ticked, in the order given."""
        found = tuple(map(str, self.fields.get(name) or ()))
        for one in found:
            if one not in options:
                self.wrong(name, f"“{one}” is none of: {', '.join(options)}.")
        return found

    def flag(self, name: str) -> bool:
        """Whether it is ticked."""
        return bool(self.fields.get(name))

    def rows(self, name: str) -> list[Typed]:
        """The rows under a name; their faults are gathered here, too."""
        return [
            Typed(row, self.faults, f"{self.prefix}{name}-{number}-")
            for number, row in enumerate(self.fields.get(name) or ())
        ]

    def slug(self, wanted: str, live: str | None, *, may_move: bool, longest: int = LONGEST_SLUG) -> str:
        """The address it shall have: `wanted`, or what it has if none is wished for."""
        found = wanted or live or ""
        if not _SLUG.fullmatch(found) or len(found) > longest:
            self.wrong("slug", f"An address has small letters, digits and single hyphens, at most {longest}.")
        elif live and found != live and not may_move:
            self.wrong(
                "slug", f"This is public as “{live}”. Other pages lead there, so it keeps that address."
            )
        return found


@dataclass(frozen=True)
class Kept:
    """A state that the log kept, as a form shows it. What it does not have is empty."""

    state: Mapping[str, Any]

    def text(self, name: str) -> str:
        """ "" for None and for what is absent; numbers as they are."""
        found = self.state.get(name)
        return "" if found is None else str(found)

    def lines(self, name: str) -> str:
        """A list of texts, one in each line."""
        return per_line(self.state.get(name) or ())

    def listed(self, name: str) -> list[Any]:
        """A list."""
        return list(self.state.get(name) or ())

    def flag(self, name: str) -> bool:
        return bool(self.state.get(name))

    def length(self, name: str) -> str:
        """ "0.5 mm"."""
        return length_text(self.state.get(name))

    def lengths(self, name: str) -> str:
        """Lengths, one in each line."""
        return lengths_text(self.state.get(name) or ())

    def span(self, low: str = "low_um", high: str = "high_um") -> str:
        """ "0–0.5 mm"."""
        return span_text(self.state.get(low), self.state.get(high))


def per_line(items: Iterable[str]) -> str:
    """A list as a text area holds it."""
    return "\n".join(items)


def length_text(value: int | None) -> str:
    """500 µm → "0.5 mm"; "" for None."""
    return "" if value is None else f"{MILLIMETRE.format(value)} mm"


def lengths_text(values: Iterable[int]) -> str:
    """One in each line."""
    return per_line(map(length_text, values))


def span_text(low: int | None, high: int | None) -> str:
    """(0, 500) µm → "0–0.5 mm"; "" where there is none."""
    if low is None or high is None:
        return ""
    return f"{MILLIMETRE.format(low)}–{MILLIMETRE.format(high)} mm"


def in_order_of(found: Sequence[str], stored: Sequence[str]) -> tuple[str, ...]:
    """What is ticked, in the order in which it is stored if it is the same: a form ticks in its own order."""
    return tuple(stored) if sorted(found) == sorted(stored) else tuple(found)


def made_up(words: str) -> str:
    """An address from a title: ``"Pens & rollers"`` → "pens-rollers"."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG].strip("-")


__all__ = [
    "LARGEST",
    "Fields",
    "Kept",
    "Typed",
    "in_order_of",
    "length_text",
    "lengths_text",
    "made_up",
    "per_line",
    "span_text",
]

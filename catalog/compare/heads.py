"""Longer heads that are sold for a device whose own needles have a fixed length."""

from __future__ import annotations

from dataclasses import dataclass

from catalog.finder.naming import joined, mm
from catalog.shelf.entry import Entry
from catalog.shelf.shelf import Shelf
from catalog.specs.units import MILLIMETRE


@dataclass(frozen=True)
class LongerHeads:
    """``own``: the length in words, "0.5 mm head"; ``longest`` (µm) of the heads that fit."""

    own: str
    longest: int

    @property
    def note(self) -> str:
        return f"heads up to {mm(self.longest)} are sold for it"

    @property
    def reason(self) -> str:
        """Why it is not held below a length, or does not reach another."""
        return f"{self.own}; heads up to {mm(self.longest)} are sold"

    @property
    def sentence(self) -> str:
        """What follows the device's letter."""
        article = "" if self.own.endswith("s") else "a "
        return f"comes with {article}{self.own}; {self.note}."


def longer_heads(shelf: Shelf, entry: Entry) -> LongerHeads | None:
    """What is sold beyond all that the device comes with; None where nothing is.

    A dial is not asked: a longer head goes no further than it turns.
    """
    readings = entry.lengths.settings
    if any(reading.ranges for reading in readings) or not all(reading.fixed for reading in readings):
        return None
    own = sorted({length for reading in readings for length in reading.fixed})
    fitting = [other for fit in entry.fits if fit.answer == "fits" and (other := shelf.by_slug(fit.other))]
    longest = max((head.lengths.worst.longest_listed or 0 for head in fitting), default=0)
    if longest <= own[-1]:
        return None
    shown = list(map(MILLIMETRE.show, own))
    if len(own) == 1 or entry.lengths.is_disputed:
        return LongerHeads(f"{' or '.join(shown)} mm head", longest)
    return LongerHeads(f"{joined(shown)} mm heads", longest)

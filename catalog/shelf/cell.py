"""One spec of one product as lists and pages show it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec

from catalog.specs.kinds import Span, TermSet
from catalog.specs.needle_length import NeedleLengths
from catalog.specs.resolution import DISPUTED, DOES_NOT_APPLY, KNOWN, NOT_PUBLISHED
from catalog.specs.spec import Spec
from catalog.specs.units import MILLIMETRE

_DISPUTED: Final = {
    "": "sources disagree",
    "low": "sources disagree where it starts",
    "high": "sources disagree where it ends",
    "step": "sources disagree on the stops",
    "fixed": "sources disagree on which lengths there are",
    "more": "sources disagree on further lengths",
}


_PARTS: Final = {
    "low": "lowest",
    "high": "highest",
    "step": "stops",
    "fixed": "lengths",
    "more": "further lengths",
    "unlisted": "versions not listed",
}


def part_words(part: str) -> str:
    """A part of a value by name, before the one who says it: "lowest"."""
    return _PARTS.get(part, part)


def dispute_words(part: str) -> str:
    """What the sources disagree on: a part of a value, or all of it where the part is ``""``."""
    return _DISPUTED.get(part, f"sources disagree on the {part}")


PLURALS: Final = {"pen": "pens", "roller": "rollers", "stamp": "stamps", "cartridge": "cartridges"}


class Reading(msgspec.Struct, frozen=True):
    """One value of a disputed part, as shown, and the sources (slugs) that give it."""

    text: str
    sources: tuple[str, ...]


class Dispute(msgspec.Struct, frozen=True):
    """A part of a value (``""`` for all of it) that sources disagree on; the reading shown comes first."""

    part: str
    readings: tuple[Reading, ...]

    @property
    def words(self) -> str:
        return dispute_words(self.part)


class Witnessed(msgspec.Struct, frozen=True):
    """Who says a part of a value, and how it is known."""

    by: str | None
    kind: str
    known_by: str


class Beside(Witnessed, frozen=True):
    """A reading that differs without disputing: of a lesser kind, or overruled by an author."""

    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """The state of a spec, its value and every other reading, and who says so.

    ``sources`` are slugs, the winners first; ``who``, ``mark`` and ``by``, its source, are those of the part
    that is worst founded and empty where nothing is known; ``parts`` has the witness of each part where they
    are not the same. ``text`` is never empty: a state without a value is
    said in words. ``method`` is the version of the method by which we measured it.
    """

    spec: Spec
    product_kind: str
    state: str
    value: Any = None
    alternatives: tuple[Any, ...] = ()
    sources: tuple[str, ...] = ()
    kind: str | None = None
    known_by: str | None = None
    is_weak: bool = False
    who: str = ""
    mark: str = ""
    by: str | None = None
    parts: Mapping[str, Witnessed] = field(default_factory=dict)
    disputes: tuple[Dispute, ...] = ()
    beside: tuple[Beside, ...] = ()
    method: int | None = None

    @property
    def is_known(self) -> bool:
        return self.state in (KNOWN, DISPUTED)

    @property
    def is_disputed(self) -> bool:
        return self.state == DISPUTED

    @property
    def text(self) -> str:
        """``"0.25–2.5 mm every 0.25"``; a dispute as ``"0.25–2.5 or 3.0 mm"``; an absence in words."""
        if not self.is_known:
            return absent_words(self.state, self.product_kind)
        return either(self.spec, (self.value, *self.alternatives))

    @property
    def unit(self) -> str | None:
        """Symbol of the base unit that the JSON twins count in."""
        unit = self.spec.kind.unit
        return unit.base or None if unit else None


def absent_words(state: str, product_kind: str) -> str:
    if state == NOT_PUBLISHED:
        return "the maker doesn’t say"
    if state == DOES_NOT_APPLY:
        return f"{PLURALS[product_kind]} don’t have this"
    return "we haven’t found this yet"


def either(spec: Spec, readings: tuple[Any, ...]) -> str:
    """Every reading in one phrase: needle lengths and intervals end by end, other values side by side."""
    if len(readings) == 1:
        return spec.kind.show(readings[0])
    if all(isinstance(value, NeedleLengths) for value in readings):
        return _either_lengths(spec, readings)
    if all(isinstance(value, Span) for value in readings) and spec.kind.unit:
        unit = spec.kind.unit
        lows, highs = ({getattr(value, end) for value in readings} for end in ("low", "high"))
        return _ends(lows, highs, unit.show) + unit.suffix()
    texts = [spec.kind.show(value) for value in readings]
    if all(isinstance(value, TermSet) for value in readings):
        texts[1:] = [text[:1].lower() + text[1:] for text in texts[1:]]
    return _or(texts)


def _or(texts: list[str]) -> str:
    """Side by side; of lists with commas one has to see where each begins."""
    between = "; or " if any("," in text for text in texts) else " or "
    return between.join(dict.fromkeys(texts))


def _either_lengths(spec: Spec, readings: tuple[NeedleLengths, ...]) -> str:
    main = readings[0]
    show = MILLIMETRE.show
    if len(main.ranges) == 1 and all(
        len(value.ranges) == 1 and value.fixed == main.fixed for value in readings
    ):
        ranges = [value.ranges[0] for value in readings]
        words = ""
        if any(r.ends for r in ranges):
            words = _ends({r.low for r in ranges}, {r.high for r in ranges}, show) + " mm"
        steps = {r.step for r in ranges}
        if len(steps) > 1:
            # The stops are said only where they are what the sources disagree on.
            words = f"{words} {_either_step(steps)}" if words else f"{_either_step(steps)} mm"
        if main.fixed:
            words += ", " + ", ".join(map(show, main.fixed)) + " mm"
        # What the kind says last of one value, whether longer ones exist, is the same of them all.
        if main.open:
            words += ", longer ones exist"
        return words if main.versions_listed else f"{words}, versions not listed"
    if any(value.ranges or not value.versions_listed for value in readings):
        return _or([spec.kind.show(value) for value in readings])
    lists = (" · ".join(map(show, value.fixed)) + " and longer" * value.open for value in readings)
    return " or ".join(dict.fromkeys(lists)) + " mm"


def _either_step(steps: set[int | None]) -> str:
    """``{250, 500}`` → "every 0.25 or 0.5", ``{250, 0}`` → "every 0.25 or stepless"."""
    every = " or ".join(MILLIMETRE.show(step) for step in sorted(step for step in steps if step))
    return " or ".join(filter(None, [every and f"every {every}", "stepless" if 0 in steps else ""]))


def _ends(lows: set[int | None], highs: set[int | None], show: Any) -> str:
    low = " or ".join(show(end) for end in sorted(end for end in lows if end is not None))
    high = " or ".join(show(end) for end in sorted(end for end in highs if end is not None))
    if not low:
        return f"up to {high}"
    if not high:
        return f"from {low}"
    if low == high:
        return low
    # A dash between two choices would seem to join only the numbers beside it.
    return f"from {low} to {high}" if " or " in low and " or " in high else f"{low}–{high}"

"""How needle lengths are written, read, and taken apart into what resolves separately."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from catalog.specs.kinds import Parts, Whole, parse_pair, unit_of, with_unit
from catalog.specs.needle_length import NeedleLengths, Range
from catalog.specs.units import MILLIMETRE, SpecValueError, Unit, shorten

LONGEST: Final = 20_000
"""No needle of these devices is longer (µm): what is, is a slip of the unit."""

_OPEN: Final = re.compile(r",?\s*longer ones exist$", re.IGNORECASE)
_UNLISTED: Final = re.compile(r",?\s*versions not listed$", re.IGNORECASE)
_STEP: Final = re.compile(r"\s*(?:every|in steps of)\s+(?P<step>.+)$", re.IGNORECASE)
_STEPLESS: Final = re.compile(r"\s*stepless$", re.IGNORECASE)
_NO_STOPS: Final = "stepless"
_UP_TO: Final = re.compile(r"up to\s+(.+)", re.IGNORECASE)
_STARTS: Final = re.compile(r"from\s+(.+)", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[\d.,]+\s*[^\d\s.,–—−-]*$", re.ASCII)
_DASH: Final = re.compile(r"\s*(?:–|—|-|−|\bto\b|\.\.)\s*")


@dataclass(frozen=True)
class NeedleLengthKind(Whole):
    """`NeedleLengths` as text: ranges and fixed lengths separated by commas.

    ``"0.25–2.5 mm every 0.25"``, ``"up to 2.5 mm"``, ``"from 0.25 mm"``, ``"every 0.25 mm"``,
    ``"0.1–0.5 mm stepless"``, ``"0.25, 0.5, 1.0 mm"``, ``"0.25 mm, longer ones exist"``,
    ``"0.25–1.5 mm, versions not listed"``.
    """

    name: str = "needle_lengths"

    @property
    def unit(self) -> Unit:
        return MILLIMETRE

    def parse(self, text: str) -> NeedleLengths:
        line = " ".join(text.split())
        unlisted = bool(_UNLISTED.search(line))
        line = _UNLISTED.sub("", line)
        is_open = bool(_OPEN.search(line))
        line = _OPEN.sub("", line)
        pieces = [piece.strip() for piece in re.split(r",\s+", line)]
        # A unit written once, behind the last of several lengths, holds for all of them.
        unit = unit_of(pieces[-1]) if _NUMBER.match(pieces[-1]) else ""
        found = [self._piece(piece, unit, text) for piece in pieces]
        ranges = tuple(length for length in found if isinstance(length, Range))
        fixed = tuple(length for length in found if isinstance(length, int))
        value = NeedleLengths(fixed, ranges, is_open, not unlisted)
        lengths = (*value.ends(), *(r.step or 0 for r in ranges))
        if any(length > LONGEST for length in lengths):
            raise SpecValueError(f"“{shorten(text)}” is longer than any such needle. Is the unit right?")
        return value

    def _piece(self, piece: str, unit: str, text: str) -> Range | int:
        written_step: str | None = None
        if match := _STEP.search(piece):
            piece, written_step = piece[: match.start()], match["step"]
        elif match := _STEPLESS.search(piece):
            piece, written_step = piece[: match.start()], _NO_STOPS
        if not piece:
            if written_step is None:
                raise SpecValueError(f"“{shorten(text)}” has an empty place in its list.")
            return Range(None, None, self._step(written_step, ""))
        if lowered := _UP_TO.fullmatch(piece):
            high = lowered[1]
            return Range(None, MILLIMETRE.parse(high), self._step(written_step, unit_of(high)))
        ends = _DASH.split(piece)
        if (raised := _STARTS.fullmatch(piece)) and len(ends := _DASH.split(raised[1])) == 1:
            low = raised[1]
            return Range(MILLIMETRE.parse(low), None, self._step(written_step, unit_of(low)))
        if len(ends) == 1 and written_step is None:
            return MILLIMETRE.parse(with_unit(piece, unit))
        if len(ends) == 2 and all(ends):
            first, last = parse_pair(MILLIMETRE, *ends)
            if first > last:
                raise SpecValueError(f"“{shorten(piece)}” starts above its end.")
            return Range(first, last, self._step(written_step, unit_of(ends[1])))
        raise SpecValueError(f"“{shorten(piece)}” is no needle length. Write it like 0.25–2.5 mm every 0.25.")

    def _step(self, written: str | None, unit: str) -> int | None:
        """The step in µm, in the unit of its range unless it has its own; 0 for stepless, None for none."""
        if written is None:
            return None
        if written == _NO_STOPS:
            return 0
        step = MILLIMETRE.parse(with_unit(written, unit))
        if step == 0:
            raise SpecValueError("A step is more than 0. Write “stepless” where there are no stops.")
        return step

    def format(self, value: NeedleLengths) -> str:
        return self._text(value, MILLIMETRE.format)

    def show(self, value: NeedleLengths) -> str:
        return self._text(value, MILLIMETRE.show)

    def _text(self, value: NeedleLengths, number: Any) -> str:
        pieces = [self._range(r, number) for r in value.ranges]
        if value.fixed:
            pieces.append(", ".join(map(number, value.fixed)) + " mm")
        if value.open:
            pieces.append("longer ones exist")
        if not value.versions_listed:
            pieces.append("versions not listed")
        return ", ".join(pieces)

    def _range(self, r: Range, number: Any) -> str:
        if r.low is not None and r.high is not None:
            words = f"{number(r.low)}–{number(r.high)} mm"
        elif r.high is not None:
            words = f"up to {number(r.high)} mm"
        elif r.low is not None:
            words = f"from {number(r.low)} mm"
        else:
            words = ""
        stops = {None: "", 0: "stepless"}.get(
            r.step, f"every {number(r.step or 0)}" + ("" if words else " mm")
        )
        return f"{words} {stops}".strip()

    def sort_key(self, value: NeedleLengths) -> tuple[int, ...]:
        return (value.shortest_listed or 0, value.longest_listed or 0)

    def to_json(self, value: NeedleLengths) -> dict[str, Any]:
        return {
            "fixed": list(value.fixed),
            "ranges": [{"min": r.low, "max": r.high, "step": r.step} for r in value.ranges],
            "open": value.open,
            "versions_listed": value.versions_listed,
        }

    def from_json(self, data: Mapping[str, Any]) -> NeedleLengths:
        ranges = tuple(Range(r["min"], r["max"], r["step"]) for r in data["ranges"])
        return NeedleLengths(tuple(data["fixed"]), ranges, data["open"], data["versions_listed"])

    def parts(self, value: NeedleLengths) -> Parts:
        """Fixed lengths (with whether longer ones exist), then low, high and step of the first range.

        Further ranges stay together as ``more``; ``unlisted`` is there only where it says something.
        """
        parts: Parts = {}
        if value.fixed or value.open:
            parts["fixed"] = (value.fixed, value.open)
        if value.ranges:
            first = value.ranges[0]
            ends = (("low", first.low), ("high", first.high), ("step", first.step))
            parts.update({key: part for key, part in ends if part is not None})
        if value.ranges[1:]:
            parts["more"] = value.ranges[1:]
        if not value.versions_listed:
            parts["unlisted"] = True
        return parts

    def join(self, parts: Mapping[str, Any]) -> NeedleLengths:
        low, high, step = parts.get("low"), parts.get("high"), parts.get("step")
        ranges: tuple[Range, ...] = ()
        if low is not None and high is not None and low > high:
            # Ends from different sources can cross; the range then spans both.
            low, high = high, low
        if any(part is not None for part in (low, high, step)):
            ranges = (Range(low, high, step),)
        fixed, is_open = parts.get("fixed", ((), False))
        return NeedleLengths(fixed, ranges + parts.get("more", ()), is_open, not parts.get("unlisted", False))

    def differs(self, a: Any, b: Any, tolerance: int) -> bool:
        """An open list says nothing above its longest, so lists are compared up to there only."""
        if not (isinstance(a, tuple) and len(a) == 2 and isinstance(a[1], bool)):
            return super().differs(a, b, tolerance)
        ends = [max(lengths, default=-1) for lengths, is_open in (a, b) if is_open]
        some, others = (
            [length for length in lengths if not ends or length <= min(ends)] for lengths, _ in (a, b)
        )
        return some != others

"""What is known of a needle, as it is to be drawn: the same few looks at every size."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from catalog.specs.needle_length import Lengths, NeedleLengths

SOLID, HATCHED, OUTLINED, OPEN, STEM, STUB = "solid", "hatched", "outlined", "open", "stem", "stub"

LEGEND = {
    SOLID: "Solid: stops or lengths known (notches)",
    HATCHED: "Hatched: both ends known, the stops are not",
    OUTLINED: "Outlined: only the longest is known",
    "dashed": "Dashed: another source, or a part sold separately, is longer",
    OPEN: "Dots: longer ones exist, not listed",
    STUB: "Stub: not known",
}
"""The key to the looks, in the order it is printed."""

MEASURED_SLACK = 100
"""How much (µm) longer a reading must be to count as another length and not as a measurement of this one."""


@dataclass(frozen=True)
class Look:
    """A needle to draw, lengths in µm.

    ``kind``: ``solid`` (stops or lengths known), ``hatched`` (ends known, stops not), ``outlined`` (only
    the longest), ``open`` (longer ones exist than the longest listed), ``stem`` (only where it starts),
    ``stub`` (nothing).
    ``lowest`` is where the pale stem ends and the bar begins, None where the bar starts at the surface.
    ``dashed_to`` is the longer reading of a dispute, or of a part sold separately.
    """

    kind: str
    lowest: int | None = None
    longest: int | None = None
    notches: tuple[int, ...] = ()
    dashed_to: int | None = None

    @property
    def deepest(self) -> int | None:
        """The end of everything drawn."""
        return max(
            (end for end in (self.lowest, self.longest, self.dashed_to) if end is not None), default=None
        )

    @property
    def parts(self) -> set[str]:
        """The keys of `LEGEND` this needle needs."""
        shown = {OPEN if self.kind == STEM else self.kind}
        return shown | {"dashed"} if self.dashed_to is not None else shown


@lru_cache(maxsize=20_000)
def look(lengths: NeedleLengths | Lengths) -> Look:
    """How lengths are drawn; a disputed one is filled to the shorter reading and dashed to the longer."""
    if isinstance(lengths, NeedleLengths):
        return _plain(lengths)
    main = _plain(lengths.main)
    readings = [longest for s in lengths.settings if (longest := s.longest_listed) is not None]
    if not readings or main.longest is None:
        return main
    filled, longest, worst = min(readings), max(readings), lengths.worst.longest_listed or 0
    if worst - filled > MEASURED_SLACK:
        longest = max(longest, worst)
    if filled < main.longest:
        kept = tuple(stop for stop in main.notches if stop < filled)
        starts = main.lowest if main.lowest is not None and main.lowest < filled else None
        main = replace(main, longest=filled, notches=kept, lowest=starts)
    return replace(main, dashed_to=longest) if longest > filled else main


def _plain(lengths: NeedleLengths) -> Look:
    if not lengths.is_known:
        return Look(STUB)
    listed = lengths.longest_listed
    assert listed is not None
    if lengths.longest is None:
        if lengths.fixed or any(r.high is not None for r in lengths.ranges):
            return Look(OPEN, _dial_start(lengths), listed, _notches(lengths, listed))
        return Look(STEM, lowest=listed)
    if lengths.shortest is None:
        return Look(OUTLINED, longest=listed)
    kind = SOLID if lengths.versions_listed and all(r.is_exact for r in lengths.ranges) else HATCHED
    return Look(kind, _dial_start(lengths), listed, _notches(lengths, listed) if kind == SOLID else ())


def _dial_start(lengths: NeedleLengths) -> int | None:
    """Where a dial begins. Fixed lengths have no stem: each is a needle of its own, from the surface on."""
    if lengths.fixed or not lengths.ranges:
        return None
    starts = [r.low for r in lengths.ranges]
    if None in starts:
        return None
    start = min(low for low in starts if low is not None)
    return start if start != lengths.longest_listed else None


def _notches(lengths: NeedleLengths, longest: int) -> tuple[int, ...]:
    start = _dial_start(lengths)
    stops: Sequence[int] = lengths.settings()
    return tuple(stop for stop in stops if 0 < stop < longest and stop != start)

"""From what the sources say to one value, its dispute and its worst case. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Any, Final

from catalog.specs.kinds import Measurement
from catalog.specs.needle_length import NeedleLengths, Range
from catalog.specs.spec import Spec

KNOWN: Final = "known"
DISPUTED: Final = "disputed"
NOT_PUBLISHED: Final = "not_published"
NOT_RESEARCHED: Final = "not_researched"
DOES_NOT_APPLY: Final = "does_not_apply"

KINDS: Final = ("measured", "documented", "claimed")
STRENGTHS: Final = ("strong", "fair", "weak", None)
RANKS: Final = ("preferred", "normal", "deprecated")
KNOWN_BY: Final = ("stated", "inferred", "recalled")

MOST_READINGS: Final = 48
"""Combinations of disputed parts kept, those that differ in fewest parts first; beyond it the dispute is as
clear as it gets."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source says of one spec of one product, as far as resolving it goes.

    ``value`` is None where the state is not ``known`` or the text could not be parsed (``text`` then
    keeps it). ``day`` is the ISO day of publication, else of reading; ``place`` the order stated.
    """

    value: Any = None
    state: str = KNOWN
    kind: str = "claimed"
    rank: str = "normal"
    known_by: str = "stated"
    source: str | None = None
    strength: str | None = None
    day: str = ""
    place: int = 0
    text: str = ""

    @property
    def counts(self) -> bool:
        return self.rank != "deprecated" and self.state == KNOWN and self.value is not None


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a value that resolved by itself: the winner, who agrees, who does not.

    ``alternatives`` are the values that dispute it; ``beside`` values of a lesser kind, or overruled by
    an author, that differ without disputing.
    """

    key: str
    value: Any
    statement: Statement
    sources: tuple[str, ...]
    alternatives: tuple[tuple[Any, Statement], ...] = ()
    beside: tuple[tuple[Any, Statement], ...] = ()


@dataclass(frozen=True, slots=True)
class Resolved:
    """One spec of one product: its state, its value, every other reading, and its worst case.

    ``alternatives`` are whole values, one for each other combination of disputed parts. ``worst`` is
    S⁺ of the finder and exists for needle lengths only. ``unparsed`` are texts kept as notes.
    """

    state: str
    value: Any = None
    alternatives: tuple[Any, ...] = ()
    worst: NeedleLengths | None = None
    parts: dict[str, Part] = field(default_factory=dict)
    unparsed: tuple[Statement, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources that say the value, the winners first."""
        return tuple(dict.fromkeys(source for part in self.parts.values() for source in part.sources))

    @property
    def kind(self) -> str | None:
        """The least of the kinds of its parts: a value is no better than its worst part."""
        return _last(KINDS, (part.statement.kind for part in self.parts.values()))

    @property
    def known_by(self) -> str | None:
        return _last(KNOWN_BY, (part.statement.known_by for part in self.parts.values()))

    @property
    def is_weak(self) -> bool:
        """Whether some part rests on nothing better than a weak source."""
        return any(part.statement.strength in ("weak", None) for part in self.parts.values())


def _last(order: Sequence[str], found: Iterable[str]) -> str | None:
    return max(found, key=order.index, default=None)


def resolve(spec: Spec, statements: Sequence[Statement], applies: bool = True) -> Resolved:
    """What the statements come to, by the order of the architecture: preferred, kind, strength,
    agreement, day, place; deprecated never. Intervals and needle lengths resolve part by part.
    """
    if not applies:
        return Resolved(DOES_NOT_APPLY)
    statements = sorted(statements, key=lambda statement: statement.place)
    unparsed = tuple(s for s in statements if s.state == KNOWN and s.value is None and s.rank != "deprecated")
    counting = [s for s in statements if s.counts]
    if not counting:
        looked = any(s.state == NOT_PUBLISHED and s.rank != "deprecated" for s in statements)
        return Resolved(NOT_PUBLISHED if looked else NOT_RESEARCHED, unparsed=unparsed)
    taken = [(statement, spec.kind.parts(statement.value)) for statement in counting]
    keys = dict.fromkeys(key for _, parts in taken for key in parts)
    parts = {key: _part(spec, key, [(s, p[key]) for s, p in taken if key in p]) for key in keys}
    readings = _readings(spec, parts)
    return Resolved(
        DISPUTED if any(part.alternatives for part in parts.values()) else KNOWN,
        readings[0],
        tuple(readings[1:]),
        worst_case(s.value for s in counting) if isinstance(readings[0], NeedleLengths) else None,
        parts,
        unparsed,
    )


def _part(spec: Spec, key: str, said: list[tuple[Statement, Any]]) -> Part:
    def agreeing(statement: Statement, value: Any) -> list[str]:
        same = (
            s for s, v in said if s.kind == statement.kind and not spec.kind.differs(value, v, spec.tolerance)
        )
        return list(dict.fromkeys(s.source or "" for s in same))

    def order(pair: tuple[Statement, Any]) -> tuple[Any, ...]:
        statement, value = pair
        return (
            RANKS.index(statement.rank),
            KINDS.index(statement.kind),
            STRENGTHS.index(statement.strength),
            -len(agreeing(statement, value)),
            _descending(statement.day),
            statement.place,
        )

    said = sorted(said, key=order)
    winner, value = said[0]
    others = [(v, s) for s, v in said if spec.kind.differs(value, v, spec.tolerance)]
    decided = winner.rank == "preferred"
    disputing = [(v, s) for v, s in others if s.kind == winner.kind and not decided]
    beside = [(v, s) for v, s in others if s.kind != winner.kind or decided]
    speaker = winner
    if not decided:
        # Of those that say the same as strongly, one that states it speaks before one it was worked out from.
        same = (s for s, v in said if s.kind == winner.kind and v == value and s.strength == winner.strength)
        speaker = min(same, key=lambda s: KNOWN_BY.index(s.known_by))
    sources = [speaker.source or "", *agreeing(winner, value)]
    return Part(
        key, value, speaker, tuple(dict.fromkeys(s for s in sources if s)), tuple(disputing), tuple(beside)
    )


def _descending(day: str) -> tuple[int, ...]:
    """Sorts later days first; a day given to the month stands before the days of that month."""
    return (*(-ord(character) for character in day), 1)


def _readings(spec: Spec, parts: dict[str, Part]) -> list[Any]:
    """The resolved value, then one value for every other combination of alternatives, without repeats.

    What differs in one part comes before what differs in two: should there be too many, every
    alternative of every part is still among those kept.
    """
    main = {key: part.value for key, part in parts.items()}
    others = {
        key: list(dict.fromkeys(value for value, _ in part.alternatives))
        for key, part in parts.items()
        if part.alternatives
    }
    readings: dict[Any, None] = {}
    for count in range(len(others) + 1):
        for keys in combinations(others, count):
            for values in product(*(others[key] for key in keys)):
                readings.setdefault(spec.kind.join(main | dict(zip(keys, values, strict=True))))
                if len(readings) == MOST_READINGS:
                    return list(readings)
    return list(readings)


def worst_case(said: Iterable[NeedleLengths], measured: Iterable[Measurement] = ()) -> NeedleLengths:
    """S⁺: the settings of every statement together, for `never above` only.

    A part that one statement leaves out adds no unknown if another gives it; a list that one source
    calls incomplete stays open, because only that answer is safe. Steps do not matter here and are left out.
    """
    values = list(said)
    found = {m.measured for m in measured}
    # What was measured is some of the lengths: without a statement nobody says that it is all of them.
    is_open = any(value.open for value in values) or (bool(found) and not any(v.is_known for v in values))
    found.update(length for value in values for length in value.fixed)
    dials = [value.ranges[0] for value in values if value.ranges]
    lows = [dial.low for dial in dials if dial.low is not None]
    highs = [dial.high for dial in dials if dial.high is not None]
    ends = [*lows, *highs]
    span = Range(min(ends) if lows else None, max(ends) if highs else None)
    if not highs:
        # Where dials are said to start is a setting, however far they go.
        found.update(low for low in lows if low != span.low)
    # Further ranges of one statement stand for themselves: what they leave out, no other dial gives.
    further = {Range(r.low, r.high) for value in values for r in value.ranges[1:]}
    return NeedleLengths(
        tuple(found),
        ((span,) if dials else ()) + tuple(sorted(further, key=_by_ends)),
        is_open,
        all(value.versions_listed for value in values),
    )


def _by_ends(r: Range) -> tuple[int, int]:
    return (-1 if r.low is None else r.low, -1 if r.high is None else r.high)

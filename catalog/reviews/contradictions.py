"""Pros and cons against the facts: “quiet” said of one of the loudest devices. Advice to the author. Pure.

Words lead to a spec and an end of it: “quiet” to low noise. A point may also be tied to a spec by its author;
then a pro stands for the better end, where the registry calls one better. What is said is held against the
known values of devices of the same kind: it is doubted where the device lies among the quarter at the other
end, and only where enough values are known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from catalog.specs.kinds import Measurement
from catalog.specs.kinds.interval import Span
from catalog.specs.kinds.terms import TermSet
from catalog.specs.registry import SPECS
from catalog.specs.spec import Better

from .drafts import Point

FEWEST: Final = 4
"""Known values of one kind below which nothing is loud or quiet."""
QUARTER: Final = 4
"""The share at either end: one in so many."""


class End(Enum):
    """Which end of a spec is meant."""

    LOW = "low"
    HIGH = "high"

    @property
    def other(self) -> End:
        return End.HIGH if self is End.LOW else End.LOW


@dataclass(frozen=True)
class Contradiction:
    """``field`` of the form, and what does not go together, in a sentence."""

    field: str
    said: str


_LOW, _HIGH = End.LOW, End.HIGH
WORDS: Final[tuple[tuple[str, str, End], ...]] = (
    (r"quiet(?:er|est|ly)?|silent(?:ly)?|noiseless|whisper\w*|low noise|not? nois[ey]\w*", "noise", _LOW),
    (r"loud(?:er|est|ly)?|nois(?:y|ier|iest)", "noise", _HIGH),
    (
        r"light(?:er|est|weight)?(?= (?:in|to|enough|and|handle|body|weight)|[.,;!]|$)|weighs little",
        "weight",
        _LOW,
    ),
    (r"heav(?:y|ier|iest)|weighs a lot", "weight", _HIGH),
    (r"long (?:battery(?: life)?|run[ -]?time)|battery lasts", "run_time", _HIGH),
    (r"short (?:battery(?: life)?|run[ -]?time)|battery (?:dies|runs out)", "run_time", _LOW),
    (r"(?:fast|strong|powerful) motor|high(?: motor)? speed", "motor_speed", _HIGH),
    (r"(?:slow|weak) motor|low(?: motor)? speed", "motor_speed", _LOW),
    (r"long(?:er)? (?:warranty|guarantee)", "warranty", _HIGH),
    (r"short(?:er)? (?:warranty|guarantee)", "warranty", _LOW),
    (r"accurate(?:ly)?|precise(?:ly)?|true to (?:the|its) (?:dial|setting|display)", "measured_length", _LOW),
    (r"inaccurate(?:ly)?|imprecise(?:ly)?|falls short|off the (?:dial|setting)", "measured_length", _HIGH),
    (r"thin(?:ner)? needles|fine needles", "needle_diameter", _LOW),
    (r"thick(?:er)? needles", "needle_diameter", _HIGH),
)
"""Words → the spec they speak of, and the end."""
TERMS: Final[tuple[tuple[str, str, str, bool], ...]] = (
    (r"cordless|wireless|battery[- ]powered|runs on a battery", "power", "battery", True),
    (r"(?:needs|only) (?:the )?(?:mains|a cord|a cable)|corded|wired", "power", "mains", True),
    (r"no battery|no cordless", "power", "battery", False),
    (r"no display", "display", "none", True),
)
"""Words → the spec, one of its terms, and whether the device is said to have it."""
_NOT: Final = re.compile(
    r"\b(?:not|never|isn[’']t|wasn[’']t|aren[’']t|hardly|neither|nor|far from|anything but)\s+"
    r"(?:(?:very|that|so|too|really|particularly|especially|exactly|as|all|at)\s+)*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Named:
    pattern: re.Pattern[str]
    spec: str
    term: str
    has: bool


def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})(?!\w)", re.IGNORECASE)


_SAID: Final = tuple((_compiled(words), spec, end) for words, spec, end in WORDS)
_NAMED: Final = tuple(_Named(_compiled(words), spec, term, has) for words, spec, term, has in TERMS)

Values = Callable[[str], tuple[Any, Sequence[Any]]]
"""Key of a spec → the device's value, None where it is not known, and those of others of its kind."""


def contradictions(pros: Iterable[Point], cons: Iterable[Point], values: Values) -> Iterator[Contradiction]:
    """What an author should look at again, pros first."""
    for name, points in (("pros", pros), ("cons", cons)):
        for at, point in enumerate(points):
            for said in _against(point, name == "pros", values):
                yield Contradiction(f"{name}-{at}-words", said)


def ends_said(words: str) -> dict[str, End]:
    """Spec → the end that the words speak of; “not quiet” speaks of the high one."""
    found: dict[str, End] = {}
    for pattern, spec, end in _SAID:
        if match := pattern.search(words):
            found.setdefault(spec, end.other if _NOT.search(words[: match.start()]) else end)
    return found


def number_of(value: Any) -> int | None:
    """A value as one number in the base unit: of a span the end it reaches, of measurements the largest
    deviation from the setting; None for what is no number."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, Span):
        return value.high if value.high is not None else value.low
    if isinstance(value, tuple) and value and all(isinstance(one, Measurement) for one in value):
        return int(max(abs(one.measured - one.set_to) for one in value))
    return None


def place(number: int, others: Sequence[int]) -> End | None:
    """At which end a number lies among others of its kind, itself left out of them.

    Low where at most a quarter of them is lower and more than half is higher; high the other way round. None
    in the middle, where too few are known, and where most are the same.
    """
    if len(others) < FEWEST - 1:
        return None
    lower = sum(other < number for other in others)
    higher = sum(other > number for other in others)
    most = len(others) // QUARTER
    if lower <= most and higher > len(others) // 2:
        return End.LOW
    if higher <= most and lower > len(others) // 2:
        return End.HIGH
    return None


def _against(point: Point, is_pro: bool, values: Values) -> Iterator[str]:
    said = ends_said(point.words)
    for key, end in said.items():
        yield from _end_against(key, end, values, f"“{_short(point.words)}” says {_words(key, end)}")
    if point.spec in SPECS and point.spec not in said and (meant := _meant(point.spec, is_pro)):
        yield from _end_against(point.spec, meant, values, f"This counts as {_words(point.spec, meant)}")
    for one in _NAMED:
        if (match := one.pattern.search(point.words)) and not _NOT.search(point.words[: match.start()]):
            value, _ = values(one.spec)
            known = value.has(one.term) if isinstance(value, TermSet) else None
            if known is not None and known != one.has:
                shown = SPECS[one.spec].kind.show(value)
                yield f"“{_short(point.words)}”: {SPECS[one.spec].name_in_a_list} is on record as {shown}."


def _meant(key: str, is_pro: bool) -> End | None:
    better = SPECS[key].better
    if better not in (Better.LOWER, Better.HIGHER):
        return None
    good = End.LOW if better is Better.LOWER else End.HIGH
    return good if is_pro else good.other


def _end_against(key: str, end: End, values: Values, start: str) -> Iterator[str]:
    value, others = values(key)
    number = number_of(value)
    if number is None:
        return
    known = [one for other in others if (one := number_of(other)) is not None]
    if place(number, known) is not end.other:
        return
    beyond = sum(other < number if end is End.LOW else other > number for other in known)
    yield (
        f"{start}; on record is {SPECS[key].kind.show(value)}, "
        f"{'more' if end is End.LOW else 'less'} than {beyond} of {len(known)} others of its kind "
        f"whose {SPECS[key].name_in_a_list} is known."
    )


def _words(key: str, end: End) -> str:
    spec = SPECS[key]
    if key == "measured_length":
        return "a small deviation" if end is End.LOW else "a large deviation"
    return f"{end.value} {spec.name_in_a_list}"


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59]}…"

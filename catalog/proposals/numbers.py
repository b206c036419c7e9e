"""Speeds, weights, days and sizes out of measures, and counts out of words."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from catalog.proposals.amounts import WORDS, Measure
from catalog.proposals.found import Found, Unread
from catalog.specs.kinds import Dimensions, Interval
from catalog.specs.spec import Spec

_COUNT: Final = r"(?P<count>\d{1,2}|" + "|".join(WORDS) + ")"
_KINDS_OF: Final = r"(?:(?:adjustable|different|variable|selectable|available|optional)[ -])?"
_ALONE: Final = r"(?<![\w.,/-])"
_FROM_ONE: Final = r"(?:1\s?[-–—]\s?|1 to )?"
_STEPS: Final = "levels?|settings?|modes?|gears?"
_SPEEDS: Final = (
    re.compile(
        rf"{_ALONE}{_COUNT}[\s-]{_KINDS_OF}(?:speeds?|gears?)(?:[ -](?:{_STEPS}|control))?(?!\w)", re.I
    ),
    re.compile(rf"{_ALONE}{_COUNT}[\s-]levels?(?: of)?(?: adjustable)?[ -]speeds?(?!\w)", re.I),
    re.compile(rf"(?<![\w.,/]){_FROM_ONE}{_COUNT}\s(?:speed controller|levels? speed)(?!\w)", re.I),
    re.compile(rf"speed (?:controller|{_STEPS})[:\s(]{{0,3}}{_FROM_ONE}{_COUNT}(?![\w.,]\d|\w)", re.I),
)
_LEVELS: Final = re.compile(rf"^\D{{0,12}}{_FROM_ONE}{_COUNT}(?:[\s-](?:speeds?|{_STEPS})|\s?$)", re.I)
_SINGLE: Final = re.compile(r"\b(?:single|fixed|constant|continuous)\b", re.I)
_SEVERAL_BATTERIES: Final = re.compile(r"\b(?:two|2|both|dual)\b[^.]{0,20}batter", re.I)
ONE_SPEED: Final = "One speed is given: taken for the fastest. Check it."


def speed_levels(text: str, value: str, is_labelled: bool) -> Iterator[Found]:
    """How many speeds can be chosen: ``"6 speed levels"``, ``"5-speed"``, ``"Speed controller 1-6"``."""
    for pattern in _SPEEDS:
        if match := pattern.search(text):
            yield Found("speed_levels", _count(match), match.start(), match.end(), "a count of speeds")
            return
    if is_labelled and (match := _LEVELS.search(value)):
        start = text.rfind(value)
        yield Found(
            "speed_levels",
            _count(match),
            start + match.start("count"),
            start + match.end(),
            "a count of speeds",
        )


def _count(match: re.Match[str]) -> str:
    word = match["count"].lower()
    return str(WORDS.get(word, word))


def interval(spec: Spec, measures: Sequence[Measure], text: str) -> Iterator[Found]:
    """Both ends or one of them, for a spec of a span."""
    assert isinstance(spec.kind, Interval)
    for m in measures:
        numbers = [amount.number for amount in m.amounts]
        unit = m.unit or spec.kind.measured_in.symbol
        doubt = "" if m.symbol else "No unit is written."
        if m.shape in ("range", "list"):
            ordered = sorted(numbers, key=lambda n: float(n.replace(",", "")))
            says = f"{ordered[0]}–{ordered[-1]} {unit}"
        elif m.bound in ("least", "over"):
            says = f"from {numbers[0]} {unit}"
        elif m.bound or not _SINGLE.search(text):
            says = f"up to {numbers[0]} {unit}"
            doubt = doubt or ("" if m.bound == "most" else ONE_SPEED)
        else:
            says = f"{numbers[0]} {unit}"
        yield Found(spec.key, says, m.start, m.end, f"a number in {unit}", doubt)


def quantity(spec: Spec, measures: Sequence[Measure], text: str) -> Iterator[Found | Unread]:
    """One number, for a spec that holds one."""
    unit = spec.kind.unit.symbol if spec.kind.unit else ""
    for m in measures:
        if m.shape in ("range", "times"):
            yield Unread(spec.key, m.start, m.end, "It gives a range, and one number is kept.")
            continue
        doubt = "" if m.symbol or not unit else f"No unit is written; {unit} is assumed."
        if m.bound:
            doubt = "It gives a limit, not the value itself."
        if spec.key == "run_time" and _SEVERAL_BATTERIES.search(text):
            doubt = "It may be with all its batteries, not on one charge."
        for amount in m.amounts:
            says = amount.says(m.unit or unit)
            yield Found(spec.key, says, amount.start, amount.end, f"a number in {m.unit or unit}", doubt)


def dimensions(spec: Spec, measures: Sequence[Measure]) -> Iterator[Found | Unread]:
    """``"180 x 30 x 35 mm"`` as length, width and height."""
    assert isinstance(spec.kind, Dimensions)
    for m in measures:
        if m.shape != "times":
            continue
        if len(m.amounts) != 3 or not m.unit:
            yield Unread(
                spec.key, m.start, m.end, "It needs three sizes and a unit: length × width × height."
            )
            continue
        says = " × ".join(amount.number for amount in m.amounts) + f" {m.unit}"
        yield Found(spec.key, says, m.start, m.end, "three sizes")

"""The rules for a study in everyday words: short, and no number that its record has not. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from catalog.specs.units import MILLIMETRE

from .models import Study

MOST_WORDS: Final = 45
_ONES: Final = {word: n for n, word in enumerate(
    ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
     "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"), start=2)}  # fmt: skip
_TENS: Final = {word: 10 * n for n, word in enumerate(
    ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2)}  # fmt: skip


def plain_faults(study: Study) -> Iterator[tuple[str, str]]:
    """What is wrong with `plain` and `does_not_show`: the field, and a sentence."""
    if (words := len(study.plain.split())) > MOST_WORDS:
        yield "plain", f"it has {words} words; at most {MOST_WORDS} are read."
    known = numbers(_record(study))
    for field, said in (("plain", study.plain), ("does_not_show", study.does_not_show)):
        if unknown := sorted(numbers(said) - known):
            listed = ", ".join(f"{number:g}" for number in unknown)
            yield field, f"it says {listed}, which stands nowhere else in this study’s record."


def numbers(text: str) -> set[float]:
    """Every number of a text, in digits or in words; "one" is too often no number."""
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text.casefold())
    found = {float(digits) for digits in re.findall(r"(?<![a-z\d.])\d+(?:\.\d+)?", text)}
    for word in re.findall(r"[a-z]+(?:-[a-z]+)?", text):
        first, _, second = word.partition("-")
        if first in _TENS:
            found.add(float(_TENS[first] + _ONES.get(second, int(second == "one"))))
        else:
            found |= {float(_ONES[part]) for part in (first, second) if part in _ONES}
    return found


def _record(study: Study) -> str:
    """All that is recorded of it, save what only helps to find it."""
    lengths = (f"{MILLIMETRE.show(length)} mm" for length in study.needle_lengths_um)
    said = (
        *(study.title, study.journal, study.year, study.kind, study.n, study.population, study.device_kind),
        *(study.sessions, study.interval, study.outcome, study.finding, study.funding, study.confidence),
        *(*study.authors, *study.kinds, *study.devices, *study.unconfirmed, *lengths),
    )
    return " ".join(str(one) for one in said if one is not None)

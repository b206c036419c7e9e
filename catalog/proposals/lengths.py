"""Needle lengths out of measures: a dial with its steps, fixed lengths, one end."""

from collections.abc import Iterator, Sequence
from typing import Final

from catalog.proposals.amounts import Amount, Measure
from catalog.proposals.found import Found
from catalog.specs.spec import PEN

ONE_FOR_A_PEN: Final = "A pen with one length given: taken for its longest setting. Check it."
IN_THE_BOX: Final = "It may be what is in the box, not all there is."


def lengths(measures: Sequence[Measure], product_kind: str, text: str) -> Iterator[Found]:
    """One value for each measure that is no step; the step goes with a range."""
    steps = [m for m in measures if m.is_step]
    mains = [m for m in measures if not m.is_step]
    stops = _stops(steps, text)
    for main in mains:
        words, doubt = _words(main, product_kind)
        if not words:
            continue
        takes_stops = stops and (main.shape == "range" or main.bound or words.startswith("up to"))
        everything = [main, *steps] if takes_stops and steps else [main]
        yield Found(
            "needle_length",
            words + (stops if takes_stops else ""),
            min(m.start for m in everything),
            max(m.end for m in everything),
            "a length in " + (main.unit or "mm"),
            doubt or (IN_THE_BOX if main.copies else ""),
        )
    if steps and not mains:
        yield Found(
            "needle_length", stops.strip(), steps[0].start, steps[0].end, "how far its stops are apart"
        )


def _stops(steps: Sequence[Measure], text: str) -> str:
    if steps:
        return f" every {_plain(steps[0].amounts[0])} {steps[0].unit or 'mm'}"
    return " stepless" if "stepless" in text.lower() else ""


def _words(main: Measure, product_kind: str) -> tuple[str, str]:
    """The value as the form takes it, and a doubt."""
    unit = main.unit or "mm"
    numbers = [_plain(amount) for amount in main.amounts]
    doubt = "" if main.symbol else "No unit is written; millimetres are assumed."
    if main.shape == "times":
        return "", ""
    if main.shape == "range":
        return f"{numbers[0]}–{numbers[1]} {unit}", doubt
    if main.shape == "list":
        return ", ".join(numbers) + f" {unit}", doubt
    if main.bound in ("most", "under"):
        under = "It says less than that." if main.bound == "under" else ""
        return f"up to {numbers[0]} {unit}", under or doubt
    if main.bound in ("least", "over"):
        return f"from {numbers[0]} {unit}", "It says more than that." if main.bound == "over" else doubt
    if product_kind == PEN:
        return f"up to {numbers[0]} {unit}", ONE_FOR_A_PEN
    return f"{numbers[0]} {unit}", doubt


def _plain(amount: Amount) -> str:
    """The number with a point, whatever was written."""
    return amount.number.replace(",", ".")

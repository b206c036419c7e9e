"""Needle lengths in a sentence: what a picture of them says to those who cannot see it."""

from collections.abc import Sequence

from catalog.figures.looks import look
from catalog.specs.needle_length import Lengths, NeedleLengths, Range
from catalog.specs.units import MILLIMETRE


def length_words(lengths: NeedleLengths | Lengths) -> str:
    """``"0.25–2.5 mm, stops every 0.25 mm"``, ``"up to 2.5 mm, lowest and stops not known"``."""
    return _plain(lengths.main) + other_readings(lengths) if isinstance(lengths, Lengths) else _plain(lengths)


def other_readings(lengths: NeedleLengths | Lengths) -> str:
    """``"; other sources say 0.2–3.0 mm"``, and what the worst case adds; empty where nobody says otherwise.

    Where both ends are disputed the readings are every combination of them, which no single source need
    say: then each end is named by itself.
    """
    if not isinstance(lengths, Lengths):
        return ""
    longer = look(lengths).dashed_to
    is_limited = all(longer != reading.longest_listed for reading in lengths.settings)
    readings = lengths.nominal if is_limited and says(lengths, longer) else lengths.settings
    lows, highs = _ends(readings)
    if len(lows) > 1 and len(highs) > 1:
        said = f"; sources disagree: from {_either(lows)}, to {_either(highs)}"
    else:
        spans = dict.fromkeys(_span(reading) for reading in readings)
        spans.pop(_span(lengths.main), None)
        said = f"; other sources say {' or '.join(spans)}" if spans else ""
    if longer is None or says(lengths, longer):
        return said
    if any(longer == reading.longest_listed for reading in lengths.nominal):
        return f"{said}; its dial alone: {mm(longer)}"
    return f"{said}; another source or part: {mm(longer)}"


def says(lengths: NeedleLengths | Lengths, longest: int | None) -> bool:
    """Whether a reading ends there (µm), be it of a disputed dial that its cartridges limit."""
    if not isinstance(lengths, Lengths):
        return longest == lengths.longest_listed
    of_dial = lengths.nominal if len(lengths.nominal) > 1 else ()
    return any(longest == reading.longest_listed for reading in (*lengths.settings, *of_dial))


def _ends(readings: Sequence[NeedleLengths]) -> tuple[list[int], list[int]]:
    """Where the readings of a dial start and where they end; nothing if one of them is no plain dial."""
    dials = [reading.ranges[0] for reading in readings if len(reading.ranges) == 1]
    if len(dials) != len(readings) or any(reading.fixed for reading in readings):
        return [], []
    lows = dict.fromkeys(dial.low for dial in dials if dial.low is not None)
    highs = dict.fromkeys(dial.high for dial in dials if dial.high is not None)
    return [*lows], [*highs]


def _either(ends: list[int]) -> str:
    """``"0.2 or 0.25 mm"``."""
    return " or ".join(map(MILLIMETRE.show, sorted(ends))) + " mm"


def mm(length: int) -> str:
    """``500`` → ``"0.5 mm"``."""
    return f"{MILLIMETRE.show(length)} mm"


def _plain(lengths: NeedleLengths) -> str:
    if not lengths.is_known:
        return "needle length not known"
    notes = [*_about_ranges(lengths)]
    if lengths.fixed and not lengths.ranges and len(lengths.fixed) == 1 and not lengths.open:
        notes.append("fixed length")
    if lengths.open:
        notes.append("longer ones exist, not listed")
    if not lengths.versions_listed:
        notes.append("which lengths isn’t listed")
    return ", ".join([_span(lengths), *notes])


def _span(lengths: NeedleLengths) -> str:
    """The lengths without what is known of their stops."""
    pieces = [_range(r) for r in lengths.ranges if r.ends]
    pieces += [MILLIMETRE.show(length) for length in lengths.fixed]
    return " · ".join(pieces) + " mm" if pieces else "not known"


def _range(r: Range) -> str:
    if r.low is not None and r.high is not None:
        return f"{MILLIMETRE.show(r.low)}–{MILLIMETRE.show(r.high)}"
    if r.high is not None:
        return f"up to {MILLIMETRE.show(r.high)}"
    assert r.low is not None
    return f"from {MILLIMETRE.show(r.low)}"


def _about_ranges(lengths: NeedleLengths) -> list[str]:
    notes = []
    for r in lengths.ranges:
        if r.low == r.high and r.low is not None:
            continue
        if r.step:
            notes.append(f"stops every {mm(r.step)}")
        if r.step == 0:
            notes.append("without stops")
        unknown = [
            name
            for name, part in (("lowest", r.low), ("longest", r.high), ("stops", r.step))
            if part is None and not (name == "stops" and not lengths.versions_listed)
        ]
        if unknown == ["stops"]:
            notes.append("its stops aren’t published")
        elif unknown:
            notes.append(f"{' and '.join(unknown)} not known")
    return notes


def said_lengths(lengths: NeedleLengths, is_all: bool = True) -> str:
    """The same to be read aloud: ``"0.25 to 2.5 mm in 0.25 steps"``, ``"0.5 mm only"``.

    ``is_all``: no other source or part says otherwise, so that "only" may be said.
    """
    if not lengths.is_known:
        return "needle length not known"
    ranges = [r for r in lengths.ranges if r.ends]
    fixed = [MILLIMETRE.show(length) for length in lengths.fixed]
    pieces = [_said_range(r, lengths.versions_listed) for r in ranges]
    pieces += [f"{_listed(fixed)} mm"] if fixed else []
    words = " and ".join(pieces)
    if lengths.open:
        words += ", longer ones exist, not listed"
    if not lengths.versions_listed:
        return f"{words}, which lengths isn’t listed"
    is_single = len(set(lengths.ends())) == 1 and lengths.longest is not None and lengths.shortest is not None
    return f"{words} only" if is_single and is_all else words


def _said_range(r: Range, listed: bool) -> str:
    if r.low is not None and r.low == r.high:
        return mm(r.low)
    steps = f" in {MILLIMETRE.show(r.step)} steps" if r.step else " without stops" if r.step == 0 else ""
    if r.low is None:
        assert r.high is not None
        return f"up to {mm(r.high)}{steps} (lowest{'' if steps else ' and stops'} not known)"
    if r.high is None:
        return f"from {mm(r.low)}{steps} (longest{'' if steps else ' and stops'} not known)"
    unpublished = "" if steps or not listed else " (its stops aren’t published)"
    return f"{MILLIMETRE.show(r.low)} to {mm(r.high)}{steps}{unpublished}"


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"

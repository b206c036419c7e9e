"""One ruler for every device of a comparison, a row each, and the sentences under it."""

from collections.abc import Sequence

from markupsafe import Markup

from catalog.figures.compared import Compared
from catalog.figures.ruler import BASE, Across, bar, limit_mark, ruler_end, ticks
from catalog.figures.svg import element, picture, text
from catalog.figures.words import other_readings, said_lengths
from catalog.specs.answer import Answer
from catalog.specs.needle_length import Lengths, NeedleLengths
from catalog.specs.units import MILLIMETRE

ROW = 44
LEFT = 8
"""Share of the width where the letters stand."""


def comparison_ruler(columns: Sequence[Compared], limit: int | None = None) -> Markup:
    """Ranges as bars, fixed lengths as dots, the shopper's limit (µm) as one line through all of them."""
    x = Across(ruler_end([one.lengths for one in columns], limit), LEFT)
    foot = ROW * len(columns)
    height = foot + (48 if limit is not None else 30)
    # The line goes under what it crosses, so that no number is struck out.
    drawn = [limit_mark(x, limit, height)] if limit is not None else []
    drawn.append(ticks(x, foot))
    for i, one in enumerate(columns):
        letter = text(one.letter, 0, BASE - 1, "r-k")
        drawn.append(element("svg", letter, bar(one.lengths, x), y=ROW * i or None, overflow="visible"))
    label = f"Needle lengths of {len(columns)} devices along one ruler in millimetres"
    about = " ".join(comparison_ruler_text(columns, limit))
    return picture(*drawn, height=height, label=label, about=about, class_="ruler")


def comparison_ruler_text(columns: Sequence[Compared], limit: int | None = None) -> tuple[str, ...]:
    """A sentence a device: "A: 0.25 to 2.5 mm in 0.25 steps, can go above your limit of 0.5."."""
    return tuple(f"{one.letter}: {_sentence(one.lengths, limit)}." for one in columns)


def _sentence(lengths: NeedleLengths | Lengths, limit: int | None) -> str:
    main = lengths.main if isinstance(lengths, Lengths) else lengths
    beside = other_readings(lengths)
    words = f"{said_lengths(main, is_all=not beside)}{beside}"
    if limit is None:
        return words
    answer = lengths.never_above(limit)
    if answer is Answer.YES and words.endswith(" only"):
        return words
    return f"{words}, {_verdict(answer, main, limit)}"


def _verdict(answer: Answer, main: NeedleLengths, limit: int) -> str:
    """Asked of the worst case: what some source or part can do, the device may do."""
    named = f"your limit of {MILLIMETRE.show(limit)}"
    if answer is Answer.YES:
        return f"never goes above {named}"
    if answer is Answer.UNKNOWN:
        return f"whether it goes above {named} is not known"
    return f"{'goes' if main.usable(limit) is Answer.NO else 'can go'} above {named}"

"""The needles of a comparison in one skin, each on the middle of its own column of the table below."""

from collections.abc import Sequence

from markupsafe import Markup

from catalog.figures.compared import Compared
from catalog.figures.looks import OPEN, OUTLINED, STEM, STUB, Look, look
from catalog.figures.needle import needle
from catalog.figures.scales import COMPARE, Layers
from catalog.figures.skin import depth_ticks, limit_line, skin
from catalog.figures.svg import at, element, n, picture, text
from catalog.figures.words import length_words, mm, says
from catalog.specs.needle_length import Lengths, NeedleLengths

FOOT = 46
"""Room (px) below the longest point for its number."""
LINE = 18
"""Lines of words nearer than this (px) would run into each other."""


def comparison_plate(columns: Sequence[Compared], layers: Layers, limit: int | None = None) -> Markup:
    """The picture, as wide as the columns of the devices; ``limit`` (µm) is the shopper's."""
    looks = [look(one.lengths) for one in columns]
    deepest = max((seen.deepest or 0 for seen in looks), default=0)
    height = round(max(COMPARE.height, COMPARE.y(max(deepest, limit or 0)) + FOOT))
    many = max(len(columns), 1)
    drawn = [skin(COMPARE, height)]
    if limit is not None:
        drawn.append(limit_line(COMPARE, limit))
    drawn += [
        depth_ticks(COMPARE, height, unit="", x=14),
        _words(layers, limit, gutter(many), _beside(looks)),
    ]
    for i, (one, seen) in enumerate(zip(columns, looks, strict=True)):
        drawn.append(at(100 * (i + 0.5) / many, _column(one, seen)))
    label = f"Needle lengths of {len(columns)} devices, to one scale under a typical cheek"
    about = comparison_plate_text(columns, limit)
    return picture(*drawn, height=height, label=label, about=about, class_="skin")


def comparison_plate_text(columns: Sequence[Compared], limit: int | None = None) -> str:
    """``"A, SkinPen: 0.25–2.5 mm, stops every 0.25 mm; B, … Needles usually go less deep."``"""
    told = "; ".join(f"{one.letter}, {one.name}: {length_words(one.lengths)}" for one in columns)
    words = f"{told}. Needles usually go less deep."
    return f"{words} Your limit: {mm(limit)}." if limit is not None else words


def gutter(columns: int) -> float:
    """Where (% of the width) the words stand: the border between two columns that is nearest the middle."""
    return 100 * (columns // 2) / columns if columns > 1 else 75


def _words(layers: Layers, limit: int | None, share: float, beside: Sequence[float]) -> Markup:
    """The names of the layers and of the limit's line, none upon another or level with words ``beside``."""
    epidermis, dermis = COMPARE.y(layers.to_epidermis), COMPARE.y(layers.to_dermis)
    taken = [*beside]
    drawn = []
    if limit is not None:
        line = COMPARE.y(limit)
        # Above its line, unless that is where the air begins.
        y = line - 5 if limit >= 400 else line + 16
        taken += [line + 4, y]
        drawn.append(text("your limit", 0, y, "k-limit-t halo", "middle"))
    drawn.append(text("Outer skin", 0, COMPARE.top - 8, "k-t", "middle"))
    inner = _free((epidermis + dermis) / 2 + 4, taken, epidermis + LINE, dermis - 6)
    below = _free(dermis + 28, [*taken, inner], dermis + LINE, COMPARE.height - 8)
    drawn.append(text("Inner skin", 0, inner, "k-t halo", "middle"))
    drawn.append(text("Fat below", 0, below, "k-t halo fat", "middle"))
    return at(share, *drawn)


def _free(y: float, taken: Sequence[float], least: float, most: float) -> float:
    """The line nearest to ``y`` inside the layer that keeps clear of those taken; ``y`` where none does."""
    lines = [least + i for i in range(int(most - least) + 1)]
    free = [line for line in (y, *lines) if all(abs(line - other) >= LINE for other in taken)]
    return min(free, key=lambda line: abs(line - y), default=y)


def _beside(looks: Sequence[Look]) -> list[float]:
    """Where the two needles beside the words have their own."""
    middle = len(looks) // 2
    return [_tip_line(seen) for seen in looks[max(middle - 1, 0) : middle + 1]]


def _tip_line(seen: Look) -> float:
    """The line of the words under a point; the three dots of what goes on below need room too."""
    return COMPARE.y(seen.deepest or 0) + (36 if seen.kind in (OPEN, STEM) else 18)


def _column(one: Compared, seen: Look) -> Markup:
    drawn = [
        element("path", class_="nd-body", d=f"M-14 0V{n(COMPARE.start)}h28V0"),
        needle(seen, COMPARE),
        text(one.letter, 0, 30, "nd-k", "middle"),
    ]
    drawn.append(text(tip_words(one.lengths), 0, _tip_line(seen), "nd-t halo", "middle"))
    return Markup("").join(drawn)


def tip_words(lengths: NeedleLengths | Lengths) -> str:
    """Under the point: "2.5", "2.5 or 3.0" for a dispute, "0.5 to 1.0" for parts sold separately."""
    seen = look(lengths)
    if seen.kind == STUB:
        return "not known"
    if seen.kind == STEM:
        return f"from {_number(seen.lowest)}"
    if seen.dashed_to is not None:
        between = "or" if says(lengths, seen.dashed_to) else "to"
        return f"{_number(seen.longest)} {between} {_number(seen.dashed_to)}"
    if seen.kind == OUTLINED:
        return f"up to {_number(seen.longest)}"
    return f"{_number(seen.longest)} or more" if seen.kind == OPEN else _number(seen.longest)


def _number(length: int | None) -> str:
    return mm(length or 0).removesuffix(" mm")

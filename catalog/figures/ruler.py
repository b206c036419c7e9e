"""Every length a thing can be set to, along a ruler: in a picture and in a sentence."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from catalog.figures.looks import OPEN, STEM, STUB, look
from catalog.figures.svg import at, element, joined, n, picture, text
from catalog.figures.words import length_words, mm, other_readings
from catalog.specs.needle_length import Lengths, NeedleLengths, Range

HEIGHT, LIMIT_HEIGHT, BAR_TOP, BAR = 64, 82, 26, 12
BASE = BAR_TOP + BAR
MOST_STOPS = 60
LEAST = 3000
"""The ruler ends at 3 mm unless something is longer."""
NARROW = 270
"""The narrowest (px) a ruler is drawn. What keeps apart there does so at every greater width."""
CHARACTER, GAP = 7.6, 5
"""Width (px) of a character above the ruler, and the least room between two labels."""


def needle_ruler(lengths: NeedleLengths | Lengths, limit: int | None = None) -> Markup:
    """A dial as a bar with its stops, fixed lengths as dots, the shopper's limit (µm) as a dashed line."""
    x = Across(ruler_end([lengths], limit))
    drawn = [ticks(x, BASE), bar(lengths, x)]
    if limit is not None:
        drawn.append(limit_mark(x, limit, LIMIT_HEIGHT))
    return picture(
        *drawn,
        height=HEIGHT if limit is None else LIMIT_HEIGHT,
        label="Needle length along a ruler in millimetres",
        about=needle_ruler_text(lengths, limit),
        class_="ruler",
    )


def needle_ruler_text(lengths: NeedleLengths | Lengths, limit: int | None = None) -> str:
    """The same as a sentence, with every single stop where there are at most twelve."""
    main = lengths.main if isinstance(lengths, Lengths) else lengths
    words = f"Needle length: {length_words(main)}"
    stops = main.settings()
    exact = main.versions_listed and main.ranges and all(r.is_exact and r.step for r in main.ranges)
    if exact and len(stops) <= 12:
        words += f": {', '.join(mm(stop).removesuffix(' mm') for stop in stops)}"
    words += other_readings(lengths)
    if limit is None:
        return f"{words}."
    answer = lengths.never_above(limit).name
    verdict = {
        "YES": "It never goes above",
        "NO": "It goes above",
        "UNKNOWN": "Whether it goes above is not known for",
    }
    return f"{words}. {verdict[answer]} your limit of {mm(limit)}."


def ruler_end(several: Sequence[NeedleLengths | Lengths], limit: int | None) -> int:
    """Where a ruler ends that holds all of these: at 3 mm, or at the next half of one."""
    deepest = [look(lengths).deepest or 0 for lengths in several]
    return -(-max(*deepest, limit or 0, LEAST) // 500) * 500


class Across:
    """Lengths along the ruler as shares of the width, with room for the outer numbers.

    ``left`` is the share before zero: more where letters stand there.
    """

    def __init__(self, end: int, left: float = 2) -> None:
        self.end = end
        self.left = left

    def __call__(self, length: int) -> float:
        return self.left + (98 - self.left) * length / self.end


def ticks(x: Across, base: float) -> Markup:
    """The line of the ruler at y ``base``, with its numbers below."""
    drawn = [element("line", class_="r-base", x1=f"{n(x.left)}%", x2="98%", y1=base, y2=base)]
    apart = 100 if x.end <= 3500 else 500
    for length in range(0, x.end + 1, apart):
        size = 10 if length % 1000 == 0 else 7 if length % 500 == 0 else 4
        drawn.append(_line("r-tick", x(length), base, base + size))
        if length % 500 == 0 and (length % 1000 == 0 or x.end <= 3500):
            drawn.append(at(x(length), text(_number(length), 0, base + 22, "r-t", "middle")))
    return joined(*drawn)


def bar(lengths: NeedleLengths | Lengths, x: Across) -> Markup:
    """What a thing can be set to, between `BAR_TOP` and `BASE`.

    Ranges are drawn from their own ends: a needle starts at the surface, a dial does not start at zero.
    """
    seen = look(lengths)
    main = lengths.main if isinstance(lengths, Lengths) else lengths
    if seen.kind == STUB:
        return at(50, text("not known", 0, BASE - 8, "r-t", "middle"))
    end = seen.longest if seen.longest is not None else seen.lowest
    assert end is not None
    drawn = []
    if seen.dashed_to is not None:
        drawn.append(_rect("nd-a", x(end), x(seen.dashed_to)))
    drawn += [_range(r, end, main.versions_listed, x) for r in main.ranges]
    drawn += [_dot(x(length)) for length in main.fixed if length <= end]
    if seen.kind in (OPEN, STEM):
        more = (element("circle", class_="r-bar", cx=c, cy=BASE - 6, r=1.5) for c in (12, 18, 24))
        drawn.append(at(x(end), *more))
    others = {one for one in main.ends() if one < end}
    drawn += [label.svg for label in _labels(others, end, seen.dashed_to, x)]
    return joined(*drawn)


def _range(r: Range, end: int, listed: bool, x: Across) -> Markup:
    """One range up to ``end`` (µm), beyond which sources disagree."""
    high = min(r.high, end) if r.high is not None else None
    if r.low is not None and (high is None or r.low == r.high):
        return _dot(x(r.low)) if r.low <= end else Markup("")
    if high is None or (r.low or 0) >= high:
        return Markup("")
    if r.low is None:
        return _rect("nd-o", x(0), x(high))
    if r.step is None or not listed:
        return _rect("nd-h", x(r.low), x(high))
    stops = list(range(r.low, high, r.step)[1:]) if r.step else []
    # Stops finer than the eye are told in words: drawn, they would be a grey bar.
    shown = [_line("r-stop", x(stop), BAR_TOP, BASE) for stop in stops] if len(stops) <= MOST_STOPS else []
    return joined(_rect("r-bar", x(r.low), x(high)), *shown)


@dataclass(frozen=True)
class _Label:
    """Words above the ruler at a share of its width. ``anchor`` is ``start``, ``middle`` or ``end``."""

    share: float
    words: str
    anchor: str = "middle"

    @property
    def start(self) -> float:
        """Where the words start (px) on the narrowest ruler."""
        before = {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        return NARROW * self.share / 100 + self._beside - before * self.width

    @property
    def width(self) -> float:
        return CHARACTER * len(self.words)

    @property
    def _beside(self) -> int:
        return -4 if self.anchor == "end" else 0

    def is_clear_of(self, other: "_Label") -> bool:
        return self.start >= other.start + other.width + GAP or other.start >= self.start + self.width + GAP

    @property
    def svg(self) -> Markup:
        anchor = None if self.anchor == "start" else self.anchor
        return at(self.share, text(self.words, self._beside, BAR_TOP - 8, "nd-t", anchor))


def _labels(others: Collection[int], end: int, longer: int | None, x: Across) -> list[_Label]:
    """The numbers above a bar, none upon another: the end with a longer reading, the shortest of the others,
    then what fits between."""
    shown = _end_labels(end, longer, x)
    for length in sorted(others):
        label = _inside(_Label(x(length), _number(length)))
        if all(label.is_clear_of(other) for other in shown):
            shown.append(label)
    return sorted(shown, key=lambda label: label.start)


def _end_labels(end: int, longer: int | None, x: Across) -> list[_Label]:
    """``"2.5"``, and beside it ``"or 3.0"``; ``"2.5 or 2.75"`` where there is no room for two."""
    if longer is None:
        return [_inside(_Label(x(end), _number(end)))]
    first = _inside(_Label(x(end), _number(end), "end"), x(end))
    second = _Label(x(longer), f"or {_number(longer)}", "end")
    if first.is_clear_of(second) and first.start < second.start:
        return [first, second]
    return [_inside(_Label(x(longer), f"{_number(end)} or {_number(longer)}", "end"), x(end))]


def _inside(label: _Label, share: float | None = None) -> _Label:
    """The label, or where it would leave the ruler on the left: starting at ``share``, or its own."""
    if label.start >= 0:
        return label
    return _Label(label.share if share is None else share, label.words, "start")


def limit_mark(x: Across, limit: int, height: float) -> Markup:
    """The limit (µm) a shopper has set: dashed from top to bottom, its words beside its foot."""
    share = f"{n(x(limit))}%"
    anchor = "end" if x(limit) > 70 else None
    words = text("your limit", -5 if anchor else 5, height - 4, "k-limit-t", anchor)
    line = element("line", class_="k-limit", x1=share, x2=share, y1=4, y2=height)
    return joined(line, at(x(limit), words))


def _number(length: int) -> str:
    return mm(length).removesuffix(" mm")


def _rect(class_: str, start: float, end: float) -> Markup:
    return element("rect", class_=class_, x=f"{n(start)}%", y=BAR_TOP, width=f"{n(end - start)}%", height=BAR)


def _line(class_: str, share: float, top: float, foot: float) -> Markup:
    return element("line", class_=class_, x1=f"{n(share)}%", x2=f"{n(share)}%", y1=top, y2=foot)


def _dot(share: float) -> Markup:
    return element("circle", class_="r-dot", cx=f"{n(share)}%", cy=BASE - BAR / 2, r=6)

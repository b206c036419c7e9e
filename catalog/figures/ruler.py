"""Every length a thing can be set to, along a ruler: in a picture and in a sentence."""

from markupsafe import Markup

from catalog.figures.looks import HATCHED, OPEN, OUTLINED, STEM, STUB, Look, look
from catalog.figures.svg import at, element, joined, n, picture, text
from catalog.figures.words import length_words, mm, other_readings
from catalog.specs.needle_length import Lengths, NeedleLengths

HEIGHT, LIMIT_HEIGHT, BAR_TOP, BAR = 64, 82, 26, 12
BASE = BAR_TOP + BAR
LEAST = 3000
"""The ruler ends at 3 mm unless something is longer."""


def needle_ruler(lengths: NeedleLengths | Lengths, limit: int | None = None) -> Markup:
    """A dial as a bar with its stops, fixed lengths as dots, the shopper's limit (µm) as a dashed line."""
    seen = look(lengths)
    main = lengths.main if isinstance(lengths, Lengths) else lengths
    longest = max(seen.deepest or 0, limit or 0, LEAST)
    end = -(-longest // 500) * 500
    x = _Across(end)
    drawn = [_ticks(x)]
    if seen.kind != STUB:
        drawn.append(_bar(seen, main, x))
    else:
        drawn.append(at(50, text("not known", 0, BASE - 8, "r-t", "middle")))
    if limit is not None:
        drawn.append(_limit(x, limit))
    return picture(
        *drawn,
        height=HEIGHT if limit is None else LIMIT_HEIGHT,
        label=needle_ruler_text(lengths, limit),
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


class _Across:
    """Lengths along the ruler as shares of the width, with room for the outer numbers."""

    def __init__(self, end: int) -> None:
        self.end = end

    def __call__(self, length: int) -> float:
        return 2 + 96 * length / self.end


def _ticks(x: _Across) -> Markup:
    drawn = [element("line", class_="r-base", x1="2%", x2="98%", y1=BASE, y2=BASE)]
    apart = 100 if x.end <= 3500 else 500
    for length in range(0, x.end + 1, apart):
        size = 10 if length % 1000 == 0 else 7 if length % 500 == 0 else 4
        drawn.append(_line("r-tick", x(length), BASE, BASE + size))
        if length % 500 == 0 and (length % 1000 == 0 or x.end <= 3500):
            drawn.append(at(x(length), text(_number(length), 0, BASE + 22, "r-t", "middle")))
    return joined(*drawn)


def _bar(seen: Look, main: NeedleLengths, x: _Across) -> Markup:
    drawn = []
    dots = main.fixed and not main.ranges
    longest = seen.longest if seen.longest is not None else seen.lowest
    assert longest is not None
    start = seen.lowest or 0
    if seen.dashed_to is not None:
        drawn.append(_rect("nd-a", x(longest), x(seen.dashed_to)))
        drawn.append(_at_top(x(seen.dashed_to), f"or {_number(seen.dashed_to)}", "end"))
    if dots:
        drawn += [_dot(x(length)) for length in main.fixed if length <= longest]
    elif seen.kind == STEM:
        drawn.append(_dot(x(start)))
    else:
        class_ = {HATCHED: "nd-h", OUTLINED: "nd-o"}.get(seen.kind, "r-bar")
        drawn.append(_rect(class_, x(0 if seen.kind == OUTLINED else start), x(longest)))
        drawn += [_line("r-stop", x(stop), BAR_TOP, BASE) for stop in seen.notches[:60]]
        drawn += [_dot(x(length)) for length in main.fixed]
    if seen.kind in (OPEN, STEM):
        drawn.append(
            at(
                x(longest),
                *(element("circle", class_="r-bar", cx=c, cy=BASE - 6, r=1.5) for c in (12, 18, 24)),
            )
        )
    if seen.lowest is not None:
        drawn.append(_at_top(x(seen.lowest), _number(seen.lowest)))
    if seen.longest is not None and not dots:
        # A longer reading may stand close behind: make room for its number.
        drawn.append(_at_top(x(seen.longest), _number(seen.longest), "end" if seen.dashed_to else "middle"))
    if dots:
        drawn += [_at_top(x(length), _number(length)) for length in _apart(main.fixed, x, longest)]
    return joined(*drawn)


def _apart(fixed: tuple[int, ...], x: _Across, longest: int) -> list[int]:
    """Those of the lengths whose numbers do not run into each other at 320 px."""
    shown: list[int] = []
    for length in (one for one in fixed if one <= longest):
        if not shown or x(length) - x(shown[-1]) > 10:
            shown.append(length)
    return shown


def _limit(x: _Across, limit: int) -> Markup:
    share = f"{n(x(limit))}%"
    anchor = "end" if x(limit) > 70 else None
    words = text("your limit", -5 if anchor else 5, LIMIT_HEIGHT - 4, "k-limit-t", anchor)
    line = element("line", class_="k-limit", x1=share, x2=share, y1=4, y2=LIMIT_HEIGHT)
    return joined(line, at(x(limit), words))


def _number(length: int) -> str:
    return mm(length).removesuffix(" mm")


def _at_top(share: float, words: str, anchor: str = "middle") -> Markup:
    return at(share, text(words, -4 if anchor == "end" else 0, BAR_TOP - 8, "nd-t", anchor))


def _rect(class_: str, start: float, end: float) -> Markup:
    return element("rect", class_=class_, x=f"{n(start)}%", y=BAR_TOP, width=f"{n(end - start)}%", height=BAR)


def _line(class_: str, share: float, top: float, foot: float) -> Markup:
    return element("line", class_=class_, x1=f"{n(share)}%", x2=f"{n(share)}%", y1=top, y2=foot)


def _dot(share: float) -> Markup:
    return element("circle", class_="r-dot", cx=f"{n(share)}%", cy=BASE - BAR / 2, r=6)

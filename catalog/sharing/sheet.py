"""A card laid out at 1200 × 630 px: each line with its place, the figure beside it, all as SVG."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from typing import Final

from markupsafe import Markup

from catalog.figures.svg import element, joined, n

from .card import ACCENT, BIG, CARE, FINE, GOOD, LEAD, PLAIN, Figure, ShareCard
from .fitting import cut, fitted
from .mark import mark
from .style import colours
from .type import BOLD, FAMILY, NO_BREAK, REGULAR, SEMIBOLD, readable, width

WIDTH: Final = 1200
HEIGHT: Final = 630
EDGE: Final = 64
PANEL: Final = 716
"""Where the figure begins; text ends `GUTTER` before."""
GUTTER: Final = 44
NAME_BELOW: Final = 586
NAME_ABOVE: Final = 58
FOOT: Final = 536
"""Below it stands only the name of the site."""
WIDE_TOP, WIDE_ZOOM = 216, 0.926
"""A wide figure runs along the bottom, and the name of the site stands above the title."""
_TITLES: Final = ((60, 2), (52, 3), (44, 3), (38, 4))
"""Sizes of a title and how many lines it may have at each; the last is cut."""
SCALES: Final = (1.25, 1.12, 1.0, 0.92, 0.84)


@dataclass(frozen=True)
class Look:
    """Size in px, weight, the token of the colour."""

    size: float
    weight: int
    colour: str


LOOKS: Final = {
    BIG: Look(76, BOLD, "accent-deep"),
    LEAD: Look(31, REGULAR, "ink"),
    PLAIN: Look(26, REGULAR, "ink-2"),
    CARE: Look(26, SEMIBOLD, "care"),
    GOOD: Look(31, SEMIBOLD, "good"),
    ACCENT: Look(31, SEMIBOLD, "accent-deep"),
    FINE: Look(22, REGULAR, "ink-3"),
}


@dataclass(frozen=True)
class Text:
    """A line at (x, y) px, y its baseline; ``room`` is how wide it may be."""

    words: str
    x: float
    y: float
    look: Look
    room: float


@dataclass(frozen=True)
class Sheet:
    """``alt`` is what is drawn, in words. ``version`` changes with every byte of the drawing."""

    svg: str
    texts: tuple[Text, ...]
    alt: str

    @property
    def version(self) -> str:
        return sha256(self.svg.encode()).hexdigest()[:12]


@lru_cache(maxsize=200)
def sheet(card: ShareCard, site_name: str, host: str) -> Sheet:
    """The card laid out. Nothing of it stands outside its box, however long the words are."""
    figure = card.figure
    beside = figure is not None and not figure.is_wide
    room = (PANEL - GUTTER if beside else WIDTH - EDGE) - EDGE
    is_wide = figure is not None and figure.is_wide
    top, foot = (NAME_ABOVE + 10, WIDE_TOP - 8) if is_wide else (EDGE - 8, FOOT)
    column = _set_column(card, room, top, foot)
    drawn = _figure(figure) if figure else Markup("")
    signed = "" if card.title == site_name else site_name
    names = _names(signed, host, room, NAME_ABOVE if is_wide else NAME_BELOW)
    texts = (*column.texts, *names)
    caption = _caption(figure) if figure else ()
    svg = element(
        "svg",
        element("rect", width=WIDTH, height=HEIGHT, fill=colours()["paper"]),
        drawn,
        element("rect", width=WIDTH, height=8, fill=colours()["accent"]),
        *column.icons,
        mark(transform=f"translate({EDGE} {(NAME_ABOVE if is_wide else NAME_BELOW) - 24}) scale(1.15)"),
        *map(_set, (*texts, *caption)),
        xmlns="http://www.w3.org/2000/svg",
        width=WIDTH,
        height=HEIGHT,
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        font_family=FAMILY,
    )
    told = [
        *column.paragraphs,
        *([figure.words] if figure else []),
        *(one.words for one in caption),
        signed,
    ]
    return Sheet(str(svg), (*texts, *caption), _sentences(told))


def _set_column(card: ShareCard, room: float, top: float, foot: float) -> _Column:
    """The words as large as all of them fit, a quarter larger than usual at most and a sixth smaller."""
    for scale in SCALES:
        column = _Column(room, top, foot, scale)
        column.put(card.kicker, Look(23, SEMIBOLD, "ink-3"), 1, after=8)
        column.title(card.title)
        for line in card.lines:
            look = LOOKS[line.look]
            column.put(line.words, look, line.most, line.icon, line.icon_width)
        if column.is_whole:
            break
    return column


class _Column:
    """Text set downwards from ``top``; what does not fit above ``foot`` is cut or left out.

    ``is_whole``: nothing was.
    """

    def __init__(self, room: float, top: float, foot: float, scale: float) -> None:
        self._room, self._foot, self._y, self._scale = room, foot, float(top), scale
        self.is_whole = True
        self.texts: list[Text] = []
        self.paragraphs: list[str] = []
        self.icons: list[Markup] = []

    def title(self, words: str) -> None:
        """The largest size at which all of it fits, else the smallest, cut."""
        words = readable(words)
        for size, most in _TITLES:
            found = fitted(words, size * self._scale, BOLD, self._room, most)
            if " ".join(found) == words:
                break
        else:
            self.is_whole = False
        self._set(found, Look(size * self._scale, BOLD, "ink"), 0, 1.1)
        self._y += 14

    def put(
        self,
        words: str,
        look: Look,
        most: int,
        icon: Markup | None = None,
        icon_width: int = 16,
        after: float = 10,
    ) -> None:
        """A paragraph of at most ``most`` lines; a large number takes one line, smaller if need be."""
        words = readable(words)
        if not words:
            return
        look = replace(look, size=look.size * self._scale)
        indent = look.size * (icon_width / 16 + 0.35) if icon else 0
        while look.size > LOOKS[BIG].size / 2 and width(words, look.size, look.weight) > self._room:
            look = replace(look, size=look.size - 2)
        left = int((self._foot - self._y) / (look.size * 1.28))
        found = fitted(words, look.size, look.weight, self._room - indent, min(most, left))
        self.is_whole = self.is_whole and " ".join(found) == words
        if not found:
            return
        if icon:
            self.icons.append(_icon(icon, self._y + look.size * 0.16, look))
        self._set(found, look, indent, 1.28)
        self._y += after

    def _set(self, found: list[str], look: Look, indent: float, leading: float) -> None:
        for words in found:
            self._y += look.size * leading
            at = self._y - look.size * (leading - 0.92)
            self.texts.append(Text(words, EDGE + indent, round(at, 1), look, self._room - indent))
        self.paragraphs.append(" ".join(found).replace(NO_BREAK, " "))


def _icon(icon: Markup, y: float, look: Look) -> Markup:
    drawing = element("g", icon, transform=f"translate({EDGE} {n(y)}) scale({n(look.size / 16)})")
    return element("g", drawing, color=colours()[look.colour], class_="ev")


def _figure(figure: Figure) -> Markup:
    """The page's own drawing, enlarged, in the panel at the right or along the bottom."""
    if figure.is_wide:
        inner = element("svg", figure.svg, width=n(WIDTH / WIDE_ZOOM), height=_height(figure.svg))
        placed = element("g", inner, transform=f"translate(0 {WIDE_TOP}) scale({WIDE_ZOOM})")
        return joined(_defined(figure.patterns), placed)
    if figure.is_small:
        ground = element("rect", x=PANEL, width=WIDTH - PANEL, height=HEIGHT, fill=colours()["wash"])
        return joined(ground, element("svg", figure.svg, x=PANEL + 42, y=200, width=400, height=190))
    tall = _height(figure.svg)
    zoom = min(HEIGHT / tall, MOST_ZOOM if "<text" in figure.svg else HEIGHT / tall)
    # Where the page's drawing ends, fat goes on below, as it does on a card of the list.
    place: dict[str, float] = {
        "y": tall - 1,
        "width": (WIDTH - PANEL) / zoom,
        "height": HEIGHT / zoom - tall + 1,
    }
    fat = element("rect", class_="k-fat", **place), element("rect", fill="url(#p-fat)", **place)
    inner = element("svg", figure.svg, width=n((WIDTH - PANEL) / zoom), height=tall)
    placed = element("g", *fat, inner, transform=f"translate({PANEL} 0) scale({zoom:.5f})")
    return joined(_defined(figure.patterns), placed)


MOST_ZOOM: Final = 1.85
"""Beyond it the words in a figure would be larger than those beside it."""


def _height(svg: str) -> int:
    found = re.match(r'<svg[^>]*? height="(\d+)"', svg)
    return int(found[1]) if found else HEIGHT


def _defined(patterns: Markup) -> Markup:
    """The definitions alone: the element that hides them on a page would take a place here."""
    found = re.search(r"<defs>.*</defs>", patterns, re.DOTALL)
    return Markup(found[0]) if found else Markup("")


def _caption(figure: Figure) -> tuple[Text, ...]:
    if not figure.caption:
        return ()
    look, room = Look(22, REGULAR, "ink-3"), WIDTH - PANEL - 48
    words = cut(readable(figure.caption), look.size, look.weight, room)
    middle = PANEL + (WIDTH - PANEL - width(words, look.size, look.weight)) / 2
    return (Text(words, round(middle, 1), 424, look, room),)


def _names(site_name: str, host: str, room: float, y: float) -> tuple[Text, ...]:
    look, other = Look(26, BOLD, "ink"), Look(22, REGULAR, "ink-3")
    name = cut(readable(site_name), look.size, look.weight, room - 44)
    found = [Text(name, EDGE + 44, y, look, room - 44)] if name else []
    taken = 44 + (width(name, look.size, look.weight) + 18 if name else 0)
    if host and host.lower() != site_name.lower() and room - taken > 80:
        words = cut(readable(host), other.size, other.weight, room - taken)
        found.append(Text(words, round(EDGE + taken, 1), y, other, room - taken))
    return tuple(found)


def _set(text: Text) -> Markup:
    look = text.look
    return element(
        "text",
        text.words,
        x=text.x,
        y=text.y,
        font_size=look.size,
        font_weight=look.weight,
        fill=colours()[look.colour],
    )


def _sentences(parts: Iterable[str]) -> str:
    """The parts as sentences: a stop after each that has none."""
    kept = [one for one in (" ".join(part.split()) for part in parts) if one]
    return " ".join(one if one[-1] in ".!?…:”" else f"{one}." for one in kept[:-1]) + f" {kept[-1]}"

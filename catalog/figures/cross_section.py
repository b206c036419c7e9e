"""How thick skin was measured to be, place by place, at one scale: side by side they can be compared."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from catalog.figures.scales import Scale
from catalog.figures.svg import element, joined, n, picture, text
from catalog.specs.units import MILLIMETRE

SITE = Scale(px=60, top=18, above=0, width=0)
DEPTH = 3000
HEIGHT = round(SITE.y(DEPTH))
LEAST = 1.2
"""Layers thinner than this (px) would not be seen."""
FROM, TO = 13, 100
"""The share of the width in which the skins stand; before it is the scale."""

LEGEND = {
    "k-sc": "Dead surface layer (stratum corneum)",
    "k-epi": "Outer skin (epidermis)",
    "k-dermis": "Inner skin (dermis)",
    "k-both": "Outer and inner skin, measured together",
    "k-fat": "Fat below (subcutis)",
    "k-none": "Not measured there",
}
"""The key, by class, in the order of depth."""


@dataclass(frozen=True)
class Thickness:
    """What was measured in one group of people, nm; None where it was not.

    ``epidermis`` is the living outer skin where ``surface`` was measured by itself, else all of it.
    ``total`` is outer and inner skin together. ``who`` is "men", "women" or empty.
    """

    who: str
    surface: int | None = None
    epidermis: int | None = None
    dermis: int | None = None
    total: int | None = None


def cross_section(site: str, measured: Sequence[Thickness]) -> Markup:
    """Skin at one site from the surface down, side by side where groups were measured apart."""
    share = (TO - FROM) / max(len(measured), 1)
    drawn = [_scale()]
    for i, one in enumerate(measured):
        left = FROM + i * share
        drawn.append(
            element(
                "svg",
                *_layers(one),
                x=f"{n(left)}%",
                width=f"{n(share - 2)}%",
                height=HEIGHT,
            )
        )
        if one.who:
            middle = f"{n(left + (share - 2) / 2)}%"
            drawn.append(element("svg", text(one.who, 0, 12, "r-t", "middle"), x=middle, overflow="visible"))
    about = cross_section_text(site, measured)
    return picture(*drawn, height=HEIGHT, label=f"Skin to scale: {site}", about=about, class_="xs")


def cross_section_text(site: str, measured: Sequence[Thickness]) -> str:
    """``"Eyelid, men: outer skin 0.18 mm, inner skin 0.67 mm, together 0.85 mm"``."""
    return ". ".join(f"{site}{', ' + one.who if one.who else ''}: {thickness_words(one)}" for one in measured)


def thickness_words(one: Thickness) -> str:
    """What was measured, then what was not: ``"inner skin 0.76 mm; outer skin not measured"``."""
    parts = (
        ("dead surface layer", one.surface, False),
        ("living outer skin" if one.surface else "outer skin", one.epidermis, not one.total),
        ("inner skin", one.dermis, not one.total),
    )
    known = [f"{name} {_mm(nm)}" for name, nm, _ in parts if nm is not None]
    if one.total is not None:
        known.append(f"{'together' if known else 'outer and inner skin together'} {_mm(one.total)}")
    absent = [name for name, nm, needed in parts if nm is None and needed]
    return ", ".join(known) + (f"; {' and '.join(absent)} not measured" if absent else "")


def cross_section_key(sites: Sequence[Sequence[Thickness]]) -> Markup:
    """What the colours of these pictures mean, in plain words, as a list."""
    used = {class_ for site in sites for one in site for class_, _, _ in _bands(one)}
    lines = [
        element("li", _swatch(key), element("span", words)) for key, words in LEGEND.items() if key in used
    ]
    return element("ul", *lines, class_="nkey", aria_label="What the layers are") if lines else Markup("")


def _bands(one: Thickness) -> list[tuple[str, int, int | None]]:
    """Class, begin and end (nm) of every layer from the surface down; None: to the foot of the picture.

    A layer under one that was not measured is drawn from the surface: how deep it begins is not known.
    """
    bands: list[tuple[str, int, int | None]] = []
    at = 0
    for class_, nm in (("k-sc", one.surface), ("k-epi", one.epidermis), ("k-dermis", one.dermis)):
        if nm is not None:
            bands.append((class_, at, at + nm))
            at += nm
    if one.total is not None and one.total > at:
        bands.append(("k-both" if not bands else "k-dermis", at, one.total))
        at = one.total
    is_whole = one.total is not None or (one.epidermis is not None and one.dermis is not None)
    bands.append(("k-fat" if is_whole else "k-none", at, None))
    return bands


def _layers(one: Thickness) -> list[Markup]:
    drawn = []
    for class_, begin, end in _bands(one):
        top = _y(begin)
        foot = HEIGHT if end is None else _y(end)
        drawn.append(element("rect", class_=class_, y=top, width="100%", height=max(foot - top, LEAST)))
    # What is thin lies on top, so that what follows does not hide it.
    return drawn[::-1]


def _scale() -> Markup:
    lines = "".join(f"M0 {n(SITE.y(length))}h{5 if length % 1000 else 8}" for length in range(0, DEPTH, 500))
    numbers = (
        text(str(length // 1000), 0, SITE.y(length) - 3, "k-t2") for length in range(1000, DEPTH, 1000)
    )
    return joined(element("path", class_="k-tick", d=lines), *numbers)


def _swatch(class_: str) -> Markup:
    box = element("rect", class_=class_, x=1, y=1, width=16, height=12)
    return element("svg", box, width=18, height=14, aria_hidden="true")


def _y(nm: int) -> float:
    return SITE.top + nm * SITE.px / 1_000_000


def _mm(nm: int) -> str:
    """Hundredths of a millimetre, as studies are read; thinner than a tenth in thousandths."""
    um = round(nm / 1000)
    return f"{MILLIMETRE.show(um if um < 100 else round(um, -1))} mm"

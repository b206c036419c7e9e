"""The skin itself: one pattern a scale, defined once a page and used by every picture at that scale."""

from collections.abc import Iterable

from markupsafe import Markup

from catalog.figures.scales import Layers, Scale
from catalog.figures.svg import element, joined, n, picture, text

FAT = (
    "M4 10c4-9 20-9 25-2s2 17-9 18S0 19 4 10ZM36 8c6-9 24-8 27 1s-3 15-14 15-18-8-13-16ZM18 36c2-9 22-10 27-2"
    "s0 14-13 14-16-4-14-12ZM54 34c4-7 16-6 18 1s-4 12-11 11-10-6-7-12Z"
)
FIBRES = (
    "M4 9c12-6 20 5 34 0M50 16c10-5 22 5 36-1M16 28c13-6 21 5 36 0M64 36c8-4 14 3 24 0M6 46c10-5 18 4 28 0"
    "M44 48c10-4 16 3 26 0"
)
RIDGE = 25.5
"""Width (px) of half a wave on the lower side of the outer skin, about."""
SWELL = 153
"""The same between inner skin and fat."""


def skin_patterns(scales: Iterable[Scale], layers: Layers) -> Markup:
    """The definitions that the pictures of a page refer to; call once a page, with the scales used on it."""
    tiles = [_tile(scale, layers) for scale in dict.fromkeys(scales)]
    shared = (
        _pattern("p-fat", 68, 46, element("path", class_="k-cell", d=FAT)),
        _pattern("p-fib", 92, 54, element("path", class_="k-fibre", d=FIBRES)),
        _pattern(
            "p-hat",
            5,
            5,
            element("rect", class_="nd-hb", width=5, height=5),
            element("rect", class_="nd", width=2.1, height=5),
            turn="rotate(45)",
        ),
    )
    return element(
        "svg", element("defs", *shared, *tiles), class_="defs", aria_hidden="true", focusable="false"
    )


def skin(scale: Scale, height: float | None = None) -> Markup:
    """The ground of a picture; where it goes deeper than the pattern, fat goes on below."""
    height = scale.height if height is None else height
    tile = element("rect", width="100%", height=min(height, scale.height), fill=f"url(#{scale.pattern})")
    return joined(tile, fat_below(scale, n(height - scale.height))) if height > scale.height else tile


def fat_below(scale: Scale, height: str = "100%") -> Markup:
    """Fat from where the pattern of a scale ends; by default as far down as the picture goes."""
    place: dict[str, str | float] = {"y": scale.height, "width": "100%", "height": height}
    return joined(element("rect", class_="k-fat", **place), element("rect", fill="url(#p-fat)", **place))


def limit_line(scale: Scale, limit: int, words: str | None = None) -> Markup:
    """The limit (µm) a shopper has set: dashed across the picture, on a halo that sets it off from skin."""
    y = scale.y(limit)
    line = joined(
        element("line", class_="k-limit-h", x2="100%", y1=y, y2=y),
        element("line", class_="k-limit", x2="100%", y1=y, y2=y),
    )
    if not words:
        return line
    label = element("text", words, class_="k-limit-t halo", x=14, y=y - 5)
    return joined(line, label)


def depth_ticks(scale: Scale, height: float, unit: str = " mm", x: int = 15) -> Markup:
    """Ticks every 0.5 mm down the left edge, with a number at each whole one."""
    drawn = [length for length in range(0, 20_500, 500) if scale.y(length) <= height - 4]
    lines = "".join(f"M0 {n(scale.y(length))}h{5 if length % 1000 else 10}" for length in drawn)
    whole = [length for length in drawn if length and length % 1000 == 0]
    numbers = (text(f"{length // 1000}{unit}", x, scale.y(length) + 4, "k-t2 halo") for length in whole)
    return joined(element("path", class_="k-tick", d=lines), *numbers)


def strip(scale: Scale, height: float, limit: int | None = None, class_: str = "core") -> Markup:
    """A bare core sample, as beside the exact lengths of the filter; decoration."""
    line = limit_line(scale, limit) if limit is not None else Markup("")
    return picture(skin(scale, height), line, height=height, label=None, class_=class_)


def _tile(scale: Scale, layers: Layers) -> Markup:
    width, height, top = scale.tile, scale.height, scale.top
    epidermis, dermis = scale.y(layers.to_epidermis), scale.y(layers.to_dermis)
    living = layers.epidermis * scale.px / 1000
    ridge = min(0.055 * scale.px, 0.6 * living * 2, 26)
    drawn = [
        element("rect", class_="k-air", width=width, height=top),
        element("rect", class_="k-fat", y=top, width=width, height=height - top),
        element("rect", fill="url(#p-fat)", y=n(dermis - 12), width=width, height=n(height - dermis + 12)),
        _layer("k-dermis", dermis, top, width, SWELL, 0.09 * scale.px),
    ]
    if dermis - top > 30:
        fibres = dermis - epidermis - 17
        drawn.append(element("rect", fill="url(#p-fib)", y=epidermis + 8, width=width, height=max(fibres, 1)))
    drawn += [
        _layer("k-epi", epidermis, top, width, RIDGE, ridge),
        element("rect", class_="k-sc", y=top, width=width, height=max(1.2, layers.surface * scale.px / 1000)),
    ]
    return _pattern(scale.pattern, width, height, *drawn)


def _layer(class_: str, y: float, top: int, width: int, wave: float, rise: float) -> Markup:
    """A layer from the surface to a wavy lower border; its sides lie outside the tile, so no seam shows."""
    count = 2 * max(1, round(width / wave / 2))
    step = width / count
    border = ""
    for i in range(count):
        # Waves of uneven size that repeat with the tile: 0.75, 0.93, 0.81 … of the full rise.
        size = rise * (0.7 + 0.3 * ((i * 5 + 3) % 7) / 6) * (1 if i % 2 else -1)
        border += f"c{n(0.36 * step)} {n(size)} {n(0.64 * step)} {n(size)} {n(step)} 0"
    path = f"M-9 {n(top + 0.6)}V{n(y)}H0{border}h9V{n(top + 0.6)}Z"
    return element("path", class_=class_, d=path)


def _pattern(name: str, width: float, height: float, *drawn: str, turn: str | None = None) -> Markup:
    return element(
        "pattern",
        *drawn,
        id=name,
        width=width,
        height=height,
        patternUnits="userSpaceOnUse",
        patternTransform=turn,
    )

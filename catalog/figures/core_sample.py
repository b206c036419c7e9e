"""A needle in a core of skin: on cards and rows, in links to a length, and large on a device's page."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from catalog.figures.looks import LEGEND, Look, look
from catalog.figures.needle import needle
from catalog.figures.scales import CARD, DEVICE, LINK, Layers, Scale
from catalog.figures.skin import depth_ticks, fat_below, limit_line, skin
from catalog.figures.svg import at, element, joined, n, picture, text
from catalog.figures.words import length_words, mm
from catalog.specs.needle_length import Lengths, NeedleLengths

Known = NeedleLengths | Lengths

ABOUT = "Drawn to scale in skin. Needles usually go less deep."
"""What the small pictures show, whatever the needle."""

SHORT, SHORT_DEPTH = 1000, 1700
"""A device of at most this length (µm) has its picture cut at that depth; the scale stays."""


@dataclass(frozen=True)
class Version:
    """One version of a family: its lengths and whether it is among those asked for."""

    lengths: Known
    fits: bool = True


def core_sample(
    lengths: Known, scale: Scale = CARD, limit: int | None = None, label: str | None = None
) -> Markup:
    """The picture on a card (`CARD`) or a row (`ROW`). ``label`` replaces the sentence; ``""`` hides it."""
    words = core_sample_text(lengths, limit) if label is None else label
    return _sample(at(50, needle(look(lengths), scale)), scale, limit, words)


def core_sample_text(lengths: Known, limit: int | None = None) -> str:
    """``"Needle length: 0.25–2.5 mm, stops every 0.25 mm"``."""
    words = length_words(lengths)
    sentence = (
        "Needle length not known"
        if words.endswith("not known") and len(words) < 30
        else f"Needle length: {words}"
    )
    return f"{sentence}. Your limit: {mm(limit)}" if limit is not None else sentence


def family_comb(versions: Sequence[Version], scale: Scale = CARD, limit: int | None = None) -> Markup:
    """One thin needle per version; those that do not match are faint."""
    room = 52 if scale is CARD else 22
    apart = min(8.8, room / max(len(versions), 1))
    width = 0.6 * apart
    teeth = []
    for i, version in enumerate(versions):
        tooth = needle(look(version.lengths), scale, width)
        x = (i - (len(versions) - 1) / 2) * apart
        teeth.append(
            element("g", tooth, transform=f"translate({n(x)})", class_=None if version.fits else "off")
        )
    return _sample(at(50, *teeth), scale, limit, family_comb_text(versions))


def family_comb_text(versions: Sequence[Version]) -> str:
    """``"5 versions: 0.25, 0.5, 1.0, 1.5 and 2.0 mm; 0.5 mm fits"``."""
    every = [_short(version.lengths) for version in versions]
    fitting = [_short(version.lengths) for version in versions if version.fits]
    sentence = f"{len(versions)} versions: {_and(every)}"
    if len(fitting) == len(every) or not fitting:
        return sentence
    return f"{sentence}; {_and(fitting)} {'fits' if len(fitting) == 1 else 'fit'}"


def length_sample(length: int) -> Markup:
    """The small picture over a link to one length; the link's words say the rest."""
    drawn = needle(Look("solid", longest=length), LINK)
    return picture(skin(LINK, 84), at(50, drawn), height=84, label=None)


def device_plate(
    lengths: Known,
    layers: Layers,
    *,
    name: str,
    limit: int | None = None,
    cut: bool | None = None,
) -> Markup:
    """The large picture on a device's page, with ticks, layer names and lengths.

    ``cut`` overrides the rule for short needles.
    """
    seen = look(lengths)
    deepest = seen.deepest or 0
    short = deepest <= SHORT if cut is None else cut
    height = DEVICE.y(SHORT_DEPTH) if short else max(DEVICE.height, DEVICE.y(deepest) + 46)
    height = round(height)
    drawn = [skin(DEVICE, height)]
    if limit is not None:
        drawn.append(limit_line(DEVICE, limit, "your limit" if limit >= 400 else None))
    drawn += [depth_ticks(DEVICE, height), layer_names(DEVICE, layers, height)]
    drawn.append(
        at(36, element("path", class_="nd-body", d="M-14 0V46h28V0"), needle(seen, DEVICE), _lengths(seen))
    )
    label, about = f"{name}: {length_words(lengths)}", _plate_about(limit)
    return picture(*drawn, height=height, label=label, about=about, class_="skin")


def _plate_about(limit: int | None) -> str:
    words = "Drawn under a typical cheek at one scale. Needles usually go less deep."
    return f"{words} Your limit: {mm(limit)}." if limit is not None else words


def needle_key(looks: Sequence[Look]) -> Markup:
    """How to read the needles shown: one line per look that occurs, as a list."""
    used = set().union(*(seen.parts for seen in looks)) if looks else set()
    lines = [
        element("li", _key_picture(kind), element("span", words))
        for kind, words in LEGEND.items()
        if kind in used
    ]
    return element("ul", *lines, class_="nkey", aria_label="How to read the needles") if lines else Markup("")


_KEY = Scale(px=10, top=10, above=8, width=8)
_KEY_LOOKS = {
    "solid": Look("solid", 600, 2200, (1000, 1400, 1800)),
    "hatched": Look("hatched", 600, 2200),
    "outlined": Look("outlined", None, 2200),
    "dashed": Look("solid", None, 1300, (), 2200),
    "open": Look("open", None, 800),
    "stub": Look("stub"),
}


def _key_picture(kind: str) -> Markup:
    height = 14 if kind == "stub" else 34
    drawn = element(
        "g", needle(_KEY_LOOKS[kind], _KEY), transform="translate(8)" if kind != "stub" else "translate(8 3)"
    )
    return element("svg", drawn, width=16, height=height, aria_hidden="true")


def _sample(drawn: Markup, scale: Scale, limit: int | None, label: str) -> Markup:
    line = limit_line(scale, limit) if limit is not None else Markup("")
    # A card may be taller than the picture's own height: there the fat goes on.
    ground = joined(skin(scale), fat_below(scale)) if scale is CARD else skin(scale)
    return picture(ground, line, drawn, height=scale.height, label=label or None, about=ABOUT, class_="cr")


def layer_names(scale: Scale, layers: Layers, height: float, foot: bool = True) -> Markup:
    """The names of the layers at the right edge; ``foot``: with the words that needles go less deep."""
    epidermis, dermis = scale.y(layers.to_epidermis), scale.y(layers.to_dermis)
    lines = [
        text("Outer skin (epidermis)", -12, scale.top - 8, "k-t", "end"),
        text("Inner skin (dermis)", -12, (epidermis + dermis) / 2 + 4, "k-t halo", "end"),
        text("Fat below (subcutis)", -12, dermis + 28, "k-t halo fat", "end"),
    ]
    if foot:
        lines.append(text("Needles usually go less deep", -12, height - 14, "k-t less halo fat", "end"))
    return at(100, *lines)


def _lengths(seen: Look) -> Markup:
    """The numbers beside the needle: where it starts, where it ends, what another source says."""
    lines = []
    if seen.lowest and seen.longest is not None and seen.longest - seen.lowest > 250:
        y = DEVICE.y(seen.lowest) + 4
        # To the right, unless the name of the inner skin stands there.
        side = -1 if 480 <= seen.lowest <= 760 else 1
        lines.append(text(f"from {mm(seen.lowest)}", 14 * side, y, "k-t2 halo", None if side > 0 else "end"))
    if seen.kind == "stem" and seen.lowest is not None:
        lines.append(text(f"from {mm(seen.lowest)}", 14, DEVICE.y(seen.lowest) + 4, "nd-t halo"))
    if seen.longest is not None:
        crowded = seen.dashed_to is not None or seen.longest > 2600 or seen.kind == "open"
        y = DEVICE.y(seen.longest)
        if crowded:
            lines.append(text(mm(seen.longest), 15, y - 4, "nd-t halo"))
        else:
            lines.append(text(mm(seen.longest), 0, y + 18, "nd-t halo", "middle"))
    if seen.dashed_to is not None:
        lines.append(text(f"or {mm(seen.dashed_to)}", 15, DEVICE.y(seen.dashed_to) - 4, "nd-t halo"))
    return joined(*lines)


def _short(lengths: Known) -> str:
    return length_words(lengths).split(",")[0].split(";")[0]


def _and(words: Sequence[str]) -> str:
    """``["0.25 mm", "0.5 mm"]`` → ``"0.25 and 0.5 mm"``."""
    if all(word.endswith(" mm") for word in words[:-1]):
        words = [word.removesuffix(" mm") for word in words[:-1]] + list(words[-1:])
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""

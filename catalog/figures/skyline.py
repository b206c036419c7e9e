"""Every device once, hanging from the surface, grouped by kind and sorted by its longest length."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from catalog.figures.looks import Look, look
from catalog.figures.needle import needle
from catalog.figures.scales import HOME, Layers
from catalog.figures.skin import depth_ticks, skin
from catalog.figures.svg import at, element, text, told
from catalog.figures.words import length_words
from catalog.specs.needle_length import Lengths, NeedleLengths

ABOUT = "Each needle is a link. Needles usually go less deep."
GROUPS = (("roller", "Rollers"), ("stamp", "Stamps"), ("pen", "Pens"))
MOST = 60
"""Needles drawn at most: more would touch, and the picture stays under its share of the page."""
LEFT, RIGHT = 7.4, 97.0
GAP = 1.25
"""Space between groups, in needles."""


@dataclass(frozen=True)
class Hanging:
    """One device or family of the skyline. ``words`` replaces the sentence made from the lengths."""

    name: str
    url: str
    kind: str
    lengths: NeedleLengths | Lengths
    words: str | None = None

    @property
    def sentence(self) -> str:
        return f"{self.name}: {self.words or length_words(self.lengths)}"

    @cached_property
    def look(self) -> Look:
        return look(self.lengths)


@dataclass(frozen=True)
class Skyline:
    """The picture with what its caption has to say: how many are drawn, of how many, and their looks."""

    svg: Markup
    text: str
    drawn: int
    total: int
    known: int
    looks: tuple[Look, ...]


@dataclass(frozen=True)
class Chosen:
    """Which devices are drawn: label of a group, those of it that are drawn, how many it has."""

    groups: tuple[tuple[str, Sequence[Hanging], int], ...]
    total: int
    known: int


def chosen(devices: Sequence[Hanging]) -> Chosen:
    """All devices, or an even choice of them by length."""
    groups = tuple(
        (label, shown, len(all_)) for label, all_ in _grouped(devices) if (shown := _some(all_, len(devices)))
    )
    return Chosen(groups, len(devices), sum(device.look.longest is not None for device in devices))


def skyline(of: Chosen, layers: Layers) -> Skyline:
    """The home page's picture."""
    groups = of.groups
    count = sum(len(shown) for _, shown, _ in groups)
    apart = (RIGHT - LEFT) / max(count + GAP * len(groups), 20)
    x, drawn = LEFT, []
    for i, (label, shown, total) in enumerate(groups):
        drawn.append(_heading(x - 0.45 * apart, label, total, low=i % 2 == 1))
        for device in shown:
            drawn.append(_hang(device, x))
            x += apart
        x += GAP * apart
    words = skyline_text(of.total, of.known)
    svg = element(
        "svg",
        told(words, ABOUT),
        element("defs", _touch()),
        skin(HOME),
        depth_ticks(HOME, HOME.height, x=14),
        *drawn,
        _layer_names(layers),
        class_="sky skin",
        width="100%",
        height=HOME.height,
        role="group",
    )
    looks = tuple(device.look for _, shown, _ in groups for device in shown)
    return Skyline(svg, words, count, of.total, of.known, looks)


def skyline_text(total: int, known: int) -> str:
    """One sentence; the devices themselves follow as links and as a list."""
    rest = total - known
    words = f"The needle lengths of {known} devices, drawn to one scale under a typical cheek"
    return f"{words}, and {rest} devices whose longest length is not known" if rest else words


def _grouped(devices: Sequence[Hanging]) -> list[tuple[str, list[Hanging]]]:
    """Rollers, stamps, pens, then those whose longest length is not known; inside a group shortest first."""
    known: dict[str, list[Hanging]] = {kind: [] for kind, _ in GROUPS}
    unknown: list[Hanging] = []
    for device in devices:
        (known[device.kind] if device.look.longest is not None else unknown).append(device)
    for group in known.values():
        group.sort(key=lambda d: (d.look.longest or 0, d.look.dashed_to or 0, d.look.kind, d.name))
    unknown.sort(key=lambda d: (d.look.lowest is None, d.name))
    return [*((label, known[kind]) for kind, label in GROUPS), ("Not known", unknown)]


def _some(group: list[Hanging], total: int) -> list[Hanging]:
    """All of a group, or an even choice of it where the catalogue has more than fits."""
    room = len(group) if total <= MOST else max(1, round(MOST * len(group) / total)) if group else 0
    return group if room >= len(group) else [group[i * len(group) // room] for i in range(room)]


def _hang(device: Hanging, x: float) -> Markup:
    link = element(
        "a",
        element("title", device.sentence),
        element("use", href="#hit"),
        needle(device.look, HOME),
        href=device.url,
    )
    return element("svg", link, x=f"{x:.1f}%")


def _touch() -> Markup:
    """The place around a needle that takes the pointer, used by every link; its frame shows on focus."""
    room = HOME.height - 48
    return element("rect", id="hit", fill="none", pointer_events="all", x=-7, y=42, width=14, height=room)


def _heading(x: float, label: str, count: int, low: bool) -> Markup:
    class_ = "sky-g none" if label == "Not known" else "sky-g"
    words = text(label, 0, 20, f"{class_} low" if low else class_)
    return element("svg", words, text(str(count), 0, 36, "k-s hide-s"), x=f"{x:.1f}%")


def _layer_names(layers: Layers) -> Markup:
    epidermis, dermis = HOME.y(layers.to_epidermis), HOME.y(layers.to_dermis)
    return at(
        100,
        text("Inner skin (dermis)", -12, (epidermis + dermis) / 2 + 10, "k-t halo lay", "end"),
        text("Fat below (subcutis)", -12, dermis + 31, "k-t halo fat lay", "end"),
    )

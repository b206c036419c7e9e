"""Skin to scale without a needle: the layers of the drawn cheek, named, with millimetres at the edge."""

from __future__ import annotations

from markupsafe import Markup

from catalog.figures.core_sample import layer_names
from catalog.figures.scales import DEVICE, Layers
from catalog.figures.skin import depth_ticks, skin
from catalog.figures.svg import picture
from catalog.figures.words import mm

LABEL = "Skin of a typical cheek, to scale"
DEPTH = 1700
"""µm below the surface at which the plate ends."""


def skin_plate(layers: Layers) -> Markup:
    """The picture, as wide as its place; a page that uses it defines `skin_patterns` for `DEVICE`."""
    height = round(DEVICE.y(DEPTH))
    drawn = skin(DEVICE, height), depth_ticks(DEVICE, height), layer_names(DEVICE, layers, height, foot=False)
    return picture(*drawn, height=height, label=LABEL, about=skin_plate_text(layers), class_="skin")


def skin_plate_text(layers: Layers) -> str:
    """Where each layer ends, in one sentence."""
    return (
        f"The outer skin (epidermis) ends {mm(layers.to_epidermis)} below the surface, "
        f"the inner skin (dermis) at {mm(layers.to_dermis)}; below it lies fat (subcutis)."
    )

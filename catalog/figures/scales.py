"""The few scales at which skin is drawn, and the layers of it."""

from dataclasses import dataclass

DRAWN_DEPTH = 3300
"""How far down (µm) a picture goes unless a needle is longer."""


@dataclass(frozen=True)
class Scale:
    """``px`` per mm; ``top`` is the surface's y; needles are ``width`` px and begin ``above`` px over it."""

    px: int
    top: int
    above: int
    width: float
    tile: int = 306

    def y(self, length: int) -> float:
        """Where a needle of this length (µm) ends, in px from the top of the picture."""
        return self.top + length * self.px / 1000

    @property
    def start(self) -> int:
        """Where needles begin, a little above the surface."""
        return self.top - self.above

    @property
    def height(self) -> int:
        """Of a picture that goes as deep as pictures go."""
        return round(self.y(DRAWN_DEPTH))

    @property
    def pattern(self) -> str:
        return f"sk{self.px}"


HOME = Scale(px=118, top=58, above=8, width=8, tile=612)
DEVICE = Scale(px=108, top=52, above=6, width=18, tile=612)
COMPARE = Scale(px=96, top=52, above=6, width=18, tile=612)
FILTER = Scale(px=90, top=16, above=16, width=12)
CARD = Scale(px=42, top=14, above=6, width=10.08)
LINK = Scale(px=24, top=8, above=8, width=8)
ROW = Scale(px=14, top=8, above=6, width=5)

ALL = (HOME, DEVICE, COMPARE, FILTER, CARD, LINK, ROW)


@dataclass(frozen=True)
class Layers:
    """How thick (µm) the layers of the drawn skin are: dead surface, living outer skin, inner skin."""

    surface: int
    epidermis: int
    dermis: int

    @property
    def to_epidermis(self) -> int:
        """Lower limit of the outer skin."""
        return self.surface + self.epidermis

    @property
    def to_dermis(self) -> int:
        """Lower limit of the inner skin."""
        return self.to_epidermis + self.dermis

"""Needles with every look, and the skin they hang in: shared by the tests of the figures."""

from catalog.figures.scales import Layers
from catalog.specs.needle_length import Lengths, NeedleLengths, Range

CHEEK = Layers(17, 45, 1000)


def dial(low: int | None, high: int | None, step: int | None = None, *, listed: bool = True) -> NeedleLengths:
    return NeedleLengths((), (Range(low, high, step),), versions_listed=listed)


STOPS = dial(250, 2500, 250)
STEPLESS = dial(100, 500, 0)
ENDS = dial(250, 2500)
LONGEST = dial(None, 2500)
LOWEST = dial(250, None)
FIXED = NeedleLengths((500,))
SEVERAL = NeedleLengths((200, 300, 500, 1000, 1500, 2000))
UNLISTED = dial(250, 1500, listed=False)
OPEN = NeedleLengths((250,), open=True)
NOTHING = NeedleLengths()
DISPUTED = Lengths((ENDS, dial(250, 3000)), dial(250, 3000))
NEAR = Lengths((ENDS, dial(250, 2750)), dial(250, 2750))
LIMITED = Lengths((dial(0, 1500),), dial(0, 1900), (dial(0, 1500), dial(0, 1900)))
"""The sources disagree on the dial, and its cartridges end at the shorter reading."""
SOLD_APART = Lengths((FIXED,), NeedleLengths((500, 1000)))

EVERY = {
    "stops": STOPS,
    "stepless": STEPLESS,
    "ends": ENDS,
    "longest": LONGEST,
    "lowest": LOWEST,
    "fixed": FIXED,
    "several": SEVERAL,
    "unlisted": UNLISTED,
    "open": OPEN,
    "nothing": NOTHING,
    "disputed": DISPUTED,
    "near": NEAR,
    "limited": LIMITED,
    "sold_apart": SOLD_APART,
}

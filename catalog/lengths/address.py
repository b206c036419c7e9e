"""A needle length as it stands in an address."""

from typing import Final

from catalog.finder.conditions import Refused
from catalog.finder.scales import LengthScale
from catalog.specs.units import MILLIMETRE

_SCALE: Final = LengthScale(MILLIMETRE)


def length_in(text: str) -> int:
    """``"0.5"``, ``"0,50"``, ``"500um"`` → 500 (µm), by the rules of the finder's fields.

    Raises `Refused` for what is no length, for zero, and beyond 5 mm.
    """
    length = _SCALE.parse(text)
    if length == 0:
        raise Refused("A needle of no length is none. Write a length like 0.5.")
    return length


def address_of(length: int) -> str:
    """``500`` → ``"/needle-lengths/0.5"``: one address a length."""
    return f"/needle-lengths/{MILLIMETRE.format(length)}"

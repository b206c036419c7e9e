"""What the choices of a review are called on its page and in its form."""

from __future__ import annotations

from typing import Final

OBTAINED_WORDS: Final = {
    "bought": "Bought",
    "lent": "Lent",
    "gift": "A gift",
    "not had": "Not had",
}
CONNECTION_WORDS: Final = {
    "none": "None to whoever makes or sells it",
    "own product": "This is our own product",
    "affiliate": "We earn something when it is bought through a link of ours",
    "free sample": "It came free from whoever makes or sells it",
    "paid": "The author was paid by whoever makes or sells it",
    "other": "Another connection",
}
"""Between the author or the site and whoever makes or sells the device (16 CFR 255.5)."""
LOUD: Final = "Not tested by us: research only"
NO_HANDS: Final = (
    "Nobody here had this device in hand. It is judged from the sources named below, and has no score."
)
OWN_PRODUCT: Final = "This is our own product. Whoever runs this site earns from it."


def counted(number: int, one: str, many: str = "") -> str:
    """(1, "day") → "1 day", (3, "day") → "3 days"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"

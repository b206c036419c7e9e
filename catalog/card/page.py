"""What the card shows: three drawings in millimetres."""

from dataclasses import dataclass

from markupsafe import Markup

from catalog.figures import true_size


@dataclass(frozen=True)
class CardPage:
    """``check`` is the bar and the outline of a bank card, ``needles`` are at their size, ``enlarged`` the
    same ten times larger. ``shortest`` and ``longest`` are in mm, as printed."""

    check: Markup
    needles: Markup
    enlarged: Markup
    shortest: str
    longest: str


def card_page() -> CardPage:
    return CardPage(
        check=true_size.check(),
        needles=true_size.needles(),
        enlarged=true_size.enlarged(),
        shortest=true_size.label(true_size.LENGTHS[0]),
        longest=true_size.label(true_size.LENGTHS[-1]),
    )

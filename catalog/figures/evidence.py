"""How sure the studies make us: four cells, filled from the left. The words stand beside them."""

from markupsafe import Markup

from catalog.figures.svg import element

CELLS = 4


def evidence_svg(filled: int) -> Markup:
    """``filled`` of the four cells; hidden from screen readers, as the words say the same."""
    drawn = (
        element("rect", x=8 * i, width=6, height=10, rx=1, class_="f" if i < filled else None)
        for i in range(CELLS)
    )
    return element("svg", *drawn, viewBox="0 0 30 10", aria_hidden="true", focusable="false")

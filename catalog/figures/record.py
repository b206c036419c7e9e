"""What's on record: eight cells in a fixed order, filled where somebody has put the fact in writing."""

from collections.abc import Sequence

from markupsafe import Markup

from catalog.figures.svg import element


def record_svg(cells: Sequence[bool]) -> Markup:
    """The cells; their number stands beside them."""
    drawn = [
        element("rect", x=9 * i if i else None, width=7, height=10, rx=1, class_="f" if filled else None)
        for i, filled in enumerate(cells)
    ]
    return element("svg", *drawn, viewBox=f"0 0 {9 * len(cells) - 2} 10", aria_hidden="true")


def share_bar(count: int, of: int) -> Markup:
    """How many of all, as a bar across its place; the number stands beside it."""
    share = 100 * count / of if of else 0
    return element(
        "svg",
        element("rect", class_="bar-t", y=5, width="100%", height=2),
        element("rect", class_="bar-v", width=f"{share:.1f}%", height=12, rx=1.5),
        height=12,
        width="100%",
        aria_hidden="true",
    )

"""Beside each exact length: how many can be set to it, and a line to its true place in the skin."""

from markupsafe import Markup

from catalog.figures.scales import FILTER, Scale
from catalog.figures.skin import strip
from catalog.figures.svg import element, n

ROW_HEIGHT = 30
CORE_LEFT, CORE_MIDDLE = 34, 63
"""Where the core sample begins and where its needle hangs, px from the left of the leader line."""


def count_bar(count: int, most: int) -> Markup:
    """The bar of one length against that of the most frequent; the count stands beside it."""
    share = 100 * count / most if most else 0
    return element(
        "svg",
        element("rect", width=f"{share:.0f}%", height="100%", rx=1.5),
        class_="hb",
        aria_hidden="true",
    )


def leader_line(row: int, length: int, scale: Scale = FILTER) -> Markup:
    """The line from row number ``row`` (from 0) to this length (µm) on the core sample, and the needle there.

    The needle is hidden until its row is chosen; y counts from the top of the row.
    """
    y = scale.y(length) - row * ROW_HEIGHT
    half, top = scale.width / 2, -row * ROW_HEIGHT
    neck = y - min(0.9 * scale.width, 0.6 * (y - top))
    left, right = CORE_MIDDLE - half, CORE_MIDDLE + half
    return element(
        "svg",
        element("path", class_="lead", d=f"M0 {ROW_HEIGHT // 2}H6L30 {n(y)}H{CORE_LEFT}"),
        element(
            "path",
            class_="reach",
            d=f"M{n(left)} {n(top)}H{n(right)}V{n(neck)}L{CORE_MIDDLE} {n(y)}L{n(left)} {n(neck)}Z",
        ),
        class_="ld",
        aria_hidden="true",
    )


def core_strip(rows: int, limit: int | None = None, scale: Scale = FILTER) -> Markup:
    """The core sample beside that many rows, with the shopper's limit (µm) if one is set."""
    return strip(scale, max(rows * ROW_HEIGHT, 1), limit)


def histogram_text(length: str, found: int, might: int) -> str:
    """``"0.5 mm: 8 found, 37 might"``."""
    return f"{length} mm: {found} found, {might} might"

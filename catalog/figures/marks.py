"""The marks of who says so: the shape carries the meaning, the words stand beside it."""

from dataclasses import dataclass

from markupsafe import Markup

from catalog.figures.svg import element, joined


@dataclass(frozen=True)
class Mark:
    """``class_`` in the style sheet, ``words`` in legends, ``title`` and ``about`` where it is explained."""

    class_: str
    words: str
    title: str
    about: str
    drawn: Markup


_DIAMOND = joined(element("path", d="M7 1 13 7 7 13 1 7Z"), element("path", class_="f", d="M7 1 7 13 1 7Z"))

MARKS = {
    "file": Mark(
        "reg",
        "in a regulator’s file",
        "In a regulator’s file",
        "Clearance summaries and registrations.",
        element("rect", class_="f", x=1.8, y=1.8, width=10.4, height=10.4, rx=1),
    ),
    "manual": Mark(
        "doc",
        "in a manual or a study",
        "In a manual or a study",
        "A maker’s manual, a published paper.",
        element("rect", x=2, y=2, width=10, height=10, rx=1),
    ),
    "says": Mark(
        "maker",
        "somebody says so",
        "Somebody says so",
        "Makers, shops, clinics, magazines: named beside the value.",
        element("circle", cx=7, cy=7, r=5.2),
    ),
    "weak": Mark(
        "weak",
        "weak source says so",
        "Weak source says so",
        "Affiliate pages, blogs, unnamed sellers.",
        element("circle", cx=7, cy=7, r=5.2, stroke_dasharray="2 2.1"),
    ),
    "inferred": Mark(
        "calc",
        "worked out by us",
        "Worked out by us",
        "With the text it was worked out from.",
        element("path", d="M7 1.8 12.6 12H1.4Z"),
    ),
    "measured": Mark(
        "meas",
        "we measured",
        "We measured",
        "With the number of measurements and their spread.",
        element("circle", class_="f", cx=7, cy=7, r=5.2),
    ),
    "disputed": Mark(
        "conf",
        "sources disagree",
        "Sources disagree",
        "All values are shown. None is averaged.",
        _DIAMOND,
    ),
}
"""By key, in the order of legends: best founded first, disagreement last."""


def mark_svg(key: str) -> Markup:
    """The mark alone, hidden from screen readers. Raises KeyError for an unknown key."""
    mark = MARKS[key]
    return element("svg", mark.drawn, class_=f"pm {mark.class_}", viewBox="0 0 14 14", aria_hidden="true")

"""One generic outline per kind: small, dashed, and never a picture of the product it stands beside."""

from markupsafe import Markup

from catalog.figures.svg import element, joined, told

CAPTION = "Generic drawing, not this product"

ABOUT = "A dashed outline of the kind, not of the product; not to scale."


def schematic(kind: str) -> Markup:
    """The outline of a pen, roller, stamp or cartridge. Raises KeyError for anything else."""
    box, drawn = _DRAWINGS[kind]
    named = told(schematic_text(kind), ABOUT)
    return element("svg", named, drawn, class_="sch ghost", viewBox=box, role="img")


def schematic_text(kind: str) -> str:
    """``"Generic drawing of a pen"``."""
    return f"Generic drawing of a {kind}"


def _outline(d: str) -> Markup:
    return element("path", class_="o", d=d)


def _needles(x: float, length: float, ys: tuple[float, ...]) -> Markup:
    return joined(*(element("line", class_="nl", x1=x, x2=x + length, y1=y, y2=y) for y in ys))


def _drum() -> Markup:
    """The points of a roller's drum, foreshortened toward its edges."""
    columns, rows = (196.6, 200.8, 208, 215.2, 219.4), (16, 21.6, 27.2, 32.8, 38.4, 44)
    return joined(*(element("circle", class_="pt", cx=x, cy=y, r=1) for x in columns for y in rows))


_DRAWINGS = {
    "pen": (
        "10 4 250 52",
        joined(
            _outline("M30 18C80 12 120 13 176 16V44C120 47 80 48 30 42C22 41 22 36 22 30S22 19 30 18Z"),
            _outline("M176 16 190 17V43L176 44Z"),
            _outline("M190 18C199 18 206 21 213 21V39C206 39 199 42 190 42Z"),
            _outline("M213 22 236 23V24H242V36H236V37L213 38Z"),
            _needles(242, 8, (27, 30, 33)),
        ),
    ),
    "roller": (
        "10 4 220 52",
        joined(
            _outline(
                "M26 24H150C156 24 160 20 166 20H186V10H196V50H186V40H166"
                "C160 40 156 36 150 36H26C20 36 20 24 26 24Z"
            ),
            element("rect", class_="o", x=194, y=10, width=28, height=40, rx=6),
            _drum(),
        ),
    ),
    "stamp": (
        "10 4 160 52",
        joined(
            _outline("M30 22H112C118 22 120 14 126 14H138V46H126C120 46 118 38 112 38H30C22 38 22 22 30 22Z"),
            element("rect", class_="o", x=138, y=12, width=8, height=36, rx=2),
            _needles(146, 7, (17, 21.5, 26, 30.5, 35, 39.5, 44)),
        ),
    ),
    "cartridge": (
        "10 4 110 52",
        joined(
            _outline("M24 20H40V18H52V42H40V40H24Z"),
            _outline("M52 16 84 19V41L52 44Z"),
            _outline("M84 20H92V40H84Z"),
            _needles(92, 8, (25, 30, 35)),
        ),
    ),
}

"""Writing SVG: numbers as short as they can be, text escaped, elements as Markup."""

from markupsafe import Markup, escape

Number = int | float


def n(value: Number) -> str:
    """A coordinate in px with at most two decimals: 12.0 → "12", 0.5 → ".5"."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    if text in ("-0", ""):
        return "0"
    if text.startswith("0."):
        return text[1:]
    return f"-{text[2:]}" if text.startswith("-0.") else text


def short(value: Number) -> str:
    """The same with one decimal, for edges where a tenth of a pixel is nothing."""
    return n(round(value, 1))


def element(name: str, *children: str, **attributes: str | Number | None) -> Markup:
    """``element("rect", **{"class": "nd"}, x=1)``. Strings that are not Markup are escaped; None is left out.

    ``_`` in a name stands for ``-``, a trailing one only keeps Python's words apart (``class_``).
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{n(value) if isinstance(value, Number) else escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(escape(child) for child in children)
    return Markup(f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>")


def text(words: str, x: Number, y: Number, class_: str, anchor: str | None = None) -> Markup:
    """A line of text at (x, y) px; ``anchor`` is ``middle`` or ``end``."""
    return element("text", words, class_=class_, x=x, y=y, text_anchor=anchor)


def at(percent: Number, *children: str) -> Markup:
    """A group whose origin lies at a share of the width, so that x is fluid and y stays true."""
    return element("svg", *children, x=f"{n(percent)}%", overflow="visible")


def picture(
    *children: str, height: Number, label: str | None, about: str = "", class_: str | None = None
) -> Markup:
    """A picture as wide as its place and ``height`` px high; without a label it is decoration.

    ``label`` is its name, ``about`` what is to be seen in it.
    """
    box: dict[str, str | Number | None] = {"class_": class_, "width": "100%", "height": height}
    if not label:
        return element("svg", *children, **box, aria_hidden="true", focusable="false")
    return element("svg", told(label, about), *children, **box, role="img")


def told(label: str, about: str = "") -> Markup:
    """Title and description, which have to come first in a picture. They name it: an `aria-label` besides
    would be a second name, and `aria-labelledby` would need an id that is unique on every page."""
    return joined(element("title", label), element("desc", about) if about else Markup(""))


def joined(*parts: str) -> Markup:
    return Markup("").join(parts)

"""The site's own rules for figures, as the painter understands them: light colours, no variables.

The pictures are drawn by the same rules as the pages. States, queries and layout, of which the
painter needs nothing, are left out.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from catalog.places import place

SHEETS: Final = ("skin", "needles", "lengths", "schematic", "skyline", "compared", "claims", "concerns")
_DRAWN: Final = frozenset(
    [
        "fill",
        "fill-opacity",
        "stroke",
        "stroke-width",
        "stroke-dasharray",
        "stroke-linecap",
        "stroke-linejoin",
        "opacity",
        "paint-order",
        "font-size",
        "font-weight",
        "text-anchor",
    ]
)
_RULE: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR: Final = re.compile(r"(svg |\.[\w-]+ )*(\.[\w-]+)+( rect)?")
_VARIABLE: Final = re.compile(r"--([\w-]+):\s*([^;]+);")
_PAIR: Final = re.compile(r"light-dark\(([^,]+),[^)]+\)")


@cache
def colours() -> dict[str, str]:
    """The light value of each token: ``{"ink": "#15202b"}``."""
    text = (place("static") / "css" / "tokens.css").read_text("utf-8").partition("@supports")[0]
    return {name: _PAIR.sub(r"\1", value).strip() for name, value in _VARIABLE.findall(text)}


@cache
def rules() -> str:
    """The style sheet of the figures."""
    folder = place("static") / "css"
    found = []
    for name in SHEETS:
        text = re.sub(r"/\*.*?\*/", "", (folder / f"{name}.css").read_text("utf-8"), flags=re.DOTALL)
        for selectors, body in _RULE.findall(_without_queries(text)):
            if ":hover" in selectors or ":focus" in selectors:
                continue
            kept = [one.strip() for one in _spread(selectors) if _SELECTOR.fullmatch(one.strip())]
            drawn = _declared(body)
            if kept and drawn:
                found.append(f"{', '.join(kept)} {{ {drawn} }}")
    return "\n".join(found)


def _spread(selectors: str) -> list[str]:
    """``"svg :is(.a, .b)"`` → ``["svg .a", "svg .b"]``, else the selectors one by one."""
    one = selectors.strip()
    if (among := re.fullmatch(r"([^:,]*):is\(([^)]*)\)", one)) is not None:
        return [f"{among[1]}{part.strip()}" for part in among[2].split(",")]
    return one.split(",")


def _without_queries(text: str) -> str:
    """The sheet without what holds only for some widths, for paper or for whoever asks for more contrast."""
    kept, depth, skipping = [], 0, 0
    for piece in re.split(r"(@media[^{]*\{|[{}])", text):
        if piece.startswith("@media"):
            depth += 1
            skipping = skipping or depth
        elif piece == "{":
            depth += 1
            kept.append("" if skipping else piece)
        elif piece == "}":
            kept.append("" if skipping else piece)
            skipping = 0 if skipping == depth else skipping
            depth -= 1
        elif not skipping:
            kept.append(piece)
    return "".join(kept)


def _declared(body: str) -> str:
    pairs = (one.partition(":") for one in body.split(";") if ":" in one)
    drawn = ((name.strip(), _resolved(value.strip())) for name, _, value in pairs)
    return "; ".join(f"{name}: {value}" for name, value in drawn if name in _DRAWN and "var(" not in value)


def _resolved(value: str) -> str:
    return re.sub(r"var\(--([\w-]+)\)", lambda found: colours().get(found[1], found[0]), value)

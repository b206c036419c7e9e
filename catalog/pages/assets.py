"""The style sheet and the scripts, as they are served: one bundle, named for its content, cached for good."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import brotli

from catalog.places import place

SHEETS = (
    "reset",
    "tokens",
    "base",
    "layout",
    "header",
    "footer",
    "buttons",
    "fields",
    "chips",
    "provenance",
    "panels",
    "folds",
    "lists",
    "science",
    "basket",
    "tables",
    "skin",
    "needles",
    "schematic",
    "skyline",
    "sites",
    "compared",
    "lengths",
    "concerns",
    "home",
    "listing",
    "device",
    "products",
    "cleared",
    "glossary",
    "guidance",
    "studies",
    "claims",
    "articles",
    "media",
    "reviews",
    "comments",
    "card",
    "owner",
    "door",
    "history",
    "search",
    "method",
    "api",
    "text",
    "copy",
    "compare",
    "compare-table",
    "compare-phone",
    "print",
    "compare-print",
    "contrast",
)
"""The components in the order they are joined; inside a layer the later wins."""
AT_THE_DESK = (
    "desk",
    "editorial",
    "facts",
    "proposals",
)
"""Those of the desk's pages, in a sheet of their own that readers never load."""

TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8",
}


@dataclass(frozen=True)
class Asset:
    """One file as it is sent. ``served`` is its name with the fingerprint: ``site.3f9a….css``."""

    name: str
    served: str
    body: bytes
    packed: bytes
    mimetype: str


def assets() -> dict[str, Asset]:
    """Every asset by its plain name: ``site.css``, ``filters.js``, ``icon.svg``; read once a process."""
    return _assets(place("static"))


@cache
def _assets(folder: Path) -> dict[str, Asset]:
    found = {"site.css": _asset("site.css", bundle(folder / "css"))}
    found["desk.css"] = _asset("desk.css", bundle(folder / "css", AT_THE_DESK))
    for path in sorted(folder.glob("js/*.js")) + sorted(folder.glob("*.svg")):
        found[path.name] = _asset(path.name, path.read_text("utf-8"))
    return found


def bundle(folder: Path, names: Iterable[str] = SHEETS) -> str:
    """The components joined in order and reduced. Raises FileNotFoundError naming one that is missing."""
    return reduced("\n".join((folder / f"{name}.css").read_text("utf-8") for name in names))


def reduced(css: str) -> str:
    """A style sheet without comments and the space that nobody needs. Strings are left alone.

    A space before a colon stays: ``a :is(…)`` and ``a:is(…)`` are different things.
    """
    kept = re.split(r'("[^"\n]*")', re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    for i in range(0, len(kept), 2):
        piece = re.sub(r"\s+", " ", kept[i])
        piece = re.sub(r" ?([{};,]) ?", r"\1", piece)
        piece = re.sub(r": ", ":", piece)
        kept[i] = piece.replace(";}", "}")
    return "".join(kept).strip()


def _asset(name: str, text: str) -> Asset:
    body = text.encode()
    stem, _, ending = name.rpartition(".")
    served = f"{stem}.{sha256(body).hexdigest()[:12]}.{ending}"
    return Asset(name, served, body, brotli.compress(body), TYPES[ending])

"""A pasted page as plain text: its HTML, if it came with some, leaves lines and table cells behind."""

import html
import re
from typing import Final

MOST: Final = 200_000
"""Characters that are read at once; the longest product pages have a tenth of it."""

_HIDDEN: Final = re.compile(r"<(script|style|noscript|template)\b[^>]*>", re.IGNORECASE)
_COMMENT_OPEN: Final = "<!--"
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})(?:\s[^<>]{0,4000})?/?>")
_CELLS: Final = frozenset({"td", "th", "dd"})
_BLOCKS: Final = (
    "address article aside blockquote br caption div dl dt figcaption footer form h1 h2 h3 h4 h5 h6 header "
    "hr li main nav ol option p pre section summary table tbody tfoot thead title tr ul"
)
_LINES: Final = frozenset(_BLOCKS.split())
_SPACES: Final = re.compile(r"[^\S\n\t]+")
_BROKEN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\u200b-\u200d\u2060\ufeff]")


def as_plain(pasted: str) -> str:
    """The text without tags, entities and what cannot be printed; table cells are apart by a tab."""
    text = pasted.replace("\r\n", "\n").replace("\r", "\n")
    if _TAG.search(text):
        text = _without_tags(_without(text))
        text = html.unescape(text)
    text = _BROKEN.sub(" ", text).replace("\u2028", "\n").replace("\u2029", "\n").replace("\x85", "\n")
    return _SPACES.sub(" ", text)


def _without(text: str) -> str:
    """The text without scripts, styles and comments, in one pass: each is sought behind the last."""
    kept: list[str] = []
    at = 0
    while at < len(text):
        opened = _HIDDEN.search(text, at)
        comment = text.find(_COMMENT_OPEN, at)
        if opened and (comment < 0 or opened.start() < comment):
            kept.append(text[at : opened.start()])
            end = (
                text.lower().find(f"</{opened[1].lower()}", opened.end()) if len(kept) < _MOST_HIDDEN else -1
            )
            at = len(text) if end < 0 else text.find(">", end) + 1 or len(text)
        elif comment >= 0:
            kept.append(text[at:comment])
            end = text.find("-->", comment)
            at = len(text) if end < 0 else end + 3
        else:
            kept.append(text[at:])
            break
    return " ".join(kept)


_MOST_HIDDEN: Final = 500
"""Scripts that are left out one by one; behind so many of them nothing is read."""


def _without_tags(text: str) -> str:
    """Rows and paragraphs as lines, cells apart by tabs, everything else that is a tag gone."""

    def written(tag: re.Match[str]) -> str:
        name = tag[2].lower()
        if name in _CELLS:
            return "\t" if tag[1] == "" else ""
        return "\n" if name in _LINES else ""

    # A line break of the source is only a space to a browser.
    lines = _TAG.sub(written, text.replace("\n", " ")).split("\n")
    return "\n".join(" \t".join(cell.strip() for cell in line.split("\t") if cell.strip()) for line in lines)

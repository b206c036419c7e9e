"""What stands in square brackets in a WordPress text, and comments that mark blocks, as HTML. Pure.

Known ones become what they show. Unknown ones stay visible as code, and are named: a plugin of that site
knew them, nobody here does.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from html import escape, unescape
from typing import Any, Final

CODE: Final = "kept-as-code"
"""Class of what could not be turned and stays as code."""
CAPTION: Final = "captioned"
"""Class of a picture whose caption is the words beside it."""
PICTURES: Final = "wordpress-pictures"
"""Element that stands for attachments: their numbers in `ids`."""
_SHORTCODE: Final = re.compile(r"(\[?)\[(/?)([A-Za-z][\w-]{0,60})((?:\s[^\[\]]{0,2000})?)(/?)\](\]?)")
_ATTRIBUTE: Final = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))|"([^"]*)"|'([^']*)'|(\S+)""")
_APART: Final = re.compile(r"<(pre|code|script|style|textarea)\b", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"https?://[^\s\"'<>\[\]]+")
_MEDIA: Final = ("src", "mp3", "m4a", "ogg", "wav", "mp4", "m4v", "webm", "ogv", "flv", "url")
_KNOWN: Final = frozenset({"caption", "wp_caption", "gallery", "embed", "audio", "video", "playlist"})
_BLOCK: Final = re.compile(
    r"<!--\s+(/?)wp:([a-z][a-z0-9_-]{0,60}(?:/[a-z][a-z0-9_-]{0,60})?)\s+((?:[^-<]|-(?!->)|<(?!!--))*?)(/?)-->"
)
_SILENT: Final = frozenset({"more", "nextpage", "spacer", "separator"})
"""Blocks without content of their own."""
_NONE: Final[Callable[[str], str]] = lambda _: ""  # noqa: E731
LONGEST_BLOCK: Final = 20_000
"""Characters of what stands in the comment that begins a block."""


def is_in_blocks(html: str) -> bool:
    """Whether a text was written in blocks; else a blank line in it parts paragraphs."""
    return "<!-- wp:" in html


def without_blocks(html: str, kept: Counter[str], reusable: Callable[[str], str] = _NONE) -> str:
    """A text without the marks of its blocks. What a block shows only there, from the database, is kept as
    code and counted in ``kept``. ``reusable``: number of a block that several posts share → its text.
    """
    if "-->" not in html:
        return html
    return _BLOCK.sub(lambda found: _block(found, kept, reusable), html)


def _block(found: re.Match[str], kept: Counter[str], reusable: Callable[[str], str]) -> str:
    ends, name, given, is_empty = found.groups()
    name = name.removeprefix("core/")
    if ends or not is_empty or len(given) > LONGEST_BLOCK:
        # The end of a line is no part of a paragraph.
        return ""
    attributes = _json(given)
    if name == "block" and (shared := reusable(str(attributes.get("ref", "")))):
        return without_blocks(shared, kept)
    if name in ("social-link", "navigation-link", "navigation-submenu") and attributes.get("url"):
        words = str(attributes.get("label") or attributes.get("service") or attributes["url"])
        return f'<p><a href="{escape(str(attributes["url"]))}">{escape(words)}</a></p>'
    if name in _SILENT:
        return ""
    said = f"wp:{name}"
    kept[said] += 1
    return f'<p><code class="{CODE}">{escape(said)}</code></p>'


def _json(given: str) -> dict[str, Any]:
    try:
        found = json.loads(given or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def expanded(html: str, kept: Counter[str]) -> str:
    """A text with its shortcodes as HTML; the unknown ones as code, counted in ``kept``."""
    if "[" not in html:
        return html
    closed = {found[3].lower() for found in _SHORTCODE.finditer(html) if found[2]}
    parts: list[str] = []
    for text, is_apart in _apart(html):
        parts.append(text if is_apart else _SHORTCODE.sub(lambda one: _shown(one, kept, closed), text))
    return "".join(parts)


def _apart(html: str) -> list[tuple[str, bool]]:
    """A text cut at what is shown as it is typed: code, and what browsers do not show at all."""
    parts, at = [], 0
    lower = html.lower()
    ends: dict[str, int] = {}
    while found := _APART.search(html, at):
        closing = f"</{found[1].lower()}"
        if ends.get(closing) != -1:
            ends[closing] = lower.find(closing, found.end())
        end = ends[closing]
        if end < 0:
            end = len(html)
        parts += [(html[at : found.start()], False), (html[found.start() : end], True)]
        at = end
    return [*parts, (html[at:], False)]


def _shown(found: re.Match[str], kept: Counter[str], closed: set[str]) -> str:
    before, ends, name, given, is_empty, after = found.groups()
    if before and after:
        # Written twice, the brackets are meant to be read.
        return f"<code>{escape(unescape(found[0][1:-1]))}</code>"
    plain = name.lower()
    if plain in _KNOWN:
        return f"{before}{_known(plain, bool(ends), given)}{after}"
    if not _is_shortcode(plain, given, bool(ends or is_empty), closed):
        return found[0]
    kept[f"[{plain}]"] += 0 if ends else 1
    said = " ".join(unescape(found[0][len(before) : len(found[0]) - len(after)]).split())
    return f'{before} <code class="{CODE}">{escape(said)}</code> {after}'


def _is_shortcode(name: str, given: str, is_certain: bool, closed: set[str]) -> bool:
    """Words in brackets, "[sic]", are words; with an attribute, an end or a sign in its name it is one."""
    if is_certain or name in closed or re.search(r"[_-]", name):
        return "<" not in given
    return bool(re.fullmatch(r"(?:\s+[\w:-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))+\s*", unescape(given)))


def attributes_of(given: str) -> dict[str, str]:
    """``' ids="1,2" link=none'`` → {"ids": "1,2", "link": "none"}; what has no name is under "", joined."""
    found: dict[str, str] = {}
    for one in _ATTRIBUTE.finditer(unescape(given).replace("“", '"').replace("”", '"')):
        value = next((said for said in one.groups()[1:] if said is not None), "")
        if one[1]:
            found.setdefault(one[1].lower(), value)
        else:
            found[""] = f"{found.get('', '')} {value}".strip()
    return found


def _known(name: str, ends: bool, given: str) -> str:
    if name in ("caption", "wp_caption"):
        if ends:
            return "</figure>"
        words = attributes_of(given).get("caption", "")
        return f'<figure class="{CAPTION}">' + (f"<figcaption>{escape(words)}</figcaption>" if words else "")
    if ends:
        return ""
    said = attributes_of(given)
    if name in ("gallery", "playlist"):
        return f'<{PICTURES} ids="{escape(said.get("ids") or said.get("include") or "")}"></{PICTURES}>'
    addresses = [said[key] for key in _MEDIA if said.get(key)] or _ADDRESS.findall(said.get("", ""))
    return "".join(f'<p><a href="{escape(one)}">{escape(one)}</a></p>' for one in addresses[:1])

"""Running text of a page as Markdown that reads the same: nothing in it is taken for a sign. Pure."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urlsplit

PRIVATE: Final = re.compile("[\ue000-\uf8ff]")
_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_AS_CODE: Final = re.compile(
    r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<!--|<[A-Za-z][\w+.-]*:[^<>\s]*>|\[@|\[\["
)
"""What this grammar would take for HTML, a citation or an insertion wherever it is read as text."""
_SIGNS: Final = re.compile(r"[\\`*\[\]<~|]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|!(?=\[)")
_AT_A_LINE: Final = re.compile(r"(?m)^([ \t]*)(#{1,6}(?=\s|$)|[-+](?=\s|$)|>|=+[ \t]*$|-{2,}[ \t]*$)")
_NUMBERED: Final = re.compile(r"(?m)^([ \t]*\d{1,9})([.)])(?=\s|$)")
_RAISED: Final = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED: Final = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_SAFE: Final = "%/:=&?~#+!$,;'@*"


def escaped(text: str) -> str:
    """Text as Markdown that shows it as it is; what looks like HTML becomes code, which may hold it."""
    parts, at = [], 0
    for found in _AS_CODE.finditer(text):
        parts += [_signs(text[at : found.start()]), code(found[0])]
        at = found.end()
    return "".join([*parts, _signs(text[at:])])


def _signs(text: str) -> str:
    text = _SIGNS.sub(lambda sign: f"\\{sign[0]}", text)
    text = _AT_A_LINE.sub(r"\1\\\2", text)
    return _NUMBERED.sub(r"\1\\\2", text)


def printable(text: str) -> str:
    """Without what cannot be printed, and what has no meaning of its own marked as lost."""
    return PRIVATE.sub("\ufffd", _UNPRINTABLE.sub("", text))


def code(text: str) -> str:
    """Text as code within a line, whatever signs are in it."""
    said = " ".join(text.split())
    if not said:
        return ""
    longest = max((len(run) for run in re.findall(r"`+", said)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if said.startswith("`") or said.endswith("`") else ""
    return f"{fence}{pad}{said}{pad}{fence}"


def fenced(text: str) -> str:
    """Lines as a block of code."""
    longest = max((len(run) for run in re.findall(r"(?m)^\s*(`{3,})", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"\n\n{fence}\n{text.strip(chr(10))}\n{fence}\n\n"


def address(href: str) -> str:
    """An address as it can stand between the brackets of a link."""
    return quote(printable(href).strip(), safe=_SAFE)


def host_of(href: str) -> str:
    """What stands for an address that nobody gave words: "youtube.com"."""
    try:
        return (urlsplit(href).hostname or href).removeprefix("www.")
    except ValueError:
        return href


def raised(text: str) -> str | None:
    """``"3"`` → "³"; None where a letter has no such form."""
    return text.translate(_RAISED) if text and all(ord(one) in _RAISED for one in text) else None


def lowered(text: str) -> str | None:
    """``"2"`` → "₂"; None where a letter has no such form."""
    return text.translate(_LOWERED) if text and all(ord(one) in _LOWERED for one in text) else None

"""The LaTeX in BibTeX values: text is written so that LaTeX prints it, and read as what LaTeX prints.

Reading goes over a value once, with pylatexenc's table of symbols. Its parser is not used: on hostile values
it recurses, and it takes minutes for a file that this reads in seconds.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, partial
from typing import Final

from pylatexenc.latex2text import get_default_latex_context_db
from pylatexenc.macrospec import LatexContextDb

_ESCAPES: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "`": r"\textasciigrave{}",
    **{char: f"\\{char}" for char in "$&%#_"},
}
_TO_ESCAPE = re.compile(r"[\\{}~^`$&%#_]|-(?=-)|'(?=')")
_NAMES: Final = {escape[1:-2]: char for char, escape in _ESCAPES.items() if escape.endswith("{}")}
_ACCENTS: Final = dict(zip("'`^\"~=.uvHckrdb", (
    *("\u0301", "\u0300", "\u0302", "\u0308", "\u0303", "\u0304", "\u0307", "\u0306"),
    *("\u030c", "\u030b", "\u0327", "\u0328", "\u030a", "\u0323", "\u0331"),
), strict=True))  # fmt: skip
_CHARS: Final = {**{char: char for char in "$&%#_{}"}, **dict.fromkeys(" ,;:\\", " ")}
_LIGATURES: Final = {"---": "—", "--": "–", "``": "“", "''": "”", "~": " ", "{": "", "}": ""}
_TOKEN = re.compile(
    r"""
    \\(?P<accent>["'`^~=.]|[uvHckrdb](?![A-Za-z]))[ ]*(?:\{[ ]*(?:\\?(?P<braced>[A-Za-z]))[ ]*\}
        |\\(?P<dotless>[ij])(?![A-Za-z])(?:\{\})?|(?P<bare>[A-Za-z]))
    |\\(?P<name>[A-Za-z]+)(?:\{\}|[ ]*)
    |\\(?P<char>.)
    |---?|``|''|[~{}$]
    """,
    re.VERBOSE | re.DOTALL,
)


def latex(text: str) -> str:
    """Text of any characters as LaTeX; letters with accents stay as they are (UTF-8)."""
    return _TO_ESCAPE.sub(lambda found: _ESCAPES.get(found[0], f"{found[0]}{{}}"), text)


def plain(value: str) -> str:
    """The text that LaTeX prints for the value: “M{\\"u}ller” is “Müller”, “$\\alpha$” is “α”.

    Of a command that is no symbol (“\\emph{…}”) only what it is applied to is left. A dollar sign without
    a second one, and % and &, stand for themselves, as people write them.
    """
    dollar = "" if len(re.findall(r"(?<!\\)\$", value)) % 2 == 0 else "$"
    return _TOKEN.sub(partial(_printed, dollar), value)


def _printed(dollar: str, found: re.Match[str]) -> str:
    if accent := found["accent"]:
        letter = found["braced"] or found["dotless"] or found["bare"]
        return unicodedata.normalize("NFC", letter + _ACCENTS[accent])
    if name := found["name"]:
        return _NAMES.get(name) or _symbol(name)
    if char := found["char"]:
        return _CHARS.get(char, "")
    return dollar if found[0] == "$" else _LIGATURES[found[0]]


def _symbol(name: str) -> str:
    """The character of a command without arguments, else nothing."""
    spec = _symbols().get_macro_spec(name)
    text = getattr(spec, "simplify_repl", None)
    return text if isinstance(text, str) and "%" not in text else ""


@cache
def _symbols() -> LatexContextDb:
    return get_default_latex_context_db()

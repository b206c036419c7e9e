"""The LaTeX in BibTeX values: text is written so that LaTeX prints it, and read as what LaTeX prints."""

from __future__ import annotations

import logging
import re
from functools import cache

from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

# Both libraries log what they meet in a file; the reader says it in sentences with a line.
logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)

DEEPEST = 30
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "`": r"\textasciigrave{}",
    **{char: f"\\{char}" for char in "$&%#_"},
}
_TO_ESCAPE = re.compile(r"[\\{}~^`$&%#_]|-(?=-)|'(?=')")
_BARE = re.compile(r"(?<!\\)((?:\\\\)*)([&%#])")
_BARE_DOLLAR = re.compile(r"(?<!\\)((?:\\\\)*)\$")
_BRACE = re.compile(r"(?<!\\)[{}]")


class LatexError(ValueError):
    """A value that cannot be read; the message is a sentence for people."""


def latex(text: str) -> str:
    """Text of any characters as LaTeX; letters with accents stay as they are (UTF-8)."""
    return _TO_ESCAPE.sub(lambda found: _ESCAPES.get(found[0], f"{found[0]}{{}}"), text)


def plain(value: str) -> str:
    """The text that LaTeX prints for the value: “M{\\"u}ller” is “Müller”. Raises LatexError."""
    if not re.search(r"[\\{}$~`%]|--|''", value):
        return value
    if nesting(value) > DEEPEST:
        raise LatexError("braces are nested too deeply here to be read.")
    source = _BARE.sub(r"\1\\\2", value)
    if len(_BARE_DOLLAR.findall(source)) % 2:
        source = _BARE_DOLLAR.sub(r"\1\\$", source)
    try:
        return str(_decoder().latex_to_text(source))
    except Exception:
        # The library fails in many ways on what is no LaTeX (IndexError, RecursionError …): all mean this.
        raise LatexError("the LaTeX of this entry cannot be read.") from None


def nesting(value: str) -> int:
    """How deep braces are nested."""
    depth = deepest = 0
    for brace in _BRACE.findall(value):
        depth += 1 if brace == "{" else -1
        deepest = max(deepest, depth)
    return deepest


@cache
def _decoder() -> LatexNodes2Text:
    """Reads no other file: \\input is empty as long as no folder is set."""
    macros = get_default_latex_context_db()
    own = {"url": "%s", "textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
    specs = [MacroTextSpec(name, simplify_repl=text) for name, text in own.items()]
    macros.add_context_category("bibtex", prepend=True, macros=specs)
    return LatexNodes2Text(latex_context=macros, math_mode="text", keep_comments=False)

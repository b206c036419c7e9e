"""An article's text as HTML: what is written is cleaned, what the page sets in is put in after that."""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping, Sequence
from typing import Any, Final

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from markupsafe import Markup, escape

from catalog.markdown import cleaned

from .text import PARSER, ArticleText, Citation, Insertion

_PLACE: Final = re.compile("\ue000(\\d{1,9})\ue001")
_STOP: Final = re.compile(r"[.,;:!?…]+")
_NO_BREAK: Final = "\N{NARROW NO-BREAK SPACE}"


def html(
    text: ArticleText,
    cite: Callable[[Citation], Markup],
    insert: Callable[[Insertion], Markup],
    words: Callable[[str], Markup] = escape,
) -> Markup:
    """The body of a page. What ``cite``, ``insert`` and ``words`` give is trusted; all else is cleaned.

    A stop behind a citation is shown before it: "in the skin [@c01]." becomes "in the skin. claim 1".

    words: how running text is written, outside headings, links and code. Texts hold no character of a private
    area (`parse` replaces them), so that only what is placed here can stand in a place.
    """
    renderer = _Renderer(cite, insert, words)
    body = cleaned(renderer.render(text.tokens, PARSER.options, {}))
    return Markup(_PLACE.sub(lambda found: renderer.parts[int(found[1])], body))


class _Renderer(RendererHTML):
    """Writes a mark for each part that is set in, and keeps the part."""

    def __init__(
        self,
        cite: Callable[[Citation], Markup],
        insert: Callable[[Insertion], Markup],
        words: Callable[[str], Markup],
    ) -> None:
        super().__init__(PARSER)
        self.parts: list[Markup] = []
        self._words = words
        # Rules are called as rule(tokens, index, options, env).
        self.rules: dict[str, Any] = self.rules | {
            "citation": lambda tokens, at, *_: self._place(cite(tokens[at].meta["is"])),
            "insertion": lambda tokens, at, *_: self._place(insert(tokens[at].meta["is"])),
            "text": lambda tokens, at, *_: self._text(tokens[at]),
            "heading_open": lambda tokens, at, *_: self._heading(tokens[at]),
            "heading_close": lambda tokens, at, *_: self._place(Markup(f"</{tokens[at].tag}>\n")),
        }

    def renderInline(  # noqa: N802 - the name it has in the parser
        self, tokens: Sequence[Token], options: OptionsDict, env: MutableMapping[str, Any]
    ) -> str:
        return super().renderInline(_stops_first(tokens), options, env)

    def _place(self, part: Markup) -> str:
        self.parts.append(part)
        return f"\ue000{len(self.parts) - 1}\ue001"

    def _text(self, token: Token) -> str:
        is_running = token.meta.get("is_running")
        return self._place(self._words(token.content)) if is_running else escape(token.content)

    def _heading(self, token: Token) -> str:
        anchor = token.meta.get("anchor")
        return self._place(Markup(f'<{token.tag} id="{anchor}">' if anchor else f"<{token.tag}>"))


def _stops_first(tokens: Sequence[Token]) -> list[Token]:
    """The same tokens with each stop that follows citations moved before them, and no line broken there.

    Citations stand in their sentence, for the claim check; to the eye a stop belongs to the last word. At the
    head of a line they would seem to belong to the next sentence.
    """
    moved: list[Token] = []
    cited = None  # where in `moved` the citations begin that no word has followed yet
    for token in tokens:
        if token.type == "citation" and cited is None:
            _glue(moved)
            cited = len(moved)
        elif token.type == "text" and cited is not None:
            if (stop := _STOP.match(token.content)) and _end_with(moved, cited, stop[0]):
                token = token.copy(content=token.content[stop.end() :])
                cited = None
            elif token.content.strip():
                cited = None
        elif token.type not in ("softbreak", "citation"):
            cited = None
        moved.append(token)
    return moved


def _glue(tokens: list[Token]) -> None:
    """Turn the space that parts the last word from what follows into one at which no line is broken."""
    is_broken = bool(tokens) and tokens[-1].type == "softbreak"
    if is_broken:
        tokens.pop()
    if tokens and tokens[-1].type == "text":
        said = tokens[-1].content.rstrip()
        if is_broken or said != tokens[-1].content:
            tokens[-1] = tokens[-1].copy(content=said + _NO_BREAK)
    elif is_broken:
        tokens.append(Token("text", "", 0, content=_NO_BREAK))


def _end_with(tokens: list[Token], before: int, stop: str) -> bool:
    """Write a stop behind the last word in front of ``before``, ahead of the space that parts them.

    False where no word stands there, or one that has a stop already.
    """
    last = tokens[before - 1] if before else None
    if last is None or last.type == "hardbreak":
        return False
    said = last.content.rstrip() if last.type == "text" else ""
    if said and _STOP.search(said[-1]):
        return False
    if last.type == "text":
        tokens[before - 1] = last.copy(content=f"{said}{stop}{last.content[len(said) :]}")
    else:
        tokens.insert(before, Token("text", "", 0, content=stop))
    return True

"""An article's text as HTML: what is written is cleaned, what the page sets in is put in after that."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup, escape

from catalog.markdown import cleaned

from .text import PARSER, ArticleText, Citation, Insertion

_PLACE: Final = re.compile("\ue000(\\d{1,9})\ue001")


def html(
    text: ArticleText,
    cite: Callable[[Citation], Markup],
    insert: Callable[[Insertion], Markup],
    words: Callable[[str], Markup] = escape,
) -> Markup:
    """The body of a page. What ``cite``, ``insert`` and ``words`` give is trusted; all else is cleaned.

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

    def _place(self, part: Markup) -> str:
        self.parts.append(part)
        return f"\ue000{len(self.parts) - 1}\ue001"

    def _text(self, token: Token) -> str:
        is_running = token.meta.get("is_running")
        return self._place(self._words(token.content)) if is_running else escape(token.content)

    def _heading(self, token: Token) -> str:
        anchor = token.meta.get("anchor")
        return self._place(Markup(f'<{token.tag} id="{anchor}">' if anchor else f"<{token.tag}>"))

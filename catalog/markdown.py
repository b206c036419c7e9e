"""Markdown as authors write it, to HTML that can do nothing but be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, Protocol

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markupsafe import Markup, escape

from catalog.glossary.linking import Use

TAGS: Final = frozenset(
    {"h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "em", "strong", "del", "code", "pre", "blockquote"}
    | {"ul", "ol", "li", "a", "table", "thead", "tbody", "tr", "th", "td"}
)
"""Pictures are none of them: they need a text for those who cannot see them, and a size, and a licence.

What is written in place of one stays as words.
"""

_ATTRIBUTES: Final = {"a": {"href", "title"}, "ol": {"start"}}
_SCHEMES: Final = {"http", "https", "mailto"}
_CLASSES: Final = {"a": {"term"}}
_NOT_LINKED: Final = {"heading_open", "th_open"}
"""What stands in these is a title."""


class Links(Protocol):
    """Finds the terms in a text that this page has not linked yet: `PageLinks` of the glossary."""

    def split(self, text: str) -> list[str | Use]: ...


def to_html(text: str, links: Links | None = None) -> Markup:
    """CommonMark with tables; HTML in it is shown as it was typed.

    A heading of the first rank becomes one of the second, because the page has its own. What the parser
    writes is cleaned by an allow-list once more: one of the two may have a hole. With ``links`` the first use
    of each term leads to the glossary, save in titles, links and code.
    """
    return cleaned(_PARSER.render(text, {"links": links}))


def cleaned(html: str) -> Markup:
    """What is left of HTML when only the elements, attributes and addresses of the allow-list are."""
    return Markup(nh3.clean(
        html,
        tags=set(TAGS),
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer",
    ))  # fmt: skip


def parser() -> MarkdownIt:
    """A parser as `to_html` uses it, for a grammar on top of it: what it renders has to be `cleaned`."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    markdown.core.ruler.push("lower_headings", _lower_headings)
    return markdown


def prepare(markdown: MarkdownIt) -> None:
    """Let a parser sort its rules, once they are all set.

    It would do so when it is first used, and a thread that came in half-way would find no rules and read an
    empty text.
    """
    markdown.render("*x*")


def _lower_headings(state: StateCore) -> None:
    for token in state.tokens:
        if token.tag == "h1":
            token.tag = "h2"


def _link_terms(state: StateCore) -> None:
    links: Links | None = state.env.get("links")
    if links is None:
        return
    for before, token in pairwise(state.tokens):
        if token.type == "inline" and before.type not in _NOT_LINKED:
            token.children = list(_with_terms(token.children or [], links))


def _with_terms(tokens: list[Token], links: Links) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        depth += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if token.type != "text" or depth:
            yield token
            continue
        for piece in links.split(token.content):
            yield from _tokens(piece)


def _tokens(piece: str | Use) -> Iterator[Token]:
    if isinstance(piece, str):
        yield Token("text", "", 0, content=piece)
        return
    yield Token("link_open", "a", 1, {"href": piece.href, "class": "term"})
    yield Token("text", "", 0, content=piece.text)
    yield Token("link_close", "a", -1)


def _words_of_picture(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    return str(escape(tokens[at].content))


_PARSER: Final = parser()
_PARSER.add_render_rule("image", _words_of_picture)
_PARSER.core.ruler.push("link_terms", _link_terms)
prepare(_PARSER)

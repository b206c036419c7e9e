"""Markdown as authors write it, to HTML that can do nothing but be read."""

from __future__ import annotations

from typing import Final

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markupsafe import Markup

TAGS: Final = frozenset(
    {"h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "em", "strong", "del", "code", "pre", "blockquote"}
    | {"ul", "ol", "li", "a", "table", "thead", "tbody", "tr", "th", "td"}
)
"""Pictures are none of them: they need a text for those who cannot see them, and a size, and a licence."""

_ATTRIBUTES: Final = {"a": {"href", "title"}, "ol": {"start"}}
_SCHEMES: Final = {"http", "https", "mailto"}


def to_html(text: str) -> Markup:
    """CommonMark with tables; HTML in it is shown as it was typed.

    A heading of the first rank becomes one of the second, because the page has its own. What the parser
    writes is cleaned by an allow-list once more: one of the two may have a hole.
    """
    return cleaned(_PARSER.render(text))


def cleaned(html: str) -> Markup:
    """What is left of HTML when only the elements, attributes and addresses of the allow-list are."""
    return Markup(nh3.clean(
        html,
        tags=set(TAGS),
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer",
    ))  # fmt: skip


def parser() -> MarkdownIt:
    """A parser as `to_html` uses it, for a grammar of one's own on top: what it renders has to be `cleaned`."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    markdown.core.ruler.push("lower_headings", _lower_headings)
    return markdown


def _lower_headings(state: StateCore) -> None:
    for token in state.tokens:
        if token.tag == "h1":
            token.tag = "h2"


_PARSER: Final = parser()

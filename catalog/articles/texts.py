"""Texts of other rooms: what is wrong with their links, HTML and headings. Pure but for `there`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from sqlmodel import Session

from catalog.front_matter import title_line

from .addresses import every_page
from .inner_links import text_faults
from .known import known_in
from .text import ArticleText, parse

TITLE: Final = "the page has one title already; use ## for headings."


def there(session: Session) -> dict[str, Collection[str]]:
    """Every page that a text may lead to."""
    return every_page(session, known_in(session))


def markdown_faults(written: str, there: Mapping[str, Collection[str]]) -> Iterator[tuple[int, str]]:
    """What is wrong with a text that is plain Markdown: the line, and a sentence."""
    yield from faults_of(written, parse(written), there)


def faults_of(
    written: str, text: ArticleText, there: Mapping[str, Collection[str]]
) -> Iterator[tuple[int, str]]:
    """The same of a text that was read already."""
    if line := title_line(written):
        yield line, TITLE
    yield from text_faults(text, there)

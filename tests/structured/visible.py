"""What of a page's structured data nobody can read on the page."""

import re
from collections.abc import Iterator
from typing import Any

from tests.html import Page
from tests.structured.reading import NOT_IN_WORDS, Node, nodes

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def unseen(page: Page) -> list[Any]:
    """Texts and numbers of the data that do not stand in the page's own text or title."""
    text = _plain(page)
    numbers = {float(one.replace(",", "")) for one in _NUMBER.findall(text)}
    return [one for one in _said(nodes(page)) if not _is_seen(one, text, numbers)]


def _is_seen(said: Any, text: str, numbers: set[float]) -> bool:
    if isinstance(said, int | float):
        return said in numbers
    return _normal(said) in text or (bool(_NUMBER.fullmatch(said)) and float(said) in numbers)


def _said(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        for one in value:
            yield from _said(one)
    elif isinstance(value, dict):
        node: Node = value
        for name, one in node.items():
            if name not in NOT_IN_WORDS:
                yield from _said(one)
    else:
        yield value


def _plain(page: Page) -> str:
    """The words of body and title, without what browsers do not show."""
    parts = [page.one("head > title").text or ""]
    for element in page.one("body").iter():
        if isinstance(element.tag, str) and element.tag not in ("script", "style", "template"):
            parts.append(element.text or "")
        parts.append(element.tail or "")
    return _normal("".join(parts))


def _normal(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\xa0", " ")).strip()

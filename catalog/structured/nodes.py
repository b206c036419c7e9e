"""From a page to its schema.org nodes: each room registers, in its `json_ld.py`, what its pages are.

A node says nothing that its page does not show: it is made of the same dataclass as the template.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import singledispatch
from typing import Any, Final

from flask import current_app

from catalog.bylines import BYLINE
from catalog.pages.site_root import absolute

Node = dict[str, Any]


@singledispatch
def nodes_of(_page: object) -> list[Node]:
    """The nodes of a page; none for a page that nobody registered."""
    return []


def node(kind: str, **said: Any) -> Node:
    """``node("Brand", name="Dr. Pen")``; what is None or empty is left out. ``id`` becomes ``@id``."""
    found: Node = {"@type": kind}
    for name, value in said.items():
        if value is not None and value != "" and value != [] and value != ():
            found["@id" if name == "id" else name] = value
    return found


def item_list(items: Iterable[tuple[str, str]], **said: Any) -> list[Node]:
    """Names and addresses in their order, as one `ItemList`; nothing where there are none."""
    listed = [
        node("ListItem", position=number, name=name, url=absolute(path))
        for number, (name, path) in enumerate(items, 1)
    ]
    return [node("ItemList", **said, itemListElement=listed)] if listed else []


def written(words: Sequence[str]) -> Node:
    """Sentences in their order: what speaks for or against something."""
    items = [node("ListItem", position=number, name=text) for number, text in enumerate(words, 1)]
    return node("ItemList", itemListElement=items)


def pictured(nodes: Sequence[Node], image: str) -> list[Node]:
    """The nodes with this picture at the first that can have it and has none. image: a whole address."""
    found = list(nodes)
    for place, one in enumerate(found):
        if one["@type"] not in _WITHOUT_PICTURE:
            found[place] = {"image": image} | one
            break
    return found


_WITHOUT_PICTURE: Final = ("Organization", "ItemList", "BreadcrumbList")
"""Whoever runs the site, and what only lists others: the picture is of something else."""


def site() -> Node:
    """Whoever runs this site, as far as it says."""
    name = current_app.config["SITE_NAME"]
    return node("Organization", id=absolute("/#site"), name=name, url=absolute("/"))


def signed(byline: str) -> Node:
    """Who wrote a text: a person by name, or the site where nobody signed it."""
    if byline in (BYLINE, current_app.config["SITE_NAME"]):
        return node("Organization", name=byline, url=absolute("/"))
    return node("Person", name=byline)


def breadcrumbs(steps: Iterable[tuple[str, str | None]]) -> list[Node]:
    """The way from home to the page: every step with a name, and an address where it has one."""
    found = [
        node("ListItem", position=number, name=str(name), item={"@id": absolute(path)} if path else None)
        for number, (name, path) in enumerate((("Home", "/"), *steps), 1)
    ]
    return [node("BreadcrumbList", itemListElement=found)]

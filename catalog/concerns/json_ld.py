"""Concerns in the words of schema.org: the list of them. How sure their evidence is has no word there."""

from __future__ import annotations

from catalog.concerns.pages import ConcernsPage
from catalog.structured.nodes import Node, item_list, nodes_of


@nodes_of.register
def concerns(page: ConcernsPage) -> list[Node]:
    return item_list((one.label, one.url) for one in page.concerns)

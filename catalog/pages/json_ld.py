"""The home page in the words of schema.org: whose site it is, and how it is searched."""

from __future__ import annotations

from flask import current_app

from catalog.pages.home import HomePage
from catalog.pages.navigation import page_url
from catalog.pages.site_root import absolute
from catalog.structured.nodes import Node, node, nodes_of, site


@nodes_of.register
def home(_page: HomePage) -> list[Node]:
    search = page_url("/search")
    return [
        site(),
        node(
            "WebSite",
            id=absolute("/#website"),
            name=current_app.config["SITE_NAME"],
            url=absolute("/"),
            publisher={"@id": absolute("/#site")},
            potentialAction=_search(search) if search else None,
        ),
    ]


def _search(path: str) -> Node:
    target = node("EntryPoint", urlTemplate=f"{absolute(path)}?q={{q}}")
    return {**node("SearchAction", target=target), "query-input": "required name=q"}

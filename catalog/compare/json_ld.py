"""Editors' comparisons in the words of schema.org."""

from __future__ import annotations

from catalog.compare.editorial import ComparisonLink, ComparisonPage
from catalog.pages.site_root import absolute
from catalog.structured.nodes import Node, item_list, node, nodes_of, signed, site


@nodes_of.register
def comparison(page: ComparisonPage) -> list[Node]:
    url = absolute(f"/comparisons/{page.slug}")
    return [
        node(
            "Article",
            id=f"{url}#article",
            headline=page.title,
            abstract=page.summary,
            url=url,
            author=signed(page.byline),
            publisher=site(),
            dateModified=page.changed[:10],
            about=[node("Product", name=column.title) for column in page.pinned.columns],
        )
    ]


@nodes_of.register
def comparisons(page: tuple) -> list[Node]:  # type: ignore[type-arg]
    """The list of comparisons, which is a tuple of its lines."""
    return item_list((one.title, one.url) for one in page if isinstance(one, ComparisonLink))

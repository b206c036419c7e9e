"""Lists of devices in the words of schema.org; only those that are to be listed themselves."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.finder.page import ListingPage, NeedPage
from catalog.pages.site_root import absolute
from catalog.structured.nodes import Node, item_list, node, nodes_of, signed, site


@nodes_of.register
def devices(page: ListingPage) -> list[Node]:
    return [] if page.robots else item_list(_named(page))


@nodes_of.register
def need(page: NeedPage) -> list[Node]:
    url = absolute(page.canonical)
    article = node(
        "Article",
        id=f"{url}#article",
        headline=page.title,
        abstract=page.summary,
        url=url,
        author=signed(page.byline),
        publisher=site(),
        dateModified=page.changed[:10],
    )
    return [article, *item_list(_named(page.listing))]


def _named(page: ListingPage) -> Iterator[tuple[str, str]]:
    """The devices that fit, in the order of the page."""
    for group in (page.matches, page.barely):
        if group is not None:
            yield from ((card.name, card.url) for card in group.cards)

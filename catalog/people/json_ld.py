"""Authors in the words of schema.org: what they have written of themselves, nothing else."""

from __future__ import annotations

from catalog.pages.site_root import absolute
from catalog.people.pages import AuthorPage
from catalog.structured.nodes import Node, node, nodes_of


@nodes_of.register
def author(page: AuthorPage) -> list[Node]:
    url = absolute(page.twin.removesuffix(".json"))
    person = node(
        "Person",
        id=f"{url}#person",
        name=page.name,
        url=url,
        jobTitle=page.title,
        description=" ".join(page.biography.striptags().split()),
        image=absolute(page.picture.src) if page.picture else None,
    )
    return [node("ProfilePage", url=url, mainEntity=person)]

"""The glossary in the words of schema.org."""

from __future__ import annotations

from catalog.glossary.pages import GlossaryPage
from catalog.pages.site_root import absolute
from catalog.structured.nodes import Node, node, nodes_of


@nodes_of.register
def glossary(page: GlossaryPage) -> list[Node]:
    url = absolute("/glossary")
    terms = [
        node(
            "DefinedTerm",
            name=entry.term,
            alternateName=list(entry.also),
            description=" ".join(entry.definition.striptags().split()),
            url=f"{url}#{entry.slug}",
        )
        for letter in page.letters
        for entry in letter.entries
    ]
    if not terms:
        return []
    return [node("DefinedTermSet", id=f"{url}#terms", name="Glossary", url=url, hasDefinedTerm=terms)]

"""Studies in the words of schema.org: our page is about a work that was published elsewhere."""

from __future__ import annotations

from catalog.pages.site_root import absolute
from catalog.structured.nodes import Node, item_list, node, nodes_of
from catalog.studies.pages import StudiesPage, StudyPage


@nodes_of.register
def study(page: StudyPage) -> list[Node]:
    """A work without a journal may be a regulator's file, and is called no more than a work."""
    known = {fact.label: fact for fact in page.citation}
    journal, year = known.get("Journal"), known.get("Year")
    links = [fact.href for fact in page.citation if fact.href]
    url = absolute(f"/studies/{page.slug}")
    work = node(
        "ScholarlyArticle" if journal else "CreativeWork",
        id=f"{url}#study",
        name=page.title,
        isPartOf=node("Periodical", name=journal.text) if journal else None,
        datePublished=year.text if year else None,
        sameAs=links,
        creativeWorkStatus=page.doubt,
    )
    return [node("WebPage", url=url, name=page.title, mainEntity=work)]


@nodes_of.register
def studies(page: StudiesPage) -> list[Node]:
    if page.asked.is_any:
        return []
    return item_list((row.title, row.url) for year in page.years for row in year.rows)

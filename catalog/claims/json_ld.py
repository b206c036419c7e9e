"""Claims in the words of schema.org.

No `ClaimReview`: it asks who made the claim and for a rating on a scale, and neither is on record. What is
true is an article about a claim, with the studies that were looked at.
"""

from __future__ import annotations

from catalog.claims.pages import ClaimPage, ClaimsPage
from catalog.claims.studied import StudyLine
from catalog.pages.site_root import absolute
from catalog.structured.nodes import Node, item_list, node, nodes_of, signed, site


@nodes_of.register
def claim(page: ClaimPage) -> list[Node]:
    url = absolute(f"/claims/{page.slug}")
    studies = (*page.studies_for, *page.studies_against, *page.studies_beside)
    return [
        node(
            "Article",
            id=f"{url}#article",
            headline=f"Claim {page.number}, {page.verdict.word}: {page.words}",
            url=url,
            about=node("Claim", id=f"{url}#claim", text=page.words),
            author=signed(page.byline),
            publisher=site(),
            dateModified=page.changed,
            citation=[_cited(one) for one in studies],
        )
    ]


def _cited(one: StudyLine) -> Node:
    url = absolute(one.href)
    return node("ScholarlyArticle", name=one.title, url=url, creativeWorkStatus=one.doubt)


@nodes_of.register
def claims(page: ClaimsPage) -> list[Node]:
    return item_list((box.words, box.url) for box in page.boxes)

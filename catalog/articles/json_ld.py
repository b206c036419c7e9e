"""Science articles in the words of schema.org, with what they cite."""

from __future__ import annotations

from catalog.articles.lines import address
from catalog.articles.pages import ArticlePage, ArticlesPage
from catalog.articles.references import ListedReference
from catalog.pages.site_root import absolute
from catalog.references.identifiers import doi_url
from catalog.structured.nodes import Node, item_list, node, nodes_of, signed, site


@nodes_of.register
def article(page: ArticlePage) -> list[Node]:
    url = absolute(address(page.slug))
    return [
        node(
            "Article",
            id=f"{url}#article",
            headline=page.title,
            abstract=page.summary,
            url=url,
            author=signed(page.byline),
            publisher=site(),
            datePublished=page.written,
            dateModified=page.changed or page.written,
            keywords=[topic.words for topic in page.topics],
            citation=[_cited(one) for one in page.references],
        )
    ]


def _cited(one: ListedReference) -> Node:
    """A study by its reference; what somebody says elsewhere is a work like any other."""
    words = " ".join(one.words.striptags().split())
    if one.url.startswith("/guidance"):
        return node("CreativeWork", name=words, url=absolute(one.url))
    return node(
        "ScholarlyArticle",
        name=words,
        url=absolute(one.url),
        sameAs=doi_url(one.doi) if one.doi else None,
        creativeWorkStatus=one.doubt,
    )


@nodes_of.register
def articles(page: ArticlesPage) -> list[Node]:
    return item_list((line.title, line.url) for line in page.articles)

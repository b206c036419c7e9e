"""Reviews in the words of schema.org: only where the author had the device in hand, and never an average."""

from __future__ import annotations

from collections.abc import Sequence

from catalog.articles.blocks import Source
from catalog.method.scoring import LEAST, MOST, points
from catalog.pages.site_root import absolute
from catalog.reviews.beside import Beside
from catalog.reviews.pages.listing import ListPage
from catalog.reviews.pages.review import PointLine, ReviewPage
from catalog.structured.nodes import Node, item_list, node, nodes_of, site, written


@nodes_of.register
def review(page: ReviewPage) -> list[Node]:
    """Nothing for what nobody tested, and for the example, which is about nothing."""
    if not page.is_hands_on or page.is_example:
        return []
    url, device = absolute(f"/reviews/{page.slug}"), page.device
    of = absolute(device.href) if device.href else ""
    return [
        node(
            "Review",
            id=f"{url}#review",
            name=page.title,
            url=url,
            author=_person(page.author),
            publisher=site(),
            itemReviewed=node("Product", id=f"{of}#product" if of else None, name=device.title, url=of),
            reviewBody=page.verdict,
            reviewRating=_rating(page.scores.total) if page.scores and page.scores.is_known else None,
            positiveNotes=_notes(page.pros),
            negativeNotes=_notes(page.cons),
            datePublished=page.written,
            dateModified=page.changed or page.written,
        )
    ]


def short_review(one: Beside) -> Node:
    """A review as the page of its device shows it."""
    url = absolute(one.url)
    return node(
        "Review",
        id=f"{url}#review",
        name=one.title,
        url=url,
        author=node("Person", name=one.author),
        reviewBody=one.verdict,
        reviewRating=_rating(one.score) if one.score and "–" not in one.score else None,
    )


@nodes_of.register
def listed(page: ListPage) -> list[Node]:
    if page.is_filtered:
        return []
    return item_list((line.review.title, line.review.url) for line in page.lines)


def _person(author: Source) -> Node:
    return node("Person", name=author.text, url=absolute(author.href) if author.href else None)


def _rating(score: str) -> Node:
    return node("Rating", ratingValue=score, bestRating=points(MOST), worstRating=points(LEAST))


def _notes(lines: Sequence[PointLine]) -> Node | None:
    return written([line.words for line in lines]) if lines else None

"""Articles, editors' comparisons, needs, and authors."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from sqlmodel import Session, col, select

from catalog.api.pages.products import slugs_of
from catalog.api.pages.tested import SINCE
from catalog.api.resource import Json, Moment, Resource
from catalog.api.shapes import texts as shapes
from catalog.articles import queries as articles
from catalog.articles.models import Article
from catalog.articles.twins import article_in_short, article_json
from catalog.comments.queries import number_of
from catalog.compare import queries as comparisons
from catalog.compare.models import EditorComparison, Snapshot
from catalog.finder.models import Need
from catalog.history.gone import thing_gone
from catalog.people import queries as people
from catalog.people.models import Author
from catalog.people.pages import author_json, authors_json
from catalog.upkeep.since import since


def published_slugs(table: Any) -> Any:
    """Reads the slugs of the rows of a table that are published."""

    def keys(moment: Moment, filters: Mapping[str, str]) -> Collection[str]:
        return list(moment.session.exec(select(table.slug).where(col(table.is_published))))

    return keys


def _rows(moment: Moment, table: Any, slugs: Sequence[str]) -> list[Any]:
    found = {row.slug: row for row in moment.session.exec(select(table).where(col(table.slug).in_(slugs)))}
    return [found[slug] for slug in slugs if slug in found]


def _articles(moment: Moment, slugs: Sequence[str]) -> list[Json]:
    return [article_in_short(row) for row in _rows(moment, Article, slugs)]


def _article(moment: Moment, slug: str) -> Json | None:
    row = articles.article(moment.session, slug)
    if row is None or not row.is_published:
        return None
    found = article_json(moment.session, row)
    if not moment.is_past:
        number = row.id or 0
        found["comments"] = number_of(moment.session, "article", number) if row.takes_comments else None
        found["changed_since"] = since(moment.session, moment.shelf, "article", number).as_json()
    return found


def _article_moved(session: Session, slug: str) -> str | None:
    found = articles.article_by_former_slug(session, slug)
    return found.slug if found and found.is_published else None


def _article_gone(session: Session, slug: str) -> bool:
    return thing_gone(session, "/articles", slug) is not None


def _comparisons(moment: Moment, slugs: Sequence[str]) -> list[Json]:
    rows = [row for row in _rows(moment, EditorComparison, slugs) if row.is_published]
    keys = {row.snapshot_key for row in rows}
    kept = {one.key: one for one in moment.session.exec(select(Snapshot).where(col(Snapshot.key).in_(keys)))}
    return [_comparison_json(row, json.loads(kept[row.snapshot_key].body)) for row in rows]


def _comparison_json(row: EditorComparison, values: Mapping[str, Any]) -> Json:
    return {
        "id": row.slug,
        "address": f"/comparisons/{row.slug}",
        "title": row.title,
        "summary": row.summary,
        "text": row.text,
        "byline": row.byline,
        "reasons": json.loads(row.reasons),
        "devices": [{name: one[name] for name in ("slug", "name", "kind")} for one in values["devices"]],
        "values_of": values["version"],
        "values_day": values["day"],
        "values": f"/compare/s/{row.snapshot_key}.json",
    }


def _comparison(moment: Moment, slug: str) -> Json | None:
    found = _comparisons(moment, [slug])
    return found[0] if found else None


def _comparison_moved(session: Session, slug: str) -> str | None:
    found = comparisons.comparison_by_former_slug(session, slug)
    return found.slug if found and found.is_published else None


def _needs(moment: Moment, slugs: Sequence[str]) -> list[Json]:
    return [
        {
            "id": row.slug,
            "address": f"/devices/needs/{row.slug}",
            "title": row.title,
            "summary": row.summary,
            "text": row.text,
            "reasons": json.loads(row.reasons),
            "byline": row.byline,
            "query": row.query,
            "devices": f"/devices.json?{row.query}",
        }
        for row in _rows(moment, Need, slugs)
    ]


def _need(moment: Moment, slug: str) -> Json | None:
    found = _needs(moment, [slug])
    return found[0] if found else None


def _authors(moment: Moment, slugs: Sequence[str]) -> list[Json]:
    return authors_json(moment.session, _rows(moment, Author, slugs))


def _author(moment: Moment, slug: str) -> Json | None:
    row = people.author(moment.session, slug)
    return author_json(moment.session, row) if row else None


_NOT_WRITTEN: Final = "not_written"
RESOURCES: Final = (
    Resource(
        name="articles",
        noun="article",
        about="Science articles; every figure in them names its study.",
        item=shapes.Article,
        listed=shapes.ArticleInShort,
        keys=published_slugs(Article),
        some=_articles,
        one=_article,
        reads=("article", "study", "guidance", "claim"),
        moved=_article_moved,
        gone=_article_gone,
        cannot_say=(SINCE, "How many comments there were is not kept."),
        history="/articles",
        example="needle-length-and-the-skin",
    ),
    Resource(
        name="comparisons",
        noun="comparison",
        about="Comparisons that editors wrote, over values that do not change under them.",
        item=shapes.Comparison,
        listed=shapes.Comparison,
        keys=published_slugs(EditorComparison),
        some=_comparisons,
        one=_comparison,
        reads=("comparison",),
        moved=_comparison_moved,
        history="/comparisons",
        example="dr-pen-a6-and-m8",
    ),
    Resource(
        name="needs",
        noun="need",
        about="Saved filters with a text and their reasons; the list under each is live.",
        item=shapes.Need,
        listed=shapes.Need,
        keys=slugs_of(Need),
        some=_needs,
        one=_need,
        reads=("need",),
        cannot_say=("The list under a need is that of today.",),
        history="/devices/needs",
        example="pens-adjustable-from-0-5-to-1-5-mm",
    ),
    Resource(
        name="authors",
        noun="author",
        about="Those whose names stand over texts, with what they disclose.",
        item=shapes.Author,
        listed=shapes.Author,
        keys=slugs_of(Author),
        some=_authors,
        one=_author,
        reads=("author", "article", "review", "picture"),
        states={
            "title": _NOT_WRITTEN,
            "biography": _NOT_WRITTEN,
            "qualifications": _NOT_WRITTEN,
            "disclosure": _NOT_WRITTEN,
            "picture/licence": "not_stated",
        },
        cannot_say=("A picture that was replaced since is left out.",),
        history="/authors",
        example="san",
    ),
)

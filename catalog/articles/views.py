"""Science articles: `/articles` and the page of each."""

from __future__ import annotations

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from catalog.comments.queries import number_of
from catalog.db import get_session
from catalog.history.gone import refuse_gone
from catalog.shelf import current
from catalog.studies.twins import EXPORTS
from catalog.upkeep.since import since

from . import queries
from .models import Article
from .pages import article_page, articles_page
from .topics import slug_of
from .twins import article_json, cited_references

blueprint = Blueprint("articles", __name__)


@blueprint.get("/articles")
def index() -> str:
    page = articles_page(get_session(), slug_of(request.args.get("topic", "")))
    if page is None:
        abort(404, "No article has that topic; all of them are at /articles.")
    return render_template("articles/index.html", page=page)


@blueprint.get("/articles/<slug>")
def show(slug: str) -> str | BaseResponse:
    session = get_session()
    row = _published(slug)
    if row is None:
        return _elsewhere(slug)
    return render_template("articles/show.html", page=article_page(session, current(), row))


@blueprint.get("/articles/<slug>.json")
def show_json(slug: str) -> BaseResponse:
    row = _published(slug)
    if row is None:
        return _elsewhere(slug, ".json")
    session = get_session()
    # The words are deleted from one place when they are deleted, so that no file carries them on.
    comments = number_of(session, "article", row.id or 0) if row.takes_comments else None
    changed = since(session, current(), "article", row.id or 0).as_json()
    return jsonify(article_json(session, row) | {"comments": comments, "changed_since": changed})


@blueprint.get("/articles/<slug>.bib", defaults={"ending": "bib"})
@blueprint.get("/articles/<slug>.ris", defaults={"ending": "ris"})
@blueprint.get("/articles/<slug>.csl.json", defaults={"ending": "csl.json"})
def show_references(slug: str, ending: str) -> BaseResponse:
    """The studies that an article cites, as a file for reference managers."""
    row, export = _published(slug), EXPORTS[ending]
    if row is None:
        return _elsewhere(slug, f".{ending}")
    headers = {"Content-Disposition": f'attachment; filename="{row.slug}.{ending}"'}
    text = export.write(cited_references(get_session(), row))
    return Response(text, content_type=f"{export.media_type}; charset=utf-8", headers=headers)


def _published(slug: str) -> Article | None:
    row = queries.article(get_session(), slug)
    return row if row and row.is_published else None


def _elsewhere(slug: str, ending: str = "") -> BaseResponse:
    """The address an article has now; 404 for a name that none has or had, 410 if taken down."""
    moved = queries.article_by_former_slug(get_session(), slug)
    if moved is None or not moved.is_published:
        refuse_gone(get_session(), "/articles", slug, "article")
        abort(404)
    return redirect(f"{url_for('articles.show', slug=moved.slug)}{ending}", 301)

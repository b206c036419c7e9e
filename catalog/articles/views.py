"""Science articles: `/articles` and the page of each."""

from __future__ import annotations

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from catalog.db import get_session
from catalog.shelf import current
from catalog.studies.twins import EXPORTS

from . import queries
from .models import Article
from .pages import article_links, article_page
from .twins import article_json, cited_references

blueprint = Blueprint("articles", __name__)


@blueprint.get("/articles")
def index() -> str:
    return render_template("articles/index.html", page=article_links(get_session()))


@blueprint.get("/articles/<slug>")
def show(slug: str) -> str | BaseResponse:
    session = get_session()
    row = queries.article(session, slug)
    moved = None if row else queries.article_by_former_slug(session, slug)
    if moved and moved.is_published:
        return redirect(url_for("articles.show", slug=moved.slug), 301)
    return render_template("articles/show.html", page=article_page(session, current(), _published(row)))


@blueprint.get("/articles/<slug>.json")
def show_json(slug: str) -> Response:
    session = get_session()
    return jsonify(article_json(session, _published(queries.article(session, slug))))


@blueprint.get("/articles/<slug>.bib", defaults={"ending": "bib"})
@blueprint.get("/articles/<slug>.ris", defaults={"ending": "ris"})
@blueprint.get("/articles/<slug>.csl.json", defaults={"ending": "csl.json"})
def show_references(slug: str, ending: str) -> Response:
    """The studies that an article cites, as a file for reference managers."""
    session, export = get_session(), EXPORTS[ending]
    row = _published(queries.article(session, slug))
    headers = {"Content-Disposition": f'attachment; filename="{row.slug}.{ending}"'}
    text = export.write(cited_references(session, row))
    return Response(text, content_type=f"{export.media_type}; charset=utf-8", headers=headers)


def _published(row: Article | None) -> Article:
    if row is None or not row.is_published:
        abort(404)
    return row

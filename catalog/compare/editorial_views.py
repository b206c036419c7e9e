"""Comparisons that an editor has written: `/comparisons` and the page of each."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template
from werkzeug.wrappers import Response

from catalog.articles import beside
from catalog.compare import queries
from catalog.compare.editorial import comparison_page, links
from catalog.db import get_session
from catalog.shelf import current

blueprint = Blueprint("comparisons", __name__)


@blueprint.get("/comparisons")
def index() -> str:
    return render_template("compare/comparisons.html", page=links(get_session()))


@blueprint.get("/comparisons/<slug>")
def show(slug: str) -> str | Response:
    session = get_session()
    row = queries.comparison(session, slug)
    if row is None and (moved := queries.comparison_by_former_slug(session, slug)) and moved.is_published:
        return redirect(f"/comparisons/{moved.slug}", 301)
    if row is None or not row.is_published:
        abort(404)
    page = comparison_page(session, current(), row, beside.current())
    return render_template("compare/editorial.html", page=page)

"""The pages of the finder: `/devices`, its twins, and the need pages."""

from __future__ import annotations

import json
import logging
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from catalog.bylines import NOTE
from catalog.db import get_session
from catalog.finder import queries
from catalog.finder.asking import asked
from catalog.finder.current import current, finder
from catalog.finder.listing import listing
from catalog.finder.models import Need
from catalog.finder.needs import filters_of
from catalog.finder.page import NeedPage
from catalog.finder.twins import devices_csv, devices_json, ignored
from catalog.glossary.current import page_links
from catalog.markdown import to_html

LOG = logging.getLogger(__name__)

blueprint = Blueprint("finder", __name__)


@blueprint.get("/devices")
def index() -> str | BaseResponse:
    with current() as found:
        filters = asked()
        if not filters.is_canonical(request.args):
            query = filters.canonical()
            return redirect(f"{request.path}?{query}" if query else request.path, 302)
        page = listing(found, filters, finder().layers, size=finder().size, needs=finder().needs)
    if page.rescue:
        # For the author, who can see what is missing; facets only, nothing about who asked.
        LOG.info("Nothing matches: %s", ", ".join(filters.keys))
    return render_template("finder/index.html", page=page)


@blueprint.get("/devices.json")
def index_json() -> Response:
    with current() as found:
        document = devices_json(found, asked(), finder().size)
    return Response(json.dumps(document, ensure_ascii=False), mimetype="application/json")


@blueprint.get("/devices.csv")
def index_csv() -> Response:
    with current() as found:
        result = found.query(asked(), finder().size)
        rows, left_out, shelf = list(found.everyone(result)), ignored(found, result), found.shelf
    text = "".join(devices_csv(shelf, rows))
    headers = {"Content-Disposition": 'attachment; filename="devices.csv"'}
    if left_out:
        # A table has no room for it; percent-encoded it is one line, whatever was typed.
        headers["Catalogue-Ignored"] = urlencode([(part.parameter, part.value) for part in left_out])
    return Response(text, mimetype="text/csv", headers=headers)


@blueprint.get("/devices/needs/<slug>")
def need(slug: str) -> str:
    row = queries.need(get_session(), slug)
    if row is None:
        abort(404)
    return render_template("finder/need.html", page=need_page(row))


def need_page(row: Need) -> NeedPage:
    """The page of a need: its text over the live list."""
    filters = filters_of(row.query)
    changed = queries.changed_on(get_session(), row)
    with current() as found:
        page = listing(found, filters, finder().layers, size=finder().size, needs=finder().needs)
    return NeedPage(
        row.slug,
        row.title,
        row.summary,
        to_html(row.text, page_links()),
        tuple(json.loads(row.reasons)),
        row.byline,
        NOTE,
        changed,
        f"/devices/needs/{row.slug}",
        filters.address(),
        page,
    )

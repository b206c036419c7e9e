"""The pages of the finder: `/devices`, its twins, and the need pages."""

from __future__ import annotations

import json
import logging
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from catalog.db import get_session
from catalog.finder import queries, unmet
from catalog.finder.asking import asked
from catalog.finder.conditions import Words
from catalog.finder.current import current, finder
from catalog.finder.listing import listing
from catalog.finder.need_page import need_page
from catalog.finder.twins import devices_csv, devices_json, ignored

LOG = logging.getLogger(__name__)

blueprint = Blueprint("finder", __name__)


@blueprint.get("/devices")
def index() -> str | BaseResponse:
    with current() as found:
        filters = asked()
        if not filters.is_canonical(request.args):
            query = filters.canonical()
            return redirect(f"{request.path}?{query}" if query else request.path, 302)
        searched = filters.get("q")
        page = listing(
            found,
            filters,
            finder().layers,
            size=finder().size,
            needs=finder().needs,
            words_note=finder().told(searched.text) if isinstance(searched, Words) else None,
        )
    if page.rescue:
        # For the author, who can see what is missing; facets only, nothing about who asked.
        LOG.info("Nothing matches: %s", ", ".join(filters.keys))
        if filters.keys != ("q",):
            # Words alone are a search: `/search` looks at more than devices, and counts what finds nothing.
            unmet.note(filters.keys)
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
        reviewed = found.reviewed
    text = "".join(devices_csv(shelf, rows, reviewed))
    headers = {"Content-Disposition": 'attachment; filename="devices.csv"'}
    if left_out:
        # A table has no room for it; percent-encoded it is one line, whatever was typed.
        headers["Catalogue-Ignored"] = urlencode([(part.parameter, part.value) for part in left_out])
    return Response(text, mimetype="text/csv", headers=headers)


@blueprint.get("/devices/needs/<slug>")
def need(slug: str) -> str:
    session = get_session()
    row = queries.need(session, slug)
    if row is None:
        abort(404)
    return render_template("finder/need.html", page=need_page(session, row))

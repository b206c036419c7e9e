"""`/compare` and its twins. The address is the whole truth; nothing is remembered here."""

import json
from dataclasses import replace
from typing import Final
from urllib.parse import urlencode

from flask import Blueprint, abort, redirect, render_template, request
from flask import Response as FlaskResponse
from markupsafe import Markup
from werkzeug.wrappers import Response

from catalog.articles import beside
from catalog.compare import editorial, shown
from catalog.compare.asked import Asked, names
from catalog.compare.comparison import ROW_KEYS, Comparison, compare, weighable
from catalog.compare.csv_twin import csv_long, csv_wide
from catalog.compare.markdown_twin import markdown
from catalog.compare.page import compare_page, looks_of
from catalog.compare.tray import held, is_own, renamed
from catalog.compare.twins import comparison_json, file_name, head_lines, ignored
from catalog.db import get_session
from catalog.figures.scales import Layers
from catalog.finder import pictures
from catalog.finder.conditions import TooMany
from catalog.finder.current import current as bench
from catalog.finder.current import finder
from catalog.pages.site_root import site_root
from catalog.reviews import side_by_side
from catalog.shelf import current

blueprint = Blueprint("compare", __name__)
for _words in (shown.calm, shown.silent, shown.in_record_order, shown.cut):
    blueprint.add_app_template_filter(_words)

POPULAR: Final = 3
"""Editors' comparisons offered to somebody who named no device."""

OWN: Final = {"/compare.csv": ("shape", "header")}
"""What a twin may be told that is no part of the comparison; it survives being sent elsewhere."""


@blueprint.get("/compare")
def index() -> str | Response:
    asked = read()
    if away := elsewhere(asked, "/compare"):
        return away
    if not asked.slugs and (own := held().devices):
        return redirect(asked.with_(slugs=tuple(one.slug for one in own)).address(), 302)
    shelf, around = current(), beside.current()
    found = compare(shelf, asked, around, side_by_side.current())
    if found.columns:
        key, science = pictures.key(looks_of(found)), around.of_devices([c.entry for c in found.columns])
        page = replace(compare_page(shelf, found, key, skin(), science=science), is_own=is_own())
    else:
        page = compare_page(shelf, found, Markup(""), written=editorial.links(get_session(), POPULAR))
    return render_template("compare/index.html", page=page)


def skin() -> Layers | None:
    """The layers of the skin drawn everywhere, as the finder keeps them in memory."""
    with bench():
        return finder().layers


def read() -> Asked:
    """The state of the query string, former names of devices replaced by today's. 400 beyond the limits."""
    try:
        slugs = [slug.lower() for slug in names(request.args.getlist("d"))]
        known = renamed(slugs)
        criteria = weighable(current(), side_by_side.current(), (known.get(slug, slug) for slug in slugs))
        return Asked.from_args(request.args, ROW_KEYS, known, criteria)
    except TooMany as error:
        abort(400, str(error))


def elsewhere(asked: Asked, path: str) -> Response | None:
    """301 where a device is called otherwise today, 302 to the one way to write this address, else None."""
    if asked.is_canonical(request.args):
        return None
    was = {slug.lower() for slug in names(request.args.getlist("d"))}
    is_renamed = not set(asked.slugs) <= was
    address = asked.address(path)
    if own := [(name, request.args[name]) for name in OWN.get(path, ()) if name in request.args]:
        address += f"{'&' if '?' in address else '?'}{urlencode(own, errors='replace')}"
    return redirect(address, 301 if is_renamed else 302)


# -- twins ------------------------------------------------------------------------------------------------


@blueprint.get("/compare.json")
def index_json() -> Response:
    asked = read()
    if away := elsewhere(asked, "/compare.json"):
        return away
    document = comparison_json(_found(asked))
    return FlaskResponse(json.dumps(document, ensure_ascii=False), mimetype="application/json")


@blueprint.get("/compare.csv")
def index_csv() -> Response:
    """``shape=long`` has a line for each cell; ``header=1`` puts address and day before the table."""
    asked = read()
    if away := elsewhere(asked, "/compare.csv"):
        return away
    found = _found(asked)
    write = csv_long if request.args.get("shape") == "long" else csv_wide
    head = head_lines(found, site_root()) if request.args.get("header") == "1" else ()
    return _file(write(found, head), "text/csv", file_name(found, "csv"), asked)


@blueprint.get("/compare.md")
def index_md() -> Response:
    asked = read()
    if away := elsewhere(asked, "/compare.md"):
        return away
    found = _found(asked)
    return _file(markdown(found, site_root()), "text/markdown", file_name(found, "md"), asked)


def _found(asked: Asked) -> Comparison:
    return compare(current(), asked, beside.current(), side_by_side.current())


def _file(text: str, mimetype: str, name: str, asked: Asked) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if refused := ignored(asked):
        # As the list of devices does: percent-encoded it is one line, whatever was typed.
        headers["Catalogue-Ignored"] = urlencode([(one.parameter, one.value) for one in refused])
    return FlaskResponse(text, mimetype=mimetype, headers=headers)

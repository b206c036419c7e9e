"""`/method` and its versions; what was measured of a product, with every reading."""

from __future__ import annotations

from typing import Any

import msgspec
from flask import Blueprint, Response, abort, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from catalog.db import get_session
from catalog.method import queries
from catalog.method.models import Method
from catalog.method.pages.measurements import measurements_json, measurements_page
from catalog.method.pages.method import method_json, method_page
from catalog.products import queries as products
from catalog.shelf import current
from catalog.shelf.entry import Entry
from catalog.shelf.naming import address

blueprint = Blueprint("method", __name__)


@blueprint.get("/method")
def newest() -> str:
    versions = queries.methods(get_session())
    if not versions:
        return render_template("method/none.html")
    return render_template("method/show.html", page=method_page(get_session(), versions[0]))


@blueprint.get("/method.json")
def newest_json() -> Response:
    versions = queries.methods(get_session())
    return _as_json(
        method_json(get_session(), versions[0]) if versions else {"version": None, "versions": []}
    )


@blueprint.get("/method/<int:number>")
def version(number: int) -> str:
    return render_template("method/show.html", page=method_page(get_session(), _version(number)))


@blueprint.get("/method/<int:number>.json")
def version_json(number: int) -> Response:
    return _as_json(method_json(get_session(), _version(number)))


@blueprint.get("/devices/<slug>/measurements")
def of_device(slug: str) -> str | AnyResponse:
    return _measurements("/devices", slug)


@blueprint.get("/devices/<slug>/measurements.json")
def of_device_json(slug: str) -> str | AnyResponse:
    return _measurements("/devices", slug, ".json")


@blueprint.get("/cartridges/<slug>/measurements")
def of_cartridge(slug: str) -> str | AnyResponse:
    return _measurements("/cartridges", slug)


@blueprint.get("/cartridges/<slug>/measurements.json")
def of_cartridge_json(slug: str) -> str | AnyResponse:
    return _measurements("/cartridges", slug, ".json")


def _version(number: int) -> Method:
    # No column holds a larger number, and PostgreSQL refuses to be asked for one.
    return (queries.method(get_session(), number) if number < 1000 else None) or abort(404)


def _measurements(place: str, slug: str, ending: str = "") -> str | AnyResponse:
    """301 where the product has another address now; 404 for a name that nothing has or had."""
    entry = _entry(slug)
    here = address(entry.kind, entry.slug)
    if here != f"{place}/{slug}":
        query = request.query_string.decode()
        to = f"{here}/measurements{ending}"
        return redirect(f"{to}?{query}" if query else to, 301)
    if ending:
        return _as_json(measurements_json(get_session(), current(), entry))
    page = measurements_page(get_session(), current(), entry)
    return render_template("method/measurements.html", page=page)


def _entry(slug: str) -> Entry:
    found = current().by_slug(slug)
    if found is None and slug.isascii() and slug.isprintable():
        product = products.product_by_former_slug(get_session(), slug)
        found = current().by_slug(product.slug) if product else None
    return found or abort(404)


def _as_json(data: dict[str, Any]) -> Response:
    return Response(msgspec.json.encode(data), content_type="application/json")

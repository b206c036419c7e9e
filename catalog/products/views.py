"""The pages of devices, families, cartridges and brands."""

from typing import Any

from flask import Blueprint, abort, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response

from catalog.db import get_session
from catalog.pages.errors import near_names as near_names_of_404
from catalog.products import queries
from catalog.products.models import Product
from catalog.products.pages.cost import read_sessions
from catalog.products.pages.device import device_page
from catalog.products.pages.evidence import read_evidence
from catalog.products.pages.naming import address
from catalog.products.pages.near_names import near_names
from catalog.shelf import Entry, current

blueprint = Blueprint("products", __name__)
near_names_of_404.append(near_names)


@blueprint.get("/devices/<slug>")
def device(slug: str) -> str | Response:
    """A device, or the family of its versions."""
    shelf = current()
    entry = shelf.by_slug(slug)
    if entry is None or entry.kind == "cartridge":
        return _elsewhere(slug)
    session = get_session()
    drafts = _drafts(entry)
    page = device_page(
        shelf,
        entry,
        drafts[slug],
        drafts.get(entry.family or ""),
        queries.predecessors(session, entry.id),
        read_evidence(session),
        read_sessions(request.args.get("sessions")),
    )
    return render_template("products/device.html", page=page)


def _drafts(entry: Entry) -> dict[str, Any]:
    """The stored state of a product and of its family, by slug."""
    session = get_session()
    slugs = [entry.family] if entry.family else []
    ids = [entry.id, *queries.ids_by_slug(session, Product, slugs).values()]
    return {draft.slug: draft for draft in queries.drafts(session, ids).values()}


def _elsewhere(slug: str, ending: str = "") -> Response:
    """301 to the address a product has now, its query kept; 404 for a name that nothing ever had."""
    shelf = current()
    entry = shelf.by_slug(slug) or None
    kind = entry.kind if entry else None
    if entry is None:
        product = queries.product_by_former_slug(get_session(), slug)
        if product is None:
            abort(404)
        kind, slug = product.kind, product.slug
    query = request.query_string.decode()
    return redirect(f"{address(kind or '', slug)}{ending}{'?' if query else ''}{query}", 301)


@blueprint.get("/devices/<slug>.json")
def device_json(slug: str) -> Response:
    return jsonify({})

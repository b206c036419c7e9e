"""The pages of devices, families, cartridges and brands."""

import msgspec
from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response

from catalog import clock
from catalog.articles import beside
from catalog.db import get_session
from catalog.history.pages.asking import as_it_was, is_of_the_past
from catalog.media.queries import pictures_of
from catalog.pages import errors
from catalog.products import queries
from catalog.products.drafts import ProductDraft
from catalog.products.models import Product
from catalog.products.pages import cartridge, family, near_names, twin
from catalog.products.pages.brand import brand_page
from catalog.products.pages.cost import read_sessions
from catalog.products.pages.device import device_page
from catalog.products.pages.evidence import current_evidence, read_layers
from catalog.products.pages.owner import owner_page, which_version
from catalog.reviews import beside as reviews
from catalog.shelf import current
from catalog.shelf.naming import address

blueprint = Blueprint("products", __name__)
errors.near_names.append(near_names.near_names)


@blueprint.get("/devices/<slug>")
def device(slug: str) -> str | Response:
    """A device, or the family of its versions; with ``?as_of=`` as it was."""
    if is_of_the_past():
        return as_it_was("/devices", slug)
    shelf, session = current(), get_session()
    if slug in shelf.families:
        evidence, draft = current_evidence(), _drafts(slug)[slug]
        shown = family.family_page(shelf, shelf.families[slug], draft, evidence, beside.current())
        return render_template("products/family.html", page=shown)
    entry = shelf.by_slug(slug)
    if entry is None or entry.kind == "cartridge":
        return _elsewhere(slug)
    drafts = _drafts(slug, entry.family)
    page = device_page(
        shelf,
        entry,
        drafts[slug],
        drafts.get(entry.family or ""),
        queries.predecessors(session, entry.id),
        current_evidence(),
        read_sessions(request.args.get("sessions")),
        beside.current().of_device(entry),
        reviews.current().get(entry.id, ()),
        pictures_of(session, entry.id),
    )
    return render_template("products/device.html", page=page)


@blueprint.get("/devices/<slug>.json")
def device_json(slug: str) -> str | Response:
    if is_of_the_past():
        return as_it_was("/devices", slug, ".json")
    shelf = current()
    if slug in shelf.families:
        return _as_json(twin.family_twin(shelf, shelf.families[slug], _drafts(slug)[slug]))
    entry = shelf.by_slug(slug)
    if entry is None or entry.kind == "cartridge":
        return _elsewhere(slug, ".json")
    drafts = _drafts(slug, entry.family)
    pictures = pictures_of(get_session(), entry.id)
    return _as_json(twin.device_twin(shelf, entry, drafts[slug], drafts.get(entry.family or ""), pictures))


@blueprint.get("/devices/<slug>/owner")
def owner(slug: str) -> str | Response:
    """“I own this”; a family asks which version."""
    shelf, session = current(), get_session()
    if slug in shelf.families and shelf.families[slug].kind != "cartridge":
        return render_template("products/owner_family.html", page=which_version(shelf, shelf.families[slug]))
    entry = shelf.by_slug(slug)
    if entry is None or entry.kind == "cartridge":
        return _elsewhere(slug, "/owner")
    drafts = _drafts(slug, entry.family)
    family, since = drafts.get(entry.family or ""), request.args.get("since")
    page = owner_page(session, shelf, entry, drafts[slug], family, since, clock.today())
    return render_template("products/owner.html", page=page)


@blueprint.get("/cartridges")
def cartridges() -> str:
    number = request.args.get("page", "1")
    page = cartridge.cartridges_page(current(), int(number) if number.isdecimal() and len(number) < 6 else 1)
    return render_template("products/cartridges.html", page=page)


@blueprint.get("/cartridges/<slug>", endpoint="cartridge")
def show_cartridge(slug: str) -> str | Response:
    if is_of_the_past():
        return as_it_was("/cartridges", slug)
    shelf = current()
    entry = shelf.by_slug(slug)
    if entry is None or entry.kind != "cartridge":
        return _elsewhere(slug)
    drafts = _drafts(slug, entry.family)
    page = cartridge.cartridge_page(
        shelf,
        entry,
        drafts[slug],
        drafts.get(entry.family or ""),
        current_evidence(),
        beside.current().of_cartridge(entry, shelf),
        pictures_of(get_session(), entry.id),
    )
    return render_template("products/cartridge.html", page=page)


@blueprint.get("/cartridges/<slug>.json")
def cartridge_json(slug: str) -> str | Response:
    if is_of_the_past():
        return as_it_was("/cartridges", slug, ".json")
    shelf = current()
    entry = shelf.by_slug(slug)
    if entry is None or entry.kind != "cartridge":
        return _elsewhere(slug, ".json")
    drafts = _drafts(slug, entry.family)
    pictures = pictures_of(get_session(), entry.id)
    return _as_json(twin.device_twin(shelf, entry, drafts[slug], drafts.get(entry.family or ""), pictures))


@blueprint.get("/brands/<slug>")
def brand(slug: str) -> str | Response:
    shelf, session = current(), get_session()
    if slug not in shelf.brands:
        renamed = queries.brand_by_former_slug(session, slug)
        return _moved(f"/brands/{renamed.slug}") if renamed else abort(404)
    page = brand_page(shelf, shelf.brands[slug], read_layers(session))
    return render_template("products/brand.html", page=page)


def _as_json(data: twin.Json) -> Response:
    """In the order written, not by name, so that a reader meets the device before its details."""
    return Response(msgspec.json.encode(data), content_type="application/json")


def _drafts(*slugs: str | None) -> dict[str, ProductDraft]:
    """The stored state of these products, families included, by slug."""
    session = get_session()
    ids = queries.ids_by_slug(session, Product, [slug for slug in slugs if slug])
    return {draft.slug: draft for draft in queries.drafts(session, list(ids.values())).values()}


def _elsewhere(slug: str, ending: str = "") -> Response:
    """The address a product has now; 404 for a name that nothing has or had, 410 for what was taken down."""
    if _is_taken_down(slug):
        abort(410, "This product was taken off the catalogue. What was public of it stays in its history.")
    named = _named(slug)
    if named and ending == "/owner" and named.startswith("/cartridges/"):
        ending = ""
    return _moved(f"{named}{ending}") if named else abort(404)


def _is_taken_down(slug: str) -> bool:
    session = get_session()
    product = queries.product_by_slug(session, slug) or queries.product_by_former_slug(session, slug)
    return product is not None and not product.is_published


def _named(slug: str) -> str | None:
    shelf = current()
    if entry := shelf.by_slug(slug):
        return address(entry.kind, slug)
    if known := shelf.families.get(slug):
        return address(known.kind, slug)
    product = queries.product_by_former_slug(get_session(), slug)
    return address(product.kind, product.slug) if product else None


def _moved(path: str) -> Response:
    """301, the query kept."""
    query = request.query_string.decode()
    return redirect(f"{path}?{query}" if query else path, 301)

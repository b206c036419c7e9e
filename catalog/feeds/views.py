"""Feeds of any filter and of any device."""

from flask import Blueprint, Response, abort, current_app, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from catalog.db import get_session
from catalog.feeds import queries
from catalog.feeds.atom import MOST_ITEMS, Feed, Item, write_atom
from catalog.finder.asking import asked
from catalog.finder.current import current as current_index
from catalog.finder.facets import labels_of
from catalog.finder.filters import Filters
from catalog.finder.words import heading
from catalog.products import queries as products
from catalog.shelf import Shelf, current

blueprint = Blueprint("feeds", __name__)


@blueprint.get("/devices.atom")
def devices() -> BaseResponse:
    """The devices that match the filters, each with its newest change."""
    filters, shelf, session = asked(), current(), get_session()
    left_out = "".join(f" Left out: {part.message}" for part in filters.ignored)
    # The list itself is asked: neither its page, its order nor its view is part of what is watched.
    filters = Filters(filters.conditions)
    with current_index() as index:
        result = index.query(filters, 1)
        matches = {index.entry(position).id for position in result.match}
        title = heading(filters, labels_of(index))
    changes = queries.latest_of_each(session, matches.__contains__, MOST_ITEMS)
    query = filters.canonical()
    return _atom(
        Feed(
            title=title,
            subtitle=f"{len(matches):,} found; each with what last changed.{left_out}",
            path=f"/devices?{query}" if query else "/devices",
            own_path=f"/devices.atom?{query}" if query else "/devices.atom",
            author=current_app.config["SITE_NAME"],
            empty_at=queries.first_change(session),
            items=_items(shelf, changes),
        )
    )


@blueprint.get("/devices/<slug>.atom")
def device(slug: str) -> BaseResponse:
    """What changed about one device, newest first."""
    shelf, session = current(), get_session()
    entry = shelf.by_slug(slug)
    if entry is None or entry.kind == "cartridge":
        renamed = products.product_by_former_slug(session, slug)
        return redirect(f"/devices/{renamed.slug}.atom", 301) if renamed else abort(404)
    return _atom(
        Feed(
            title=shelf.title(entry),
            subtitle="What changed about this device.",
            path=f"/devices/{slug}",
            own_path=f"/devices/{slug}.atom",
            author=current_app.config["SITE_NAME"],
            empty_at=queries.first_change(session),
            items=_items(shelf, queries.changes_of(session, entry.id, MOST_ITEMS)),
        )
    )


def _items(shelf: Shelf, changes: list[queries.ProductChange]) -> list[Item]:
    wanted = {change.product_id for change in changes}
    entries = {entry.id: entry for entry in shelf if entry.id in wanted}
    items = []
    for change in changes:
        entry = entries[change.product_id]
        length = shelf.cell(entry, "needle_length")
        known = f" Needle length: {length.text}." if length.is_known else ""
        title, path = shelf.title(entry), f"/devices/{entry.slug}"
        items.append(Item(change.number, change.at, title, path, change.words + known))
    return items


def _atom(feed: Feed) -> Response:
    return Response(write_atom(feed, request.host_url.rstrip("/")), mimetype="application/atom+xml")

"""Feeds: of any filter and of any device, of texts, of the evidence; and the list of them."""

from flask import Blueprint, Response, abort, current_app, redirect, render_template
from werkzeug.wrappers import Response as BaseResponse

from catalog.db import get_session
from catalog.feeds import queries
from catalog.feeds.atom import MOST_ITEMS, Feed, Item, write_atom
from catalog.feeds.pages import evidence, texts
from catalog.feeds.pages.listed import EVIDENCE, feeds_page, url_of
from catalog.finder.asking import asked
from catalog.finder.current import current as current_index
from catalog.finder.facets import labels_of
from catalog.finder.filters import Filters
from catalog.finder.words import heading
from catalog.history import moments
from catalog.pages.site_root import site_root
from catalog.products import queries as products
from catalog.shelf import Shelf, current

blueprint = Blueprint("feeds", __name__)


@blueprint.get("/feeds")
def index() -> str:
    return render_template("feeds/index.html", page=feeds_page())


@blueprint.get("/feeds/reviews.atom", defaults={"name": "reviews"}, endpoint="reviews")
@blueprint.get("/feeds/articles.atom", defaults={"name": "articles"}, endpoint="articles")
@blueprint.get("/feeds/comparisons.atom", defaults={"name": "comparisons"}, endpoint="comparisons")
def text_feed(name: str) -> Response:
    """The texts of a kind, the one that changed last first."""
    session, feed = get_session(), texts.TEXTS[name]
    return _atom(
        Feed(
            title=feed.title,
            subtitle=feed.subtitle,
            path=feed.path,
            own_path=url_of(name),
            author=current_app.config["SITE_NAME"],
            empty_at=queries.first_change(session),
            items=texts.items(session, moments.current(), feed),
            of=feed.kind,
        )
    )


@blueprint.get("/feeds/evidence.atom", endpoint="evidence")
def evidence_feed() -> Response:
    """What changed in what studies say, the newest first."""
    session = get_session()
    return _atom(
        Feed(
            title=EVIDENCE.title,
            subtitle=EVIDENCE.words,
            path=EVIDENCE.page,
            own_path=EVIDENCE.url,
            author=current_app.config["SITE_NAME"],
            empty_at=queries.first_change(session),
            items=evidence.items(session),
        )
    )


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
    return Response(write_atom(feed, site_root()), mimetype="application/atom+xml")

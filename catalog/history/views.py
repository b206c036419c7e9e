"""`…/history` of every public thing, as page and as JSON; `/corrections` and its feed."""

from __future__ import annotations

import msgspec
from flask import Blueprint, Response, abort, current_app, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from catalog.db import get_session
from catalog.feeds.atom import MOST_ITEMS, Feed, Item, write_atom
from catalog.feeds.queries import first_change
from catalog.history.corrections import corrections as found_corrections
from catalog.history.gone import thing_gone
from catalog.history.pages.corrections import corrections_page, in_words
from catalog.history.pages.timeline import TimelinePage, timeline, timeline_json
from catalog.history.things import PLACES, thing_at
from catalog.pages.site_root import site_root
from catalog.shelf import current

blueprint = Blueprint("history", __name__)


def history(slug: str, place: str) -> str | BaseResponse:
    page = _page(slug, place)
    return render_template("history/timeline.html", page=page) if isinstance(page, TimelinePage) else page


def history_json(slug: str, place: str) -> BaseResponse:
    page = _page(slug, place, ".json")
    if not isinstance(page, TimelinePage):
        return page
    data = timeline_json(page, current().version)
    return Response(msgspec.json.encode(data), content_type="application/json")


for _place in PLACES:
    _given = {"place": _place}
    blueprint.add_url_rule(f"{_place}/<slug>/history", view_func=history, defaults=_given)
    blueprint.add_url_rule(f"{_place}/<slug>/history.json", view_func=history_json, defaults=_given)


@blueprint.get("/corrections")
def corrections() -> str:
    page = corrections_page(get_session(), current().sources, page_number())
    return render_template("history/corrections.html", page=page)


@blueprint.get("/corrections.atom", endpoint="corrections_atom_as_before")
@blueprint.get("/feeds/corrections.atom", endpoint="corrections_atom")
def corrections_atom() -> Response:
    """The newest corrections, each with the history it stands in.

    Both addresses answer: not every reader follows a redirect. The feed itself names the one it has today.
    """
    session, shelf = get_session(), current()
    newest = in_words(session, found_corrections(session)[:MOST_ITEMS], shelf.sources)
    feed = Feed(
        title="Corrections",
        subtitle="What stood on this site and is another thing now.",
        path="/corrections",
        own_path="/feeds/corrections.atom",
        author=current_app.config["SITE_NAME"],
        empty_at=first_change(session),
        items=[Item(one.number, one.at, one.title, one.history, one.words) for one in newest],
        of="correction",
    )
    body = write_atom(feed, site_root())
    return Response(body, mimetype="application/atom+xml")


def _page(slug: str, place: str, ending: str = "") -> TimelinePage | BaseResponse:
    """The history of what has this address; 301 to the address it has now."""
    session, shelf = get_session(), current()
    thing = thing_at(session, place, slug) or thing_gone(session, place, slug)
    if thing is None:
        abort(404)
    if thing.url != f"{place}/{slug}":
        return redirect(f"{thing.url}/history{ending}", 301)
    return timeline(session, thing, shelf.sources, page_number())


def page_number() -> int:
    """``?page=``, 1 for what is no number."""
    typed = request.args.get("page", "1")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else 1

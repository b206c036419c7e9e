"""Pinning a comparison, and what has been pinned: `/compare/s/<key>` and its twins."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, abort, current_app, redirect, render_template, request
from werkzeug.exceptions import TooManyRequests
from werkzeug.wrappers import Response as BaseResponse

from catalog import clock
from catalog.compare import pinned_twins, queries, snapshots
from catalog.compare.models import Snapshot
from catalog.compare.pinning import WINDOW, TooManyPinsError, pin
from catalog.compare.reading import Pinned, reading
from catalog.compare.since import Since, since
from catalog.compare.tray import renamed
from catalog.db import get_database, get_session
from catalog.finder.conditions import TooMany
from catalog.pages import addresses, appearance
from catalog.pages.site_root import site_root
from catalog.shelf import current
from catalog.visitors import visitor

blueprint = Blueprint("pinned", __name__)

FOR_EVER = "public, max-age=31536000, immutable"
"""The bytes under a key cannot become others."""


@dataclass(frozen=True)
class PinnedPage:
    """A comparison as it was, and what is different today."""

    pinned: Pinned
    since: Since


@blueprint.post("/compare/pin")
def make() -> BaseResponse:
    if not appearance.is_from_here(request):
        abort(400, "This form was sent from another site.")
    query = request.form.get("query", "")
    if len(query.encode(errors="replace")) > addresses.LONGEST:
        abort(400, "That is more than the address of a comparison can hold.")
    secret = current_app.extensions["settings"].secret
    try:
        asked = snapshots.asked_in(query)
        asked = snapshots.asked_in(query, renamed(asked.slugs))
        body = snapshots.body_of(snapshots.document(current(), asked))
        key = _pinned(body, visitor(request.remote_addr, secret, clock.today()))
    except (TooMany, snapshots.NothingToPinError) as error:
        abort(400, str(error))
    except TooManyPinsError as error:
        raise TooManyRequests(str(error), retry_after=int(WINDOW.total_seconds())) from error
    response = redirect(f"/compare/s/{key}", 303)
    response.headers["Cache-Control"] = "no-store"
    return response


def _pinned(body: str, made_by: str) -> str:
    """The key of what is kept, committed. Only what is new waits for its turn to write."""
    with get_database().reader() as session:
        if kept := queries.snapshot(session, snapshots.key_of(body)):
            return kept.key
    writing = get_session()
    key = pin(writing, body, made_by)
    writing.commit()
    return key


@blueprint.get("/compare/s/<key>")
def show(key: str) -> str:
    pinned = _reading(key)
    page = PinnedPage(pinned, since(get_session(), current(), pinned))
    return render_template("compare/pinned.html", page=page)


@blueprint.get("/compare/s/<key>.json")
def show_json(key: str) -> Response:
    """The very bytes whose digest is the key. Only these are promised for ever; pages grow prettier."""
    response = Response(_kept(key).body, mimetype="application/json")
    response.headers["Cache-Control"] = FOR_EVER
    return response


@blueprint.get("/compare/s/<key>.csv")
def show_csv(key: str) -> Response:
    pinned = _reading(key)
    return _twin(pinned_twins.csv(pinned), "text/csv", pinned_twins.file_name(pinned, "csv"))


@blueprint.get("/compare/s/<key>.md")
def show_markdown(key: str) -> Response:
    pinned = _reading(key)
    text = pinned_twins.markdown(pinned, site_root())
    return _twin(text, "text/markdown", pinned_twins.file_name(pinned, "md"))


def _kept(key: str) -> Snapshot:
    kept, database = queries.snapshot(get_session(), key), get_database()
    if kept is None and database.has_replica:
        # Whoever has just pinned is led here, perhaps before the replica has heard of it.
        with database.latest() as session:
            kept = queries.snapshot(session, key)
    if kept is None:
        abort(404, "Nothing is pinned under this address.")
    return kept


def _reading(key: str) -> Pinned:
    return reading(key, snapshots.read(_kept(key)))


def _twin(text: str, mimetype: str, name: str) -> Response:
    return Response(
        text, mimetype=mimetype, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )

"""Claims: `/claims` and the page of each, and the same as JSON."""

from __future__ import annotations

import msgspec
from flask import Blueprint, Response, abort, render_template

from catalog.claims import queries
from catalog.claims.models import Claim
from catalog.claims.pages import claim_page, claims_json, claims_page, one_claim_json
from catalog.claims.twins import Json
from catalog.db import get_session

blueprint = Blueprint("claims", __name__)


@blueprint.get("/claims")
def index() -> str:
    return render_template("claims/index.html", page=claims_page(get_session()))


@blueprint.get("/claims.json")
def index_json() -> Response:
    return _as_json(claims_json(get_session()))


@blueprint.get("/claims/<slug>")
def show(slug: str) -> str:
    claim = _claim(slug)
    return render_template("claims/show.html", page=claim_page(get_session(), claim))


@blueprint.get("/claims/<slug>.json")
def show_json(slug: str) -> Response:
    return _as_json(one_claim_json(get_session(), _claim(slug)))


def _claim(slug: str) -> Claim:
    # PostgreSQL refuses to be asked for what it cannot store, and no slug is anything but ASCII.
    found = queries.claim(get_session(), slug) if slug.isascii() and slug.isprintable() else None
    return found or abort(
        404, "There is no such claim. All claims that were checked are listed under /claims."
    )


def _as_json(data: Json) -> Response:
    """In the order written."""
    return Response(msgspec.json.encode(data), content_type="application/json")

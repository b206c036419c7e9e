"""Concerns: `/for` and the page of each, both also as data."""

from __future__ import annotations

import msgspec
from flask import Blueprint, Response, abort, render_template

from catalog.changes.queries import changed_on
from catalog.db import get_session

from . import queries
from .evidence import evidence_of
from .listing import links
from .models import Concern
from .pages import concern_page, concerns_page
from .twins import Json, concern_json, listed_json

blueprint = Blueprint("concerns", __name__)


@blueprint.get("/for")
def index() -> str:
    return render_template("concerns/index.html", page=concerns_page(get_session()))


@blueprint.get("/for.json")
def index_json() -> Response:
    return _as_json(listed_json(links(get_session())))


@blueprint.get("/for/<slug>")
def show(slug: str) -> str:
    page = concern_page(get_session(), _concern(slug))
    return render_template("concerns/show.html", page=page)


@blueprint.get("/for/<slug>.json")
def show_json(slug: str) -> Response:
    session, concern = get_session(), _concern(slug)
    seen = evidence_of(session, concern)
    changed = changed_on(session, "concern", concern.id or 0)
    return _as_json(concern_json(concern, changed, seen.grade, seen.types, seen.tested, seen.studies))


def _concern(slug: str) -> Concern:
    return queries.concern(get_session(), slug) or abort(404)


def _as_json(data: Json) -> Response:
    return Response(msgspec.json.encode(data), content_type="application/json")

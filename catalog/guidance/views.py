"""Who says what about needle lengths: `/guidance` and its twin."""

from __future__ import annotations

import json

from flask import Blueprint, Response, render_template

from catalog.db import get_session
from catalog.guidance.pages import guidance_json, guidance_page
from catalog.guidance.queries import guidance

blueprint = Blueprint("guidance", __name__)


@blueprint.get("/guidance")
def index() -> str:
    return render_template("guidance/index.html", page=guidance_page(guidance(get_session())))


@blueprint.get("/guidance.json")
def index_json() -> Response:
    document = guidance_json(guidance(get_session()))
    return Response(json.dumps(document, ensure_ascii=False), mimetype="application/json")

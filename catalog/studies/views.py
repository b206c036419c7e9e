"""Studies: `/studies`, the page of each, and their references as files."""

from __future__ import annotations

import json
from collections.abc import Iterable
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, render_template, request

from catalog.db import get_session
from catalog.science import queries
from catalog.science.models import Study
from catalog.science.reference import reference_of
from catalog.shelf.keeper import current
from catalog.studies.asked import Asked
from catalog.studies.pages import one_study_json, studies_json, studies_page, study_page
from catalog.studies.twins import EXPORTS, Json

blueprint = Blueprint("studies", __name__)


@blueprint.get("/studies")
def index() -> str:
    return render_template("studies/index.html", page=studies_page(get_session(), asked()))


@blueprint.get("/studies.json")
def index_json() -> Response:
    return _as_json(studies_json(get_session(), asked()))


@blueprint.get("/studies.bib", defaults={"ending": "bib"})
@blueprint.get("/studies.ris", defaults={"ending": "ris"})
@blueprint.get("/studies.csl.json", defaults={"ending": "csl.json"})
def index_references(ending: str) -> Response:
    """The references of the studies asked for; what of the address was not understood is in a header."""
    state = asked()
    response = _as_file("studies", ending, filter(state.has, queries.studies(get_session())))
    if state.ignored:
        # As the list of devices does: percent-encoded it is one line, whatever was typed.
        left_out = [(one.parameter, one.value) for one in state.ignored]
        response.headers["Catalogue-Ignored"] = urlencode(left_out)
    return response


@blueprint.get("/studies/<slug>")
def show(slug: str) -> str:
    session = get_session()
    return render_template("studies/show.html", page=study_page(session, current(), known(slug)))


@blueprint.get("/studies/<slug>.json")
def show_json(slug: str) -> Response:
    return _as_json(one_study_json(get_session(), known(slug)))


@blueprint.get("/studies/<slug>.bib", defaults={"ending": "bib"})
@blueprint.get("/studies/<slug>.ris", defaults={"ending": "ris"})
@blueprint.get("/studies/<slug>.csl.json", defaults={"ending": "csl.json"})
def show_reference(slug: str, ending: str) -> Response:
    return _as_file(slug, ending, [known(slug)])


def asked() -> Asked:
    """The state of the query string."""
    return Asked.from_args(request.args)


def known(slug: str) -> Study:
    """The study of this slug, else 404."""
    return queries.study(get_session(), slug) or abort(404)


def _as_json(document: Json) -> Response:
    return Response(json.dumps(document, ensure_ascii=False), mimetype="application/json")


def _as_file(name: str, ending: str, studies: Iterable[Study]) -> Response:
    export = EXPORTS[ending]
    text = export.write(map(reference_of, studies))
    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
    return Response(text, content_type=f"{export.media_type}; charset=utf-8", headers=headers)

"""`/api/v1`: each list and each thing; `/openapi.json` describes it, and `/api` explains it."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

import msgspec
from flask import Blueprint, Response, current_app, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from catalog import clock
from catalog.config import Settings
from catalog.db import get_session
from catalog.pages import errors
from catalog.pages.errors import ErrorPage
from catalog.pages.site_root import site_root
from catalog.search.current import current as search_index
from catalog.shelf import current

from . import answering, asked, problems, searching
from .description import EXPOSED, ROOT, description
from .pages import RESOURCES
from .pages.documentation import documentation
from .pages.index import index_json
from .problems import RefusedError
from .replays import Replays
from .resource import REGISTRY_OF_TODAY, Resource

blueprint = Blueprint("api", __name__)
blueprint.record(lambda setup: setup.app.extensions.setdefault(answering.REPLAYS, Replays()))
_HERE: Final = (ROOT, "/openapi.json")
_CORS: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": ", ".join(EXPOSED),
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_PREFLIGHT: Final = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


@blueprint.get(ROOT)
def index() -> Response:
    _nothing_asked()
    return _as_json(index_json(get_session(), current(), _settings()))


@blueprint.get("/openapi.json")
def openapi() -> Response:
    _nothing_asked()
    return _as_json(description(RESOURCES.values(), _settings()))


@blueprint.get("/api")
def explained() -> str:
    """The documentation, made of the same description."""
    page = documentation(get_session(), current(), RESOURCES, _settings(), site_root())
    return render_template("api/index.html", page=page)


def many(resource: Resource) -> Response:
    """A page of a list."""
    takes = {one.parameter.name: one.takes for one in resource.filters}
    wanted = asked.read(request.args, answering.list_parameters(resource), takes, _never(resource))
    answer = answering.listed(get_session(), current(), resource, wanted, clock.today())
    response = _as_json(answer)
    if following := answer["links"].get("next"):
        response.headers["Link"] = f'<{following}>; rel="next"'
    return response


def one(resource: Resource, slug: str) -> BaseResponse:
    """One thing; 301 to the name that it has now."""
    wanted = asked.read(request.args, answering.item_parameters(resource), {}, _never(resource))
    session = get_session()
    try:
        if not answering.is_name(slug):
            raise RefusedError(404, "not-found", f"No {resource.noun} is called so.")
        return _as_json(answering.item(session, current(), resource, slug, wanted, clock.today()))
    except RefusedError as refused:
        if refused.kind != "not-found" or not answering.is_name(slug) or not resource.moved:
            raise
        now = resource.moved(session, slug)
        if now is None or now == slug:
            raise
    query = request.query_string.decode("ascii", "replace")
    response = redirect(f"{resource.path}/{now}{'?' if query else ''}{query}", 301)
    response.set_data(b"")
    return response


@blueprint.get(searching.PATH)
def search() -> Response:
    """What is found for some words, today."""
    wanted = asked.read(request.args, searching.PARAMETERS, searching.TAKES, searching.NEVER)
    with search_index() as index:
        return _as_json(searching.search_json(index, current(), wanted))


for _resource in RESOURCES.values():
    blueprint.add_url_rule(_resource.path, _resource.endpoint, partial(many, _resource))
    if _resource.one:
        blueprint.add_url_rule(
            f"{_resource.path}/<slug>", f"{_resource.endpoint}_one", partial(one, _resource)
        )


@blueprint.errorhandler(RefusedError)
def refuse(refused: RefusedError) -> Response:
    return _as_problem(problems.of_error(refused))


@blueprint.after_app_request
def open_to_all(response: Response) -> Response:
    """Any page of any site may read this: it is the same for everybody, and nobody is signed in here."""
    if _is_here():
        response.headers.update(_CORS)
        if request.method == "OPTIONS":
            response.headers.update(_PREFLIGHT)
    return response


def in_problems(page: ErrorPage) -> Response | None:
    """An error at one of these addresses, in the form that programs read."""
    return _as_problem(problems.of_status(page.code, page.words)) if _is_here() else None


errors.shapes.append(in_problems)


def _nothing_asked() -> None:
    asked.read(request.args, (), {})


def _never(resource: Resource) -> dict[str, str]:
    return {} if resource.has_as_of else {"as_of": REGISTRY_OF_TODAY}


def _is_here() -> bool:
    return request.path in _HERE or request.path.startswith(f"{ROOT}/")


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings


def _as_json(data: Any) -> Response:
    return Response(msgspec.json.encode(data), content_type="application/json")


def _as_problem(problem: problems.Problem) -> Response:
    body = problems.encoded(problem)
    return Response(body, problem.status, content_type=problems.MEDIA_TYPE)

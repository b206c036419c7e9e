"""The description of the API (OpenAPI 3.1), made of its resources and of the shapes of their answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec

from catalog.config import Settings

from .answering import item_parameters, list_parameters
from .asked import Parameter
from .problems import MEDIA_TYPE, Problem, as_data, problem
from .resource import Resource
from .searching import ABOUT as ABOUT_SEARCH
from .searching import PARAMETERS as SEARCH_TAKES
from .searching import PATH as SEARCH
from .shapes.common import SCHEMAS, Absent, Many, One
from .shapes.evidence import Grade, Limit, LookedThrough
from .shapes.log import Index
from .shapes.products import CitedSource
from .shapes.searching import Search
from .shapes.texts import Points

Json = dict[str, Any]
ROOT: Final = "/api/v1"
EXPOSED: Final = ("Catalogue-Version", "ETag", "Link", "Location")
"""Headers that scripts of other sites may read."""
_BESIDE: Final = (Absent, CitedSource, Grade, Limit, LookedThrough, Points)
"""Shapes that others refer to by name."""
_ABOUT: Final = """Everything that is public here, for programs: read-only, without a key.

- What is not known says why: `{"state": "not_published"}`. Nothing is ever null, and no text is empty.
- Numbers are whole numbers of the base unit that stands beside them, µm for lengths.
- Every answer carries the version of the catalogue it is of; `as_of` asks for an earlier one.
- Lists are walked by `links.next`; a walk stays within the version in which it began.
- What is wrong is said as problem details (RFC 9457), with the parameter concerned.
- Any site may read it (CORS); answers have an `ETag`: ask again with `If-None-Match`.
"""

_HEADERS: Final[Mapping[str, tuple[str, Json]]] = {
    "ETag": ("Names this answer; sent back as `If-None-Match`, it is answered by 304.", {"type": "string"}),
    "Catalogue-Version": (
        "The newest version of the catalogue that the answer knows of.",
        {"type": "string", "pattern": "^[0-9]+$"},
    ),
    "Cache-Control": ("Who may keep it, and for how long.", {"type": "string"}),
    "Access-Control-Allow-Origin": ("Any site may read it.", {"type": "string", "const": "*"}),
    "Link": ("The page that follows, as `rel=next`; not there on the last one.", {"type": "string"}),
    "Location": ("Where it is now.", {"type": "string"}),
    "Allow": ("The methods that this address answers.", {"type": "string"}),
    "Retry-After": ("Seconds after which it is worth another try.", {"type": "string"}),
}
_ALWAYS: Final = ("ETag", "Catalogue-Version", "Cache-Control", "Access-Control-Allow-Origin")
_PROBLEMS: Final[Mapping[str, tuple[str, str, str, tuple[str, ...]]]] = {
    "400": ("BadRequest", "A parameter that is not known, or cannot be read.", "unknown-parameter", ()),
    "404": (
        "NotFound",
        "Nothing has this name, at this time; or no list gave out the cursor.",
        "not-found",
        (),
    ),
    "405": ("NotAllowed", "This address is for reading.", "not-allowed", ("Allow",)),
    "410": (
        "Gone",
        "It was taken off the catalogue; what was public of it stays in its history.",
        "gone",
        (),
    ),
    "500": ("Broken", "A fault of ours.", "broken", ()),
    "503": ("Resting", "The catalogue cannot be read just now.", "resting", ("Retry-After",)),
}
"""Status → name, what it means, the kind of problem in the example, headers."""


def description(resources: Iterable[Resource], settings: Settings) -> Json:
    """The whole description; the same for the same code and settings."""
    every = list(resources)
    frames = {
        (one.name, is_list): Many[one.listed] if is_list else One[one.item]  # type: ignore[name-defined]
        for one in every
        for is_list in (True, False)
        if is_list or one.one
    }
    found, schemas = msgspec.json.schema_components(
        [*frames.values(), Index, Problem, Search, *_BESIDE], ref_template=f"{SCHEMAS}{{name}}"
    )
    shapes = dict(zip(frames, found, strict=False))
    index, refused, search = found[len(frames) : len(frames) + 3]
    licence = {
        "license": {"name": settings.licence, **_if(url=settings.licence_url)} if settings.licence else None
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{settings.site_name}: open data",
            "version": "1",
            "summary": "The catalogue of microneedling devices, and the evidence beside it.",
            "description": _ABOUT,
            **_if(**licence),
        },
        "servers": [{"url": "/", "description": "This site."}],
        "externalDocs": {"url": "/api", "description": "The same, to be read."},
        "tags": [
            {"name": "index", "description": "Where everything stands."},
            {"name": "search", "description": ABOUT_SEARCH},
            *({"name": one.name, "description": one.about} for one in every),
        ],
        "paths": {
            ROOT: {"get": _operation("index", "What there is.", index, (), (), "index")},
            SEARCH: {"get": _operation("search", ABOUT_SEARCH, search, SEARCH_TAKES, (), "search")},
            **{path: found for one in every for path, found in _paths(one, shapes).items()},
        },
        "components": {
            "schemas": schemas,
            "headers": {
                name: {"description": words, "schema": schema} for name, (words, schema) in _HEADERS.items()
            },
            "responses": {
                name: _problem_response(status, words, kind, headers, refused)
                for status, (name, words, kind, headers) in _PROBLEMS.items()
            }
            | {
                "NotModified": {
                    "description": "It is as you have it.",
                    "headers": _headers(_ALWAYS),
                },
                "Moved": {
                    "description": "It has another address now.",
                    "headers": _headers(("Location", "Access-Control-Allow-Origin")),
                },
            },
        },
    }


def _paths(one: Resource, shapes: Mapping[tuple[str, bool], Json]) -> Json:
    a = "an" if one.noun[0] in "aeiou" else "a"
    found: Json = {
        one.path: {
            "get": _operation(
                f"list_{one.endpoint}",
                one.about,
                shapes[one.name, True],
                list_parameters(one),
                ("Link",),
                one.name,
            )
        }
    }
    if one.one:
        named = {
            "name": "slug",
            "in": "path",
            "required": True,
            "description": f"What names the {one.noun} in addresses.",
            "schema": {"type": "string", "minLength": 1},
            **_if(example=one.example),
        }
        get = _operation(
            f"get_{one.endpoint}",
            f"{a.capitalize()} {one.noun}, whole.",
            shapes[one.name, False],
            item_parameters(one),
            (),
            one.name,
        )
        get["parameters"] = [named, *get["parameters"]]
        get["responses"]["410"] = {"$ref": "#/components/responses/Gone"}
        found[f"{one.path}/{{slug}}"] = {"get": get}
    return found


def _operation(
    name: str,
    about: str,
    schema: Json,
    parameters: Iterable[Parameter],
    headers: tuple[str, ...],
    tag: str,
) -> Json:
    return {
        "operationId": name,
        "summary": about,
        "tags": [tag],
        "parameters": [
            *map(_parameter, parameters),
            {
                "name": "If-None-Match",
                "in": "header",
                "description": "The `ETag` of the answer that you have.",
                "required": False,
                "schema": {"type": "string"},
            },
        ],
        "responses": {
            "200": {
                "description": "The answer.",
                "headers": _headers((*_ALWAYS, *headers)),
                "content": {"application/json": {"schema": schema}},
            },
            "301": {"$ref": "#/components/responses/Moved"},
            "304": {"$ref": "#/components/responses/NotModified"},
            **{
                status: {"$ref": f"#/components/responses/{value[0]}"}
                for status, value in _PROBLEMS.items()
                if status != "410"
            },
        },
    }


def _parameter(one: Parameter) -> Json:
    return {
        "name": one.name,
        "in": "query",
        "description": one.description,
        "required": one.is_required,
        "schema": dict(one.schema),
        **({} if one.example is None else {"example": one.example}),
    }


def _problem_response(status: str, words: str, kind: str, headers: tuple[str, ...], schema: Json) -> Json:
    example = as_data(problem(int(status), kind, words))
    return {
        "description": words,
        "headers": _headers(("Access-Control-Allow-Origin", *headers)),
        "content": {MEDIA_TYPE: {"schema": schema, "example": example}},
    }


def _headers(names: Iterable[str]) -> Json:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _if(**values: Any) -> Json:
    return {name: value for name, value in values.items() if value}

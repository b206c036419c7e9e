"""`/api`: the same description, to be read, with answers of this very catalogue."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlmodel import Session

from catalog import clock
from catalog.api import answering, problems
from catalog.api.asked import USUAL, Asked
from catalog.api.description import ROOT, description
from catalog.api.pages.index import index_json, licence_json
from catalog.api.resource import Json, Moment, Resource
from catalog.api.searching import ABOUT, NEVER, PATH
from catalog.api.shapes.common import STATES
from catalog.config import Settings
from catalog.dates import show_date
from catalog.shelf.shelf import Shelf

_SCHEMA: Final = "#/components/schemas/"
_LINES: Final = 60
"""Lines of an example; what is longer is cut, and says so."""


@dataclass(frozen=True)
class Piece:
    """Part of what a field may be: words, and the shape they lead to on the page, "" for none."""

    text: str
    shape: str = ""


@dataclass(frozen=True)
class FieldLine:
    """A field of a shape; ``is_always``: it is never left out."""

    name: str
    what: tuple[Piece, ...]
    words: str
    is_always: bool


@dataclass(frozen=True)
class ShapeLines:
    """A shape that answers are made of."""

    name: str
    words: str
    fields: tuple[FieldLine, ...]


@dataclass(frozen=True)
class ParameterLine:
    """A parameter: what it may be, and what it does."""

    name: str
    what: str
    words: str


@dataclass(frozen=True)
class OperationLines:
    """One address: "GET /api/v1/studies", a line for a shell, and its parameters; ``shape`` what comes."""

    path: str
    curl: str
    shape: str
    parameters: tuple[ParameterLine, ...]


@dataclass(frozen=True)
class ResourceLines:
    """A kind of thing: its addresses, and what an earlier version of it cannot say."""

    name: str
    about: str
    total: str
    operations: tuple[OperationLines, ...]
    cannot_say: tuple[str, ...]


@dataclass(frozen=True)
class Example:
    """A question and its answer, now; ``is_cut``: more follows."""

    title: str
    curl: str
    body: str
    is_cut: bool


@dataclass(frozen=True)
class DocumentationPage:
    """``problems`` and ``states``: name → words."""

    root: str
    version: int
    day: str
    licence: str
    licence_url: str
    examples: tuple[Example, ...]
    states: Mapping[str, str]
    problems: Mapping[str, str]
    resources: tuple[ResourceLines, ...]
    shapes: tuple[ShapeLines, ...]


def documentation(
    session: Session, shelf: Shelf, resources: Mapping[str, Resource], settings: Settings, host: str
) -> DocumentationPage:
    """The page. host: how an address of this site begins, "https://mtspen.com"."""
    described = description(resources.values(), settings)
    licence = licence_json(settings)
    return DocumentationPage(
        root=f"{host}{ROOT}",
        version=shelf.version,
        day=show_date(shelf.day.isoformat()),
        licence=licence["name"] if isinstance(licence["name"], str) else "",
        licence_url=licence.get("url", ""),
        examples=tuple(_examples(session, shelf, resources, settings, host)),
        states=STATES,
        problems=problems.TYPES,
        resources=tuple(_resources(session, shelf, resources, described, host)),
        shapes=tuple(_shapes(described["components"]["schemas"])),
    )


def _resources(
    session: Session, shelf: Shelf, resources: Mapping[str, Resource], described: Json, host: str
) -> Iterator[ResourceLines]:
    counted = answering.totals(session, shelf, list(resources.values()))
    search = _search(described, host)
    yield ResourceLines("search", ABOUT, "", (search,), tuple(NEVER.values()))
    for one in resources.values():
        paths = [path for path in (one.path, f"{one.path}/{{slug}}") if path in described["paths"]]
        total = f"{counted[one.name]:,}" if one.name in counted else ""
        operations = tuple(_operation(path, described["paths"][path]["get"], one, host) for path in paths)
        yield ResourceLines(one.name, one.about, total, operations, one.cannot_say)


def _search(described: Json, host: str) -> OperationLines:
    return _lines(PATH, described["paths"][PATH]["get"], f"{host}{PATH}?q=dermaroller")


def _operation(path: str, get: Json, one: Resource, host: str) -> OperationLines:
    return _lines(path, get, f"{host}{path.replace('{slug}', one.example or 'NAME')}")


def _lines(path: str, get: Json, asked: str) -> OperationLines:
    schema = get["responses"]["200"]["content"]["application/json"]["schema"]
    parameters = tuple(
        ParameterLine(p["name"], _words(_what(p["schema"])), p["description"])
        for p in get["parameters"]
        if p["in"] == "query"
    )
    return OperationLines(path, f"curl '{asked}'", schema["$ref"].removeprefix(_SCHEMA), parameters)


def _examples(
    session: Session, shelf: Shelf, resources: Mapping[str, Resource], settings: Settings, host: str
) -> Iterator[Example]:
    yield _example("What there is", ROOT, index_json(session, shelf, settings), host)
    yield _thing("A spec of the registry", session, shelf, resources["specs"], host)
    for name in ("products", "sources"):
        one = resources[name]
        moment = Moment(session, session, shelf, shelf.version, shelf.day.isoformat(), False)
        assert one.keys is not None
        if one.example in one.keys(moment, {}):
            yield _thing(f"A {one.noun}", session, shelf, one, host)
    refused = problems.problem(400, "unknown-parameter", "There is no parameter “limt”; …", "limt", "limit")
    yield _example("A question with a slip in it", f"{ROOT}/studies?limt=3", problems.as_data(refused), host)


def _thing(title: str, session: Session, shelf: Shelf, one: Resource, host: str) -> Example:
    found = answering.item(session, shelf, one, one.example, Asked(USUAL, None, "", {}), clock.today())
    return _example(title, f"{one.path}/{one.example}", found, host)


def _example(title: str, path: str, answer: Json, host: str) -> Example:
    lines = json.dumps(answer, indent=2, ensure_ascii=False).splitlines()
    return Example(title, f"curl '{host}{path}'", "\n".join(lines[:_LINES]), len(lines) > _LINES)


# -- shapes -----------------------------------------------------------------------------------------------


def _shapes(schemas: Mapping[str, Json]) -> Iterator[ShapeLines]:
    for name, schema in sorted(schemas.items()):
        required = schema.get("required", ())
        yield ShapeLines(
            name,
            schema.get("description", ""),
            tuple(
                FieldLine(key, tuple(_what(field)), field.get("description", ""), key in required)
                for key, field in schema.get("properties", {}).items()
            ),
        )


def _what(schema: Mapping[str, Any]) -> list[Piece]:
    """What a value may be, in words."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(_SCHEMA)
        return [Piece(name, name)]
    if several := schema.get("anyOf"):
        return _joined([_what(one) for one in several])
    if values := schema.get("enum"):
        return [Piece(", ".join(map(str, values)))]
    if schema.get("type") == "array":
        return [Piece("list of "), *_what(schema.get("items", {}))]
    if schema.get("type") == "object":
        of = schema.get("additionalProperties")
        return [Piece("object of "), *_what(of)] if isinstance(of, dict) and of else [Piece("object")]
    return [Piece(_plain(schema))]


def _plain(schema: Mapping[str, Any]) -> str:
    words = {"string": "text", "integer": "whole number", "boolean": "yes or no", "number": "number"}
    found = words.get(str(schema.get("type", "")), "any value")
    if schema.get("format") == "date":
        return "day"
    if "minimum" in schema and "maximum" in schema:
        return f"{found}, {schema['minimum']} to {schema['maximum']}"
    return found


def _joined(pieces: Sequence[list[Piece]]) -> list[Piece]:
    found: list[Piece] = []
    for number, some in enumerate(pieces):
        found += [Piece(" or "), *some] if number else some
    return found


def _words(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces)

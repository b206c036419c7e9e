"""`/openapi.json`: valid, complete, and true of every answer."""

import copy
from typing import Any

import jsonschema_rs
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

SHAPES = "#/components/schemas/"


@pytest.fixture
def described(rich):
    return rich.get("/openapi.json").get_json()


def strict(described: dict[str, Any]) -> dict[str, Any]:
    """The description with no field allowed that it does not name."""
    found = copy.deepcopy(described)
    for schema in found["components"]["schemas"].values():
        if "properties" in schema:
            schema["additionalProperties"] = False
    return found


def validator(described: dict[str, Any], schema: dict[str, Any]) -> Any:
    whole = {**schema, "components": strict(described)["components"]}
    return jsonschema_rs.Draft202012Validator(whole)


def schema_of(described: dict[str, Any], path: str) -> dict[str, Any]:
    answer = described["paths"][path]["get"]["responses"]["200"]
    found: dict[str, Any] = answer["content"]["application/json"]["schema"]
    return found


def test_it_keeps_to_the_standard(described):
    assert described["openapi"] == "3.1.0"
    OpenAPIV31SpecValidator(described).validate()


def test_it_has_every_address_and_no_other(described, rich_app):
    rules = {
        rule.rule.replace("<slug>", "{slug}")
        for rule in rich_app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1")
    }
    assert described["paths"].keys() == rules


def test_it_says_what_everything_is(described):
    silent = [name for name, one in described["components"]["schemas"].items() if not one.get("description")]
    silent += [
        f"{path}: {one['name']}"
        for path, item in described["paths"].items()
        for one in item["get"]["parameters"]
        if not one.get("description")
    ]
    silent += [path for path, item in described["paths"].items() if not item["get"].get("summary")]
    for kind in ("headers", "responses"):
        silent += [name for name, one in described["components"][kind].items() if not one.get("description")]
    assert silent == []
    names = [item["get"]["operationId"] for item in described["paths"].values()]
    assert len(names) == len(set(names))


def test_every_shape_is_used(described):
    named = set(_references(described["paths"])) | set(_references(described["components"]))
    assert {f"{SHAPES}{name}" for name in described["components"]["schemas"]} - named == set()


def _references(value: Any) -> Any:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for one in value.values():
            yield from _references(one)
    elif isinstance(value, list):
        for one in value:
            yield from _references(one)


def test_every_answer_is_as_described(described, answers):
    wrong = []
    for name, pages in answers.lists.items():
        check = validator(described, schema_of(described, f"/api/v1/{name}"))
        wrong += [f"{name}: {error}" for page in pages for error in _errors(check, page)]
    for name, things in answers.things.items():
        check = validator(described, schema_of(described, f"/api/v1/{name}/{{slug}}"))
        wrong += [f"{name}/{slug}: {e}" for slug, thing in things.items() for e in _errors(check, thing)]
    assert wrong[:10] == []


def _errors(check: Any, answer: Any) -> list[str]:
    return [f"{list(error.instance_path)} {error.message[:200]}" for error in check.iter_errors(answer)]


def test_the_index_is_as_described(described, rich):
    check = validator(described, schema_of(described, "/api/v1"))
    assert _errors(check, rich.get("/api/v1").get_json()) == []


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/studies?limt=3", 400),
        ("/api/v1/studies?as_of=1999-01-01", 404),
        ("/api/v1/nothing", 404),
        ("/api/v1/studies/nobody", 404),
    ],
)
def test_every_problem_is_as_described(described, rich, address, status):
    response = rich.get(address)
    assert (response.status_code, response.mimetype) == (status, "application/problem+json")
    check = validator(described, {"$ref": f"{SHAPES}Problem"})
    assert _errors(check, response.get_json()) == []


def test_a_field_that_nobody_described_is_noticed(described, answers):
    check = validator(described, schema_of(described, "/api/v1/sources"))
    page = copy.deepcopy(answers.lists["sources"][0])
    page["data"][0]["secret"] = 1
    assert _errors(check, page)

"""`/api/v1/search`: what the search of the site finds, for programs."""

import jsonschema_rs
import pytest

from tests.api.test_absences import absences
from tests.api.test_description import schema_of, validator


@pytest.mark.parametrize(
    "query", ["q=acne", "q=dermaroler", "q=0.5+mm+roller", "q=zzzzqqq", "q=%F0%9F%98%80"]
)
def test_answers_are_as_described(rich, query):
    described = rich.get("/openapi.json").get_json()
    answer = rich.get(f"/api/v1/search?{query}").get_json()
    check = validator(described, schema_of(described, "/api/v1/search"))
    assert isinstance(check, jsonschema_rs.Draft202012Validator)
    assert [error.message for error in check.iter_errors(answer)] == []
    assert list(absences(answer)) == []


def test_it_finds_what_the_page_finds(rich):
    page = rich.get("/search.json?q=acne").get_json()
    answer = rich.get("/api/v1/search?q=acne&limit=5").get_json()
    counts = [{group["kind"]: group["count"] for group in one["groups"]} for one in (page, answer)]
    assert counts[0] == counts[1]
    assert page["total"] == answer["total"]


def test_a_correction_is_said_and_can_be_refused(rich):
    assert rich.get("/api/v1/search?q=dermaroler").get_json()["corrected"] == "dermaroller"
    assert "corrected" not in rich.get("/api/v1/search?q=dermaroler&exact=yes").get_json()


def test_only_one_kind_and_so_many(rich):
    answer = rich.get("/api/v1/search?q=acne&kind=study&limit=2").get_json()
    assert [group["kind"] for group in answer["groups"]] == ["study"]
    assert len(answer["groups"][0]["hits"]) == 2
    assert answer["groups"][0]["count"] > 2


@pytest.mark.parametrize(
    ("query", "parameter"),
    [("", "q"), ("q=", "q"), ("q=" + "a" * 201, "q"), ("q=a&kind=pen", "kind"), ("q=a&as_of=3", "as_of"),
     ("q=a&exact=1", "exact"), ("q=a&limit=0", "limit"), ("q=a&cursor=x", "cursor")],
)  # fmt: skip
def test_what_cannot_be_searched_is_refused(rich, query, parameter):
    problem = rich.get(f"/api/v1/search?{query}").get_json()
    assert (problem["status"], problem["parameter"]) == (400, parameter)

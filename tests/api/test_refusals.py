"""Hostile and mistaken questions: a problem that names what is wrong, never an error of ours."""

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

PLACES = ("/api/v1", "/api/v1/products", "/api/v1/products/exceed", "/api/v1/changes", "/api/v1/specs/noise")


@pytest.mark.parametrize(
    ("address", "parameter", "nearest"),
    [
        ("/api/v1/studies?limt=3", "limt", "limit"),
        ("/api/v1/studies?LIMIT=3", "LIMIT", "limit"),
        ("/api/v1/studies?asof=3", "asof", "as_of"),
        ("/api/v1/products?kinds=pen", "kinds", "kind"),
        ("/api/v1/products/exceed?as-of=3", "as-of", "as_of"),
        ("/api/v1?page=2", "page", None),
        ("/openapi.json?x=1", "x", None),
        ("/api/v1/studies?=3", "", None),
    ],
)
def test_an_unknown_parameter_is_named_with_the_nearest_known(rich, address, parameter, nearest):
    problem = rich.get(address).get_json()
    assert (problem["status"], problem["type"]) == (400, "/api#problem-unknown-parameter")
    assert problem.get("parameter", "") == parameter
    assert problem.get("nearest") == nearest
    if nearest:
        assert f"“{nearest}”" in problem["detail"]


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=-1", "limit"),
        ("limit=1e2", "limit"),
        ("limit=", "limit"),
        ("limit=%D9%A1", "limit"),
        ("limit=1&limit=2", "limit"),
        ("kind=brush", "kind"),
        ("kind=", "kind"),
        ("brand=Dr.%20Pen", "brand"),
        ("brand=" + "a" * 121, "brand"),
        ("as_of=x", "as_of"),
    ],
)
def test_a_value_that_cannot_be_read_is_named(rich, query, parameter):
    problem = rich.get(f"/api/v1/products?{query}").get_json()
    assert (problem["status"], problem["type"]) == (400, "/api#problem-bad-parameter")
    assert problem["parameter"] == parameter


def test_a_brand_that_nobody_has_has_no_products(rich):
    page = rich.get("/api/v1/products?brand=nobody").get_json()
    assert (page["data"], page["total"]) == ([], 0)


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/nothing",
        "/api/v1/products/",
        "/api/v1/products/exceed/specs",
        "/api/v1/corrections/1",
        "/api/v2",
    ],
)
def test_an_unknown_address_is_a_problem(rich, address):
    response = rich.get(address)
    assert response.status_code == 404
    expected = "text/html" if address == "/api/v2" else "application/problem+json"
    assert response.mimetype == expected


@pytest.mark.parametrize(
    "slug",
    ["nobody", "%00", "%FF", "ä", "a" * 5000, "..", "'; DROP TABLE product; --", "%0a", "1e9", "-1", "９"],
)
@pytest.mark.parametrize(
    "name", ["products", "studies", "changes", "specs", "methods", "pictures", "authors"]
)
def test_a_name_that_nothing_has_is_a_problem(rich, name, slug):
    response = rich.get(f"/api/v1/{name}/{slug}")
    assert response.status_code in (400, 404), response.text
    assert response.mimetype == "application/problem+json"
    then = rich.get(f"/api/v1/{name}/{slug}?as_of=5")
    assert then.status_code in (400, 404)


@pytest.mark.parametrize("query", ["%00", "%", "%zz=1", "a=%ff", "limit=" + "9" * 9000, "&&&", "limit=1&%FF"])
@pytest.mark.parametrize("place", PLACES)
def test_a_query_that_cannot_be_read_is_a_problem(rich, place, query):
    response = rich.get(f"{place}?{query}")
    assert response.status_code == (200 if query == "&&&" else 400)
    assert response.mimetype in ("application/problem+json", "application/json")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
@pytest.mark.parametrize("place", [*PLACES, "/openapi.json"])
def test_other_methods_are_not_allowed(rich, place, method):
    response = rich.open(place, method=method, data=b"{}")
    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert response.get_json()["type"] == "/api#problem-not-allowed"
    assert response.headers["Access-Control-Allow-Origin"] == "*"


@settings(max_examples=60, derandomize=True, deadline=None)
@given(
    st.sampled_from(PLACES),
    st.lists(
        st.tuples(
            st.sampled_from(["limit", "cursor", "as_of", "kind", "brand"]) | st.text(max_size=6),
            st.text(max_size=20) | st.integers().map(str),
        ),
        max_size=4,
    ),
)
def test_no_query_breaks_anything(rich_app, place, pairs):
    client: FlaskClient = rich_app.test_client()
    response = client.get(place, query_string=[(name, value) for name, value in pairs])
    assert response.status_code < 500
    assert response.mimetype == (
        "application/json" if response.status_code == 200 else "application/problem+json"
    )


def test_a_fault_of_ours_is_a_problem_without_detail(own_app, monkeypatch):
    own_app.testing = False
    own_app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setattr("catalog.api.views.index_json", lambda *_: 1 / 0)
    response = own_app.test_client().get("/api/v1")
    assert (response.status_code, response.mimetype) == (500, "application/problem+json")
    assert response.get_json()["type"] == "/api#problem-broken"
    assert "ZeroDivision" not in response.text

"""The API as HTTP has it: conditional questions, heads, options, other sites, compression, the page cache."""

import gzip
import shutil

import brotli
import pytest

from tests.conftest import _running
from tests.factories import catalogue, make_device

EXPOSED = {"Catalogue-Version", "ETag", "Link", "Location"}
PLACES = ("/api/v1", "/api/v1/studies", "/api/v1/products/exceed", "/api/v1/changes/1", "/openapi.json")


@pytest.mark.parametrize("place", PLACES)
def test_what_has_not_changed_is_not_sent_again(rich, place):
    first = rich.get(place)
    tag = first.headers["ETag"]
    assert first.headers["Catalogue-Version"] in tag
    again = rich.get(place, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == tag
    # Without it, a page of another site could not see that nothing has changed.
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    assert rich.get(place, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize("place", [*PLACES, "/api/v1/nothing", "/api/v1/studies?x=1"])
def test_a_head_is_a_get_without_its_body(rich, place):
    got, head = rich.get(place), rich.head(place)
    assert head.data == b""
    assert head.status_code == got.status_code
    assert dict(head.headers) == dict(got.headers)


@pytest.mark.parametrize("place", [*PLACES, "/api/v1/nothing", "/api/v1/studies?x=1"])
def test_any_site_may_read_it(rich, place):
    response = rich.get(place, headers={"Origin": "https://elsewhere.example"})
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers
    assert set(response.headers["Access-Control-Expose-Headers"].split(", ")) == EXPOSED
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize("place", PLACES)
def test_options_say_what_may_be_asked(rich, place):
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "GET"}
    response = rich.options(place, headers=asked)
    assert response.status_code in (200, 204)
    assert response.data == b""
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in response.headers["Access-Control-Allow-Headers"]
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_pages_stay_closed_to_other_sites(rich):
    response = rich.get("/devices/exceed")
    assert "Access-Control-Allow-Origin" not in response.headers
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("place", PLACES)
def test_no_cookie_is_set_and_none_is_looked_at(rich_app, place):
    client = rich_app.test_client()
    plain = client.get(place)
    assert "Set-Cookie" not in plain.headers
    client.set_cookie("whatever", "1")
    client.set_cookie("theme", "dark")
    assert client.get(place).data == plain.data


def test_answers_are_compressed(rich):
    plain = rich.get("/api/v1/products").data
    by_gzip = rich.get("/api/v1/products", headers={"Accept-Encoding": "gzip"})
    by_brotli = rich.get("/api/v1/products", headers={"Accept-Encoding": "br"})
    assert gzip.decompress(by_gzip.data) == plain == brotli.decompress(by_brotli.data)
    assert len(by_brotli.data) < len(plain) / 5


def test_an_answer_is_kept_until_the_catalogue_changes(own_rich_app):
    client = own_rich_app.test_client()
    client.get("/api/v1/products?limit=3")
    kept = own_rich_app.extensions["page_cache"].store.size
    first = client.get("/api/v1/products?limit=3")
    assert own_rich_app.extensions["page_cache"].store.size == kept
    with catalogue(own_rich_app) as session:
        make_device(session, "aaa-made-up")
    second = client.get("/api/v1/products?limit=3")
    assert second.get_json()["version"] > first.get_json()["version"]
    assert second.get_json()["data"][0]["slug"] == "aaa-made-up"
    assert second.headers["ETag"] != first.headers["ETag"]


def test_the_version_is_in_the_header_of_every_answer(rich):
    newest = str(rich.get("/api/v1").get_json()["version"])
    for place in (*PLACES, "/api/v1/studies?as_of=3"):
        assert rich.get(place).headers["Catalogue-Version"] == newest


def test_a_catalogue_without_anything_answers_with_empty_lists(client):
    index = client.get("/api/v1").get_json()
    assert index["version"] == 0
    for one in index["resources"]:
        page = client.get(one["list"]).get_json()
        if one["name"] != "specs":
            assert page["data"] == [], one["name"]


def test_a_licence_is_stated_where_there_is_one(settings, empty_file):
    settings.folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(empty_file, settings.folder / "catalog.sqlite3")
    stated = settings.model_copy(
        update={"licence": "A made-up licence", "licence_url": "https://example.org/licence"}
    )
    for app in _running(stated):
        client = app.test_client()
        said = {"name": "A made-up licence", "url": "https://example.org/licence"}
        assert client.get("/api/v1").get_json()["licence"] == said
        assert client.get("/openapi.json").get_json()["info"]["license"] == said
        assert "A made-up licence" in client.get("/api").text


def test_no_licence_is_made_up(rich):
    assert rich.get("/api/v1").get_json()["licence"] == {"name": {"state": "not_stated"}}
    assert "license" not in rich.get("/openapi.json").get_json()["info"]
    assert "the owner of this site has given none" in rich.get("/api").text


def test_statements_do_not_grow_with_what_is_listed(rich_app, count_of):
    for one in rich_app.test_client().get("/api/v1").get_json()["resources"]:
        few, many = (count_of(rich_app, f"{one['list']}?limit={limit}") for limit in (2, 99))
        # The log has a statement a kind of thing in it.
        assert many <= few + (30 if one["name"] == "changes" else 2), (one["name"], few, many)

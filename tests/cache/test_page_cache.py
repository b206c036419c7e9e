"""A page is made once for each state of the catalogue, day, address, look and encoding."""

import gzip

import brotli

PUBLIC = "public, max-age=0, s-maxage=1, must-revalidate"


def test_a_page_is_made_once_and_sent_again_as_it_was(client, made) -> None:
    first, second = client.get("/list"), client.get("/list")
    assert made["list"] == 1
    assert second.data == first.data
    assert dict(second.headers) == dict(first.headers)
    assert first.headers["Cache-Control"] == PUBLIC
    assert first.headers["Catalogue-Version"] == "0"
    assert first.headers["ETag"].startswith('"0-')
    assert set(first.headers["Vary"].split(", ")) == {"Accept-Encoding", "Cookie"}


def test_an_edit_makes_every_page_anew(client, made, edit) -> None:
    old = client.get("/list")
    edit()
    new = client.get("/list")
    assert made["list"] == 2
    assert new.headers["Catalogue-Version"] == "1"
    assert new.headers["ETag"] != old.headers["ETag"]


def test_a_page_that_was_overtaken_by_an_edit_is_not_kept(app, client, made, edit) -> None:
    @app.get("/slow")
    def slow():
        edit()
        client.get("/list")
        return "slow"

    assert client.get("/slow").headers["Catalogue-Version"] == "0"
    client.get("/list")
    assert made["list"] == 1
    assert client.get("/slow").headers["Catalogue-Version"] == "1"


def test_a_page_is_of_the_version_it_names_though_an_edit_came_between(
    client, app, edit, monkeypatch
) -> None:
    cache = app.extensions["page_cache"]
    asked_before_the_edit = cache._newest()
    edit()
    with monkeypatch.context() as slow:
        slow.setattr(cache, "_newest", lambda: asked_before_the_edit)
        first = client.get("/devices.json")
    assert first.headers["Catalogue-Version"] == str(first.json["version"]) == "1"
    assert client.get("/devices.json").headers["ETag"] == first.headers["ETag"]


def test_a_new_day_makes_every_page_anew(client, made, at_time) -> None:
    at_time(2026, 3, 1, 23, 59)
    client.get("/list")
    at_time(2026, 3, 2, 0, 0)
    client.get("/list")
    assert made["list"] == 2


def test_addresses_hosts_and_looks_are_kept_apart(client, made) -> None:
    answers = [
        client.get("/list").data,
        client.get("/list?kind=pen").data,
        client.get("/list", headers={"Host": "elsewhere.example"}).data,
        client.get("/list", headers={"Cookie": "theme=dark"}).data,
    ]
    assert len(set(answers)) == made["list"] == 4


def test_a_theme_nobody_offers_is_the_default_and_takes_no_place(client, made, app) -> None:
    client.get("/list", headers={"Cookie": "theme=dark"})
    size = app.extensions["page_cache"].store.size
    for n in range(5):
        client.get("/list", headers={"Cookie": f"theme=x{n}"})
    assert made["list"] == 2
    assert app.extensions["page_cache"].store.size < size * 2.1


def test_a_client_that_has_the_page_gets_304_without_a_body(client, made) -> None:
    etag = client.get("/list").headers["ETag"]
    for header in (etag, f'"other", W/{etag}', "*"):
        answer = client.get("/list", headers={"If-None-Match": header})
        assert answer.status_code == 304
        assert answer.data == b""
        assert answer.headers["ETag"] == etag
        assert answer.headers["Cache-Control"] == PUBLIC
        assert "Content-Type" not in answer.headers
    assert client.get("/list", headers={"If-None-Match": '"other"'}).status_code == 200


def test_even_a_page_that_was_not_kept_can_be_304(client, made) -> None:
    headers = {"If-None-Match": client.get("/varies").headers["ETag"]}
    assert client.get("/varies", headers=headers).status_code == 304


def test_brotli_is_preferred_and_a_refusal_heeded(client, made) -> None:
    plain = client.get("/list").data
    for accepted, encoding in (
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("*", "br"),
        ("identity", None),
        ("br;q=0, gzip;q=0, *;q=0", None),
        ("nonsense;;q=,", None),
    ):
        answer = client.get("/list", headers={"Accept-Encoding": accepted})
        assert answer.headers.get("Content-Encoding") == encoding, accepted
        decode = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
        assert decode(answer.data) == plain
        assert answer.content_length == len(answer.data)


def test_each_encoding_has_an_etag_of_its_own(client, made) -> None:
    etags = {
        client.get("/list", headers={"Accept-Encoding": name}).headers["ETag"] for name in ("br", "gzip", "")
    }
    assert len(etags) == 3


def test_head_is_get_without_the_body(client, made) -> None:
    for headers in ({}, {"Accept-Encoding": "br"}):
        head, got = client.head("/list", headers=headers), client.get("/list", headers=headers)
        assert head.data == b""
        assert dict(head.headers) == dict(got.headers)
    assert made["list"] == 2


def test_a_visitor_with_another_cookie_gets_a_private_page_of_their_own(client, made) -> None:
    client.get("/list")
    for headers in (
        {"Cookie": "session=abc"},
        {"Cookie": "theme=dark; session=abc"},
        {"Authorization": "Bearer x"},
    ):
        answer = client.get("/list", headers={**headers, "Accept-Encoding": "br"})
        assert answer.headers["Cache-Control"] == "private, no-cache"
        assert "ETag" not in answer.headers
        assert "Content-Encoding" not in answer.headers
    assert made["list"] == 4


def test_a_page_that_sets_a_cookie_is_private_and_never_kept(client, made) -> None:
    for _ in range(2):
        answer = client.get("/remember")
        assert answer.headers["Cache-Control"] == "private, no-cache"
    assert made["remember"] == 2


def test_a_room_can_opt_out(client, made) -> None:
    for _ in range(2):
        assert client.get("/backroom").headers["Cache-Control"] == "private, no-cache"
    assert made["desk"] == 2


def test_a_page_that_varies_with_something_else_is_not_kept(client, made) -> None:
    assert client.get("/varies").data == b"whole"
    assert client.get("/varies", headers={"X-Part": "1"}).data == b"part"


def test_redirects_are_kept_and_errors_are_not(client, made, app) -> None:
    for _ in range(2):
        assert client.get("/old").headers["Cache-Control"] == PUBLIC
    assert made["old"] == 1
    size = app.extensions["page_cache"].store.size
    assert client.get("/nowhere").status_code == 404
    assert app.extensions["page_cache"].store.size == size


def test_a_fault_is_kept_by_nobody(client, made, app) -> None:
    app.testing = False
    answer = client.get("/broken")
    assert answer.status_code == 500
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_least_used_go_when_there_is_no_room(client, made, app) -> None:
    store = app.extensions["page_cache"].store
    client.get("/list?0")
    store._limit = store.size * 10
    for n in range(1, 30):
        client.get(f"/list?{n}")
        client.get("/list?0")
        assert store.size <= store._limit
    assert made["list"] == 30
    client.get("/list?1")
    assert made["list"] == 31


def test_a_post_is_never_answered_from_the_cache(client, made) -> None:
    client.get("/list")
    assert client.post("/list").status_code == 405

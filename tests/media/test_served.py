"""`/media/…`: files by the digest of their bytes, for good; nothing else is served there."""

from __future__ import annotations

from hashlib import sha256

import pytest

from catalog.media.store import Store, StoreError
from tests.media.conftest import state


@pytest.fixture
def names(app, library):
    library(1)
    with app.extensions["database"].reader() as session:
        return sorted(state(session)[1])


def test_a_file_is_served_as_what_it_is_and_kept_for_good(client, names):
    for name in names:
        answer = client.get(f"/media/{name}")
        digest, _, format = name.partition(".")
        assert answer.status_code == 200
        assert sha256(answer.data).hexdigest() == digest
        assert answer.headers["Content-Type"] == f"image/{format}"
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["ETag"] == f'"{digest}"'
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in answer.headers
        assert "Vary" not in answer.headers
        assert "Content-Encoding" not in answer.headers


def test_who_holds_a_file_is_told_so_at_every_version(app, client, names, library):
    digest = names[0].partition(".")[0]
    library(2)
    answer = client.get(f"/media/{names[0]}", headers={"If-None-Match": f'"{digest}"'})
    assert (answer.status_code, answer.data) == (304, b"")
    assert answer.headers["ETag"] == f'"{digest}"'
    other = client.get(f"/media/{names[0]}", headers={"If-None-Match": '"else"'})
    assert other.status_code == 200


def test_the_head_of_a_file_says_what_the_file_does(client, names):
    whole, head = client.get(f"/media/{names[0]}"), client.head(f"/media/{names[0]}")
    assert head.data == b""
    assert head.headers["Content-Length"] == str(len(whole.data))


@pytest.mark.parametrize(
    "name",
    [
        "a" * 64 + ".webp", "a" * 64 + ".png", "a" * 63 + ".webp", "A" * 64 + ".webp", "a" * 64 + ".webp\n",
        "..%2fcatalog.sqlite3", "%2e%2e%2fsecret_key", "../secret_key", "..", "", "%00.webp", "nothing",
        "٣" * 64 + ".webp", "*.webp",
    ],
)  # fmt: skip
def test_nothing_else_is_served(client, names, name):
    for headers in ({}, {"If-None-Match": "*"}):
        # Large letters lead to small ones first, as everywhere.
        answer = client.get(f"/media/{name}", headers=headers, follow_redirects=True)
        assert answer.status_code == 404


def test_the_page_cache_keeps_no_picture(app, client, names):
    store = app.extensions["page_cache"].store
    client.get("/about")
    before = store.size
    for name in names:
        client.get(f"/media/{name}")
    assert store.size == before > 0


def test_a_store_that_is_away_is_no_picture_that_is_gone(app, client, names, settings, monkeypatch):
    def away(*_):
        raise StoreError("The store of pictures does not answer.")

    monkeypatch.setattr(Store, "get", away)
    answer = client.get(f"/media/{names[0]}")
    assert answer.status_code == 503
    assert answer.headers["Cache-Control"] == "no-store"

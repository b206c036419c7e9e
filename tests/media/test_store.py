"""The store: a folder, memory, and a service that speaks S3."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

import pytest

from catalog.config import Settings
from catalog.media.store import Store, StoreError


class Bucket(BaseHTTPRequestHandler):
    """As much of S3 as pictures need.

    AWS S3 API reference: PutObject, GetObject, DeleteObjects, ListObjectsV2.
    """

    objects: dict[str, bytes]
    asked: list[tuple[str, str, str]]

    def do_PUT(self) -> None:
        self.objects[self._key()] = self.rfile.read(int(self.headers["Content-Length"]))
        self._send(200, b"", ETag='"1"')

    def do_GET(self) -> None:
        if "list-type" in parse_qs(urlsplit(self.path).query):
            return self._list()
        found = self.objects.get(self._key())
        return (
            self._send(404, b"<Error><Code>NoSuchKey</Code></Error>") if found is None else self._give(found)
        )

    def do_POST(self) -> None:
        """Deletes; a key that is not there counts as deleted."""
        wanted = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._key()
        keys = re.findall(r"<Key>(.*?)</Key>", wanted)
        for key in keys:
            self.objects.pop(f"/pictures/{key}", None)
        deleted = "".join(f"<Deleted><Key>{key}</Key></Deleted>" for key in keys)
        self._send(200, f"<DeleteResult>{deleted}</DeleteResult>".encode())

    def _key(self) -> str:
        self.asked.append((self.command, self.path, self.headers.get("Authorization", "")))
        return unquote(urlsplit(self.path).path)

    def _give(self, found: bytes) -> None:
        moment = {"ETag": '"1"', "Last-Modified": "Wed, 25 Nov 2026 10:00:00 GMT"}
        self._send(200, found, **moment)

    def _list(self) -> None:
        prefix = parse_qs(urlsplit(self.path).query).get("prefix", [""])[0]
        self._key()
        entries = "".join(
            f"<Contents><Key>{escape(key.removeprefix('/pictures/'))}</Key><Size>{len(body)}</Size>"
            "<LastModified>2026-11-25T10:00:00.000Z</LastModified><ETag>1</ETag></Contents>"
            for key, body in sorted(self.objects.items())
            if key.removeprefix("/pictures/").startswith(prefix)
        )
        body = f"<ListBucketResult><IsTruncated>false</IsTruncated>{entries}</ListBucketResult>"
        self._send(200, body.encode())

    def _send(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: Any) -> None:
        pass


@pytest.fixture
def service() -> Iterator[Any]:
    """An empty bucket “pictures”: its handler's class, with `address`."""
    handler: Any = type("OwnBucket", (Bucket,), {"objects": {}, "asked": [], "protocol_version": "HTTP/1.1"})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    handler.address = f"http://127.0.0.1:{server.server_port}"
    yield handler
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def s3(service: Any, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "made-up-key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "made-up-secret")
    monkeypatch.setenv("AWS_REGION", "eu-central-1")
    return Settings(media_url="s3://pictures/site", media_endpoint=service.address)


@pytest.fixture(params=["folder", "memory", "s3"])
def store(request: pytest.FixtureRequest, settings: Settings) -> Store:
    if request.param == "s3":
        return Store(request.getfixturevalue("s3"))
    return Store(settings if request.param == "folder" else Settings(media_url="memory:///"))


def names(store: Store) -> list[str]:
    return sorted(one.name for one in store.found())


def test_what_is_put_is_there_until_it_is_removed(store):
    assert (store.get("a.webp"), names(store)) == (None, [])
    store.put("a.webp", b"one")
    store.put("b.avif", b"two" * 100_000)
    store.put("a.webp", b"one")
    assert (store.get("a.webp"), store.get("b.avif")) == (b"one", b"two" * 100_000)
    assert names(store) == ["a.webp", "b.avif"]
    assert all(one.at.tzinfo for one in store.found())
    store.remove(["a.webp", "never-there.avif"])
    assert names(store) == ["b.avif"]
    assert store.get("a.webp") is None


def test_the_service_is_asked_at_its_own_address_below_its_folder_and_signed(service, s3):
    Store(s3).put("a.webp", b"one")
    assert list(service.objects) == ["/pictures/site/a.webp"]
    method, path, signed = service.asked[0]
    assert (method, path) == ("PUT", "/pictures/site/a.webp")
    assert "Credential=made-up-key/" in signed
    assert "/eu-central-1/s3/" in signed


def test_a_folder_holds_whole_files_under_their_names(settings):
    store = Store(settings)
    store.put("a.webp", b"one")
    assert {path.name: path.read_bytes() for path in (settings.folder / "media").iterdir()} == {
        "a.webp": b"one"
    }


def test_a_folder_elsewhere_can_be_named(settings, tmp_path):
    elsewhere = tmp_path / "pictures of ours"
    store = Store(settings.model_copy(update={"media_url": elsewhere.as_uri()}))
    store.put("a.webp", b"one")
    assert (elsewhere / "a.webp").read_bytes() == b"one"


@pytest.mark.parametrize("address", ["ftp://somewhere/x", "nonsense", "s3://"])
def test_an_address_that_leads_to_no_store_is_told(address):
    with pytest.raises(StoreError, match="CATALOG_MEDIA_URL leads to no store"):
        Store(Settings(media_url=address))


def test_a_service_that_is_away_is_told(s3, service, monkeypatch):
    monkeypatch.setattr("catalog.media.store._RETRY", {"max_retries": 0})
    away = Store(s3.model_copy(update={"media_endpoint": "http://127.0.0.1:1"}))
    for ask in (
        lambda: away.get("a"),
        lambda: away.put("a", b""),
        lambda: away.remove(["a"]),
        lambda: names(away),
    ):
        with pytest.raises(StoreError, match="does not answer"):
            ask()


def test_a_folder_that_cannot_be_written_to_is_told(settings):
    settings.folder.mkdir(parents=True)
    (settings.folder / "media").write_text("no folder")
    with pytest.raises(StoreError):
        Store(settings).put("a", b"")

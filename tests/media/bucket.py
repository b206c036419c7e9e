"""A service that speaks S3, as far as pictures need it."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape


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


@contextmanager
def bucket() -> Iterator[Any]:
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

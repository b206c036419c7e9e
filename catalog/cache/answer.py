"""A finished response: bytes that can be sent again."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from werkzeug.datastructures import Headers
from werkzeug.http import parse_etags, unquote_etag

from .encoding import compress, is_compressible

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# RFC 9110 §15.4.5: what a 304 repeats of the response it stands for.
_REPEATED = (
    *("Cache-Control", "ETag", "Vary", "Catalogue-Version", "Content-Location", "Expires"),
    # Without them, a page of another site may not see that nothing has changed (Fetch, §4.9).
    *("Access-Control-Allow-Origin", "Access-Control-Expose-Headers", "Cross-Origin-Resource-Policy"),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the application answered. `size` is in bytes and counts what keeping it costs."""

    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    etag: str | None = None

    @property
    def code(self) -> int:
        return int(self.status[:3])

    @property
    def size(self) -> int:
        return len(self.body) + sum(len(name) + len(value) for name, value in self.headers) + 500

    def send(self, environ: "WSGIEnvironment", start: "StartResponse") -> list[bytes]:
        """The body, its absence for HEAD, or 304 where the client holds this very answer."""
        asked = environ.get("HTTP_IF_NONE_MATCH")
        if self.etag and asked and parse_etags(asked).contains_weak(self.etag):
            start("304 NOT MODIFIED", [pair for pair in self.headers if pair[0] in _REPEATED])
            return []
        start(self.status, list(self.headers))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [self.body]


def finished(
    app: "WSGIApplication", environ: "WSGIEnvironment", encoding: str, adorn: Callable[[int, Headers], None]
) -> Answer:
    """Ask the application and make one answer of it, encoded ("br", "gzip", "").

    adorn: called with the status code and the headers to add to. A 200 without one gets a strong ETag, of its
    content, its Catalogue-Version and its encoding: two encodings are two representations (RFC 9110
    §8.8.3.3).
    """
    status, headers, body = _collected(app, environ)
    adorn(int(status[:3]), headers)
    # Secrets that are compressed together with what somebody else sent can be guessed (BREACH): public only.
    is_public = "public" in headers.get("Cache-Control", "")
    encoded = is_public and "Content-Encoding" not in headers and is_compressible(headers, len(body))
    etag = None
    if is_public and status.startswith("200"):
        # What names its content itself stays under that name at every version: pictures do.
        etag = None if encoded else unquote_etag(headers.get("ETag"))[0]
        if etag is None:
            etag = f"{headers.get('Catalogue-Version', '')}-{sha256(body).hexdigest()[:20]}"
            etag += f"-{encoding}" if encoded and encoding else ""
            headers["ETag"] = f'"{etag}"'
    if encoded and encoding:
        body = compress(body, encoding)
        headers["Content-Encoding"] = encoding
    headers["Content-Length"] = str(len(body))
    return Answer(status, tuple(headers), body, etag)


def _collected(app: "WSGIApplication", environ: "WSGIEnvironment") -> tuple[str, Headers, bytes]:
    said: list[tuple[str, list[tuple[str, str]]]] = []
    written: list[bytes] = []

    def start(
        status: str, headers: list[tuple[str, str]], _exc_info: object = None
    ) -> Callable[[bytes], object]:
        said.append((status, headers))
        return written.append

    parts: Iterable[bytes] = app(environ, start)
    try:
        body = b"".join([*written, *parts])
    finally:
        if close := getattr(parts, "close", None):
            close()
    status, headers = said[-1]
    return status, Headers(headers), body

"""The page cache: WSGI middleware in front of the application."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from werkzeug.datastructures import Headers
from werkzeug.http import parse_cookie

from .. import clock
from ..changes.models import Head
from ..db import DatabaseTrouble
from .answer import finished
from .encoding import preferred
from .policy import decide, may_be_stored
from .store import Store

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class PageCache:
    """Answers an anonymous GET or HEAD with the bytes it got before, at the same version and on the same day.

    newest: the state of the catalogue. It is handed to the application as `catalog.head` in the environment,
    so that the page is made of the state it is kept under; one that says it is of a later one is not kept.
    cookies: those that tell nothing about a visitor, each with the values pages know: {"theme": ("dark",)}.
    limit: bytes kept; 0 keeps nothing and still compresses and compares. shared_max_age: seconds.
    passing: how addresses begin whose answers are as large as they like: they are handed on as they come, and
    say themselves who may keep them.
    """

    def __init__(
        self,
        app: "WSGIApplication",
        newest: Callable[[], Head],
        *,
        cookies: Mapping[str, Collection[str]],
        limit: int,
        shared_max_age: int,
        passing: tuple[str, ...] = (),
    ) -> None:
        self._app = app
        self._newest = newest
        self._cookies = cookies
        self._shared_max_age = shared_max_age
        self._passing = passing
        self.store = Store(limit)

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or self._passes(environ):
            return self._app(environ, start)
        try:
            head = self._newest()
        except DatabaseTrouble:
            # The application meets the same trouble and has words for it.
            return self._app(environ, start)
        look = self._look(environ)
        encoding = preferred(environ.get("HTTP_ACCEPT_ENCODING", ""))
        state = (head, clock.today())
        key = (*_address(environ), look, encoding)
        if look is not None and (kept := self.store.get(state, key)):
            return kept.send(environ, start)

        def adorn(code: int, headers: Headers) -> None:
            headers.setdefault("Catalogue-Version", str(head.version))
            decide(code, headers, anonymous=look is not None, shared_max_age=self._shared_max_age)

        # HEAD is GET without the body, to the last header.
        asked = environ | {"REQUEST_METHOD": "GET", "catalog.head": head}
        answer = finished(self._app, asked, encoding, adorn)
        headers = Headers(list(answer.headers))
        is_of_it = headers["Catalogue-Version"] == str(head.version)
        if look is not None and is_of_it and may_be_stored(answer.code, headers):
            self.store.put(state, key, answer)
        return answer.send(environ, start)

    def _passes(self, environ: "WSGIEnvironment") -> bool:
        return bool(self._passing) and environ.get("PATH_INFO", "").startswith(self._passing)

    def _look(self, environ: "WSGIEnvironment") -> tuple[str, ...] | None:
        """What the harmless cookies say; None for a visitor who may be someone."""
        if "HTTP_AUTHORIZATION" in environ:
            return None
        header = environ.get("HTTP_COOKIE")
        if not header:
            return ("",) * len(self._cookies)
        sent = parse_cookie(header)
        if any(name not in self._cookies for name in sent):
            return None
        return tuple(sent[name] if sent.get(name) in known else "" for name, known in self._cookies.items())


def _address(environ: "WSGIEnvironment") -> tuple[str, ...]:
    # Host and scheme too: pages name their own address, and nobody may plant one in another visitor's page.
    names = ("wsgi.url_scheme", "HTTP_HOST", "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING")
    return tuple(environ.get(name, "") for name in names)

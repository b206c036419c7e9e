"""What a reader sees when something went wrong: what happened, in words, and where to go from here."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, Response, current_app, render_template, request
from flask.globals import request_ctx
from werkzeug.exceptions import HTTPException, InternalServerError, default_exceptions
from werkzeug.wrappers import Response as BaseResponse

from ..db import DatabaseTrouble

NearNames = Callable[[str], list[tuple[str, str]]]

near_names: list[NearNames] = []
"""Rooms add functions here: an unknown address's text → [(name, url)] of what may be meant, best first."""

elsewhere: list[Callable[[], BaseResponse | None]] = []
"""Rooms add functions here: where what had this address is today, or None; asked where no page answers."""

keepers: list[Callable[[DatabaseTrouble], Response | None]] = []
"""Rooms add functions here: the page that keeps what was typed while nothing can be saved, or None."""

_MANY = 8
_RETRY_AFTER_S = "5"

KEPT = " What you typed is still in the form: your browser’s Back leads there. Make it shorter, then save."
"""Said at the desk of a text that was too much: the form itself was never read."""

_SAID = {
    400: ("This address cannot be read", "Something in it is not as it should be."),
    403: ("Not for you", "This page is not open to you."),
    404: ("There is no such page", "The address may have been mistyped, or the page never existed."),
    405: ("That cannot be done here", "This address answers other kinds of request."),
    410: ("Taken off the catalogue", "What was here is not shown any more."),
    413: ("That is too much", "What was sent is larger than this site takes."),
    500: ("Something broke", "The fault is ours, and it has been noted."),
    503: ("The catalogue is resting", "Please try again in a moment."),
}


@dataclass(frozen=True)
class ErrorPage:
    """code: of HTTP. words: what happened, in a sentence or two. near: names and addresses perhaps meant."""

    code: int
    heading: str
    words: str
    near: list[tuple[str, str]]


shapes: list[Callable[[ErrorPage], Response | None]] = []
"""Rooms add functions here: an error as their addresses answer it, None where the address is not theirs."""


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, show_error)
    app.register_error_handler(InternalServerError, show_fault)
    app.register_error_handler(DatabaseTrouble, show_trouble)


def show_error(error: HTTPException) -> BaseResponse:
    """Any error the HTTP standard has a number for, in the words of whoever raised it."""
    code = error.code or 500
    heading, words = _SAID.get(code, (error.name, "That did not work."))
    if error.description and error.description != default_exceptions.get(code, HTTPException).description:
        words = error.description
    if code == 404 and (moved := _elsewhere()):
        return moved
    if code == 413 and request.path.startswith("/desk"):
        words += KEPT
    near = _near(request.path) if code == 404 else []
    response = _response(ErrorPage(code, heading, words, near))
    for name, value in error.get_headers(request.environ):
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    return response


def show_fault(_error: InternalServerError) -> Response:
    """A fault of ours: Flask has logged it; the reader learns no detail."""
    return _response(ErrorPage(500, *_SAID[500], []))


def show_trouble(trouble: DatabaseTrouble) -> Response:
    current_app.logger.error("%s", trouble)
    kept = next((page for keeper in keepers if (page := _of(keeper, trouble))), None)
    response = kept or _response(ErrorPage(503, _SAID[503][0], trouble.sentence, []))
    response.headers["Retry-After"] = _RETRY_AFTER_S
    response.headers["Cache-Control"] = "no-store"
    return response


def _of(keeper: Callable[[DatabaseTrouble], Response | None], trouble: DatabaseTrouble) -> Response | None:
    try:
        return keeper(trouble)
    except Exception:
        # The page that keeps what was typed must not hide what is wrong.
        current_app.logger.exception("What was typed cannot be kept")
        return None


def _elsewhere() -> BaseResponse | None:
    try:
        return next((moved for find in elsewhere if (moved := find())), None)
    except Exception:
        # Help that fails must not turn a 404 into a 500.
        current_app.logger.exception("No old address of %r", request.path)
        return None


def _near(path: str) -> list[tuple[str, str]]:
    text = path.strip("/").rpartition("/")[2]
    found: dict[str, str] = {}
    for names in near_names:
        try:
            found |= {url: name for name, url in names(text) if url not in found}
        except Exception:
            # Help that fails must not turn a 404 into a 500.
            current_app.logger.exception("No names near %r", text)
    return [(name, url) for url, name in list(found.items())[:_MANY]]


def _response(page: ErrorPage) -> Response:
    if found := next((answer for shape in shapes if (answer := shape(page))), None):
        return found
    if request.path.endswith(".json"):
        body = json.dumps({"status": page.code, "message": page.words}, ensure_ascii=False)
        return Response(body, page.code, mimetype="application/json")
    if request_ctx.url_adapter is None:
        # Asked for under a name that is not ours: nothing here has an address.
        return _plain(page)
    try:
        html = render_template("pages/error.html", page=page)
    except Exception:
        # The page that says what broke needs nothing that can break.
        current_app.logger.exception("The error page cannot be shown")
        return _plain(page)
    return Response(html, page.code, mimetype="text/html")


def _plain(page: ErrorPage) -> Response:
    return Response(f"{page.heading}. {page.words}\n", page.code, mimetype="text/plain")

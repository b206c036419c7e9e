"""Who may keep a response, in words of `Cache-Control`."""

from flask import Response
from werkzeug.datastructures import Headers
from werkzeug.http import parse_set_header

PRIVATE = "private, no-cache"

# An error of the client is true for everybody who asks the same; one of the server may be over in a second.
_LASTING = {200, 301, 302, 303, 307, 308, 400, 404, 405, 410}


def private(response: Response) -> Response:
    """For `blueprint.after_request(private)`: nothing of this room is for everybody."""
    response.headers["Cache-Control"] = PRIVATE
    return response


def decide(code: int, headers: Headers, *, anonymous: bool, shared_max_age: int) -> None:
    """Say who may keep this response, where the page has not said it, and what it varies with."""
    if "no-store" in headers.get("Cache-Control", ""):
        # The page has said the most there is to say.
        pass
    elif "Set-Cookie" in headers:
        headers["Cache-Control"] = PRIVATE
    elif "Cache-Control" not in headers:
        if code not in _LASTING:
            headers["Cache-Control"] = "no-store"
        elif anonymous:
            headers["Cache-Control"] = f"public, max-age=0, s-maxage={shared_max_age}, must-revalidate"
        else:
            headers["Cache-Control"] = PRIVATE
    if "immutable" not in headers["Cache-Control"]:
        varies = parse_set_header(headers.get("Vary"))
        varies.update(("Accept-Encoding", "Cookie"))
        headers["Vary"] = varies.to_header()


def may_be_stored(code: int, headers: Headers) -> bool:
    """Whether this worker may answer the next visitor with it. An error is not worth a place."""
    varies = parse_set_header(headers.get("Vary")).as_set()
    control = headers.get("Cache-Control", "")
    return (
        code in (200, 301, 302, 308)
        and "public" in control
        and "immutable" not in control
        and varies <= {"accept-encoding", "cookie"}
    )

"""Addresses nobody's browser makes are refused at the door, in words; slips of the hand are led on."""

import re
from urllib.parse import quote, unquote_to_bytes

from flask import Flask, abort, redirect, request
from flask.globals import request_ctx
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

LONGEST = 8 * 1024
"""Bytes of a query string: more than any page's filters can say."""

_PLAIN = re.compile(r"[a-z0-9/.-]+")
_BROKEN_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")


def init_app(app: Flask) -> None:
    app.before_request(refuse_unreadable)
    app.before_request(lead_on)


def refuse_unreadable() -> None:
    """400 for a query string that is too long, has a NUL in it, or is not percent-encoded UTF-8; 404 for a
    path with a NUL.
    """
    if "\0" in request.path:
        # No thing has such a name, and PostgreSQL refuses to be asked for one.
        abort(404)
    if request.query_string and (fault := _fault(request.query_string)):
        # The page that says so must be able to name its own address.
        request.query_string = b""
        abort(400, fault)


def lead_on() -> Response | None:
    """301 from ``/Devices/`` to ``/devices``: every address is in small letters and ends without a slash."""
    tidy = request.path.rstrip("/").lower() or "/"
    if tidy == request.path or request.method not in ("GET", "HEAD") or not _is_page(tidy):
        return None
    query = request.query_string.decode()
    return redirect(f"{quote(tidy)}?{query}" if query else quote(tidy), 301)


def _is_page(path: str) -> bool:
    """Whether some page may have this address; one that browsers would take for a host is none."""
    adapter = request_ctx.url_adapter
    # Programs do not slip: what they ask for in capitals is asked for wrongly, and they are told so.
    if adapter is None or path.startswith(("//", "/static/", "/api/v1/")) or not _PLAIN.fullmatch(path):
        return False
    try:
        adapter.match(path, method="GET")
    except HTTPException:
        return False
    return True


def _fault(query: bytes) -> str | None:
    if len(query) > LONGEST:
        return "The question mark is followed by too much: 8 kB is the most this site reads."
    if _BROKEN_ESCAPE.search(query):
        return "A percent sign in this address is not followed by two hexadecimal digits."
    decoded = unquote_to_bytes(query)
    if b"\0" in decoded:
        return "There is a NUL character in this address."
    try:
        query.decode()
        decoded.decode()
    except UnicodeDecodeError:
        return "This address is not written in UTF-8."
    return None

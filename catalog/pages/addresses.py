"""Addresses nobody's browser makes are refused at the door, in words."""

import re
from urllib.parse import unquote_to_bytes

from flask import Flask, abort, request

LONGEST = 8 * 1024
"""Bytes of a query string: more than any page's filters can say."""

_BROKEN_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")


def init_app(app: Flask) -> None:
    app.before_request(refuse_unreadable)


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


def _fault(query: bytes) -> str | None:
    if len(query) > LONGEST:
        return "The question mark is followed by too much: 8 kB is the most this site reads."
    if _BROKEN_ESCAPE.search(query):
        return "A percent sign in this address is not followed by two hexadecimal digits."
    decoded = unquote_to_bytes(query)
    if b"\0" in decoded:
        return "There is a NUL character in this address."
    try:
        decoded.decode()
    except UnicodeDecodeError:
        return "This address is not written in UTF-8."
    return None

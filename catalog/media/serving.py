"""`/media/<digest>.<format>`: the files of pictures, as a cache in front may keep them for good."""

from __future__ import annotations

import re
from typing import Final

from flask import Response, abort, request

from .store import StoreError, get_store

TYPES: Final = {"avif": "image/avif", "webp": "image/webp"}
_NAME: Final = re.compile(r"([0-9a-f]{64})\.(avif|webp)")


def file_response(name: str) -> Response:
    """A file by its name, or 404; 503 while the store is away. What a name stands for never changes."""
    found = _NAME.fullmatch(name) or abort(404)
    digest, format = found.groups()
    # Not “*”, which asks whether there is such a file at all.
    if digest in request.if_none_match.as_set():
        response = Response(status=304)
    else:
        try:
            content = get_store().get(name)
        except StoreError as error:
            abort(503, str(error))
        if content is None:
            abort(404)
        response = Response(content, mimetype=TYPES[format])
    response.set_etag(digest)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response

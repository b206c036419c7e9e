"""The state of the finder that a request asks for."""

from flask import abort, request

from catalog.finder.conditions import TooMany
from catalog.finder.current import finder
from catalog.finder.filters import Filters


def asked() -> Filters:
    """The state of the query string. Refuses with 400 what goes beyond the limits."""
    try:
        return Filters.from_args(request.args, finder().facets)
    except TooMany as error:
        abort(400, str(error))

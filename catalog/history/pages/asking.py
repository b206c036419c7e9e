"""`?as_of=` in the address of a product: its page or twin as it was, for the views of products."""

import msgspec
from flask import Response, abort, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from catalog import clock
from catalog.db import get_session
from catalog.history.asked import NoSuchTimeError, read_as_of
from catalog.history.gone import thing_gone
from catalog.history.pages.past import past_page, past_twin
from catalog.history.things import thing_at
from catalog.shelf import current


def is_of_the_past() -> bool:
    """Whether the request asks for another day than today's."""
    return bool(request.args.get("as_of", "").strip())


def as_it_was(place: str, slug: str, ending: str = "") -> str | BaseResponse:
    """The product at ``place`` ("/devices") as ``?as_of=`` asks; ``ending`` ".json" for its twin.

    400 for what is no time, 404 where there is nothing of it, 410 where it was taken down,
    301 to the address it has now.
    """
    session, shelf = get_session(), current()
    gone = thing_gone(session, place, slug)
    thing = gone or thing_at(session, place, slug)
    if thing is None:
        abort(404)
    if thing.url != f"{place}/{slug}":
        return redirect(f"{thing.url}{ending}?{request.query_string.decode()}", 301)
    try:
        as_of = read_as_of(session, request.args["as_of"], thing.id, clock.today())
        if ending:
            twin = past_twin(session, thing, as_of, shelf.price_age_days)
            return Response(msgspec.json.encode(twin), content_type="application/json")
        page = past_page(session, thing, as_of, shelf.price_age_days)
    except NoSuchTimeError as error:
        abort(410 if gone and error.code == 404 else error.code, str(error))
    return render_template("history/past.html", page=page)

"""`/compare` and its twins. The address is the whole truth; nothing is remembered here."""

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response

from catalog.compare.asked import Asked, names
from catalog.compare.comparison import ROW_KEYS, Comparison, compare
from catalog.compare.page import compare_page, looks_of
from catalog.db import get_session
from catalog.finder import pictures
from catalog.finder.conditions import TooMany
from catalog.products import queries
from catalog.shelf import current

blueprint = Blueprint("compare", __name__)


@blueprint.get("/compare")
def index() -> str | Response:
    asked = read()
    if away := elsewhere(asked, "/compare"):
        return away
    shelf = current()
    found = compare(shelf, asked)
    page = compare_page(shelf, found, pictures.key(looks_of(found)))
    return render_template("compare/index.html", page=page)


def read() -> Asked:
    """The state of the query string, former names of devices replaced by today's. 400 beyond the limits."""
    try:
        slugs = names(request.args.getlist("d"))
        return Asked.from_args(request.args, ROW_KEYS, _renamed(slugs))
    except TooMany as error:
        abort(400, str(error))


def _renamed(slugs: list[str]) -> dict[str, str]:
    """Former slugs among these and what they are called now. Asks the database for unknown names only."""
    shelf = current()
    unknown = [slug for slug in slugs if shelf.by_slug(slug) is None and slug not in shelf.families]
    found = {}
    for slug in dict.fromkeys(unknown):
        product = queries.product_by_former_slug(get_session(), slug)
        if product is not None and product.slug != slug:
            found[slug] = product.slug
    return found


def elsewhere(asked: Asked, path: str) -> Response | None:
    """301 where a device is called otherwise today, 302 to the one way to write this address, else None."""
    if asked.is_canonical(request.args):
        return None
    was = set(names(request.args.getlist("d")))
    is_renamed = not set(asked.slugs) <= was
    return redirect(asked.address(path), 301 if is_renamed else 302)


def compared(path: str) -> tuple[Comparison, Response | None]:
    """The comparison a twin tells, or where it is to be found."""
    asked = read()
    return compare(current(), asked), elsewhere(asked, path)

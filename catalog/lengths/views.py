"""`/needle-lengths` and one page a length."""

from flask import Blueprint, abort, redirect, render_template
from werkzeug.wrappers import Response

from catalog.articles import beside
from catalog.db import get_session
from catalog.finder.conditions import Refused
from catalog.finder.current import current
from catalog.lengths.address import address_of, length_in
from catalog.lengths.page import length_page, lengths_page

blueprint = Blueprint("lengths", __name__)


@blueprint.get("/needle-lengths")
def index() -> str:
    science = beside.current().of_lengths()
    with current() as index:
        page = lengths_page(get_session(), index, science)
    return render_template("lengths/index.html", page=page)


@blueprint.get("/needle-lengths/<mm>")
def show(mm: str) -> str | Response:
    try:
        length = length_in(mm)
    except Refused as refused:
        abort(404, str(refused))
    if address_of(length) != f"/needle-lengths/{mm}":
        return redirect(address_of(length), 301)
    science = beside.current().of_length(length)
    with current() as index:
        page = length_page(get_session(), index, length, science)
    return render_template("lengths/show.html", page=page)

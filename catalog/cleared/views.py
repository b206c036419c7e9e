"""`/cleared`."""

from flask import Blueprint, render_template, request

from catalog.cleared.page import cleared_page
from catalog.db import get_session
from catalog.shelf.keeper import current

blueprint = Blueprint("cleared", __name__)


@blueprint.get("/cleared")
def index() -> str:
    page = cleared_page(get_session(), current(), request.args.get("model", ""))
    return render_template("cleared/index.html", page=page)

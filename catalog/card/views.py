"""`/card`."""

from flask import Blueprint, render_template

from catalog.card.page import card_page

blueprint = Blueprint("card", __name__)


@blueprint.get("/card")
def index() -> str:
    return render_template("card/index.html", page=card_page())

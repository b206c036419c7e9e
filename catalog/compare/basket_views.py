"""The basket: what every page shows of it, and the one address that changes it.

A page is the same for everybody who has no basket; with one it is that visitor's own. The forms carry no
token for that reason: a browser says itself where a form came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import Blueprint, abort, g, make_response, redirect, render_template, request
from flask.blueprints import BlueprintSetupState
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from catalog.compare.asked import ADDRESS, names
from catalog.compare.basket import Basket
from catalog.compare.tray import Kept, Tray, held, kept, remember, renamed
from catalog.finder.conditions import TooMany
from catalog.pages import appearance
from catalog.shelf import current
from catalog.shelf.naming import family_title
from catalog.specs.needle_length import QUESTIONS
from catalog.specs.units import shorten

blueprint = Blueprint("basket", __name__)


@dataclass(frozen=True)
class BasketPage:
    """What could not be put in: ``full`` are devices beyond the sixth, ``refused`` a sentence for each name
    that is no device. ``back`` is where the shopper was."""

    full: tuple[Kept, ...]
    refused: tuple[str, ...]
    held: tuple[Kept, ...]
    back: str


@blueprint.post("/basket")
def change() -> Response:
    """Changes the basket and leads on: back to where the shopper was, or to the comparison.

    ``was`` and ``d``: the devices that were ticked when the page was made, and those that are now; only what
    differs is changed, so that two open pages do not undo each other. ``add``, ``remove``, ``replace`` and
    ``with``: one device. ``merge``: devices to add. ``to``: an address of the comparison, whose devices
    become the basket. ``go=compare`` leads to the comparison, ``go=tray`` answers with the tray alone.
    """
    if not appearance.is_from_here(request):
        abort(400, "This form was sent from another site.")
    try:
        basket, named = _asked(Basket(held().slugs), request.form)
    except TooMany as error:
        abort(400, str(error))
    named = [renamed(named).get(slug, slug) for slug in named]
    refused = tuple(_refusal(slug) for slug in named if kept(slug) is None)
    basket, extra = basket.adding(slug for slug in named if kept(slug))
    response = make_response(_answer(basket, extra, refused))
    response.headers["Cache-Control"] = "no-store"
    remember(response, basket)
    return response


def _asked(basket: Basket, form: MultiDict[str, str]) -> tuple[Basket, list[str]]:
    """The basket without what is to go, and the names that are to come in, known or not."""
    if to := form.get("to"):
        return Basket(), names(value for key, value in parse_qsl(urlsplit(to).query) if key == "d")
    was, ticked, new = form.getlist("was"), form.getlist("d"), form.get("with", "")
    basket = basket.without([slug for slug in was if slug not in ticked]).without(form.getlist("remove"))
    if kept(new):
        basket = basket.replacing(form.get("replace", ""), new)
    fresh = [slug for slug in ticked if slug not in was]
    return basket, names([*fresh, *form.getlist("add"), *form.getlist("merge")])


def _answer(
    basket: Basket, extra: Sequence[str], refused: tuple[str, ...]
) -> str | tuple[str, int] | Response:
    """What does not fit is never dropped in silence: a page names it and offers the choice."""
    form, devices = request.form, _devices(basket.slugs)
    back = appearance.way_back(form.get("back", "/devices"))
    g.tray = Tray(devices)
    if extra or refused:
        page = BasketPage(_devices(extra), refused, devices, back)
        return render_template("compare/basket.html", page=page), 409 if form.get("go") == "tray" else 200
    if form.get("go") == "tray":
        return render_template("compare/_tray.html", back=back)
    if to := form.get("to"):
        return redirect(_comparison_at(to), 303)
    return redirect(_comparison_of(basket) if form.get("go") == "compare" else back, 303)


def _devices(slugs: Iterable[str]) -> tuple[Kept, ...]:
    return tuple(device for slug in slugs if (device := kept(slug)))


def _comparison_at(to: str) -> str:
    """The address as the form gave it, where it is one of the comparison on this site."""
    safe = appearance.way_back(to)
    return safe if urlsplit(safe).path == ADDRESS else ADDRESS


def _comparison_of(basket: Basket) -> str:
    """The comparison of the basket, with what was asked of lengths on the page it came from."""
    if not basket.slugs:
        return ADDRESS
    carried = [(name, value) for name, value in request.form.items() if name in QUESTIONS]
    return f"{ADDRESS}?{urlencode([('d', ','.join(basket.slugs)), *carried], safe=',', errors='replace')}"


def _refusal(slug: str) -> str:
    shelf = current()
    if entry := shelf.by_slug(slug):
        return f"{shelf.title(entry)} is a cartridge; only devices stand side by side."
    if family := shelf.families.get(slug):
        return f"{family_title(shelf, family)} comes in several versions; choose one of them on its page."
    return f"There is no device “{shorten(slug)}”."


def _drop_what_is_gone(response: Any) -> Any:
    """A device that is gone was told of on this page; the next one need not."""
    tray = g.get("tray")
    if tray is not None and request.method == "GET" and response.status_code == 200:
        stored: Basket = g.basket_stored
        if stored.slugs != tray.slugs:
            remember(response, Basket(tray.slugs))
    return response


@blueprint.record_once
def _furnish(state: BlueprintSetupState) -> None:
    app: Any = state.app
    app.jinja_env.globals.update(tray=held)
    app.after_request(_drop_what_is_gone)

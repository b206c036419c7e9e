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
from catalog.compare.tray import Kept, Tray, held, kept, remember, renamed, tell_of_gone
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
    that is no device. ``back`` is where the shopper was; ``carried`` are fields that go
    with the choice."""

    full: tuple[Kept, ...]
    refused: tuple[str, ...]
    held: tuple[Kept, ...]
    back: str
    compare_url: str
    carried: tuple[tuple[str, str], ...]


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
    refused = tuple(_refusal(slug) for slug in named if kept(slug) is None)
    basket, extra = basket.adding(slug for slug in named if kept(slug))
    response = make_response(_answer(basket, extra, refused))
    response.headers["Cache-Control"] = "no-store"
    # What is gone stays until a page has told of it.
    gone = () if "gone_told" in g else held().gone
    remember(response, Basket((*gone, *basket.slugs)))
    return response


def _asked(basket: Basket, form: MultiDict[str, str]) -> tuple[Basket, list[str]]:
    """The basket without what is to go, and the names that are to come in, known or not."""
    if to := form.get("to"):
        asked = parse_qsl(urlsplit(_comparison_at(to)).query)
        return Basket(), _today(value for key, value in asked if key == "d")
    was, ticked, new = _today(form.getlist("was")), _today(form.getlist("d")), _today(form.getlist("with"))
    basket = basket.without([slug for slug in was if slug not in ticked])
    basket = basket.without(_today(form.getlist("remove")))
    if new and kept(new[0]):
        basket = basket.replacing("".join(_today(form.getlist("replace"))[:1]), new[0])
    fresh = [slug for slug in ticked if slug not in was]
    # The one to replace may have been taken out on another page: then there is room, or the choice again.
    return basket, [*new[:1], *fresh, *_today([*form.getlist("add"), *form.getlist("merge")])]


def _today(texts: Iterable[str]) -> list[str]:
    """The names in these fields, as the devices are called today."""
    found = names(texts)
    former = renamed(found)
    return [former.get(slug, slug) for slug in found]


def _answer(
    basket: Basket, extra: Sequence[str], refused: tuple[str, ...]
) -> str | tuple[str, int] | Response:
    """What does not fit is never dropped in silence: a page names it and offers the choice."""
    form, devices = request.form, _devices(basket.slugs)
    back = appearance.way_back(form.get("back", "/devices"))
    g.tray = Tray(devices, held().gone)
    if extra or refused:
        page = BasketPage(_devices(extra), refused, devices, back, _comparison_of(basket), _carried())
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
    query = urlencode([("d", ",".join(basket.slugs)), *_lengths()], safe=",", errors="replace")
    return f"{ADDRESS}?{query}"


def _carried() -> tuple[tuple[str, str], ...]:
    """Where the form leads and what it asks of lengths, for the form of the choice."""
    return (*((("go", "compare"),) if request.form.get("go") == "compare" else ()), *_lengths())


def _lengths() -> list[tuple[str, str]]:
    return [(name, value) for name, value in request.form.items() if name in QUESTIONS]


def _refusal(slug: str) -> str:
    shelf = current()
    if entry := shelf.by_slug(slug):
        return f"{shelf.title(entry)} is a cartridge; only devices stand side by side."
    if family := shelf.families.get(slug):
        return f"{family_title(shelf, family)} comes in several versions; choose one of them on its page."
    return f"There is no device “{shorten(slug)}”."


def _drop_what_is_gone(response: Any) -> Any:
    """A device that is gone was told of on this page; the next one need not."""
    if "gone_told" in g and request.method == "GET" and response.status_code == 200:
        remember(response, Basket(held().slugs))
    return response


@blueprint.record_once
def _furnish(state: BlueprintSetupState) -> None:
    app: Any = state.app
    app.jinja_env.globals.update(tray=held, tell_of_gone=tell_of_gone)
    app.after_request(_drop_what_is_gone)

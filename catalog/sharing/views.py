"""The pictures to share pages by, `/share/…`, and the tags of a page that name its picture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Any, Final

from flask import Blueprint, Response, abort, current_app, redirect, request, url_for
from flask.blueprints import BlueprintSetupState
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from werkzeug.wrappers import Response as BaseResponse

from catalog.db import get_session
from catalog.pages.errors import ErrorPage
from catalog.pages.home import HomePage
from catalog.pages.site_root import absolute, site_root

from .card import ShareCard
from .pages import product_cards as _product_cards  # noqa: F401  It says what cards of products are.
from .pages.cards import card_of, site_card
from .pages.subjects import SUBJECTS, home, shown, subject_at
from .painting import png
from .sheet import HEIGHT, WIDTH, Sheet, sheet

blueprint = Blueprint("sharing", __name__)

HOME, SITE = "home", "site"
PRIVATE: Final = (
    "/desk",
    "/sign-in",
    "/set-password/",
    "/first-account/",
    "/preview/",
    "/comments/",
)
"""Where pages begin that are for one reader: nobody shares them."""
_QUERY: Final = re.compile(r"v=[0-9a-f]{12}", re.ASCII)
_HREF: Final = re.compile(r'rel="canonical" href="([^"]*)"')


@dataclass(frozen=True)
class Shared:
    """What a page's tags say: ``url`` and ``image`` are whole addresses, ``alt`` is the picture in words.

    ``is_own``: the picture is drawn of this page; other pages have the sign of the site.
    """

    title: str
    type: str
    url: str
    description: str
    image: str
    alt: str
    is_own: bool
    width: int = WIDTH
    height: int = HEIGHT


@blueprint.before_request
def canonical() -> BaseResponse | None:
    """One address for each picture, and one for each version of it: no other query is looked up or drawn."""
    query = request.query_string.decode("latin-1")
    return redirect(request.path, 301) if query and not _QUERY.fullmatch(query) else None


@blueprint.get("/share/<place>/<slug>.png")
def thing(place: str, slug: str) -> BaseResponse:
    """The picture of one thing. A name that has moved leads on, as its page does."""
    subject = SUBJECTS.get(place) or abort(404)
    # PostgreSQL refuses to be asked for what it cannot store, and no slug is anything but ASCII.
    if not (slug.isascii() and slug.isprintable()):
        abort(404)
    page = subject.page(get_session(), slug)
    card = card_of(page)
    if card is not None:
        return _picture(card)
    answer = shown(subject, slug)
    if not (isinstance(answer, BaseResponse) and answer.location):
        return abort(404)
    _, _, name = answer.location.partition("?")[0].rpartition("/")
    return redirect(url_for("sharing.thing", place=place, slug=name), 301)


@blueprint.get("/share/<name>.png")
def general(name: str) -> BaseResponse:
    """The picture of the home page, `home`, and that of every page without its own, `site`."""
    if name == SITE:
        return _picture(site_card(_site_name()))
    card = card_of(home()) if name == HOME else None
    return _picture(card) if card else abort(404)


def _picture(card: ShareCard) -> BaseResponse:
    drawn = _sheet(card)
    if request.args.get("v", drawn.version) != drawn.version:
        # A page that somebody kept names an older one: it leads to what there is now.
        return redirect(f"{request.path}?v={drawn.version}", 302)
    response = Response(png(drawn.svg), mimetype="image/png")
    if request.args.get("v") == drawn.version:
        # What the address names stays what it is.
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.set_etag(drawn.version)
    # Other sites show it: that is what it is for.
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@pass_context
def share(context: Context, title: str, description: str, canonical: str) -> Shared | None:
    """The tags of the page being rendered: its title, description and canonical link as the page has them.

    None for errors, for previews, and for pages that are one reader's.
    """
    page = context.get("page")
    if isinstance(page, ErrorPage) or request.path.startswith(PRIVATE) or context["preview_note"]():
        return None
    card, at = card_of(page), _address(page)
    is_own = card is not None and at is not None
    if card is None or at is None:
        card, at = site_card(_site_name()), url_for("sharing.general", name=SITE)
    drawn = _sheet(card)
    found = _HREF.search(canonical)
    is_text = request.endpoint in ("articles.show", "reviews.show")
    return Shared(
        Markup(title).striptags(),
        "article" if is_text else "website",
        unescape(found[1]) if found else absolute(request.full_path.rstrip("?")),
        Markup(description).striptags(),
        f"{absolute(at)}?v={drawn.version}",
        drawn.alt,
        is_own,
    )


def _address(page: object) -> str | None:
    if isinstance(page, HomePage):
        return url_for("sharing.general", name=HOME)
    found = subject_at(request.endpoint, request.view_args)
    return url_for("sharing.thing", place=found[0], slug=found[1]) if found else None


def _sheet(card: ShareCard) -> Sheet:
    return sheet(card, _site_name(), site_root().partition("://")[2])


def _site_name() -> str:
    name: str = current_app.config["SITE_NAME"]
    return name


@blueprint.record_once
def _furnish(state: BlueprintSetupState) -> None:
    app: Any = state.app
    app.jinja_env.globals["share"] = share

"""Home, about, privacy, disclosure, the appearance switch, and the files every page is dressed with."""

from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.blueprints import BlueprintSetupState

from catalog.dates import show_date
from catalog.db import get_session
from catalog.figures import evidence, marks, record
from catalog.figures.scales import Layers
from catalog.finder import queries as finder
from catalog.finder.current import current as current_index
from catalog.pages import appearance, navigation
from catalog.pages.assets import assets
from catalog.pages.coverage import affiliate_links, coverage, tested
from catalog.pages.home import home_page, survey
from catalog.pages.home_evidence import home_evidence
from catalog.pages.site_root import absolute
from catalog.science import queries
from catalog.shelf.keeper import current

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def home() -> str:
    drawn = queries.scale(get_session())
    layers = Layers(drawn.stratum_corneum_um, drawn.living_epidermis_um, drawn.dermis_um) if drawn else None
    needs = finder.need_links(get_session())
    evidence = home_evidence(get_session())
    # Before the index is taken, for which others wait.
    seen = current().once(survey)
    with current_index() as index:
        page = home_page(seen, index, layers, evidence, needs)
    return render_template("pages/home.html", page=page)


@blueprint.get("/about")
def about() -> str:
    return render_template("pages/about.html", page=coverage(current()), tested=tested())


@blueprint.get("/privacy")
def privacy() -> str:
    return render_template("pages/privacy.html")


@blueprint.get("/disclosure")
def disclosure() -> str:
    return render_template("pages/disclosure.html", affiliate_links=affiliate_links(current()))


@blueprint.post("/theme")
def theme() -> Response:
    """Sets light, dark or auto and leads back to the page the form stood on."""
    if not appearance.is_from_here(request):
        abort(400, "This form was sent from another site.")
    choice = request.form.get("theme", "")
    if choice not in appearance.CHOICES:
        abort(400, "The appearance is auto, light or dark.")
    response = make_response(redirect(appearance.way_back(request.form.get("back", "/")), 303))
    response.headers["Cache-Control"] = "no-store"
    appearance.remember(response, choice, secure=request.is_secure)
    return response


@blueprint.get("/static/<name>")
def asset(name: str) -> Response:
    """A file by its fingerprinted name; an older fingerprint leads to today's: no page stays bare."""
    for one in assets().values():
        if name == one.served:
            return _file(one.body, one.packed, one.mimetype)
        stem, _, ending = one.name.rpartition(".")
        if name.startswith(f"{stem}.") and name.endswith(f".{ending}"):
            response = make_response(redirect(asset_url(one.name), 302))
            response.headers["Cache-Control"] = "no-store"
            return response
    return abort(404)


def _file(body: bytes, packed: bytes, mimetype: str) -> Response:
    takes_brotli = request.accept_encodings["br"] > 0
    response = Response(packed if takes_brotli else body, content_type=mimetype)
    if takes_brotli:
        response.headers["Content-Encoding"] = "br"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def asset_url(name: str) -> str:
    """``"site.css"`` → ``"/static/site.3f9a….css"``. Raises KeyError for a file that is not there."""
    return url_for("pages.asset", name=assets()[name].served)


@blueprint.record_once
def _furnish(state: BlueprintSetupState) -> None:
    """What templates may call. Globals, not a context processor: imported macros see only these."""
    app: Any = state.app
    app.jinja_env.filters["day"] = show_date
    app.jinja_env.globals.update(
        absolute=absolute,
        asset_url=asset_url,
        page_url=navigation.page_url,
        main_links=navigation.main_links,
        look_up_links=lambda: navigation.links(navigation.LOOK_UP),
        understand_links=lambda: navigation.links(navigation.UNDERSTAND),
        site_links=lambda: navigation.links(navigation.THE_SITE),
        appearances=appearance.CHOICES,
        appearance=lambda: appearance.chosen(request),
        mark_svg=marks.mark_svg,
        marks=marks.MARKS,
        record_svg=record.record_svg,
        evidence_svg=evidence.evidence_svg,
    )

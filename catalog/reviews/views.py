"""Reviews: `/reviews`, the page of each, and at the desk an example of one about a device that is none."""

from __future__ import annotations

import msgspec
from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from catalog.db import get_session
from catalog.desk import guard
from catalog.desk.guard import me, needs
from catalog.history.gone import refuse_gone
from catalog.pages import navigation
from catalog.products.models import Product
from catalog.shelf import current
from catalog.studies.twins import EXPORTS
from catalog.upkeep.since import since

from . import beside, queries
from .models import Review
from .pages.example import ExampleDesk, example_page
from .pages.listing import list_page
from .pages.review import review_page
from .stored import draft_of_row
from .twins import cited_references, review_json, reviews_json

blueprint = Blueprint("reviews", __name__)
at_the_desk = Blueprint("reviews_desk", __name__)
at_the_desk.after_request(guard.unkept)
navigation.filled["/reviews"] = lambda: bool(beside.current())


@blueprint.get("/reviews")
def index() -> str:
    asked = request.args
    page = list_page(get_session(), current(), asked.get("hands_on", ""), asked.get("kind", ""))
    return render_template("reviews/index.html", page=page)


@blueprint.get("/reviews.json")
def index_json() -> Response:
    return Response(msgspec.json.encode(reviews_json(get_session())), content_type="application/json")


@blueprint.get("/reviews/<slug>")
def show(slug: str) -> str | BaseResponse:
    session = get_session()
    row = queries.review(session, slug)
    if row is None:
        return _elsewhere(slug)
    product = session.get_one(Product, row.product_id)
    page = review_page(session, current(), draft_of_row(row, product.slug), product, row.id or 0)
    return render_template("reviews/show.html", page=page)


@blueprint.get("/reviews/<slug>.json")
def show_json(slug: str) -> BaseResponse:
    row = _there(slug)
    if row is None:
        return _elsewhere(slug, ".json")
    changed = since(get_session(), current(), "review", row.id or 0).as_json()
    return jsonify(review_json(get_session(), row) | {"changed_since": changed})


@blueprint.get("/reviews/<slug>.bib", defaults={"ending": "bib"})
@blueprint.get("/reviews/<slug>.ris", defaults={"ending": "ris"})
@blueprint.get("/reviews/<slug>.csl.json", defaults={"ending": "csl.json"})
def show_references(slug: str, ending: str) -> BaseResponse:
    """The studies that a review cites, as a file for reference managers."""
    row, export = _there(slug), EXPORTS[ending]
    if row is None:
        return _elsewhere(slug, f".{ending}")
    headers = {"Content-Disposition": f'attachment; filename="{row.slug}.{ending}"'}
    text = export.write(cited_references(get_session(), row))
    return Response(text, content_type=f"{export.media_type}; charset=utf-8", headers=headers)


@at_the_desk.get("/desk/reviews/example")
@needs("write own texts")
def example() -> str:
    """A finished review, so that an author sees one. It is about nothing, and stands nowhere else."""
    page = ExampleDesk(who=me(), review=example_page(get_session(), current()))
    return render_template("reviews/example.html", page=page)


def _there(slug: str) -> Review | None:
    return queries.review(get_session(), slug)


def _elsewhere(slug: str, ending: str = "") -> BaseResponse:
    """The address a review has now; 404 for a name that none has or had, 410 if taken down."""
    moved = queries.review_by_former_slug(get_session(), slug)
    if moved is None:
        refuse_gone(get_session(), "/reviews", slug, "review")
        abort(404)
    return redirect(f"{url_for('reviews.show', slug=moved.slug)}{ending}", 301)

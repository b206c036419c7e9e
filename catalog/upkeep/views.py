"""`/desk/stale`: what has grown old; `/desk/unmet`: which questions found nothing."""

from __future__ import annotations

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for

from catalog.compare.editing import ComparisonError, NothingToPinError, pin_again
from catalog.db import get_session
from catalog.desk import guard
from catalog.desk.csrf import STALE, ButtonForm
from catalog.desk.guard import me, needs, settings
from catalog.finder.unmet import clear
from catalog.people.permissions import who_may
from catalog.shelf import current
from catalog.upkeep import editing, pages
from catalog.upkeep.forms import PinForm, RecheckForm
from catalog.upkeep.texts import owner_of

blueprint = Blueprint("upkeep", __name__)
blueprint.after_request(guard.unkept)

DONE = {
    "checked": "Noted: the text still holds. Readers no longer see the notice.",
    "pinned": "The comparison stands on the values of today.",
    "noted": "That was noted already; nothing was changed.",
    "unchanged": "Its values are those of today already.",
}
"""What is said after something was done, by the word in the address."""
LOST = "That text is not there any more; the list below is as it is now."


@blueprint.get("/desk/stale")
@needs("use the desk")
def stale() -> Response:
    return _stale(done=DONE.get(request.args.get("done", ""), ""))


@blueprint.post("/desk/stale/checked")
@needs("publish own texts")
def checked() -> Response:
    """Ends the notice on a text: somebody has held it against what changed up to a version."""
    form = RecheckForm()
    if not form.is_from_here():
        return _stale(STALE, 400)
    found = form.read()
    owner = owner_of(get_session(), *found[:2]) if found else None
    if found is None or owner is None:
        return _stale(LOST, 422)
    if not pages.may_check(me(), owner):
        abort(403, f"This text has another author; it is for them, or for {who_may('publish all texts')}.")
    try:
        change = editing.recheck(get_session(), *found, author=me().slug)
    except ValueError:
        get_session().rollback()
        return _stale(LOST, 422)
    get_session().commit()
    return _to("checked" if change else "noted")


@blueprint.post("/desk/stale/pinned")
@needs("publish all texts")
def pinned() -> Response:
    """Binds a comparison to the values of today: its text was read again and still holds."""
    form = PinForm()
    if not form.is_from_here():
        return _stale(STALE, 400)
    try:
        change = pin_again(
            get_session(), (form.slug.data or "")[:200], actor=me().slug, reason=editing.REASON
        )
    except (ComparisonError, NothingToPinError) as error:
        get_session().rollback()
        return _stale(str(error), 422)
    get_session().commit()
    return _to("pinned" if change else "unchanged")


@blueprint.get("/desk/unmet")
@needs("write all texts")
def unmet() -> Response:
    return _unmet(done="Counted anew from now on." if request.args.get("done") == "cleared" else "")


@blueprint.post("/desk/unmet/clear")
@needs("write all texts")
def clear_unmet() -> Response:
    if not ButtonForm().is_from_here():
        return _unmet(STALE, 400)
    clear(get_session())
    get_session().commit()
    return redirect(url_for("upkeep.unmet", done="cleared"), 303)  # type: ignore[return-value]


def _unmet(trouble: str = "", status: int = 200, done: str = "") -> Response:
    page = pages.unmet_page(get_session(), me(), trouble=trouble, done=done)
    return make_response(render_template("upkeep/unmet.html", page=page), status)


def _stale(trouble: str = "", status: int = 200, done: str = "") -> Response:
    page = pages.stale_page(
        get_session(), current(), me(), price_days=settings().price_age_days, trouble=trouble, done=done
    )
    return make_response(render_template("upkeep/stale.html", page=page), status)


def _to(done: str) -> Response:
    return redirect(url_for("upkeep.stale", done=done), 303)  # type: ignore[return-value]

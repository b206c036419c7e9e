"""`/desk/measurements`: what was measured, to be added to, corrected and taken away."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for
from sqlmodel import Session

from catalog.db import get_session
from catalog.desk import guard
from catalog.desk.csrf import STALE, DeskForm
from catalog.desk.guard import me, needs
from catalog.editorial.editable import Fault
from catalog.editorial.typed import Typed
from catalog.method import queries
from catalog.method.editing import MethodError, put_measurement, remove_measurement
from catalog.method.measurable import MEASURABLE, unit_of
from catalog.method.measurement_desk import (
    EditPage,
    ListPage,
    devices_measured,
    look,
    measured_products,
    seen,
    words_of,
)
from catalog.method.measurement_fields import fields_of, read_measurement, started
from catalog.method.measurement_form import (
    MeasurementForm,
    NewMeasurementForm,
    OldMeasurementForm,
    RemovalForm,
)
from catalog.method.models import Measurement
from catalog.products.models import Product
from catalog.shelf import current

blueprint = Blueprint("measurements", __name__)
blueprint.after_request(guard.unkept)

NEW_REASON = "Measured"
MOVED_ON = (
    "Somebody has corrected this measurement since you opened it. Look in another window at what it says "
    "now; what you typed is still here. Send it again to put it in its place."
)


@blueprint.get("/desk/measurements")
@needs("write facts")
def index() -> str:
    session, shelf = get_session(), current()
    count, whole = devices_measured(session, shelf)
    done = {"saved": "The measurement is saved, and the facts say so.", "removed": "It is taken away."}
    page = ListPage(
        who=me(),
        products=measured_products(session, shelf),
        devices=count,
        all_devices=whole,
        done=done.get(request.args.get("done", ""), ""),
    )
    return render_template("method/desk_measurements.html", page=page)


@blueprint.get("/desk/measurements/new")
@needs("write facts")
def new() -> Response:
    form = NewMeasurementForm(formdata=None, data=started(get_session(), request.args))
    return _page(form)


@blueprint.post("/desk/measurements/new")
@needs("write facts")
def add() -> Response:
    return _saved(NewMeasurementForm(), None)


@blueprint.get("/desk/measurements/<slug>")
@needs("write facts")
def edit(slug: str) -> Response:
    row = queries.measurement(get_session(), slug) or abort(404)
    return _page(OldMeasurementForm(formdata=None, data=fields_of(row) | {"seen": seen(row)}), row)


@blueprint.post("/desk/measurements/<slug>")
@needs("write facts")
def correct(slug: str) -> Response:
    form = OldMeasurementForm()
    row = queries.measurement(get_session(), slug)
    if row is None:
        return _gone(form)
    return _saved(form, row)


@blueprint.post("/desk/measurements/<slug>/remove")
@needs("write facts")
def remove(slug: str) -> Response:
    form, session = RemovalForm(), get_session()
    row = queries.measurement(session, slug)
    if row is None:
        return _gone(form)
    shown = OldMeasurementForm(formdata=None, data=fields_of(row) | {"seen": seen(row)})
    if not form.is_from_here():
        return _page(shown, row, trouble=STALE, status=400, removal=form)
    reason = (form.reason.data or "").strip()
    if not reason:
        form.reason.errors = ["Say why: it stands in the history."]
        return _page(shown, row, status=422, removal=form)
    remove_measurement(session, slug, actor=me().slug, reason=reason)
    session.commit()
    return _to_list("removed")


def _saved(form: MeasurementForm, row: Measurement | None) -> Response:
    """Save it, or only show what it comes to where that was asked for."""
    session: Session = get_session()
    if not form.is_from_here():
        return _page(form, row, trouble=STALE, status=400)
    typed = Typed({name: field.data for name, field in form._fields.items()})
    with session.no_autoflush:
        wanted = read_measurement(session, typed, row, me().slug)
    is_saving = request.form.get("do") == "save"
    reason = (typed.text("reason", required=False) if row else "") or NEW_REASON
    if row is not None and is_saving and not typed.text("reason", required=False):
        typed.wrong("reason", "Say why: it stands in the history.")
    if typed.faults:
        return _refused(form, row, typed.faults)
    if row is not None and form["seen"].data != seen(row):
        form["seen"].data = seen(row)
        return _page(form, row, trouble=MOVED_ON, status=409)
    if not is_saving:
        return _page(form, row, wanted=wanted)
    try:
        put_measurement(session, wanted, actor=me().slug, reason=reason)
    except MethodError as error:
        session.rollback()
        return _refused(form, row, [Fault(error.field, error.sentence)])
    session.commit()
    return _to_list("saved")


def _refused(form: MeasurementForm, row: Measurement | None, faults: list[Fault]) -> Response:
    form.show(faults)
    return _page(form, row, status=422)


def _page(
    form: MeasurementForm,
    row: Measurement | None = None,
    *,
    wanted: Measurement | None = None,
    trouble: str = "",
    status: int = 200,
    removal: RemovalForm | None = None,
) -> Response:
    session = get_session()
    form.offer_methods(session)
    more: dict[str, Any] = {}
    if isinstance(form, NewMeasurementForm):
        form.offer_things(session)
    if row is not None:
        product = session.get_one(Product, row.product_id)
        entry = current().by_slug(product.slug)
        more = {
            "slug": row.slug,
            "about": f"{current().title(entry) if entry else product.name}: {words_of(row)}",
            "unit": unit_of(MEASURABLE[row.spec]).symbol if row.spec in MEASURABLE else "",
            "removal": removal or RemovalForm(formdata=None),
        }
    page = EditPage(
        who=me(), form=form, trouble=trouble, look=look(session, wanted) if wanted else None, **more
    )
    return make_response(render_template("method/desk_measurement.html", page=page), status)


def _gone(form: DeskForm) -> Response:
    """What shall be changed is not there; a form without its token learns nothing."""
    return abort(404) if form.is_from_here() else make_response(_stale(), 400)


def _stale() -> str:
    form = NewMeasurementForm(formdata=None, data=started(get_session(), {}))
    form.offer_methods(get_session())
    form.offer_things(get_session())
    return render_template("method/desk_measurement.html", page=EditPage(who=me(), form=form, trouble=STALE))


def _to_list(done: str) -> Response:
    response: Response = make_response(redirect(url_for("measurements.index", done=done), 303))
    return response

"""`/desk/reports`: what readers reported, and what becomes of it."""

from __future__ import annotations

from typing import Any, Final

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for

from catalog.db import get_session
from catalog.desk import guard
from catalog.desk.csrf import STALE, ButtonForm
from catalog.desk.guard import me, needs
from catalog.products import queries as products
from catalog.products.drafts import InvalidDraftError, Problem, SourceDraft
from catalog.products.facts_sources import NewSources
from catalog.reports import answering, desk_pages, queries
from catalog.reports.answer_forms import CorrectedForm, NothingForm, StatementForm
from catalog.reports.answering import Answer, ChangedMeanwhileError, DoneAlreadyError
from catalog.reports.models import KINDS, Report
from catalog.shelf import current

blueprint = Blueprint("report_desk", __name__)
blueprint.after_request(guard.unkept)

DONE: Final = {
    "statement": "Recorded. The report is done.",
    "correction": "Corrected. The report is done, and the list of corrections has it.",
    "nothing": "Closed; nothing was changed.",
    "reopened": "It is open again.",
}
ANSWERED: Final = "Somebody has answered this report meanwhile."
CHANGED: Final = (
    "Somebody saved this product after you opened the page. What you typed is still here; "
    "look at what is on file now, and send it again."
)
_FIELDS: Final = {"read_on": "day", "slug": "title"}
"""Places of problems that have another name in the form."""


@blueprint.get("/desk/reports")
@needs("answer reports")
def index() -> str:
    state, kind = request.args.get("state", "open"), request.args.get("kind", "")
    before = request.args.get("before", "")
    page = desk_pages.reports_page(
        get_session(),
        current(),
        me(),
        state=state if state in desk_pages.STATES else "open",
        kind=kind if kind in KINDS else "",
        before=int(before) if before.isascii() and before.isdecimal() and len(before) < 10 else 0,
    )
    return render_template("reports/desk_index.html", page=page)


@blueprint.get("/desk/reports/<int:number>")
@needs("answer reports")
def show(number: int) -> Response:
    return _shown(_found(number), done=DONE.get(request.args.get("done", ""), ""))


@blueprint.post("/desk/reports/<int:number>/statement")
@needs("answer reports")
def accept(number: int) -> Response:
    """Records what the report says as a value with its source."""
    sent, session = request.form, get_session()
    choices = desk_pages.choices_for(session, sent.get("product", "").strip()[:120], sent.get("spec", ""))
    form, report = StatementForm(choices), _found(number)
    if not form.is_from_here():
        return _shown(report, STALE, 400, statement=form)
    if form.said:
        return _shown(report, status=422, statement=form)
    try:
        change = answering.accept(session, report, _answer(form), author=me().slug)
    except InvalidDraftError as error:
        session.rollback()
        _put_errors(form, error)
        return _shown(_found(number), status=422, statement=form)
    except ChangedMeanwhileError:
        session.rollback()
        product = products.product_by_slug(session, form.product.data)
        form.version.data = str(answering.last_change(session, product)) if product else "0"
        return _shown(_found(number), CHANGED, 422, statement=form)
    except DoneAlreadyError:
        session.rollback()
        return _shown(_found(number), ANSWERED, 422)
    if change is None:
        session.rollback()
        form.says.errors = ["This source says so already, on file."]
        return _shown(_found(number), status=422, statement=form)
    outcome = report.outcome
    session.commit()
    return _to(number, outcome)


@blueprint.post("/desk/reports/<int:number>/corrected")
@needs("answer reports")
def corrected(number: int) -> Response:
    form, report = CorrectedForm(), _found(number)
    if not form.is_from_here():
        return _shown(report, STALE, 400, corrected=form)
    digits = (form.change.data or "").removeprefix("version").strip()
    if not form.said and not (digits.isascii() and digits.isdecimal()):
        form.change.errors = ["This is a number such as 412."]
    if form.said:
        return _shown(report, status=422, corrected=form)
    try:
        answering.corrected(get_session(), report, form.words.data, int(digits), author=me().slug)
    except ValueError as error:
        get_session().rollback()
        form.change.errors = [str(error)]
        return _shown(_found(number), status=422, corrected=form)
    except DoneAlreadyError:
        get_session().rollback()
        return _shown(_found(number), ANSWERED, 422)
    get_session().commit()
    return _to(number, "correction")


@blueprint.post("/desk/reports/<int:number>/nothing")
@needs("answer reports")
def nothing(number: int) -> Response:
    form, report = NothingForm(), _found(number)
    if not form.is_from_here():
        return _shown(report, STALE, 400, nothing=form)
    if form.said:
        return _shown(report, status=422, nothing=form)
    try:
        answering.nothing(get_session(), report, form.words.data, author=me().slug)
    except DoneAlreadyError:
        get_session().rollback()
        return _shown(_found(number), ANSWERED, 422)
    get_session().commit()
    return _to(number, "nothing")


@blueprint.post("/desk/reports/<int:number>/reopen")
@needs("answer reports")
def reopen(number: int) -> Response:
    report = _found(number)
    if not ButtonForm().is_from_here():
        return _shown(report, STALE, 400)
    answering.reopen(get_session(), report)
    get_session().commit()
    return _to(number, "reopened")


def _answer(form: StatementForm) -> Answer:
    """What was typed. Raises `InvalidDraftError` for a source that is neither on file nor described."""
    version, place = form.version.data or "", form.replaces.data or ""
    return Answer(
        product=form.product.data,
        spec=form.spec.data or "",
        says=form.says.data,
        source=_source(form),
        day=form.day.data,
        replaces=int(place) if place.isascii() and place.isdecimal() else answering.BESIDE,
        version=int(version) if version.isascii() and version.isdecimal() and len(version) < 10 else 0,
    )


def _source(form: StatementForm) -> SourceDraft | str:
    known = products.sources(get_session())
    if form.source.data:
        typed: str = form.source.data
        found = NewSources((), known).slug_of(typed)
        if found is None:
            raise InvalidDraftError([Problem("source", f"There is no source “{typed[:60]}” on file.")])
        return found
    row = {name: form[name].data for name in ("title", "publisher", "url", "type")} | {
        "read_on": form.day.data
    }
    return NewSources([row], known).drafts[0]


def _put_errors(form: StatementForm, error: InvalidDraftError) -> None:
    """Each problem at its field; what has no field of its own is said at the value."""
    for problem in error.problems:
        place = problem.place.rpartition(": ")[2]
        name = _FIELDS.get(place, place)
        field = form[name] if name in form and name != "csrf_token" else form.says
        field.errors = [*field.errors, problem.message]


def _found(number: int) -> Report:
    return queries.report(get_session(), number) or abort(404)


def _shown(report: Report, trouble: str = "", status: int = 200, **more: Any) -> Response:
    page = desk_pages.report_page(get_session(), current(), me(), report, trouble=trouble, **more)
    return make_response(render_template("reports/desk_show.html", page=page), status)


def _to(number: int, done: str) -> Response:
    return redirect(url_for("report_desk.show", number=number, done=done), 303)  # type: ignore[return-value]

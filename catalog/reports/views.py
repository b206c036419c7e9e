"""`/report`: the form, and the page that thanks for it."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, current_app, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from catalog import clock
from catalog.db import DatabaseTrouble, get_session
from catalog.pages.appearance import is_from_here, way_back
from catalog.reports import queries
from catalog.reports.about import About, about, rows_of
from catalog.reports.editing import file_report
from catalog.reports.forms import ReportForm, path_here
from catalog.reports.limit import TooManyError, seconds_left
from catalog.reports.models import KINDS, LONGEST_PAGE, Report
from catalog.shelf.keeper import current
from catalog.visitors import visitor

blueprint = Blueprint("reports", __name__)

FIELDS = ("kind", "page", "value", "version")
"""What a link to the form may fill in."""


@dataclass(frozen=True)
class ReportPage:
    """``about`` names what the report is about, where the link says it; ``trouble`` why nothing is stored."""

    form: ReportForm
    about: About
    trouble: str = ""


@blueprint.get("/report")
def report() -> str:
    given = _usable({name: request.args[name] for name in FIELDS if name in request.args})
    return render_template("reports/report.html", page=_page(_form(given["page"], data=given)))


@blueprint.post("/report")
def file() -> Response:
    """Stores the report, and thanks only once it is stored. Whatever goes wrong, nothing typed is lost."""
    form = _form(request.form.get("page", ""), formdata=request.form)
    if not is_from_here(request):
        return _again(form, 400, "This form was sent from another site. If that was you, send it from here.")
    if not form.validate():
        return _again(form, 422)
    try:
        number = queries.newest(get_session()) + 1 if form.trap.data else _store(form)
    except TooManyError as too_many:
        said = "So many reports came today that no more can be read" if too_many.of_everybody else (
            "As many reports came from your connection today as one may send")  # fmt: skip
        left = seconds_left(clock.now())
        return _again(form, 429, f"{said}. What you typed is still here; please send it tomorrow.", left)
    except DatabaseTrouble as trouble:
        current_app.logger.error("%s", trouble)
        said = "Nothing could be stored just now. What you typed is still here; please send it again."
        return _again(form, 503, said, 5)
    return _unkept(redirect(url_for("reports.thanks", number=number), 303))


@blueprint.get("/report/thanks")
def thanks() -> str:
    number = request.args.get("number", "")
    is_number = number.isascii() and number.isdecimal() and len(number) < 10
    return render_template("reports/thanks.html", number=number if is_number else "")


def _store(form: ReportForm) -> int:
    """The number of the new report, committed."""
    session, today = get_session(), clock.today()
    filed = Report(
        day=today.isoformat(),
        kind=form.kind.data,
        page=form.page.data,
        value=form.value.data,
        version=form.catalogue_version,
        text=form.text.data,
        link=form.link.data,
    )
    sender = visitor(request.remote_addr, current_app.config["SECRET_KEY"], today)
    number = file_report(session, filed, sender)
    session.commit()
    return number


def _form(page: str, **given: Any) -> ReportForm:
    return ReportForm(rows_of(current(), path_here(page, request.host)), request.host, **given)


def _usable(given: dict[str, str]) -> dict[str, str]:
    """Without what no link of this site says."""
    page = way_back(given.get("page", "/"))
    usable = given | {"page": page if page != "/" and len(page) <= LONGEST_PAGE else ""}
    return {name: said for name, said in usable.items() if name != "kind" or said in KINDS}


def _page(form: ReportForm, trouble: str = "") -> ReportPage:
    return ReportPage(form, about(current(), form.page.data or "", form.value.data or ""), trouble)


def _again(form: ReportForm, status: int, trouble: str = "", retry_after_s: int | None = None) -> Response:
    """The form as it was typed, with what is wrong."""
    response = make_response(render_template("reports/report.html", page=_page(form, trouble)), status)
    if retry_after_s is not None:
        response.headers["Retry-After"] = str(retry_after_s)
    return _unkept(response)


def _unkept(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response

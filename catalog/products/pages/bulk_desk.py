"""`/desk/devices/bulk`: one thing done to many products, looked at first, and undone with one button."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for
from sqlmodel import Session

from catalog.changes.models import Change
from catalog.changes.queries import current_version
from catalog.db import get_session
from catalog.desk import guard
from catalog.desk.csrf import STALE, ButtonForm
from catalog.desk.guard import me, needs
from catalog.products import bulk, bulk_undo, queries
from catalog.products.drafts import InvalidDraftError
from catalog.products.pages import bulk as pages
from catalog.products.pages.facts_form import source_options

blueprint = Blueprint("bulk", __name__)
blueprint.after_request(guard.unkept)

MEANWHILE = "The catalogue was changed while you looked at the preview. Please look at it again."


@blueprint.get("/desk/devices/bulk")
@needs("write facts")
def choose() -> Response:
    form = pages.BulkForm(formdata=None)
    form.address.data = request.args.get("list", "")
    form.products.data = request.args.getlist("d")
    return _page(form)


@blueprint.post("/desk/devices/bulk")
@needs("write facts")
def change() -> Response:
    """Preview, or do it: then what was previewed is computed once more, from the catalogue as it is."""
    form, session = pages.BulkForm(), get_session()
    if not form.is_from_here():
        return _page(form, trouble=STALE, status=400)
    slugs = pages.check(form, session)
    if pages.has_errors(form):
        return _page(form, status=422)
    outcomes = bulk.plan(session, slugs, form.task())
    if request.form.get("do") != "apply" or not any(one.draft for one in outcomes):
        return _page(form, outcomes=outcomes)
    if request.form.get("version") != str(current_version(session)):
        return _page(form, outcomes=outcomes, trouble=MEANWHILE, status=409)
    reason = str(form.reason.data or "").strip() or f"Many at once: {bulk.ACTIONS[form.task().action].words}"
    changes = bulk.apply(session, outcomes, actor=me().slug, reason=reason)
    session.commit()
    return _to_done(changes)


@blueprint.get("/desk/devices/bulk/done")
@needs("write facts")
def done() -> Response:
    return _done_page(*_asked(request.args))


@blueprint.post("/desk/devices/bulk/undo")
@needs("write facts")
def undo() -> Response:
    first, last = _asked(request.form)
    if not ButtonForm().is_from_here():
        return _done_page(first, last, trouble=STALE, status=400)
    session = get_session()
    found = bulk_undo.changes_of(session, first, last)
    if not found:
        abort(404)
    reason = f"Undone: {session.get_one(Change, found[0].number).reason}"
    try:
        changes = bulk_undo.undo(session, found, actor=me().slug, reason=reason)
    except InvalidDraftError as error:
        session.rollback()
        said = "; ".join(problem.message for problem in error.problems)
        return _done_page(first, last, trouble=f"It cannot be as it was: {said}", status=409)
    session.commit()
    if not changes:
        said = "Nothing is left to undo: all of them were changed since, or are as they were."
        return _done_page(first, last, trouble=said, status=409)
    return _to_done(changes)


def _asked(args: Any) -> tuple[int, int]:
    """The first and the last change; 404 for what are no numbers."""
    texts = [str(args.get(name, "")) for name in ("first", "last")]
    if not all(text.isascii() and text.isdigit() and len(text) < 10 for text in texts):
        abort(404)
    return int(texts[0]), int(texts[1])


def _to_done(changes: list[Change]) -> Response:
    numbers = [change.number for change in changes]
    address = url_for("bulk.done", first=min(numbers), last=max(numbers))
    return redirect(address, 303)  # type: ignore[return-value]


def _page(
    form: pages.BulkForm,
    *,
    outcomes: list[bulk.Outcome] | None = None,
    trouble: str = "",
    status: int = 200,
) -> Response:
    session = get_session()
    titles = pages.with_choices(form, session)
    ordered = pages.by_title(outcomes or (), titles)
    page = pages.BulkPage(
        who=me(),
        form=form,
        sources=tuple(source_options(queries.sources(session))),
        titles=titles,
        changing=tuple(one for one in ordered if one.draft is not None),
        staying=tuple(one for one in ordered if one.draft is None),
        is_preview=outcomes is not None,
        version=current_version(session),
        trouble=trouble,
    )
    return make_response(render_template("products/desk/bulk.html", page=page, form=form), status)


def _done_page(first: int, last: int, *, trouble: str = "", status: int = 200) -> Response:
    session: Session = get_session()
    changes = bulk_undo.changes_of(session, first, last)
    if not changes:
        abort(404)
    page = pages.BulkDonePage(
        who=me(),
        form=ButtonForm(formdata=None),
        first=first,
        last=last,
        reason=session.get_one(Change, changes[0].number).reason,
        changes=tuple(changes),
        trouble=trouble,
    )
    return make_response(render_template("products/desk/bulk_done.html", page=page), status)

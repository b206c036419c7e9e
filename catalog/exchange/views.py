"""`/desk/import`: a file is sent, what it would change is shown, and then it is done or not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import RequestEntityTooLarge

from catalog.changes.queries import current_version
from catalog.db import get_database, get_session
from catalog.desk import guard
from catalog.desk.csrf import STALE
from catalog.desk.guard import me, needs, settings
from catalog.people.permissions import may, who_may
from catalog.products import queries

from . import csv_template, desk_files, desk_page
from .forms import ImportForm, filled
from .import_report import SAID, Result
from .importing import FileError, Importer, MeanwhileError, OptionError, Options, importer_of, run_import
from .models import ImportFile

blueprint = Blueprint("exchange", __name__)
blueprint.after_request(guard.unkept)

MEANWHILE: Final = (
    "The catalogue was changed while you looked: the file would do something else now. "
    "What it would do now is shown; look at it again."
)
_TIMES: Final = 4
"""A form that is so much larger than a file may be is still read, to say so at its field."""


class _NotAllowedError(FileError):
    """A file of a kind that this person may not import."""


@blueprint.get("/desk/import")
@needs("write facts")
def begin() -> Response:
    return _page(ImportForm(formdata=None))


@blueprint.post("/desk/import")
@needs("write facts")
def send() -> Response:
    """The file is kept even where something else is wrong: a browser cannot send it again by itself."""
    try:
        form = _sent()
    except RequestEntityTooLarge:
        return _page(ImportForm(formdata=None), _too_large(), status=413)
    if not form.is_from_here():
        return _page(form, STALE, status=400)
    return _taken(form, None)


@blueprint.get("/desk/import/products.csv")
@needs("write facts")
def template() -> Response:
    """What is there, to be filled in; with a mark, so that spreadsheets take it for UTF-8."""
    text = "".join(csv_template.template(get_session()))
    response = make_response(text.encode("utf-8-sig"))
    response.content_type = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = 'attachment; filename="products.csv"'
    return response


@blueprint.get("/desk/import/<key>")
@needs("write facts")
def report(key: str) -> Response:
    row = _kept(key)
    if (done := desk_files.done_of(row)) is not None:
        page = desk_page.DonePage(who=me(), name=row.name, **done)
        return make_response(render_template("exchange/done.html", page=page))
    return _looked_at(row, filled(desk_files.options_of(row)))


@blueprint.post("/desk/import/<key>")
@needs("write facts")
def act(key: str) -> Response:
    """Look again in another way or at another file, do it, or forget the file."""
    try:
        form = _sent()
    except RequestEntityTooLarge:
        return _looked_at(_kept(key), ImportForm(formdata=None), _too_large(), 413)
    if not form.is_from_here():
        return _page(form, STALE, status=400)
    row, wish = _kept(key), request.form.get("do")
    if desk_files.done_of(row) is not None:
        return _to(key)
    if wish == "forget":
        desk_files.drop(get_session(), row)
        get_session().commit()
        return redirect(url_for("exchange.begin"), 303)  # type: ignore[return-value]
    return _carried_out(row, form) if wish == "import" else _taken(form, row)


@blueprint.get("/desk/import/<key>/report.txt")
@needs("write facts")
def report_text(key: str) -> Response:
    row = _kept(key)
    if desk_files.done_of(row) is not None:
        abort(404)
    try:
        _, result = _run(row, desk_files.options_of(row), dry_run=True)
        lines = desk_page.report_lines(result)
    except FileError as error:
        lines = iter([str(error)])
    response = make_response("".join(f"{line}\n" for line in lines))
    response.content_type = "text/plain; charset=utf-8"
    response.headers["Content-Disposition"] = 'attachment; filename="import-report.txt"'
    return response


def _sent() -> ImportForm:
    request.max_content_length = request.max_form_memory_size = settings().import_bytes * _TIMES
    return ImportForm()


def _too_large() -> str:
    most = f"{settings().import_bytes / 1e6:g} MB"
    return f"The file has more than {most}. Whoever runs the site can take larger ones in at the terminal."


def _kept(key: str) -> ImportFile:
    row = desk_files.kept(get_session(), key, me().account_id)
    return row or abort(404, "No such file waits here. It may be older than a day: send it again.")


def _taken(form: ImportForm, row: ImportFile | None) -> Response:
    """Keep the file, or the one that was kept, with its options, and lead to the report."""
    session, most = get_session(), settings().import_bytes
    sent = form.content(most + 1)
    if trouble := _wrong_with(form, sent, row, most):
        form[trouble[0]].errors = [trouble[1]]
        return _page(form, status=422) if row is None else _looked_at(row, form, status=422)
    if sent is not None:
        before, row = row, desk_files.keep(session, me().account_id, *sent)
        if before is not None:
            desk_files.drop(session, before)
    assert row is not None
    if form.said:
        return _looked_at(row, form, status=422)
    desk_files.set_options(session, row, form.options())
    session.commit()
    return _to(row.token)


def _wrong_with(
    form: ImportForm, sent: tuple[str, bytes] | None, row: ImportFile | None, most: int
) -> tuple[str, str] | None:
    """What is wrong with a file itself: the field, and a sentence."""
    field = "file" if form.sent is not None else "pasted"
    if form.has_both:
        return (
            "pasted",
            "A file was chosen, too, and it is one or the other: empty this field, or choose none.",
        )
    if sent is None:
        return None if row else ("file", "Choose a file, or paste its text.")
    if not sent[1]:
        return field, "This file is empty."
    return (field, _too_large()) if len(sent[1]) > most else None


def _carried_out(row: ImportFile, form: ImportForm) -> Response:
    """Do what was shown: planned once more, in the transaction that does it."""
    options = replace(desk_files.options_of(row), expected=str(form.expected.data or ""))
    before = current_version(get_session())
    _let_go(row)
    try:
        _, result = _run(row, options, dry_run=False)
    except MeanwhileError:
        return _looked_at(row, filled(options), MEANWHILE, 409)
    except FileError as error:
        return _looked_at(row, filled(options), str(error), 422)
    if not result.is_written:
        return _looked_at(row, filled(options), status=422)
    session = get_session()
    kept = desk_files.kept(session, row.token, me().account_id)
    if kept is not None:
        first, last = desk_files.changes_by(session, me().slug, row.name, before)
        desk_files.set_done(session, kept, result.counted, first, last)
    session.commit()
    return _to(row.token)


def _let_go(row: ImportFile) -> None:
    """End this request's turn of writing, the file in hand: what plans or writes has a session of its own."""
    session = get_session()
    if row in session:
        session.refresh(row)
        session.expunge(row)
    session.commit()


def _run(row: ImportFile, options: Options, *, dry_run: bool) -> tuple[Importer, Result]:
    """Raises `FileError`, also for a kind of file that is not for who is at the desk."""
    file = desk_files.as_file(row)
    importer = importer_of(file)
    if importer.not_at_desk:
        raise FileError(importer.not_at_desk)
    if not may(me().role, importer.permission):
        raise _NotAllowedError(f"This file is {importer.called}; that is for {who_may(importer.permission)}.")
    return importer, run_import(get_database(), file, replace(options, dry_run=dry_run, actor=me().slug))


def _looked_at(row: ImportFile, form: ImportForm, trouble: str = "", status: int = 200) -> Response:
    """The page with what the file would do, as it was looked at last."""
    _let_go(row)
    waiting = desk_page.waiting_of(row)
    asked = _options_for(row)
    try:
        importer, result = _run(row, desk_files.options_of(row), dry_run=True)
    except OptionError as error:
        form[error.option].errors = [*form[error.option].errors, str(error)]
        return _page(form, trouble, status=max(status, 422), waiting=waiting, shown=form.shown(asked))
    except FileError as error:
        status = max(status, 403 if isinstance(error, _NotAllowedError) else 422)
        words = trouble or str(error)
        return _page(form, words, status=status, waiting=waiting, shown=form.shown(asked))
    only, number = request.args.get("show", ""), request.args.get("page", 1, int)
    groups = desk_page.groups_of(result, only, number)
    is_good = not result.faults or desk_files.options_of(row).skip_bad
    return _page(
        form,
        trouble,
        status=status,
        waiting=waiting,
        shown=form.shown({*asked, "skip_bad"} if result.faults else asked),
        what=importer.called,
        counted=result.counted,
        notes=tuple(result.notes),
        groups=groups,
        expected=result.digest,
        can_be_done=is_good and not result.does_nothing,
        only=groups[0].key if only and len(groups) == 1 and groups[0].key == only else "",
    )


def _options_for(row: ImportFile) -> frozenset[str]:
    """Names of what can be said of such a file; none where nobody knows what it is."""
    try:
        importer = importer_of(desk_files.as_file(row))
    except FileError:
        return frozenset()
    return frozenset() if importer.not_at_desk else importer.options & frozenset(SAID)


def _page(form: ImportForm, trouble: str = "", *, status: int = 200, **more: Any) -> Response:
    page = desk_page.ImportPage(
        who=me(),
        form=form,
        trouble=trouble,
        shown=more.pop("shown", form.shown(())),
        kinds=desk_page.kinds_for(me().role),
        sources=tuple(queries.sources(get_session()).values()),
        **more,
    )
    return make_response(render_template("exchange/import.html", page=page), status)


def _to(key: str) -> Response:
    return redirect(url_for("exchange.report", key=key), 303)  # type: ignore[return-value]

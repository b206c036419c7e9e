"""`/desk/media`, the library of pictures; and `/media/…`, where their files are served."""

from __future__ import annotations

from typing import Any, Final, TypeVar

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from sqlmodel import Session
from werkzeug.exceptions import RequestEntityTooLarge

from catalog.db import DatabaseTrouble, get_database, get_session
from catalog.desk import guard
from catalog.desk.csrf import STALE, ButtonForm
from catalog.desk.guard import me, needs, settings

from . import editing, keeping, pages, queries
from .forms import EditForm, ReplaceForm, UploadForm
from .models import Picture, Upload
from .pages import product_of
from .reading import too_heavy
from .receiving import Taken, take
from .rights import may_change, whose
from .serving import file_response
from .store import StoreError, get_store
from .sweeping import sweep

blueprint = Blueprint("media", __name__)
desk = Blueprint("media_desk", __name__)
desk.after_request(guard.unkept)

WAITS_NO_LONGER: Final = "The file that was kept waits no longer. Choose it again."
DONE: Final = {
    "added": "The picture is in the library.",
    "saved": "What is said about the picture was changed.",
    "replaced": "The picture was replaced.",
    "removed": "The picture was removed.",
}
_TIMES: Final = 4
"""A form that is so much larger than a picture may be is still read, to say so at its field."""
_SWEPT_AT_ONCE: Final = 5

_Form = TypeVar("_Form", UploadForm, ReplaceForm)


@blueprint.get("/media/<name>")
def file(name: str) -> Response:
    return file_response(name)


@desk.get("/desk/media")
@needs("write own texts")
def index() -> str:
    page = pages.library_page(
        get_session(),
        me(),
        request.args.get("show", ""),
        pages.page_number(request.args.get("page", "")),
        heavy_bytes=settings().media_heavy_bytes,
        keep_hours=settings().media_keep_hours,
        done=DONE.get(request.args.get("done", ""), ""),
    )
    return render_template("media/index.html", page=page)


@desk.get("/desk/media/new")
@needs("write own texts")
def new() -> Response:
    return _new(UploadForm(product_of, formdata=None, kept=request.args.get("kept", "")))


@desk.post("/desk/media/new")
@needs("write own texts")
def add() -> Response:
    """The file is taken even where its words are at fault: a browser cannot send it again by itself."""
    try:
        form = _sent(UploadForm, product_of)
    except RequestEntityTooLarge:
        return _new(UploadForm(product_of, formdata=None), _too_heavy(), 413)
    if not form.is_from_here():
        return _new(form, STALE, 400)
    taken = Taken()
    if form.sent or not form.kept_number:
        try:
            taken = _taken(form)
        except StoreError as error:
            return _new(form, str(error), 503)
        form.kept.data = str(taken.number or form.kept_number or "")
    if form.said:
        return _new(form, status=422, twin=taken.twin)
    upload = _waiting(form, get_session())
    if upload is None:
        form.file.errors = [WAITS_NO_LONGER]
        return _new(form, status=422)
    try:
        picture = editing.add_picture(get_session(), upload, form.words(upload.name), actor=me().slug)
    except editing.MediaError as error:
        form.file.errors, twin = [str(error)], upload.digest
        get_session().rollback()
        return _new(form, status=422, twin=twin)
    return _done(picture.slug, "added")


@desk.get("/desk/media/<slug>")
@needs("write own texts")
def edit(slug: str) -> Response:
    picture = _known(slug)
    form = EditForm(product_of, formdata=None, data=pages.typed_of(get_session(), picture))
    return _edit(picture, form, done=DONE.get(request.args.get("done", ""), ""))


@desk.post("/desk/media/<slug>")
@needs("write own texts")
def change(slug: str) -> Response:
    form = EditForm(product_of)
    is_from_here = form.is_from_here()
    picture = _known(slug, is_from_here)
    if not is_from_here:
        return _edit(picture, form, STALE, 400)
    _theirs(picture)
    if form.said:
        return _edit(picture, form, status=422)
    words = form.words(picture.name, form.place_number)
    editing.change_words(get_session(), picture, words, actor=me().slug)
    return _done(slug, "saved")


@desk.post("/desk/media/<slug>/replace")
@needs("write own texts")
def replace(slug: str) -> Response:
    try:
        form = _sent(ReplaceForm)
    except RequestEntityTooLarge:
        return _edit(_known(slug), None, _too_heavy(), 413)
    if not form.is_from_here():
        return _edit(_known(slug, False), None, STALE, 400, form)
    # Asked before the file is taken, and not in the writer's turn, which taking it needs itself.
    with get_database().latest() as session:
        _theirs(queries.picture(session, slug) or abort(404))
    try:
        taken = _taken(form)
    except StoreError as error:
        return _edit(_known(slug), None, str(error), 503, form)
    picture = _theirs(_known(slug))
    if form.said:
        return _edit(picture, None, "", 422, form, twin=taken.twin)
    upload = keeping.waiting(get_session(), taken.number, me().slug, settings().media_keep_hours)
    if upload is None:
        form.file.errors = [WAITS_NO_LONGER]
        return _edit(picture, None, "", 422, form)
    try:
        editing.replace_files(get_session(), picture, upload, actor=me().slug)
    except editing.MediaError as error:
        form.file.errors, twin = [str(error)], upload.digest
        get_session().rollback()
        return _edit(_known(slug), None, "", 422, form, twin=twin)
    return _done(slug, "replaced")


@desk.post("/desk/media/<slug>/remove")
@needs("write own texts")
def remove(slug: str) -> Response:
    is_from_here = ButtonForm().is_from_here()
    picture = _known(slug, is_from_here)
    if not is_from_here:
        return _edit(picture, None, STALE, 400)
    _theirs(picture)
    try:
        editing.remove_picture(get_session(), picture, actor=me().slug)
    except editing.MediaError as error:
        get_session().rollback()
        return _edit(_known(slug), None, str(error), 422)
    return _done("", "removed")


def _sent(kind: type[_Form], *given: Any) -> _Form:
    """The form that was sent, which may hold a file. Raises RequestEntityTooLarge."""
    request.max_content_length = settings().media_bytes * _TIMES
    return kind(*given)


def _taken(form: UploadForm | ReplaceForm) -> Taken:
    """What came of the form's file; what is wrong with it is said at its field. Raises `StoreError`."""
    taken = take(form.sent, settings(), me().slug)
    if taken.fault:
        form.file.errors = [taken.fault]
    return taken


def _waiting(form: UploadForm, session: Session | None = None) -> Upload | None:
    """The upload the form names, if it still waits for this author."""
    if form.kept_number is None:
        return None
    given = (form.kept_number, me().slug, settings().media_keep_hours)
    if session:
        return keeping.waiting(session, *given)
    with get_database().latest() as reader:
        return keeping.waiting(reader, *given)


def _known(slug: str, is_from_here: bool = True) -> Picture:
    found = queries.picture(get_session(), slug)
    return found or (abort(404) if is_from_here else abort(400, STALE))


def _theirs(picture: Picture) -> Picture:
    """The picture, where who is at the desk may change it; else 403, which says who may."""
    return picture if may_change(me(), picture) else abort(403, whose())


def _new(form: UploadForm, trouble: str = "", status: int = 200, twin: str = "") -> Response:
    with get_database().latest() as session:
        known = pages.known_picture(session, twin)
    page = pages.new_page(me(), form, _waiting(form), known, trouble)
    return make_response(render_template("media/new.html", page=page), status)


def _edit(
    picture: Picture,
    form: EditForm | None,
    trouble: str = "",
    status: int = 200,
    replacing: ReplaceForm | None = None,
    *,
    twin: str = "",
    done: str = "",
) -> Response:
    session = get_session()
    page = pages.edit_page(
        session,
        me(),
        picture,
        form or EditForm(product_of, formdata=None, data=pages.typed_of(session, picture)),
        replacing or ReplaceForm(formdata=None),
        known=pages.known_picture(session, twin),
        trouble=trouble,
        done=done,
    )
    return make_response(render_template("media/edit.html", page=page), status)


def _done(slug: str, what: str) -> Response:
    """Commit, clear up a little, and lead on."""
    get_session().commit()
    try:
        sweep(get_database(), get_store(), settings().media_keep_hours * 2, most=_SWEPT_AT_ONCE, wait_s=0)
    except (StoreError, DatabaseTrouble) as error:
        # What was asked for is done; the next sweep finds the rest.
        current_app.logger.warning("%s", error)
    target = url_for("media_desk.edit", slug=slug) if slug else url_for("media_desk.index")
    return make_response(redirect(f"{target}?done={what}", 303))


def _too_heavy() -> str:
    return too_heavy(settings().media_bytes)

"""Replies of readers at `/comments`, and the queue at `/desk/comments`.

The form stands on a page of its own and carries no token: pages of readers are the same for everybody and set
no cookie, so that a token could be tied to nobody. As with reports, what is asked instead is whether this
site's own page sent it, which every browser says.
"""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint, abort, current_app, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from catalog import clock
from catalog.comments import editing, queries
from catalog.comments.forms import AnswerForm, ReplyForm
from catalog.comments.limit import TooManyError, seconds_left
from catalog.comments.models import Comment
from catalog.comments.pages.public import ReplyPage, Target, all_page, is_number, own_page, target
from catalog.comments.pages.queue import VIEWS, numbers, queue_page, sure_page, what_was_done
from catalog.db import DatabaseTrouble, get_database, get_session
from catalog.desk import guard
from catalog.desk.csrf import STALE, ButtonForm
from catalog.desk.guard import me, needs
from catalog.pages.appearance import is_from_here
from catalog.people.tokens import new_token
from catalog.visitors import visitor

blueprint = Blueprint("comments", __name__)
desk = Blueprint("comments_desk", __name__)
desk.after_request(guard.unkept)

ELSEWHERE = "This form was sent from another site. If that was you, send it from here."
RESTING = "Nothing could be stored just now. What you typed is still here; please send it again."
CLOSED = "This page is not there any more, or takes no replies now. What you typed is still here."
TO_GONE = "What you reply to is not shown any more. Sent again, this stands as a reply of its own."
NO_SUCH = "No comment has this address. One that was deleted is not kept."


# --- readers


@blueprint.get("/comments")
def index() -> str:
    number = request.args.get("page", "1")
    page = None
    if is_number(number) and int(number):
        page = all_page(get_session(), request.args.get("on", ""), int(number))
    return render_template("comments/index.html", page=page or abort(404))


@blueprint.get("/comments/new")
def new() -> str:
    on, to = request.args.get("on", ""), request.args.get("to", "")
    found = target(get_session(), on, to)
    if found.thing is None:
        abort(404, "That page is not there, or takes no replies.")
    form = ReplyForm(data={"on": found.thing.address, "to": str(found.to.number) if found.to else ""})
    return render_template("comments/new.html", page=ReplyPage(form, found))


@blueprint.post("/comments/new")
def send() -> Response:
    """Stores the reply, and thanks only once it is stored. Whatever goes wrong, nothing typed is lost."""
    on, to = request.form.get("on", ""), request.form.get("to", "")
    try:
        with get_database().latest() as session:
            found, taken = target(session, on, to), queries.author_names(session)
    except DatabaseTrouble as trouble:
        return _resting(ReplyForm(request.form), Target(), trouble)
    form = ReplyForm(request.form, taken={*taken, current_app.config["SITE_NAME"]})
    if not is_from_here(request):
        return _again(form, found, 400, ELSEWHERE)
    if found.thing is None:
        return _again(form, found, 422, CLOSED)
    if not form.validate():
        return _again(form, found, 422)
    if form.to.data and found.to is None:
        form.to.data = ""
        return _again(form, found, 422, TO_GONE)
    try:
        # A key of nothing: who fills the trap learns nothing from what comes back.
        key = new_token() if form.trap.data else _store(form, found)
    except TooManyError as too_many:
        said = "So many replies came today that no more can be read" if too_many.of_everybody else (
            "As many replies came from your connection today as one may send")  # fmt: skip
        left = seconds_left(clock.now())
        return _again(
            form, found, 429, f"{said}. What you typed is still here; please send it tomorrow.", left
        )
    except DatabaseTrouble as trouble:
        return _resting(form, found, trouble)
    return _unkept(redirect(url_for("comments.thanks", key=key), 303))


@blueprint.get("/comments/thanks")
def thanks() -> Response:
    """Shows the address that deletes the reply, this once. It is made of this page's own address: nothing is
    looked up, and nothing can be learned here."""
    key = request.args.get("key", "")
    good = key if re.fullmatch("[0-9a-f]{64}", key) else ""
    return _unkept(make_response(render_template("comments/thanks.html", key=good)))


@blueprint.get("/comments/mine/<key>")
def mine(key: str) -> Response:
    # Asked of the database that is written to: a copy may not have the reply yet.
    with get_database().latest() as session:
        comment = queries.of_writer(session, key) or abort(404, NO_SUCH)
        page = own_page(session, key, comment)
    return _unkept(make_response(render_template("comments/mine.html", page=page)))


@blueprint.post("/comments/mine/<key>")
def delete_mine(key: str) -> Response:
    session = get_session()
    comment = queries.of_writer(session, key) or abort(404, NO_SUCH)
    if not is_from_here(request):
        page = own_page(session, key, comment, ELSEWHERE)
        return _unkept(make_response(render_template("comments/mine.html", page=page), 400))
    editing.delete(session, comment, editing.READER)
    session.commit()
    return _unkept(redirect(url_for("comments.deleted"), 303))


@blueprint.get("/comments/deleted")
def deleted() -> str:
    return render_template("comments/deleted.html")


def _store(form: ReplyForm, found: Target) -> str:
    """The token of the new comment, committed."""
    assert found.thing is not None
    session, today = get_session(), clock.today()
    sent = Comment(
        kind=found.thing.kind,
        thing_id=found.thing.id,
        parent_id=found.parent,
        name=form.name.data,
        words=form.words.data,
        day=today.isoformat(),
    )
    token = editing.send(session, sent, visitor(request.remote_addr, current_app.config["SECRET_KEY"], today))
    session.commit()
    return token


def _resting(form: ReplyForm, found: Target, trouble: DatabaseTrouble) -> Response:
    current_app.logger.error("%s", trouble)
    return _again(form, found, 503, RESTING, 5)


def _again(
    form: ReplyForm, found: Target, status: int, trouble: str = "", retry_after_s: int | None = None
) -> Response:
    """The form as it was typed, with what is wrong."""
    page = ReplyPage(form, found, trouble)
    response = make_response(render_template("comments/new.html", page=page), status)
    if retry_after_s is not None:
        response.headers["Retry-After"] = str(retry_after_s)
    return _unkept(response)


def _unkept(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


# --- the desk


@desk.get("/desk/comments")
@needs("moderate comments")
def queue() -> str:
    undo = numbers(request.args.getlist("refused"))
    # Asked of the database that is written to: a copy may still show what was decided a moment ago.
    with get_database().latest() as session:
        page = queue_page(
            session, me(), _show(request.args), AnswerForm, done=what_was_done(request.args), undo=undo
        )
    return render_template("comments/queue.html", page=page)


@desk.post("/desk/comments")
@needs("moderate comments")
def decide() -> Response:
    """What the buttons do: "publish" to all that are ticked, "publish 12" to one."""
    show, ticked = _show(request.form), numbers(request.form.getlist("ticked"))
    if not ButtonForm().is_from_here():
        return _queue(show, STALE, 400, ticked=ticked)
    verb, _, one = request.form.get("do", "").partition(" ")
    meant = numbers([one]) if one else ticked
    if verb not in _VERBS or not meant:
        return _queue(show, "Tick the comments that are meant, then press a button.", 422, ticked=ticked)
    if verb == "delete" and not request.form.get("sure"):
        page = sure_page(get_session(), me(), show, meant)
        return make_response(render_template("comments/sure.html", page=page))
    session = get_session()
    changed = [
        comment.id for comment in queries.some(session, meant) if _VERBS[verb](session, comment, me().slug)
    ]
    session.commit()
    said: dict[str, Any] = {"refused": changed} if verb == "refuse" else {verb: len(changed)}
    return redirect(url_for("comments_desk.queue", show=show, **said), 303)


@desk.post("/desk/comments/<int:number>/answer")
@needs("moderate comments")
def answer(number: int) -> Response:
    form, show = AnswerForm(), _show(request.form)
    if not form.is_from_here():
        return _queue(show, STALE, 400, answered=(number, form))
    if form.said:
        return _queue(show, "The answer cannot be sent like this; see below.", 422, answered=(number, form))
    session = get_session()
    comment = queries.comment(session, number) or abort(404)
    if editing.answer(session, comment, form.words.data, name=me().author, actor=me().slug) is None:
        return _queue(show, "That comment is not there any more.", 422, answered=(number, form))
    session.commit()
    return redirect(url_for("comments_desk.queue", show=show, answered=1), 303)


_VERBS = {
    "publish": editing.publish,
    "refuse": editing.refuse,
    "delete": editing.delete,
    "put-back": editing.put_back,
}


def _queue(show: str, trouble: str, status: int, **more: Any) -> Response:
    page = queue_page(get_session(), me(), show, AnswerForm, trouble=trouble, **more)
    return make_response(render_template("comments/queue.html", page=page), status)


def _show(given: Any) -> str:
    return given["show"] if given.get("show") in VIEWS else "waiting"

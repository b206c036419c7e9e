"""`/desk/<room>`: lists, the form of each thing, its autosave and its preview."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, redirect, render_template, request

from catalog.db import get_session
from catalog.desk import guard
from catalog.desk.csrf import STALE
from catalog.desk.guard import me, needs
from catalog.editorial import drafts, publishing, showing
from catalog.editorial.at_hand import (
    AtHand,
    asked,
    at_hand,
    form_for,
    kind_at_hand,
    new_at_hand,
    number_sent,
    sent_form,
)
from catalog.editorial.done_words import DONE
from catalog.editorial.drafts import ClashError, Saving
from catalog.editorial.editable import FaultsError, Fields
from catalog.editorial.editor_form import MORE, EditorForm
from catalog.editorial.framing import framed, note_preview
from catalog.editorial.models import Draft
from catalog.editorial.page import ListPage
from catalog.editorial.reason_forms import ReasonForm
from catalog.editorial.three_way import same
from catalog.people import moments

blueprint = Blueprint("writing", __name__)
blueprint.after_request(guard.unkept)


@blueprint.get("/desk/<room>")
@needs("use the desk")
def index(room: str) -> str:
    kind, words = kind_at_hand(room), asked("q").lower()
    every = showing.lines(get_session(), kind)
    found = tuple(line for line in every if words in f"{line.title} {line.note} {line.address}".lower())
    page = ListPage(
        who=me(), kind=kind, lines=found, asked=asked("q"), left_out=len(every) - len(found), done=_done()
    )
    return render_template("editorial/index.html", page=page)


@blueprint.get("/desk/<room>/new")
@needs("use the desk")
def new(room: str) -> Response:
    found = new_at_hand(room)
    fields = found.kind.blank(found.session, found.who, request.args)
    return showing.shown(found, fields, says_faults=False)


@blueprint.post("/desk/<room>/new")
@needs("use the desk")
def make(room: str) -> Response:
    return _taken(new_at_hand(room))


@blueprint.get("/desk/<room>/<slug>")
@needs("use the desk")
def edit(room: str, slug: str) -> Response:
    found = at_hand(room, slug)
    return showing.shown(found, found.fields(), done=_done())


@blueprint.post("/desk/<room>/<slug>")
@needs("use the desk")
def save(room: str, slug: str) -> Response:
    return _taken(at_hand(room, slug))


@blueprint.post("/desk/<room>/new/autosave")
@needs("use the desk")
def autosave_new(room: str) -> Response:
    return _autosaved(new_at_hand(room))


@blueprint.post("/desk/<room>/<slug>/autosave")
@needs("use the desk")
def autosave(room: str, slug: str) -> Response:
    return _autosaved(at_hand(room, slug))


@blueprint.get("/desk/<room>/<slug>/preview")
@needs("use the desk")
def preview(room: str, slug: str) -> Response:
    found = at_hand(room, slug)
    note_preview()
    return framed(preview_html(found, found.fields()))


def preview_html(found: AtHand, fields: Fields) -> str:
    """The public page as it would be; or what keeps it from being shown."""
    live = found.slug if found.is_public else None
    faults = list(found.kind.faults(found.session, fields, live))
    if faults or not found.kind.is_text:
        return render_template("editorial/no_preview.html", faults=faults)
    return found.kind.preview(found.session, fields)


def _taken(found: AtHand) -> Response:
    """What somebody sent with one of the buttons: more rows, save, or publish."""
    form = sent_form(found)
    if not form.is_from_here():
        return _again(found, form, trouble=STALE, status=400)
    if MORE in request.form:
        return _again(found, form, done="There are more rows now. Nothing has been saved yet.")
    reason = ReasonForm()
    if asked("do") == "publish" and reason.reason.errors:
        return _again(found, form, status=422, reason=reason)
    if not found.slug and _is_blank(found, form):
        return _again(found, form, trouble="There is nothing in it yet.", status=422)
    try:
        draft = drafts.save(found.session, found.kind, found.who, found.slug, _saving(form, "saved"))
    except ClashError as clash:
        found.session.commit()
        return _to(f"/desk/{room_of(found)}/{clash.draft.slug}/choose/{clash.mine.number}")
    saved = draft.revision
    # Kept before anything else is tried: what comes now may fail.
    found.session.commit()
    if asked("do") != "publish":
        return _to(f"/desk/{room_of(found)}/{draft.slug}?done=saved")
    again = at_hand(found.kind.room, draft.slug)
    if drafts.locked(again.session, again.kind, draft.slug).revision != saved:
        again.session.rollback()
        said = "Another page saved it at the same moment. Look at what stands there now, and publish that."
        return showing.shown(again, again.fields(), trouble=said, status=409, is_kept=True)
    return _published(again, draft, reason)


def _published(found: AtHand, draft: Draft, reason: ReasonForm) -> Response:
    if not found.may_publish:
        fields = draft.fields
        said = "It is saved. Publishing it is for an editor."
        return showing.shown(found, fields, trouble=said, status=403, is_kept=True)
    why = reason.reason.data or ("Changed at the desk" if found.is_public else "Published")
    try:
        change = publishing.publish(found.session, found.kind, draft, found.who, why)
        slug = draft.slug
        found.session.commit()
    except publishing.LiveClashError:
        found.session.rollback()
        return _to(f"{found.address}/choose-public")
    except (FaultsError, publishing.GateError) as error:
        found.session.rollback()
        again = at_hand(found.kind.room, found.slug)
        form = form_for(again, again.fields(), tab=asked("tab"))
        said = "The draft is saved. See what is still asked."
        if isinstance(error, FaultsError):
            known = list(again.kind.faults(again.session, again.fields(), found.slug or None))
            said += "" if known else f" {error}"
        return showing.edit_response(
            again, form, again.fields(), trouble=said, status=422, reason=reason, is_kept=True
        )
    return _to(f"/desk/{room_of(found)}/{slug}?done={'published' if change else 'unchanged'}")


def _is_blank(found: AtHand, form: EditorForm) -> bool:
    """Whether nothing was typed: what would be kept is what a new one starts from."""
    start = found.kind.form(found.session).showing(found.kind.blank(found.session, found.who, {}))
    return all(same(value, start.fields().get(name)) for name, value in form.fields().items())


def _again(found: AtHand, form: EditorForm, **more: Any) -> Response:
    """The form as it was sent, with everything that was typed."""
    fields = form.fields()
    shown = found.kind.form(found.session).showing(fields)
    for name in ("based_on", "seen", "tab"):
        shown[name].data = form[name].data
    return showing.edit_response(found, shown, fields, **more)


def _autosaved(found: AtHand) -> Response:
    form = sent_form(found)
    if not form.is_from_here():
        return _answer({"trouble": STALE}, 400)
    try:
        draft = drafts.save(found.session, found.kind, found.who, found.slug, _saving(form, "autosaved"))
    except ClashError as clash:
        found.session.commit()
        address = f"/desk/{room_of(found)}/{clash.draft.slug}/choose/{clash.mine.number}"
        return _answer({"clash": address}, 409)
    answer = {
        "address": f"/desk/{room_of(found)}/{draft.slug}",
        "revision": draft.revision,
        "saved": moments.shown(draft.changed_at),
    }
    found.session.commit()
    return _answer(answer, 200)


def _saving(form: EditorForm, origin: str) -> Saving:
    return Saving(
        form.fields(),
        number_sent(form.based_on.data),
        number_sent(form.seen.data),
        (form.tab.data or "")[:40],
        origin,
    )


def room_of(found: AtHand) -> str:
    """In addresses."""
    return found.kind.room


def _answer(said: dict[str, Any], status: int) -> Response:
    response = jsonify(said)
    response.status_code = status
    return response


def _done() -> str:
    return DONE.get(asked("done"), "")


def _to(address: str) -> Response:
    return redirect(address, 303)  # type: ignore[return-value]

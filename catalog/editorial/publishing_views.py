"""When a text goes public, who may look before, and how it is taken back."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, make_response, redirect, render_template

from catalog.db import get_session
from catalog.desk import guard
from catalog.desk.csrf import STALE, ButtonForm
from catalog.desk.guard import me, needs
from catalog.editorial import drafts, planning, preview_links, publishing, showing
from catalog.editorial.at_hand import AtHand, asked, at_hand, publishing_at_hand
from catalog.editorial.done_words import DONE
from catalog.editorial.editable import FaultsError
from catalog.editorial.framing import note_preview
from catalog.editorial.kinds import kind_of_draft
from catalog.editorial.models import Draft
from catalog.editorial.page import PlanPage
from catalog.editorial.reason_forms import PlanForm, ReasonForm
from catalog.pages.site_root import absolute
from catalog.people import moments

blueprint = Blueprint("publishing", __name__)
blueprint.after_request(guard.unkept)


@blueprint.get("/desk/<room>/<slug>/publishing")
@needs("use the desk")
def show(room: str, slug: str) -> Response:
    return _page(at_hand(room, slug), done=DONE.get(asked("done"), ""))


@blueprint.post("/desk/<room>/<slug>/plan")
@needs("use the desk")
def plan(room: str, slug: str) -> Response:
    """Name the moment at which the draft goes public, or (`do=end`) what is public is taken down."""
    found, form = publishing_at_hand(room, slug), PlanForm()
    if not form.is_from_here():
        return _page(found, plan=form, trouble=STALE, status=400)
    draft, is_end = found.draft, asked("do") == "end"
    if is_end and draft is None:
        draft = drafts.beside(found.session, found.kind, found.who, slug)
    if draft is None or (not is_end and not draft.is_open):
        return _page(found, plan=form, trouble="There is no draft to be published.", status=422)
    try:
        if not is_end:
            publishing.ready(found.session, found.kind, draft, found.who)
        stored = planning.moment(form.day.data or "", form.time.data or "", form.zone.data or "")
    except planning.MomentError as error:
        form[error.field].errors = [str(error)]
        return _page(found, plan=form, status=422)
    except (FaultsError, publishing.GateError):
        said = "It cannot be planned yet: see what is still asked."
        return _page(found, plan=form, trouble=said, status=422)
    if is_end:
        draft.unpublish_at = stored
    else:
        draft.publish_at = stored
    draft.zone, draft.trouble, draft.changed_by = form.zone.data, "", found.who.slug
    return _kept(found, draft, "planned")


@blueprint.post("/desk/<room>/<slug>/cancel")
@needs("use the desk")
def cancel(room: str, slug: str) -> Response:
    """Forget what was planned; what is public stays as it is."""
    found = publishing_at_hand(room, slug)
    if not ButtonForm().is_from_here():
        return _page(found, trouble=STALE, status=400)
    draft = found.draft or abort(404)
    draft.publish_at = draft.unpublish_at = None
    return _kept(found, draft, "cancelled")


@blueprint.post("/desk/<room>/<slug>/take-down")
@needs("use the desk")
def take_down(room: str, slug: str) -> Response:
    found, form = publishing_at_hand(room, slug), ReasonForm()
    if not form.is_from_here() or form.said:
        status = 422 if form.said else 400
        return _page(found, reason=form, trouble="" if form.said else STALE, status=status)
    if not found.is_public:
        abort(404)
    draft = found.draft or drafts.beside(found.session, found.kind, found.who, slug)
    try:
        publishing.take_down(found.session, found.kind, draft, found.who, form.reason.data or "Taken down")
        found.session.commit()
    except FaultsError as error:
        found.session.rollback()
        return _page(at_hand(room, slug), reason=form, trouble=str(error), status=422)
    return _to(f"{found.address}?done=down")


@blueprint.post("/desk/<room>/<slug>/discard")
@needs("use the desk")
def discard(room: str, slug: str) -> Response:
    found = at_hand(room, slug)
    if not ButtonForm().is_from_here():
        return _page(found, trouble=STALE, status=400)
    drafts.discard(found.session, found.draft or abort(404), is_public=found.is_public)
    found.session.commit()
    return _to(f"{found.address}?done=discarded" if found.is_public else f"/desk/{room}?done=discarded")


@blueprint.post("/desk/<room>/<slug>/preview-links")
@needs("use the desk")
def make_link(room: str, slug: str) -> Response:
    """A secret address for somebody without an account; shown once. `do=revoke` takes all of them back."""
    found = at_hand(room, slug)
    if not ButtonForm().is_from_here():
        return _page(found, trouble=STALE, status=400)
    draft = found.draft or abort(404)
    if asked("do") == "revoke":
        preview_links.revoke(found.session, draft)
        return _kept(found, draft, "revoked")
    path = preview_links.make_link(found.session, draft, found.who)
    found.session.commit()
    return _page(at_hand(room, slug), new_link=absolute(path))


@blueprint.get("/preview/<token>")
def preview(token: str) -> Response:
    """What the draft holds, for whoever has the address; the newest that was saved."""
    session = get_session()
    draft = preview_links.draft_of(session, token)
    kind = kind_of_draft(draft) if draft else None
    if draft is None or kind is None:
        return make_response(render_template("editorial/no_link.html"), 410)
    note_preview()
    live = publishing.live_slug(session, kind, draft)
    faults = list(kind.faults(session, draft.fields, live))
    if faults or not kind.is_text:
        return make_response(render_template("editorial/no_preview.html", faults=faults))
    return make_response(kind.preview(session, draft.fields))


def _page(
    found: AtHand,
    *,
    plan: PlanForm | None = None,
    reason: ReasonForm | None = None,
    status: int = 200,
    **more: Any,
) -> Response:
    draft = found.draft
    zone = draft.zone if draft and draft.zone != "UTC" else guard.settings().time_zone
    form = plan or PlanForm(formdata=None, day=planning.later(1), time="09:00", zone=zone)
    page = PlanPage(
        who=me(),
        kind=found.kind,
        title=found.title,
        address=found.address,
        standing=showing.standing(found),
        is_public=found.is_public,
        is_open=draft is not None and draft.is_open,
        flaws=showing.flaws_of(found, found.fields()),
        plan=form,
        reason=reason or ReasonForm(formdata=None),
        planned=planning.shown(draft.publish_at, draft.zone) if draft and draft.publish_at else "",
        planned_end=planning.shown(draft.unpublish_at, draft.zone) if draft and draft.unpublish_at else "",
        zones=tuple(sorted(planning.zones())),
        links=_ends(found, draft),
        may_publish=found.may_publish,
        **more,
    )
    return make_response(render_template("editorial/publishing.html", page=page), status)


def _ends(found: AtHand, draft: Draft | None) -> tuple[str, ...]:
    if draft is None:
        return ()
    return tuple(moments.shown(one.expires_at) for one in preview_links.links_of(found.session, draft))


def _kept(found: AtHand, draft: Draft, done: str) -> Response:
    found.session.add(draft)
    found.session.commit()
    return _to(f"{found.address}/publishing?done={done}")


def _to(address: str) -> Response:
    return redirect(address, 303)  # type: ignore[return-value]

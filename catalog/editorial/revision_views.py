"""Revisions of a draft, and what was public before."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response, abort, make_response, render_template

from catalog.changes.diff import State
from catalog.changes.models import Change
from catalog.changes.queries import history_of, states_of
from catalog.desk import guard
from catalog.desk.csrf import STALE, ButtonForm
from catalog.desk.guard import me, needs
from catalog.editorial import drafts, publishing
from catalog.editorial.at_hand import AtHand, asked, at_hand, number_sent, publishing_at_hand
from catalog.editorial.editable import FaultsError, Fields
from catalog.editorial.field_diff import differences
from catalog.editorial.models import Draft, Revision
from catalog.editorial.page import (
    ChangesPage,
    DiffPage,
    PublicChange,
    RevisionLine,
    RevisionsPage,
)
from catalog.editorial.reason_forms import ReasonForm
from catalog.editorial.shared_views import draft_and_revision, labels_of, to
from catalog.people import moments
from catalog.people.queries import names_of

blueprint = Blueprint("revisions", __name__)
blueprint.after_request(guard.unkept)

HOW = {
    "saved": "saved",
    "autosaved": "saved by itself",
    "set aside": "set aside: another page had saved before",
    "restored": "put back or chosen",
    "published": "published",
}


@blueprint.get("/desk/<room>/<slug>/revisions")
@needs("use the desk")
def index(room: str, slug: str) -> str:
    found = at_hand(room, slug)
    draft = found.draft
    rows = drafts.revisions(found.session, draft) if draft else []
    names = names_of(found.session, {row.author for row in rows})
    page = RevisionsPage(
        who=me(),
        kind=found.kind,
        title=found.title,
        address=found.address,
        lines=tuple(_line(found, row, names) for row in rows),
    )
    return render_template("editorial/revisions.html", page=page)


@blueprint.get("/desk/<room>/<slug>/revisions/<int:number>")
@needs("use the desk")
def show(room: str, slug: str, number: int) -> str:
    return render_template("editorial/revision.html", page=_diff_page(at_hand(room, slug), number))


@blueprint.post("/desk/<room>/<slug>/revisions/<int:number>")
@needs("use the desk")
def restore(room: str, slug: str, number: int) -> Response:
    """Make that revision the newest draft; nothing is rewritten."""
    found = at_hand(room, slug)
    if not ButtonForm().is_from_here():
        page = _diff_page(found, number, trouble=STALE)
        return make_response(render_template("editorial/revision.html", page=page), 400)
    draft, row = draft_and_revision(found, number)
    drafts.restore(found.session, found.kind, draft, found.who, row.fields)
    found.session.commit()
    return to(f"{found.address}?done=restored")


@blueprint.get("/desk/<room>/<slug>/changes")
@needs("use the desk")
def changes(room: str, slug: str) -> str:
    return render_template("editorial/changes.html", page=_changes_page(at_hand(room, slug)))


@blueprint.post("/desk/<room>/<slug>/changes/<int:version>")
@needs("use the desk")
def go_back(room: str, slug: str, version: int) -> Response:
    """Make public again what was so at that version."""
    found, form = publishing_at_hand(room, slug), ReasonForm()
    if not form.is_from_here() or form.said:
        status = 422 if form.said else 400
        page = _changes_page(found, trouble="" if form.said else STALE, form=form)
        return make_response(render_template("editorial/changes.html", page=page), status)
    number = found.kind.entity_id(found.session, slug)
    if number is None:
        abort(404)
    if number_sent(asked("newest")) != drafts.last_change(found.session, found.kind, slug):
        said = "Meanwhile it was changed once more. Look at what is public now, and choose again."
        page = _changes_page(found, trouble=said, form=form)
        return make_response(render_template("editorial/changes.html", page=page), 409)
    why = form.reason.data or f"Back to version {version}"
    try:
        now = publishing.go_back(found.session, found.kind, slug, number, version, found.who, why)
        found.session.commit()
    except FaultsError as error:
        found.session.rollback()
        page = _changes_page(at_hand(room, slug), trouble=f"That text cannot stand any more. {error}")
        return make_response(render_template("editorial/changes.html", page=page), 422)
    return to(f"/desk/{room}/{now}/changes?done=undone" if now else f"/desk/{room}?done=down")


def _diff_page(found: AtHand, number: int, trouble: str = "") -> DiffPage:
    draft, row = draft_and_revision(found, number)
    against, old = _against(found, draft, row)
    others = [("?against=newest", "the newest revision")]
    if number > 1:
        others.append((f"?against={number - 1}", "the revision before it"))
    if found.is_public:
        others.append(("?against=public", "what is public"))
    return DiffPage(
        who=me(),
        kind=found.kind,
        title=row.title or found.title,
        address=found.address,
        number=number,
        at=moments.shown(row.at),
        against=against,
        others=tuple(one for one in others if one[1] != against),
        differences=differences(found.kind.told(old), found.kind.told(row.fields), labels_of(found)),
        may_restore=number != draft.revision or not draft.is_open,
        trouble=trouble,
    )


def _against(found: AtHand, draft: Draft, row: Revision) -> tuple[str, Fields]:
    wanted = asked("against")
    if wanted == "public" and found.is_public:
        return "what is public", found.live_fields()
    if wanted == "newest" and row.number != draft.revision:
        return "the newest revision", draft.fields
    before = number_sent(wanted) or row.number - 1
    other = drafts.revision(found.session, draft, before)
    if other is not None:
        return "the revision before it" if before == row.number - 1 else f"revision {before}", other.fields
    began = publishing.fields_at(found.session, found.kind, found.slug, draft.base_version)
    return ("what was public when it was begun", began) if began else ("nothing", {})


def _line(found: AtHand, row: Revision, names: Mapping[str, str]) -> RevisionLine:
    draft = found.draft
    return RevisionLine(
        row.number,
        moments.shown(row.at),
        names.get(row.author, row.author),
        HOW[row.origin],
        f"{found.address}/revisions/{row.number}",
        draft is not None and row.number == draft.revision,
    )


def _changes_page(found: AtHand, *, trouble: str = "", form: ReasonForm | None = None) -> ChangesPage:
    done = "Done, as a new change. Readers see it now." if asked("done") == "undone" else ""
    return ChangesPage(
        who=me(),
        kind=found.kind,
        title=found.title,
        address=found.address,
        changes=tuple(_public_changes(found)),
        reason=form or ReasonForm(formdata=None),
        may_publish=found.may_publish,
        trouble=trouble,
        done=done,
    )


def _public_changes(found: AtHand) -> list[PublicChange]:
    """Newest first, each with the fields it changed."""
    number = found.kind.entity_id(found.session, found.slug)
    if number is None:
        return []
    log = history_of(found.session, found.kind.kind, number)
    states = states_of(log)
    names, lines = labels_of(found), []
    actors = names_of(found.session, {change.actor for change in log})
    for place, change in enumerate(log):
        old = _read(found, states[place - 1]) if place else {}
        new = _read(found, states[place])
        undo, version = _way_back(log, place)
        lines.append(
            PublicChange(
                change.number,
                moments.shown(change.at),
                actors.get(change.actor, change.actor),
                change.reason,
                differences(found.kind.told(old), found.kind.told(new), names),
                undo,
                version,
            )
        )
    return lines[::-1]


def _way_back(log: list[Change], place: int) -> tuple[str, int]:
    """What the button of a change does: the newest is undone, an older state is brought back."""
    if place == len(log) - 1:
        return ("Undo this", log[place - 1].number) if place else ("", 0)
    return "Bring this back", log[place].number


def _read(found: AtHand, state: State | None) -> Fields:
    return {} if state is None else found.kind.read_state(found.session, state)

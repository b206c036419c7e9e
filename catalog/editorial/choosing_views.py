"""The choice between two texts of one thing: mine and what somebody saved meanwhile, or what is public."""

from __future__ import annotations

from flask import Blueprint, Response, abort, make_response, render_template, request

from catalog.desk import guard
from catalog.desk.csrf import STALE, ButtonForm
from catalog.desk.guard import me, needs
from catalog.editorial import drafts, publishing
from catalog.editorial.at_hand import AtHand, asked, at_hand, number_sent
from catalog.editorial.editable import Fields
from catalog.editorial.field_diff import FieldDiff, differences, told
from catalog.editorial.models import Draft, Revision
from catalog.editorial.page import (
    ChoiceLine,
    ChoicePage,
)
from catalog.editorial.shared_views import draft_and_revision, labels_of, to
from catalog.editorial.three_way import Merge, chosen, merge, same
from catalog.people.queries import names_of

blueprint = Blueprint("choosing", __name__)
blueprint.after_request(guard.unkept)


@blueprint.get("/desk/<room>/<slug>/choose/<int:number>")
@needs("use the desk")
def choose(room: str, slug: str, number: int) -> str | Response:
    found = at_hand(room, slug)
    draft, row = draft_and_revision(found, number)
    return _choice_response(found, draft, row)


@blueprint.post("/desk/<room>/<slug>/choose/<int:number>")
@needs("use the desk")
def chose(room: str, slug: str, number: int) -> Response:
    found = at_hand(room, slug)
    draft, row = draft_and_revision(found, number)
    if not ButtonForm().is_from_here():
        return _choice_response(found, draft, row, trouble=STALE, status=400)
    if number_sent(asked("against")) != draft.revision:
        said = "Meanwhile it was saved once more. Your text is still kept: please choose again."
        return _choice_response(found, draft, row, trouble=said, status=409)
    fields = chosen(_merge_of(found, draft, row), _said())
    drafts.restore(found.session, found.kind, draft, found.who, fields)
    found.session.commit()
    return to(f"{found.address}?done=chosen")


@blueprint.get("/desk/<room>/<slug>/choose-public")
@needs("use the desk")
def choose_public(room: str, slug: str) -> Response:
    return _public_choice(at_hand(room, slug))


@blueprint.post("/desk/<room>/<slug>/choose-public")
@needs("use the desk")
def chose_public(room: str, slug: str) -> Response:
    found = at_hand(room, slug)
    draft = found.draft or abort(404)
    if not ButtonForm().is_from_here():
        return _public_choice(found, trouble=STALE, status=400)
    newest = drafts.last_change(found.session, found.kind, slug)
    if number_sent(asked("against")) != newest:
        return _public_choice(
            found, trouble="Meanwhile it was changed again: please choose again.", status=409
        )
    fields = chosen(publishing.against_live(found.session, found.kind, draft), _said())
    drafts.restore(found.session, found.kind, draft, found.who, fields)
    draft.base_version = newest
    found.session.add(draft)
    found.session.commit()
    return to(f"{found.address}?done=chosen")


def _said() -> dict[str, str]:
    return {name.removeprefix("choose-"): said for name, said in request.form.items() if "choose-" in name}


def _choice_response(
    found: AtHand, draft: Draft, row: Revision, *, trouble: str = "", status: int = 200
) -> Response:
    merged = _merge_of(found, draft, row)
    newest = drafts.revision(found.session, draft, draft.revision)
    slug = newest.author if newest else ""
    who = names_of(found.session, [slug]).get(slug, slug) or "somebody"
    page = _choice_page(
        found,
        merged,
        action=f"{found.address}/choose/{row.number}",
        explained=f"While this page of yours was open, {who} saved the same {found.kind.name} in another "
        "page. Nothing is lost: both texts are kept among the revisions.",
        theirs_called=f"saved by {who}, revision {draft.revision}",
        theirs=draft.fields,
        mine=row.fields,
        against=draft.revision,
        trouble=trouble,
    )
    return make_response(render_template("editorial/choose.html", page=page), status)


def _public_choice(found: AtHand, *, trouble: str = "", status: int = 200) -> Response:
    draft = found.draft or abort(404)
    page = _choice_page(
        found,
        publishing.against_live(found.session, found.kind, draft),
        action=f"{found.address}/choose-public",
        explained=f"After this draft was begun, the public {found.kind.name} was changed in another way. "
        "Nothing has been published. Say which text shall stand.",
        theirs_called="what is public now",
        theirs=found.live_fields(),
        mine=draft.fields,
        against=drafts.last_change(found.session, found.kind, found.slug),
        trouble=trouble,
    )
    return make_response(render_template("editorial/choose.html", page=page), status)


def _choice_page(
    found: AtHand,
    merged: Merge,
    *,
    action: str,
    explained: str,
    theirs_called: str,
    theirs: Fields,
    mine: Fields,
    against: int,
    trouble: str,
) -> ChoicePage:
    names = labels_of(found)
    followed = tuple(
        names.get(name, name)
        for name in merged.fields
        if not same(merged.fields[name], mine.get(name)) and same(merged.fields[name], theirs.get(name))
    )
    lines = tuple(
        ChoiceLine(
            one.name,
            names.get(one.name, one.name),
            _one(one.name, one.base, one.mine, names),
            _one(one.name, one.base, one.theirs, names),
            told(one.base),
            told(one.mine),
            told(one.theirs),
        )
        for one in merged.choices
    )
    return ChoicePage(
        who=me(),
        kind=found.kind,
        title=found.title,
        address=found.address,
        action=action,
        explained=explained,
        theirs_called=theirs_called,
        choices=lines,
        followed=followed,
        hidden=(("against", str(against)),),
        trouble=trouble,
    )


def _one(name: str, base: object, now: object, names: dict[str, str]) -> FieldDiff | None:
    found = differences({name: base}, {name: now}, {name: names.get(name, name)})
    return found[0] if found else None


def _merge_of(found: AtHand, draft: Draft, row: Revision) -> Merge:
    """Mine, and the newest, as changes of what my page stood on."""
    base = drafts.revision(found.session, draft, row.based_on)
    if base is not None:
        return merge(base.fields, row.fields, draft.fields)
    # A page that knows no revision stood on what was public when it was opened. Where that is newer than what
    # the draft was begun from, only the older text lies before both.
    seen = min(row.seen, draft.base_version)
    public = publishing.fields_at(found.session, found.kind, found.slug, seen)
    return merge(public or {}, row.fields, draft.fields)

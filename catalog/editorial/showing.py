"""From a thing at hand to the page of its form: what is wrong, what is asked, how it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flask import Response, make_response, render_template
from sqlmodel import Session

from catalog.desk.guard import me
from catalog.editorial import drafts, planning, publishing
from catalog.editorial.at_hand import AtHand, form_for
from catalog.editorial.editable import Editable, Fault, Fields, GateCheck
from catalog.editorial.editor_form import EditorForm
from catalog.editorial.framing import framing
from catalog.editorial.messages import attach, field_named, form_errors, label_of, sentence
from catalog.editorial.models import Draft
from catalog.editorial.page import EditPage, Flaw, Line
from catalog.editorial.reason_forms import ReasonForm
from catalog.people import moments


def edit_response(
    found: AtHand,
    form: EditorForm,
    fields: Fields,
    *,
    trouble: str = "",
    done: str = "",
    status: int = 200,
    reason: ReasonForm | None = None,
    says_faults: bool = True,
    is_kept: bool = False,
) -> Response:
    """The page of the form with these fields. `says_faults`: not for a new one in which nothing was typed."""
    flaws, met = _looked_at(found, form, fields) if says_faults else ([], ())
    page = EditPage(
        who=me(),
        kind=found.kind,
        form=form,
        title=found.kind.heading(found.session, fields) if found.slug else f"New {found.kind.name}",
        address=found.address,
        standing=standing(found),
        public=found.kind.address(found.slug) if found.is_public else "",
        flaws=tuple(flaws),
        met=met,
        preview=f"{found.address}/preview" if found.slug and found.kind.is_text else "",
        is_new=not found.slug,
        is_draft=found.draft is not None and found.draft.is_open,
        is_kept=is_kept,
        may_publish=found.may_publish,
        reason=reason or ReasonForm(formdata=None),
        words=len(str(fields.get("text") or "").split()),
        extra=found.kind.beside(found.session, fields),
        trouble=trouble,
        done=done,
    )
    return framing(make_response(render_template("editorial/edit.html", page=page, form=form), status))


def shown(found: AtHand, fields: Fields, *, tab: str = "", **more: object) -> Response:
    """The same with a fresh form."""
    return edit_response(found, form_for(found, fields, tab=tab), fields, **more)  # type: ignore[arg-type]


def standing(found: AtHand) -> str:
    """How it stands with readers, in a sentence or two."""
    draft = found.draft
    if draft is None or not (draft.is_open or draft.publish_at or draft.unpublish_at):
        if found.is_public:
            return "Public. What you change is kept as a draft; readers see it when you publish."
        return "Not saved yet."
    said = "Public, with a draft beside it that readers do not see." if found.is_public else "Not public."
    if not draft.is_open:
        said = "Public."
    said += f" Saved {moments.shown(draft.changed_at)}, revision {draft.revision}."
    if draft.trouble:
        said += f" It was planned and not published: {draft.trouble}"
    if draft.publish_at:
        said += f" Goes public {planning.shown(draft.publish_at, draft.zone)}."
    if draft.unpublish_at:
        said += f" Is taken down {planning.shown(draft.unpublish_at, draft.zone)}."
    return said


def flaws_of(found: AtHand, fields: Fields) -> tuple[Flaw, ...]:
    """What holds publishing back, with links to the fields on the page of the form."""
    flaws, _met = _looked_at(found, form_for(found, fields), fields)
    return tuple(flaws)


def lines(session: Session, kind: Editable) -> list[Line]:
    """What is public and what is being written, for the list: drafts of new things first."""
    written = {draft.slug: draft for draft in drafts.open_drafts(session, kind)}
    public = kind.listed(session)
    names = {one.slug for one in public}
    new = [
        Line(f"/desk/{kind.room}/{slug}", draft.title, _draft_state(draft), "", "", "Not public")
        for slug, draft in written.items()
        if slug not in names
    ]
    return new + [
        Line(
            f"/desk/{kind.room}/{one.slug}",
            one.title,
            _draft_state(written[one.slug], is_public=True) if one.slug in written else "Public",
            one.note,
            kind.address(one.slug),
            one.group,
        )
        for one in public
    ]


def _draft_state(draft: Draft, *, is_public: bool = False) -> str:
    said = "Public, with a draft" if is_public else "Draft"
    if draft.publish_at:
        return f"{said}, planned for {planning.shown(draft.publish_at, draft.zone)}"
    return f"{said}, not published: {draft.trouble}" if draft.trouble else said


def _looked_at(found: AtHand, form: EditorForm, fields: Fields) -> tuple[list[Flaw], tuple[GateCheck, ...]]:
    """What is wrong or still asked, also put at the fields of the form; and what is in order."""
    form.validate()
    own, faults = form_errors(form), _faults(found, fields)
    homeless = attach(form, faults)
    checks = [] if own or faults else publishing.gate(found.session, found.kind, fields, found.who)
    met = tuple(one for one in checks if one.is_met)
    return list(_flaws(form, [*own, *faults], homeless, checks)), met


def _faults(found: AtHand, fields: Fields) -> list[Fault]:
    live = found.slug if found.is_public else None
    return list(found.kind.faults(found.session, fields, live))


def _flaws(
    form: EditorForm, faults: Iterable[Fault], homeless: list[Fault], checks: Iterable[GateCheck]
) -> Iterator[Flaw]:
    for fault in faults:
        field = None if fault in homeless else field_named(form, fault.field)
        label = f"{said}: " if field is not None and (said := label_of(form, fault.field)) else ""
        line = f"line {fault.line}: " if fault.line else ""
        yield Flaw(sentence(f"{label}{line}{fault.said}"), f"#{field.id}" if field is not None else "")
    for check in checks:
        if not check.is_met:
            field = field_named(form, check.field) if check.field else None
            said = sentence(f"{check.name}: {check.said}")
            yield Flaw(said, f"#{field.id}" if field is not None else "", check.is_advice)

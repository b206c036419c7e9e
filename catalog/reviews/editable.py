"""Reviews at the desk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from flask import render_template
from sqlmodel import Session, col, select

from catalog import clock
from catalog.articles.gate_spelling import spelling
from catalog.articles.leaning import leading_to
from catalog.changes.diff import State
from catalog.changes.models import Change
from catalog.changes.saving import state_of
from catalog.editorial.editable import Editable, Fault, FaultsError, Fields, GateCheck, Listed, Writer
from catalog.editorial.editor_form import EditorForm
from catalog.editorial.gates import disclosed
from catalog.editorial.inputs import Choices
from catalog.editorial.row_editable import refuse
from catalog.editorial.typed import made_up
from catalog.method import queries as methods
from catalog.method.models import Method
from catalog.people import queries as people
from catalog.people.models import Author
from catalog.products.models import Product
from catalog.shelf.keeper import current as current_shelf
from catalog.upkeep.advice import facts_checks

from . import fields as form_fields
from . import forms, queries, tested
from .beside import listed
from .drafts import ReviewDraft
from .editing import asks, put_review, remove_review, wrong_with
from .gate import checks
from .known_values import values_beside
from .pages.review import review_page
from .progress import Progress, progress
from .stored import draft_of_state
from .texts import around, text_of

LAST_HEADING = "Living with it"


@dataclass(frozen=True)
class Extra:
    """What the form shows beside its fields. ``devices``: slug and name of each, to choose from."""

    progress: Progress
    devices: Choices
    criteria: Mapping[str, str]


class ReviewEditable(Editable):
    """An author's signed judgement of one device."""

    kind, room, name, names, section = "review", "reviews", "review", "reviews", "Writing"
    template = "reviews/_fields.html"

    def form(self, session: Session) -> type[EditorForm]:
        return forms.form_of(methods.methods(session), _authors(session), _offered(session))

    def blank(self, session: Session, who: Writer, wish: Mapping[str, str]) -> Fields:
        """Headings from the method's criteria; the device, if one was asked for."""
        today, versions = clock.today().isoformat(), methods.methods(session)
        product = queries.device_of(session, wish.get("device", ""))
        kind = product.kind if product else ""
        draft = ReviewDraft(
            slug="",
            device=product.slug if product else "",
            title="",
            verdict="",
            text=_headings(versions, kind),
            author=who.slug,
            is_hands_on=False,
            obtained="",
            connection="",
            written=today,
            checked=today,
            method=versions[0].number if versions else None,
        )
        return self._in_full(session, draft)

    def listed(self, session: Session) -> list[Listed]:
        shelf = current_shelf()
        titles = {entry.slug: shelf.title(entry) for entry in shelf.devices()}
        return [
            Listed(
                one.slug,
                one.title,
                titles.get(one.device, one.device),
                row.author,
                "Hands-on" if one.is_hands_on else "Research only",
            )
            for row, one in listed(session)
        ]

    def read(self, session: Session, slug: str) -> Fields | None:
        row = queries.review(session, slug)
        return None if row is None else self.read_state(session, state_of(row))

    def read_state(self, session: Session, state: State) -> Fields:
        return self._in_full(session, draft_of_state(session, state))

    def entity_id(self, session: Session, slug: str) -> int | None:
        row = queries.review(session, slug)
        return row.id if row else None

    def moved(self, session: Session, slug: str) -> str:
        row = queries.review_by_former_slug(session, slug)
        return row.slug if row else ""

    def faults(self, session: Session, fields: Fields, live: str | None) -> Iterator[Fault]:
        draft, wrong = self._draft(fields)
        found = [*wrong, *wrong_with(session, draft, live, around(session), text_of(draft))]
        for fault in found:
            yield _with_near(session, form_fields.in_form(fault, fields), draft)

    def gate(self, session: Session, fields: Fields, who: Writer) -> Iterator[GateCheck]:
        draft, _ = self._draft(fields)
        product = queries.device_of(session, draft.device)
        method = methods.method(session, draft.method) if draft.method is not None else None
        criteria = _asked(method, product.kind if product else "")
        values = values_beside(current_shelf(), product.slug if product else "")
        for check in checks(draft, text_of(draft), who, criteria, values):
            field = form_fields.in_form(Fault(check.field, ""), fields).field
            yield replace(check, field=field)
        if author := people.author(session, draft.author):
            yield disclosed(author, "author")
        newest = next(iter(methods.methods(session)), None)
        if newest and draft.is_hands_on and draft.method != newest.number:
            said = f"There is version {newest.number} of the method by now."
            yield GateCheck("Method", False, said, "method", is_advice=True)
        yield from spelling(session, {"text": str(fields.get("text") or "")})
        if row := queries.review(session, draft.slug):
            days = (row.checked, draft.checked)
            yield from facts_checks(session, current_shelf(), (self.kind, row.id), days=days)

    def publish(
        self, session: Session, fields: Fields, live: str | None, *, actor: str, reason: str
    ) -> Change | None:
        if found := list(self.faults(session, fields, live)):
            raise FaultsError(found)
        return put_review(session, self._draft(fields)[0], live=live, actor=actor, reason=reason)

    def take_down(self, session: Session, slug: str, *, actor: str, reason: str) -> Change | None:
        refuse(leading_to(session, [f"/reviews/{slug}"], ("review", slug)), self.name)
        return remove_review(session, slug, actor=actor, reason=reason)

    def preview(self, session: Session, fields: Fields) -> str:
        draft, _ = self._draft(fields)
        product = queries.device_of(session, draft.device)
        assert product is not None
        page = review_page(session, current_shelf(), draft, product)
        return render_template("reviews/show.html", page=page)

    def beside(self, session: Session, fields: Fields) -> Extra:
        """How far it is, and the devices there are."""
        shelf, versions = current_shelf(), methods.methods(session)
        product = queries.device_of(session, str(fields.get("device") or ""))
        chosen = next((one for one in versions if str(one.number) == fields.get("method")), None)
        asked = [one["key"] for one in _asked(chosen, product.kind if product else "")]
        devices = [(entry.slug, shelf.title(entry)) for entry in shelf.devices()]
        return Extra(
            progress(fields, asked), sorted(devices, key=lambda one: one[1]), forms.criteria(versions)
        )

    def address(self, slug: str) -> str:
        return f"/reviews/{slug}"

    def slug(self, fields: Fields) -> str:
        return self._draft(fields)[0].slug

    def owner(self, session: Session, slug: str) -> str:
        row = queries.review(session, slug)
        return row.author if row else ""

    def _draft(self, fields: Fields) -> tuple[ReviewDraft, list[Fault]]:
        draft, wrong = form_fields.read(fields)
        return (draft if draft.slug else replace(draft, slug=made_up(draft.title))), wrong

    def _in_full(self, session: Session, draft: ReviewDraft) -> Fields:
        keys = forms.criteria(methods.methods(session))
        return form_fields.with_criteria(form_fields.written(draft), keys)


def _asked(method: Method | None, kind: str) -> list[dict[str, Any]]:
    """What a method asks of a kind of device; of any, where none is chosen yet."""
    return [one for one in (method.criteria if method else ()) if not kind or asks(one, kind)]


def _headings(versions: Sequence[Method], kind: str) -> str:
    names = [one["name"] for one in _asked(versions[0] if versions else None, kind)]
    return "\n\n".join(f"## {name}\n" for name in (*names, LAST_HEADING))


def _authors(session: Session) -> Choices:
    rows = session.exec(select(Author).order_by(col(Author.name)))
    return [("", "Please choose"), *((row.slug, row.name) for row in rows)]


def _offered(session: Session) -> dict[str, Choices]:
    """Device → its measurements, by the words of each."""
    rows = methods.all_measurements(session)
    if not rows:
        return {}
    slugs = session.exec(
        select(Product.id, Product.slug).where(col(Product.id).in_({r.product_id for r in rows}))
    )
    by_id = dict(slugs.all())
    found: dict[str, Choices] = {}
    for row in rows:
        found.setdefault(by_id[row.product_id], []).append((row.slug, tested.measured_words(row)))
    return found


def _with_near(session: Session, fault: Fault, draft: ReviewDraft) -> Fault:
    """What may be meant, where a device is not there."""
    if not fault.said.startswith("There is no device"):
        return fault
    wanted = draft.device
    if fault.field.startswith("alternatives-"):
        wanted = draft.alternatives[int(fault.field.split("-")[1])].device
    near = get_close_matches(wanted, [entry.slug for entry in current_shelf().devices()], 1, 0.6)
    return replace(fault, said=f"{fault.said} Is “{near[0]}” meant?") if near else fault

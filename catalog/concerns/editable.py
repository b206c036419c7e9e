"""Concerns at the desk."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import render_template
from sqlmodel import Session, func, select

from catalog.articles.leaning import leaning_on_concern
from catalog.changes.diff import State, canonical_json
from catalog.changes.models import Change
from catalog.concerns import queries
from catalog.concerns.editing import put_concern, remove_concern, state_of
from catalog.concerns.evidence import evidence_in
from catalog.concerns.faults import too_sure, twice
from catalog.concerns.forms import ConcernForm
from catalog.concerns.models import CERTAINTIES, TESTERS, Concern, ConcernType, Tested
from catalog.concerns.pages import concern_page
from catalog.editorial.editable import Fields, GateCheck, Listed, Writer
from catalog.editorial.editor_form import EditorForm
from catalog.editorial.gates import counted, plain_words
from catalog.editorial.row_editable import RowEditable, refuse
from catalog.editorial.typed import Kept, Typed
from catalog.guidance.models import Guidance
from catalog.science.models import Study


@dataclass(frozen=True)
class Wanted:
    """A concern with its types and what was tested, in their order."""

    concern: Concern
    types: list[ConcernType]
    tested: list[Tested]


class ConcernEditable(RowEditable):
    """What people come for."""

    kind, room, name, names, section = "concern", "concerns", "concern", "concerns", "Science"
    permission, table, titled = "write all texts", Concern, "label"

    def form(self, session: Session) -> type[EditorForm]:
        return ConcernForm

    def blank(self, session: Session, who: Writer, wish: Mapping[str, str]) -> Fields:
        return self.read_state(session, {"label": wish.get("title", "")})

    def listed(self, session: Session) -> list[Listed]:
        return [
            Listed(one.slug, one.label, f"{one.certainty} certainty") for one in queries.concerns(session)
        ]

    def state(self, session: Session, row: Concern) -> State:
        return state_of(session, row)

    def read_state(self, session: Session, state: State) -> Fields:
        kept = Kept(state)
        return {
            "label": kept.text("label"),
            "slug": kept.text("slug"),
            "plain": kept.text("plain"),
            "certainty": kept.text("certainty"),
            "effect": kept.text("effect"),
            "does_not_show": kept.text("does_not_show"),
            "home_evidence": kept.text("home_evidence"),
            "stop_signs": kept.lines("stop_signs"),
            "see_a_professional": kept.lines("see_a_professional"),
            "advice_from": kept.lines("advice_from"),
            "studies": kept.lines("studies"),
            "types": [_type_fields(Kept(one)) for one in _in_order(state.get("types"))],
            "tested": [_tested_fields(Kept(one)) for one in _in_order(state.get("tested"))],
            "position": kept.text("position"),
        }

    def wanted(self, session: Session, typed: Typed, live: str | None) -> Wanted:
        kinds = {slug: kind or "" for slug, kind in session.exec(select(Study.slug, Study.kind))}
        guided = set(session.exec(select(Guidance.slug)))
        position = typed.whole("position")
        concern = Concern(
            slug=self.placed(session, typed, live),
            position=_last(session) + 1 if position is None else position,
            label=typed.text("label"),
            plain=typed.text("plain"),
            certainty=typed.choice("certainty", CERTAINTIES),
            effect=typed.text("effect"),
            does_not_show=typed.text("does_not_show"),
            home_evidence=typed.text("home_evidence"),
            stop_signs_json=canonical_json(list(typed.lines("stop_signs", required=True))),
            see_a_professional_json=canonical_json(list(typed.lines("see_a_professional", required=True))),
            advice_from_json=_listed(
                typed, "advice_from", {*kinds, *guided}, "study or guidance", required=True
            ),
            studies_json=_listed(typed, "studies", kinds, "study", required=True),
        )
        if not concern.advice_from:
            typed.wrong("advice_from", "This is missing.")
        types = [_type(row, number, kinds) for number, row in enumerate(typed.rows("types"))]
        tested = [_tested(row, number, kinds) for number, row in enumerate(typed.rows("tested"))]
        for said in twice(tested):
            typed.wrong("tested", said)
        for slug in sorted({one.slug for one in types if sum(one.slug == o.slug for o in types) > 1}):
            typed.wrong("types", f"The type “{slug}” stands there twice.")
        if fault := too_sure(concern.certainty, tested, kinds):
            typed.wrong("certainty", fault)
        return Wanted(concern, types, tested)

    def put(
        self, session: Session, wanted: Wanted, live: str | None, *, actor: str, reason: str
    ) -> Change | None:
        return put_concern(session, wanted.concern, wanted.types, wanted.tested, actor=actor, reason=reason)

    def take_down(self, session: Session, slug: str, *, actor: str, reason: str) -> Change | None:
        refuse(leaning_on_concern(session, slug), self.name)
        return remove_concern(session, slug, actor=actor, reason=reason)

    def gate(self, session: Session, fields: Fields, who: Writer) -> Iterator[GateCheck]:
        wanted = self.unsaved(session, fields)
        count = len({*wanted.concern.studies, *(row.study for row in wanted.tested)})
        yield GateCheck("Sources", True, f"{counted(count, 'study is', 'studies are')} named.")
        for number, one in enumerate(wanted.types):
            if not one.studies:
                said = f"No study is cited for the type “{one.slug}”; readers are told."
                yield GateCheck("Sources", False, said, f"types-{number}-studies", is_advice=True)
        yield from plain_words(fields, "plain", "effect", "does_not_show", "home_evidence")

    def preview(self, session: Session, fields: Fields) -> str:
        wanted = self.unsaved(session, fields)
        stored = queries.concern(session, wanted.concern.slug)
        wanted.concern.id = stored.id if stored else None
        seen = evidence_in(session, wanted.concern, wanted.types, wanted.tested)
        page = concern_page(session, wanted.concern, seen)
        return render_template("concerns/show.html", page=page)

    def address(self, slug: str) -> str:
        return f"/for/{slug}"


def _in_order(rows: Mapping[str, Mapping[str, Any]] | None) -> list[Mapping[str, Any]]:
    """Rows as the log keeps them, by their names: in the order of their places."""
    return sorted((rows or {}).values(), key=lambda one: one["position"])


def _type_fields(kept: Kept) -> Fields:
    return {
        "slug": kept.text("slug"),
        "plain": kept.text("plain"),
        "response": kept.text("response"),
        "note": kept.text("note"),
        "studies": kept.lines("studies"),
    }


def _tested_fields(kept: Kept) -> Fields:
    return {
        "study": kept.text("study"),
        "device_kind": kept.text("device_kind"),
        "needle_lengths": kept.lengths("needle_lengths_um"),
        "lengths_are_range": kept.flag("lengths_are_range"),
        "sessions": kept.text("sessions"),
        "interval": kept.text("interval"),
        "by": kept.text("by"),
        "result": kept.text("result"),
    }


def _listed(typed: Typed, name: str, there: Collection[str], thing: str, *, required: bool = False) -> str:
    return canonical_json(list(typed.known(name, there, thing, required=required)))


def _type(row: Typed, position: int, studies: Collection[str]) -> ConcernType:
    return ConcernType(
        slug=row.text("slug"),
        position=position,
        plain=row.text("plain"),
        response=row.text("response"),
        note=row.optional("note"),
        studies_json=_listed(row, "studies", studies, "study"),
    )


def _tested(row: Typed, position: int, studies: Collection[str]) -> Tested:
    lengths, is_range = row.lengths("needle_lengths"), row.flag("lengths_are_range")
    if is_range and len(lengths) != 2:
        row.wrong("needle_lengths", "The ends of a range are two lengths.")
    return Tested(
        position=position,
        study=row.one_known("study", studies, "study"),
        device_kind=row.text("device_kind"),
        needle_lengths_um_json=canonical_json(list(lengths)),
        lengths_are_range=is_range,
        sessions=row.text("sessions"),
        interval=row.text("interval"),
        by=row.choice("by", TESTERS),
        result=row.text("result"),
    )


def _last(session: Session) -> int:
    found = session.exec(select(func.max(Concern.position))).one()
    return -1 if found is None else found

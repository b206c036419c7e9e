"""Guidance at the desk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flask import render_template
from sqlmodel import Session, func, select

from catalog.articles.known import kind_of, known_in
from catalog.articles.leaning import leaning_on_guidance
from catalog.changes.diff import State
from catalog.changes.models import Change
from catalog.editorial.editable import Fields, GateCheck, Listed, Writer
from catalog.editorial.editor_form import EditorForm
from catalog.editorial.gates import plain_words
from catalog.editorial.row_editable import RowEditable, refuse
from catalog.editorial.typed import Kept, Typed
from catalog.guidance import queries
from catalog.guidance.editing import put_guidance, remove_guidance
from catalog.guidance.faults import is_limit_open
from catalog.guidance.forms import GuidanceForm
from catalog.guidance.models import AUDIENCES, CONFIDENCES, ROLES, Guidance
from catalog.guidance.pages import guidance_page
from catalog.guidance.wording import ROLES as HEADINGS


class GuidanceEditable(RowEditable):
    """Who says what about needle lengths."""

    kind, room, name, names, section = "guidance", "guidance", "guidance entry", "guidance", "Science"
    permission, table, titled = "write all texts", Guidance, "who"

    def form(self, session: Session) -> type[EditorForm]:
        return GuidanceForm

    def blank(self, session: Session, who: Writer, wish: Mapping[str, str]) -> Fields:
        return self.read_state(session, {"who": wish.get("title", "")})

    def listed(self, session: Session) -> list[Listed]:
        return [
            Listed(row.slug, row.who, row.country, group=HEADINGS[row.role])
            for row in queries.guidance(session)
        ]

    def read_state(self, session: Session, state: State) -> Fields:
        kept = Kept(state)
        return {
            "who": kept.text("who"),
            "slug": kept.text("slug"),
            "role": kept.text("role"),
            "audience": kept.text("audience"),
            "country": kept.text("country"),
            "says": kept.text("says"),
            "limit_from": kept.length("low_um"),
            "limit_to": kept.length("high_um"),
            "limit_note": kept.text("limit_note"),
            "date": kept.text("date"),
            "url": kept.text("url"),
            "interest": kept.text("interest"),
            "confidence": kept.text("confidence"),
            "read_in": kept.text("read_in"),
            "position": kept.text("position"),
        }

    def wanted(self, session: Session, typed: Typed, live: str | None) -> Guidance:
        position = typed.whole("position")
        entry = Guidance(
            slug=self.placed(session, typed, live),
            position=_last(session) + 1 if position is None else position,
            who=typed.text("who"),
            role=typed.choice("role", ROLES),
            audience=typed.choice("audience", AUDIENCES),
            country=typed.text("country"),
            says=typed.text("says"),
            low_um=typed.length("limit_from"),
            high_um=typed.length("limit_to"),
            date=typed.date("date"),
            url=typed.address("url"),
            interest=typed.text("interest"),
            confidence=typed.choice("confidence", CONFIDENCES),
            limit_note=typed.optional("limit_note"),
            read_in=typed.text("read_in"),
        )
        if is_limit_open(entry):
            typed.wrong("limit_to", "A shortest length needs a longest one here, and that has to be longer.")
        return entry

    def is_taken(self, session: Session, slug: str, live: str | None) -> bool:
        # Articles cite studies, guidance and claims by the same mark.
        return kind_of(slug, known_in(session)) is not None

    def put(
        self, session: Session, wanted: Guidance, live: str | None, *, actor: str, reason: str
    ) -> Change | None:
        return put_guidance(session, wanted, actor=actor, reason=reason)

    def take_down(self, session: Session, slug: str, *, actor: str, reason: str) -> Change | None:
        refuse(leaning_on_guidance(session, slug), self.name)
        return remove_guidance(session, slug, actor=actor, reason=reason)

    def gate(self, session: Session, fields: Fields, who: Writer) -> Iterator[GateCheck]:
        entry = self.unsaved(session, fields)
        said = "The address of the text is given." if entry.url else "No address of the text is given."
        yield GateCheck("Sources", bool(entry.url), said, "url", is_advice=not entry.url)
        yield from plain_words(fields, "says")

    def preview(self, session: Session, fields: Fields) -> str:
        entry = self.unsaved(session, fields)
        others = [row for row in queries.guidance(session) if row.slug != entry.slug]
        every = sorted([*others, entry], key=lambda row: (ROLES.index(row.role), row.position, row.slug))
        return render_template("guidance/index.html", page=guidance_page(every))

    def address(self, slug: str) -> str:
        return f"/guidance#{slug}"


def _last(session: Session) -> int:
    found = session.exec(select(func.max(Guidance.position))).one()
    return -1 if found is None else found

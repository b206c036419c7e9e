"""Terms at the desk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flask import render_template
from sqlmodel import Session, select

from catalog.articles.leaning import leaning_on_term
from catalog.changes.diff import State, canonical_json
from catalog.changes.models import Change
from catalog.editorial.editable import Fields, GateCheck, Listed, Writer
from catalog.editorial.editor_form import EditorForm
from catalog.editorial.gates import plain_words
from catalog.editorial.row_editable import RowEditable, refuse
from catalog.editorial.typed import Kept, Typed
from catalog.glossary import queries
from catalog.glossary.editing import put_term, remove_term
from catalog.glossary.faults import taken
from catalog.glossary.forms import TermForm
from catalog.glossary.linking import Linker
from catalog.glossary.models import GlossaryTerm
from catalog.glossary.pages import glossary_page, letter_of


class TermEditable(RowEditable):
    """What words mean: linked at their first use on a page."""

    kind, room, name, names, section = "glossary_term", "glossary", "term", "terms", "Science"
    permission, table, titled = "write all texts", GlossaryTerm, "term"

    def form(self, session: Session) -> type[EditorForm]:
        return TermForm

    def blank(self, session: Session, who: Writer, wish: Mapping[str, str]) -> Fields:
        return {"term": wish.get("title", ""), "slug": "", "definition": "", "also": ""}

    def listed(self, session: Session) -> list[Listed]:
        return [Listed(row.slug, row.term, group=letter_of(row)) for row in queries.terms(session)]

    def read_state(self, session: Session, state: State) -> Fields:
        kept = Kept(state)
        return {
            "term": kept.text("term"),
            "slug": kept.text("slug"),
            "definition": kept.text("definition"),
            "also": kept.lines("also"),
        }

    def wanted(self, session: Session, typed: Typed, live: str | None) -> GlossaryTerm:
        term = GlossaryTerm(
            slug=self.placed(session, typed, live),
            term=typed.text("term"),
            definition=typed.text("definition"),
            also_json=canonical_json(list(typed.lines("also"))),
        )
        others = [row for row in queries.terms(session) if row.slug != live]
        for said in taken(term, others):
            # The form is named first: that of the term itself stands at its own field.
            typed.wrong("term" if said.startswith(f"“{term.term}”") else "also", said)
        stored = self.row(session, live) if live else None
        if stored and stored.term != term.term:
            self._check_name(session, typed, stored)
        return term

    def _check_name(self, session: Session, typed: Typed, stored: GlossaryTerm) -> None:
        """Articles have a term set in by its name."""
        if leaning := leaning_on_term(session, stored.slug, stored.term, links=False):
            typed.wrong("term", f"It is set in as “{stored.term}” by {leaning[0]}: change that first.")

    def put(
        self, session: Session, wanted: GlossaryTerm, live: str | None, *, actor: str, reason: str
    ) -> Change | None:
        return put_term(session, wanted, actor=actor, reason=reason)

    def take_down(self, session: Session, slug: str, *, actor: str, reason: str) -> Change | None:
        if row := self.row(session, slug):
            refuse(leaning_on_term(session, slug, row.term), self.name)
        return remove_term(session, slug, actor=actor, reason=reason)

    def gate(self, session: Session, fields: Fields, who: Writer) -> Iterator[GateCheck]:
        yield from plain_words(fields, "definition")

    def preview(self, session: Session, fields: Fields) -> str:
        term = self.unsaved(session, fields)
        others = [row for row in session.exec(select(GlossaryTerm)) if row.slug != term.slug]
        every = sorted([*others, term], key=lambda row: row.term.casefold())
        return render_template("glossary/index.html", page=glossary_page(every, Linker(every)))

    def address(self, slug: str) -> str:
        return f"/glossary#{slug}"

"""Sources at the desk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlmodel import Session, select
from wtforms import BooleanField, StringField, TextAreaField

from catalog.changes.diff import State
from catalog.changes.models import Change
from catalog.editorial.editable import Editable, Fault, FaultsError, Fields, Listed, Writer
from catalog.editorial.editor_form import EditorForm
from catalog.editorial.row_editable import refuse
from catalog.products import checks, editing, queries, unpublishing
from catalog.products.facts_inputs import DAY, choice
from catalog.products.facts_sources import STRENGTH_OF, source_draft
from catalog.products.facts_words import SOURCE_TYPES, STRENGTHS
from catalog.products.models import Source


class SourceForm(EditorForm):
    """A source: a text that was read."""

    title = StringField("Title")
    publisher = StringField("Who published it")
    url = StringField("Address on the web", render_kw={"inputmode": "url"})
    type = choice("What it is", [("", "Please choose"), *SOURCE_TYPES.items()])
    strength = choice("How far it is trusted", [("", "as its kind"), *STRENGTHS.items()])
    published = StringField(
        "Published", render_kw=DAY, description="A day, a month or a year; empty if undated."
    )
    read_on = StringField("Day read", render_kw=DAY)
    is_manual = BooleanField("It is a manual itself, not notes about one")
    note = TextAreaField("Note", render_kw={"rows": 3})
    slug = StringField(
        "Short name", description="Empty: made of publisher and title. It stays once it is used."
    )


class SourceEditable(Editable):
    """A source: a text that was read. It has no page of its own; pages of products cite it."""

    kind, room, name, names = "source", "sources", "source", "sources"
    section, permission, is_text = "Facts", "write facts", False

    def form(self, session: Session) -> type[EditorForm]:
        return SourceForm

    def blank(self, session: Session, who: Writer, wish: Mapping[str, str]) -> Fields:
        return {"title": wish.get("title", ""), "url": wish.get("url", ""), "is_manual": False}

    def listed(self, session: Session) -> list[Listed]:
        sources = sorted(queries.sources(session).values(), key=lambda source: source.title.casefold())
        return [
            Listed(
                one.slug, one.title, f"{one.publisher}, {one.read_words}", "", SOURCE_TYPES.get(one.type, "")
            )
            for one in sorted(sources, key=lambda source: SOURCE_TYPES.get(source.type, ""))
        ]

    def read(self, session: Session, slug: str) -> Fields | None:
        row = self._row(session, slug)
        return None if row is None else self.read_state(session, editing.source_state(row))

    def read_state(self, session: Session, state: State) -> Fields:
        names = ("slug", "title", "publisher", "url", "type", "published", "read_on", "note")
        strength, kind = state.get("strength", ""), state.get("type", "")
        return {
            **{name: state.get(name) or "" for name in names},
            "strength": "" if strength == STRENGTH_OF.get(kind, "weak") else strength,
            "is_manual": bool(state.get("is_manual")),
        }

    def entity_id(self, session: Session, slug: str) -> int | None:
        row = self._row(session, slug)
        return row.id if row else None

    def faults(self, session: Session, fields: Fields, live: str | None) -> Iterator[Fault]:
        draft = source_draft(fields)
        if live and draft.slug != live:
            yield Fault("slug", f"This is cited as “{live}” and keeps that name.")
        elif not live and self._row(session, draft.slug):
            yield Fault("slug", f"“{draft.slug}” is the name of another source.")
        yield from (Fault(problem.place, problem.message) for problem in checks.check_source(draft))

    def publish(
        self, session: Session, fields: Fields, live: str | None, *, actor: str, reason: str
    ) -> Change | None:
        if faults := list(self.faults(session, fields, live)):
            raise FaultsError(faults)
        return editing.put_source(session, source_draft(fields), actor=actor, reason=reason)

    def take_down(self, session: Session, slug: str, *, actor: str, reason: str) -> Change | None:
        row = self._row(session, slug)
        if row is None:
            return None
        refuse(unpublishing.products_of_source(session, row), self.name)
        return unpublishing.remove_source(session, row, actor=actor, reason=reason)

    def address(self, slug: str) -> str:
        return ""

    def slug(self, fields: Fields) -> str:
        return str(fields.get("slug") or "").strip() or source_draft(fields).slug

    def _row(self, session: Session, slug: str) -> Source | None:
        return session.exec(select(Source).where(Source.slug == slug)).first()

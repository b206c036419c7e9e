"""A small kind of thing to write, kept in the table of terms: what is tested is the mechanism alone."""

from collections.abc import Iterator, Mapping

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import Length

from catalog.changes.saving import remove_row, save_row, stored_row
from catalog.editorial.editable import Editable, Fault, FaultsError, GateCheck, Listed
from catalog.editorial.editor_form import EditorForm, Row, Rows
from catalog.glossary.models import GlossaryTerm


class FormRow(Row):
    words = StringField("Words")
    plural = BooleanField("Plural")


class NoteForm(EditorForm):
    title = StringField("Title", validators=[Length(max=60, message="At most 60 characters.")])
    slug = StringField("Address")
    text = TextAreaField("Text")
    forms = Rows(FormRow, "Other forms", one="form")


class NoteKind(Editable):
    kind = "glossary_term"
    room = "notes"
    name = "note"
    names = "notes"
    section = "Writing"

    def form(self, session):
        return NoteForm

    def blank(self, session, who, wish: Mapping[str, str]):
        return {"title": wish.get("title", ""), "slug": "", "text": "", "forms": []}

    def listed(self, session):
        from sqlmodel import select

        rows = session.exec(select(GlossaryTerm).order_by(GlossaryTerm.term))
        return [Listed(row.slug, row.term) for row in rows]

    def read(self, session, slug):
        row = stored_row(session, GlossaryTerm, slug)
        return row and self._fields(row.slug, row.term, row.definition, row.also)

    def read_state(self, session, state):
        return self._fields(state["slug"], state["term"], state["definition"], state["also"])

    def _fields(self, slug, title, text, forms):
        rows = [{"words": one.removesuffix("!"), "plural": one.endswith("!")} for one in forms]
        return {"title": title, "slug": slug, "text": text, "forms": rows}

    def entity_id(self, session, slug):
        row = stored_row(session, GlossaryTerm, slug)
        return row.id if row else None

    def faults(self, session, fields, live) -> Iterator[Fault]:
        if not fields["title"].strip():
            yield Fault("title", "a note needs a title")
        for number, line in enumerate(fields["text"].split("\n"), 1):
            if "[[broken]]" in line:
                yield Fault("text", "there is nothing called “broken”", number)
        for number, row in enumerate(fields["forms"]):
            if row["words"] == "wrong":
                yield Fault(f"forms-{number}-words", "this form is wrong")

    def gate(self, session, fields, who) -> Iterator[GateCheck]:
        has_text = bool(fields["text"].strip())
        yield GateCheck("Text", has_text, "there is a text" if has_text else "there is no text", "text")
        yield GateCheck("Length", len(fields["text"]) > 20, "it is very short", "text", is_advice=True)

    def publish(self, session, fields, live, *, actor, reason):
        if fields["title"] == "refused":
            raise FaultsError([Fault("title", "refused at the last moment")])
        import json

        also = [row["words"] + ("!" if row["plural"] else "") for row in fields["forms"]]
        wanted = GlossaryTerm(
            slug=live or self.slug(fields),
            term=fields["title"],
            definition=fields["text"],
            also_json=json.dumps(also),
        )
        return save_row(session, GlossaryTerm, wanted, actor=actor, reason=reason)

    def take_down(self, session, slug, *, actor, reason):
        if slug == "needed":
            raise FaultsError([Fault("", "The study x names it.")])
        return remove_row(session, GlossaryTerm, slug, actor=actor, reason=reason)

    def preview(self, session, fields):
        from flask import render_template_string

        return render_template_string(
            '{% extends "base.html" %}{% block title %}{{ f.title }}{% endblock %}'
            '{% block main %}<h1>{{ f.title }}</h1><p id="words">{{ f.text }}</p>{% endblock %}',
            f=fields,
        )

    def address(self, slug):
        return f"/glossary#{slug}"

    def slug(self, fields):
        return fields.get("slug") or fields["title"].lower().replace(" ", "-")

"""Synonyms at the desk."""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import Session, col, select

from catalog.changes.diff import State, canonical_json
from catalog.changes.models import Change
from catalog.editorial.editable import Fields, Listed, Writer
from catalog.editorial.editor_form import EditorForm
from catalog.editorial.row_editable import RowEditable
from catalog.editorial.typed import Kept, Typed
from catalog.search.editing import put_synonyms, remove_synonyms
from catalog.search.models import SynonymGroup
from catalog.search.synonym_form import SynonymForm
from catalog.search.synonyms import faults


class SynonymEditable(RowEditable):
    """Groups of words any of which finds what the others find. They have no page; every search asks them."""

    kind, room, name, names = "synonym_group", "synonyms", "group of synonyms", "groups of synonyms"
    section, permission, is_text, table = "Writing", "write all texts", False, SynonymGroup

    def form(self, session: Session) -> type[EditorForm]:
        return SynonymForm

    def blank(self, session: Session, who: Writer, wish: Mapping[str, str]) -> Fields:
        return {"words": wish.get("title", ""), "slug": "", "note": ""}

    def listed(self, session: Session) -> list[Listed]:
        return [Listed(row.slug, ", ".join(row.words), row.note) for row in _groups(session)]

    def read_state(self, session: Session, state: State) -> Fields:
        kept = Kept(state)
        return {"words": kept.lines("words"), "slug": kept.text("slug"), "note": kept.text("note")}

    def wanted(self, session: Session, typed: Typed, live: str | None) -> SynonymGroup:
        words = typed.lines("words", required=True)
        if words:
            others = {row.slug: row.words for row in _groups(session) if row.slug != live}
            for said in faults(words, others):
                typed.wrong("words", said)
        return SynonymGroup(
            slug=self.placed(session, typed, live),
            words_json=canonical_json(list(words)),
            note=typed.text("note", required=False),
        )

    def put(
        self, session: Session, wanted: SynonymGroup, live: str | None, *, actor: str, reason: str
    ) -> Change | None:
        return put_synonyms(session, wanted, actor=actor, reason=reason)

    def take_down(self, session: Session, slug: str, *, actor: str, reason: str) -> Change | None:
        return remove_synonyms(session, slug, actor=actor, reason=reason)

    def title(self, fields: Fields) -> str:
        first = str(fields.get("words") or "").strip().partition("\n")[0].strip()
        return first or "Without a word"

    def address(self, slug: str) -> str:
        return ""


def _groups(session: Session) -> list[SynonymGroup]:
    return list(session.exec(select(SynonymGroup).order_by(col(SynonymGroup.slug))))

"""Synonyms at the desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import has_request_context
from sqlmodel import Session, col, select

from catalog.changes.diff import State, canonical_json
from catalog.changes.models import Change
from catalog.editorial.editable import Fields, Listed, Writer
from catalog.editorial.editor_form import EditorForm
from catalog.editorial.row_editable import RowEditable
from catalog.editorial.typed import Kept, Typed
from catalog.search.asked import Asked
from catalog.search.current import current
from catalog.search.editing import put_synonyms, remove_synonyms
from catalog.search.found import Found
from catalog.search.models import SynonymGroup
from catalog.search.synonym_form import SynonymForm
from catalog.search.synonyms import MOST, faults


@dataclass(frozen=True)
class Finds:
    """A word of a group and how much it finds now; ``url`` leads there."""

    words: str
    found: Found
    url: str

    @property
    def count(self) -> int:
        """0 also where only some of its words are anywhere."""
        return 0 if self.found.missing else self.found.total


class SynonymEditable(RowEditable):
    """Groups of words any of which finds what the others find. They have no page; every search asks them."""

    kind, room, name, names = "synonym_group", "synonyms", "group of synonyms", "groups of synonyms"
    section, permission, is_text, table = "Writing", "write all texts", False, SynonymGroup
    template = "search/_synonyms_form.html"

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

    def beside(self, session: Session, fields: Fields) -> tuple[Finds, ...]:
        """What each word finds as things are public now; once published, it finds what the others find."""
        if not has_request_context():
            return ()
        some = dict.fromkeys(line.strip() for line in str(fields.get("words") or "").splitlines())
        with current() as search:
            return tuple(
                Finds(one, search.find(one, None, 1, exact=True), Asked(one, is_exact=True).address())
                for one in [one for one in some if one][:MOST]
            )

    def title(self, fields: Fields) -> str:
        first = str(fields.get("words") or "").strip().partition("\n")[0].strip()
        return first or "Without a word"

    def address(self, slug: str) -> str:
        return ""


def _groups(session: Session) -> list[SynonymGroup]:
    return list(session.exec(select(SynonymGroup).order_by(col(SynonymGroup.slug))))

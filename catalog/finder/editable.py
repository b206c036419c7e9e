"""Need pages at the desk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from flask import has_request_context, render_template
from sqlmodel import Session

from catalog.articles import texts
from catalog.articles.leaning import leading_to
from catalog.bylines import BYLINE
from catalog.changes.diff import State, canonical_json
from catalog.changes.models import Change
from catalog.editorial.editable import Fields, GateCheck, Listed, Writer
from catalog.editorial.editor_form import EditorForm
from catalog.editorial.gates import counted, signed
from catalog.editorial.inputs import pairs, with_choices
from catalog.editorial.row_editable import RowEditable, refuse
from catalog.editorial.typed import LARGEST, Kept, Typed
from catalog.finder import queries
from catalog.finder.current import current, finder
from catalog.finder.editing import put_need, remove_need, state_of
from catalog.finder.forms import NeedForm
from catalog.finder.models import Need
from catalog.finder.need_page import need_page
from catalog.finder.needs import NeedDraft, filters_of, read_filter
from catalog.people.queries import author_called, bylines

PATH = "/devices"


class NeedEditable(RowEditable):
    """Saved filters with a text."""

    kind, room, name, names, section = "need", "needs", "need page", "need pages", "Writing"
    permission, table = "write all texts", Need

    def form(self, session: Session) -> type[EditorForm]:
        return with_choices(NeedForm, byline=pairs(dict.fromkeys(bylines(session))))

    def blank(self, session: Session, who: Writer, wish: Mapping[str, str]) -> Fields:
        ranks = [row.rank for row in queries.needs(session)]
        state = {
            "title": wish.get("title", ""),
            "query": wish.get("filter", "").rpartition("?")[2],
            "byline": BYLINE,
            "rank": max(ranks, default=0) + 1,
        }
        return self.read_state(session, state)

    def listed(self, session: Session) -> list[Listed]:
        return [Listed(row.slug, row.title, row.summary) for row in queries.needs(session)]

    def state(self, session: Session, row: Need) -> State:
        return state_of(row)

    def read_state(self, session: Session, state: State) -> Fields:
        kept = Kept(state)
        query = kept.text("query")
        return {
            "title": kept.text("title"),
            "slug": kept.text("slug"),
            "summary": kept.text("summary"),
            "filter": f"{PATH}?{query}" if query else "",
            "text": kept.text("text"),
            "reasons": kept.lines("reasons"),
            "byline": kept.text("byline"),
            "rank": kept.text("rank"),
        }

    def wanted(self, session: Session, typed: Typed, live: str | None) -> NeedDraft:
        draft = NeedDraft(
            self.placed(session, typed, live),
            typed.text("title", longest=200),
            _query(typed),
            typed.text("summary"),
            typed.text("text", required=False),
            typed.lines("reasons"),
            typed.choice("byline", bylines(session)),
            typed.whole("rank", least=-LARGEST) or 0,
        )
        for line, said in texts.markdown_faults(draft.text, texts.there(session)):
            typed.wrong("text", said, line)
        return draft

    def put(
        self, session: Session, wanted: NeedDraft, live: str | None, *, actor: str, reason: str
    ) -> Change | None:
        return put_need(session, wanted, actor=actor, reason=reason)

    def take_down(self, session: Session, slug: str, *, actor: str, reason: str) -> Change | None:
        refuse(leading_to(session, [self.address(slug)], ("need", slug)), self.name)
        return remove_need(session, slug, actor=actor, reason=reason)

    def gate(self, session: Session, fields: Fields, who: Writer) -> Iterator[GateCheck]:
        draft = self.unsaved(session, fields)
        # What is published when planned was asked when it was planned.
        if has_request_context():
            yield _finds(draft.query)
        has_reasons = bool(draft.reasons)
        said = "It says why these conditions." if has_reasons else "It does not say why these conditions."
        yield GateCheck("Reasons", has_reasons, said, "reasons")
        author = author_called(session, draft.byline)
        yield from signed(draft.byline, author, who)

    def preview(self, session: Session, fields: Fields) -> str:
        draft = self.unsaved(session, fields)
        stored = queries.need(session, draft.slug)
        row = Need(
            id=stored.id if stored else None,
            slug=draft.slug,
            title=draft.title,
            query=draft.query,
            summary=draft.summary,
            text=draft.text,
            reasons=canonical_json(list(draft.reasons)),
            byline=draft.byline,
            rank=draft.rank,
        )
        return render_template("finder/need.html", page=need_page(session, row))

    def address(self, slug: str) -> str:
        return f"/devices/needs/{slug}"


def _finds(query: str) -> GateCheck:
    with current() as found:
        result = found.query(filters_of(query), finder().size)
    yes, might = len(result.match), len(result.might)
    said = f"{counted(yes, 'device fits', 'devices fit')}, {might} more might."
    return GateCheck("Filter", yes + might > 0, said if yes + might else "Nothing fits.", "filter")


def _query(typed: Typed) -> str:
    """The filter of an address as it is copied from the browser, in its one form."""
    found = typed.text("filter", longest=4000)
    try:
        parts = urlsplit(found)
    except ValueError:
        typed.wrong("filter", "This is no address.")
        return ""
    query = parts.query if "?" in found or parts.scheme else found
    if found and ("?" in found or parts.scheme) and not parts.path.rstrip("/").endswith(PATH):
        typed.wrong("filter", f"This is no address of the list of devices, which begins with {PATH}?")
        return ""
    canonical, fault = read_filter(query)
    if found and fault:
        typed.wrong("filter", fault)
    elif len(canonical) > 2000:
        typed.wrong("filter", "This filter is too long to be kept.")
    return canonical

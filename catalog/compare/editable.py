"""Editors’ comparisons at the desk."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import has_request_context, render_template
from sqlmodel import Session, col, select

from catalog.articles import beside, texts
from catalog.articles.leaning import leaning_on_comparison
from catalog.bylines import BYLINE
from catalog.changes.diff import State, canonical_json
from catalog.changes.models import Change
from catalog.compare import queries, snapshots
from catalog.compare.comparison import ROW_KEYS
from catalog.compare.drafts import ComparisonDraft, Reason, faults
from catalog.compare.editing import (
    ComparisonError,
    bound_to,
    is_taken,
    put_comparison,
    row_faults,
    state_of,
    take_down,
)
from catalog.compare.editorial import comparison_page, links
from catalog.compare.forms import ComparisonForm, ReasonRow
from catalog.compare.models import EditorComparison
from catalog.compare.reading import reading
from catalog.compare.snapshots import NothingToPinError
from catalog.dates import show_date
from catalog.editorial.editable import Fault, FaultsError, Fields, GateCheck, Listed, Writer
from catalog.editorial.editor_form import EditorForm
from catalog.editorial.gates import counted, signed
from catalog.editorial.inputs import CHOOSE, Choices, pairs, with_choices, with_rows
from catalog.editorial.row_editable import RowEditable, refuse
from catalog.editorial.typed import LARGEST, Kept, Typed
from catalog.finder.conditions import TooMany
from catalog.people.queries import author_called, bylines
from catalog.shelf import Shelf, current
from catalog.specs.registry import SPECS

PATH = "/compare"
TODAY = ("", "Those of today")


@dataclass(frozen=True)
class Wanted:
    """A draft, and the snapshot it shall stand on: its key, "" for one not kept yet, and its values."""

    draft: ComparisonDraft
    key: str
    document: snapshots.Document | None


class ComparisonEditable(RowEditable):
    """Texts over a comparison as it was on one day."""

    kind, room, name, names, section = "comparison", "comparisons", "comparison", "comparisons", "Writing"
    permission, table, may_move = "write all texts", EditorComparison, True

    def form(self, session: Session) -> type[EditorForm]:
        rows = with_choices(ReasonRow, row=[CHOOSE, *_rows(session)])
        form = with_rows(ComparisonForm, reasons=rows)
        names = pairs(dict.fromkeys(bylines(session)))
        return with_choices(form, byline=names, snapshot=[TODAY, *_snapshots(session)])

    def blank(self, session: Session, who: Writer, wish: Mapping[str, str]) -> Fields:
        ranks = [row.rank for row in queries.comparisons(session)]
        state = {
            "title": wish.get("title", ""),
            "query": wish.get("query", "").rpartition("?")[2],
            "byline": BYLINE,
            "rank": max(ranks, default=0) + 1,
        }
        return self.read_state(session, state)

    def listed(self, session: Session) -> list[Listed]:
        return [Listed(one.slug, one.title, ", ".join(one.devices)) for one in links(session)]

    def row(self, session: Session, slug: str) -> EditorComparison | None:
        row = queries.comparison(session, slug)
        return row if row and row.is_published else None

    def state(self, session: Session, row: EditorComparison) -> State:
        return state_of(row)

    def read_state(self, session: Session, state: State) -> Fields:
        kept = Kept(state)
        query = kept.text("query")
        return {
            "title": kept.text("title"),
            "slug": kept.text("slug"),
            "summary": kept.text("summary"),
            "query": f"{PATH}?{query}" if query else "",
            "snapshot": kept.text("snapshot"),
            "text": kept.text("text"),
            "reasons": [{"words": one["words"], "row": one["row"]} for one in kept.listed("reasons")],
            "byline": kept.text("byline"),
            "rank": kept.text("rank"),
        }

    def moved(self, session: Session, slug: str) -> str:
        row = queries.comparison_by_former_slug(session, slug)
        return row.slug if row and row.is_published else ""

    def is_taken(self, session: Session, slug: str, live: str | None) -> bool:
        # Its own former address is no other's. One that was taken down is shown again under its own.
        own = queries.comparison(session, live or slug)
        return is_taken(session, slug, own if own and (live or not own.is_published) else None)

    def wanted(self, session: Session, typed: Typed, live: str | None) -> Wanted:
        key = str(typed.fields.get("snapshot") or "")
        draft = ComparisonDraft(
            self.placed(session, typed, live),
            typed.text("title", longest=200),
            _query(typed),
            typed.text("summary"),
            typed.text("text", required=False),
            tuple(Reason(row.text("words"), row.choice("row", ROW_KEYS)) for row in typed.rows("reasons")),
            typed.choice("byline", bylines(session)),
            typed.whole("rank", least=-LARGEST) or 0,
        )
        _own_faults(typed, draft)
        for line, said in texts.markdown_faults(draft.text, texts.there(session)):
            typed.wrong("text", said, line)
        if any(fault.field == "query" for fault in typed.faults):
            return Wanted(draft, key, None)
        stored = queries.comparison(session, live or draft.slug)
        try:
            key, document = bound_to(session, draft, stored, key, _shelf())
        except ComparisonError as error:
            _note(typed, error.problems)
            return Wanted(draft, key, None)
        except (NothingToPinError, TooMany) as error:
            typed.wrong("query", str(error))
            return Wanted(draft, key, None)
        _note(typed, row_faults(document, draft))
        return Wanted(draft, key, document)

    def put(
        self, session: Session, wanted: Wanted, live: str | None, *, actor: str, reason: str
    ) -> Change | None:
        try:
            return put_comparison(
                session, wanted.draft, actor=actor, reason=reason, live=live or "", key=wanted.key
            )
        except ComparisonError as error:
            raise FaultsError([Fault(field, said) for field, said in error.problems]) from error

    def take_down(self, session: Session, slug: str, *, actor: str, reason: str) -> Change | None:
        refuse(leaning_on_comparison(session, queries.addresses(session, slug)), self.name)
        return take_down(session, slug, actor=actor, reason=reason)

    def gate(self, session: Session, fields: Fields, who: Writer) -> Iterator[GateCheck]:
        wanted = self.unsaved(session, fields)
        yield from self._reasons(wanted)
        author = author_called(session, wanted.draft.byline)
        yield from signed(wanted.draft.byline, author, who)

    def _reasons(self, wanted: Wanted) -> Iterator[GateCheck]:
        document = wanted.document or {"devices": [], "rows": [], "day": "", "version": 0}
        rows = {row["key"]: row for row in document["rows"]}
        leant_on = [rows[one.row] for one in wanted.draft.reasons if one.row in rows]
        for number, device in enumerate(document["devices"]):
            if not any(row["cells"][number]["state"] in ("known", "disputed") for row in leant_on):
                said = f"No reason leans on a row in which something is known of {device['name']}."
                yield GateCheck("Reasons", False, said, "reasons")
        if leant_on:
            said = f"The text leans on {counted(len(leant_on), 'row', 'rows')} of the table."
            yield GateCheck("Reasons", True, said, "reasons")
        day = show_date(document["day"]) if document["day"] else ""
        said = f"The values are those of {day} (version {document['version']})."
        yield GateCheck("Values", bool(day), said, "snapshot")

    def preview(self, session: Session, fields: Fields) -> str:
        wanted = self.unsaved(session, fields)
        draft = wanted.draft
        stored = queries.comparison(session, draft.slug)
        row = EditorComparison(
            id=stored.id if stored else None,
            slug=draft.slug,
            title=draft.title,
            summary=draft.summary,
            query=draft.query,
            text=draft.text,
            reasons=canonical_json([{"words": one.words, "row": one.row} for one in draft.reasons]),
            byline=draft.byline,
            rank=draft.rank,
            snapshot_key=wanted.key,
        )
        document = wanted.document or {}
        pinned = reading(wanted.key or snapshots.key_of(snapshots.body_of(document)), document)
        page = comparison_page(session, current(), row, beside.current(), pinned)
        return render_template("compare/editorial.html", page=page)

    def address(self, slug: str) -> str:
        return f"/comparisons/{slug}"


def _shelf() -> Shelf | None:
    """That of the request, which is in memory; what is published when planned reads its own."""
    return current() if has_request_context() else None


def _own_faults(typed: Typed, draft: ComparisonDraft) -> None:
    """What is wrong with the draft itself, save what the fields said already."""
    said_already = {fault.field.partition("-")[0] for fault in typed.faults}
    _note(typed, ((field, said) for field, said in faults(draft) if field not in said_already))


def _note(typed: Typed, problems: Iterator[tuple[str, str]] | tuple[tuple[str, str], ...]) -> None:
    """A problem of a reason names it by its number: it stands at that one’s field."""
    for field, said in problems:
        first, _, rest = said.partition(": ")
        number = first.removeprefix("reason ")
        if field == "reasons" and number.isdigit():
            typed.wrong(f"reasons-{int(number) - 1}-row", rest)
        else:
            typed.wrong(field, said)


def _query(typed: Typed) -> str:
    """What is compared, from the address of that page as it is copied from the browser, in its one form."""
    found = typed.text("query", longest=4000)
    try:
        parts = urlsplit(found)
        query = parts.query if "?" in found or parts.scheme else found
        asked = snapshots.asked_in(query)
    except ValueError as error:
        typed.wrong("query", str(error) if isinstance(error, TooMany) else "This is no address.")
        return ""
    if found and asked.ignored:
        typed.wrong("query", f"“{asked.ignored[0].value}” cannot be used: {asked.ignored[0].message}")
    # Which rows somebody looked at is no part of what is compared.
    return asked.with_(show="", hide=(), order=()).query


def _snapshots(session: Session) -> Choices:
    """The snapshots that comparisons stand on, or once stood on, newest first for each."""
    changes = session.exec(
        select(Change.payload).where(Change.entity_kind == "comparison").order_by(col(Change.number).desc())
    )
    said = (json.loads(payload)["fields"].get("snapshot", [None]) for payload in changes)
    keys = dict.fromkeys(key for values in said for key in reversed(values) if key)
    found = []
    for key in keys:
        if kept := queries.snapshot(session, key):
            document = snapshots.read(kept)
            names = ", ".join(device["name"] for device in document["devices"])
            found.append((key, f"{show_date(document['day'])}, version {document['version']}: {names}"))
    return found


def _rows(session: Session) -> Choices:
    """The rows of every comparison by their labels."""
    labels = {key: SPECS[key].label if key in SPECS else key for key in ROW_KEYS}
    for row in queries.comparisons(session)[:1]:
        if kept := queries.snapshot(session, row.snapshot_key):
            labels |= {one["key"]: one["label"] for one in snapshots.read(kept)["rows"]}
    return sorted(labels.items(), key=lambda one: one[1].casefold())

"""Writing editors' comparisons: the only code that writes their tables. One save is one change; nothing here
commits."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlmodel import Session

from catalog import clock
from catalog.changes.diff import canonical_json
from catalog.changes.models import Change
from catalog.changes.recording import record
from catalog.compare import queries, snapshots
from catalog.compare.drafts import ComparisonDraft, faults
from catalog.compare.models import EditorComparison, FormerComparisonSlug
from catalog.compare.snapshots import NothingToPinError
from catalog.shelf.shelf import Shelf

__all__ = [
    "ComparisonError",
    "NothingToPinError",
    "bound_to",
    "is_taken",
    "pin_again",
    "put_comparison",
    "remove_comparison",
    "rename_comparison",
    "row_faults",
    "take_down",
]


class ComparisonError(ValueError):
    """A comparison that cannot be saved; ``problems`` are pairs of a field and a sentence for its author."""

    def __init__(self, problems: Sequence[tuple[str, str]]) -> None:
        super().__init__(" ".join(sentence for _, sentence in problems))
        self.problems = tuple(problems)


def put_comparison(
    session: Session,
    draft: ComparisonDraft,
    *,
    actor: str,
    reason: str,
    shelf: Shelf | None = None,
    live: str = "",
    key: str | None = None,
) -> Change | None:
    """Create or change an editor's comparison; None where nothing differs. Raises `ComparisonError`.

    It is bound to the catalogue as it is when its query is first saved: a later save of other words leaves
    the values as they were read, see `pin_again`. ``shelf`` saves reading one, where several are written.
    ``live`` is the address it has now, where the draft gives it another; ``key`` as `bound_to` takes it.
    """
    _refuse(list(faults(draft)))
    row = queries.comparison(session, live or draft.slug)
    if row is None and queries.comparison_by_former_slug(session, draft.slug):
        _refuse([("slug", f"“{draft.slug}” was the address of another comparison and still leads to it.")])
    before = state_of(row) if row else None
    key, found = bound_to(session, draft, row, key, shelf)
    _refuse(list(row_faults(found, draft)))
    if row and row.slug != draft.slug:
        _move(session, row, draft.slug)
    key = key or snapshots.keep(session, snapshots.body_of(found))
    row = row or EditorComparison(slug=draft.slug, title=draft.title, query=draft.query, snapshot_key=key)
    row.query, row.snapshot_key = draft.query, key
    row.title, row.summary, row.text = draft.title, draft.summary, draft.text
    row.reasons = canonical_json([{"words": r.words, "row": r.row} for r in draft.reasons])
    row.byline, row.rank, row.is_published = draft.byline, draft.rank, draft.is_published
    return _saved(session, row, before, actor=actor, reason=reason)


def bound_to(
    session: Session,
    draft: ComparisonDraft,
    row: EditorComparison | None,
    key: str | None,
    shelf: Shelf | None = None,
) -> tuple[str, snapshots.Document]:
    """The snapshot under a draft: its key, "" where it is not kept yet, and what it says.

    ``key``: that of the snapshot it shall stand on, "" for the values of today, None for those that the
    stored ``row`` stands on. Another query than that of a snapshot means today's. Raises `ComparisonError`.
    """
    if key is None and row is not None and row.query == draft.query:
        key = row.snapshot_key
    kept = queries.snapshot(session, key or "")
    if kept is not None and (said := snapshots.read(kept))["query"] == draft.query:
        return kept.key, said
    found = _document(session, draft.query, shelf)
    if row is not None and row.query == draft.query:
        said = snapshots.read(_kept(session, row.snapshot_key))
        if _said(said) == _said(found):
            return row.snapshot_key, said
    return "", found


def pin_again(session: Session, slug: str, *, actor: str, reason: str) -> Change | None:
    """Bind a comparison to the catalogue of today: its author has read the changed values and stands by the
    text. None where they are those it had. Raises `ComparisonError`."""
    row = _found(session, slug)
    before = state_of(row)
    found = _document(session, row.query, None)
    if _said(found) == _said(snapshots.read(_kept(session, row.snapshot_key))):
        return None
    row.snapshot_key = snapshots.keep(session, snapshots.body_of(found))
    return _saved(session, row, before, actor=actor, reason=reason)


def rename_comparison(
    session: Session, slug: str, new_slug: str, *, actor: str, reason: str
) -> Change | None:
    """Give a comparison another address; the old one leads to it from now on. Raises `ComparisonError`."""
    row = _found(session, slug)
    if new_slug == slug:
        return None
    _refuse([fault for fault in faults(draft_of(row, new_slug)) if fault[0] == "slug"])
    before = state_of(row)
    _move(session, row, new_slug)
    return _saved(session, row, before, actor=actor, reason=reason)


def take_down(session: Session, slug: str, *, actor: str, reason: str) -> Change | None:
    """Hide a comparison, which keeps its history; saved again it is shown. None where it is not shown."""
    row = queries.comparison(session, slug)
    if row is None or not row.is_published:
        return None
    before = state_of(row)
    row.is_published = False
    return _saved(session, row, before, actor=actor, reason=reason)


def remove_comparison(session: Session, slug: str, *, actor: str, reason: str) -> Change | None:
    """Take a comparison away; None where there is none. What it was bound to stays at its own address."""
    row = queries.comparison(session, slug)
    if row is None or row.id is None:
        return None
    before, number = state_of(row), row.id
    session.delete(row)
    session.flush()
    return record(
        session, actor=actor, entity_kind="comparison", entity_id=number,
        before=before, after=None, reason=reason,
    )  # fmt: skip


def state_of(row: EditorComparison) -> dict[str, Any]:
    """A comparison as the log keeps it."""
    return {
        "slug": row.slug,
        "title": row.title,
        "summary": row.summary,
        "query": row.query,
        "text": row.text,
        "reasons": json.loads(row.reasons),
        "byline": row.byline,
        "rank": row.rank,
        "is_published": row.is_published,
        "snapshot": row.snapshot_key,
    }


def draft_of(row: EditorComparison, slug: str | None = None) -> ComparisonDraft:
    """A stored comparison as a draft, under another address if one is given."""
    return ComparisonDraft(slug or row.slug, row.title, row.query, row.summary, row.text)


def _saved(
    session: Session, row: EditorComparison, before: dict[str, Any] | None, *, actor: str, reason: str
) -> Change | None:
    session.add(row)
    session.flush()
    return record(
        session, actor=actor, entity_kind="comparison", entity_id=row.id or 0,
        before=before, after=state_of(row), reason=reason,
    )  # fmt: skip


def is_taken(session: Session, slug: str, row: EditorComparison | None) -> bool:
    """Whether an address is, or was, that of another comparison than this one."""
    former = session.get(FormerComparisonSlug, slug)
    own = row.id if row else None
    other = queries.comparison(session, slug)
    return (other is not None and other.id != own) or (former is not None and former.comparison_id != own)


def _move(session: Session, row: EditorComparison, new_slug: str) -> None:
    if is_taken(session, new_slug, row):
        _refuse([("slug", f"“{new_slug}” is, or was, the address of another comparison.")])
    if former := session.get(FormerComparisonSlug, new_slug):
        session.delete(former)
    session.add(FormerComparisonSlug(slug=row.slug, comparison_id=row.id or 0))
    row.slug = new_slug


def _document(session: Session, query: str, shelf: Shelf | None) -> snapshots.Document:
    shelf = shelf or Shelf.rebuilt(session, day=clock.today())
    asked = snapshots.asked_in(query)
    gone = [slug for slug in asked.slugs if (e := shelf.by_slug(slug)) is None or e.kind == "cartridge"]
    _refuse([("query", f"There is no device “{slug}”.") for slug in gone])
    return snapshots.document(shelf, asked)


def row_faults(found: snapshots.Document, draft: ComparisonDraft) -> Iterator[tuple[str, str]]:
    """A reason leans on a row of the snapshot in which something is known."""
    rows = {row["key"]: row for row in found["rows"]}
    for number, reason in enumerate(draft.reasons, 1):
        if reason.row not in rows:
            yield "reasons", f"reason {number}: there is no row “{reason.row}” here."
        elif all(cell["state"] not in ("known", "disputed") for cell in rows[reason.row]["cells"]):
            yield "reasons", f"reason {number}: nothing is known in the row “{reason.row}”."


def _said(found: snapshots.Document) -> str:
    """All but the moment."""
    return canonical_json({key: value for key, value in found.items() if key not in ("version", "day")})


def _kept(session: Session, key: str) -> Any:
    kept = queries.snapshot(session, key)
    assert kept is not None, "a foreign key holds it"
    return kept


def _found(session: Session, slug: str) -> EditorComparison:
    row = queries.comparison(session, slug)
    if row is None:
        raise ComparisonError([("slug", f"There is no comparison “{slug}”.")])
    return row


def _refuse(problems: Sequence[tuple[str, str]]) -> None:
    if problems:
        raise ComparisonError(problems)

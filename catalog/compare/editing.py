"""Writing editors' comparisons: the only code that writes their tables. One save is one change; nothing here
commits."""

from __future__ import annotations

import json
from collections.abc import Sequence
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
    "pin_again",
    "put_comparison",
    "remove_comparison",
    "rename_comparison",
]


class ComparisonError(ValueError):
    """A comparison that cannot be saved; ``problems`` are pairs of a field and a sentence for its author."""

    def __init__(self, problems: Sequence[tuple[str, str]]) -> None:
        super().__init__(" ".join(sentence for _, sentence in problems))
        self.problems = tuple(problems)


def put_comparison(
    session: Session, draft: ComparisonDraft, *, actor: str, reason: str, shelf: Shelf | None = None
) -> Change | None:
    """Create or change an editor's comparison; None where nothing differs. Raises `ComparisonError`.

    It is bound to the catalogue as it is when its query is first saved: a later save of other words leaves
    the values as they were read, see `pin_again`. ``shelf`` saves reading one, where several are written.
    """
    _refuse(list(faults(draft)))
    row = queries.comparison(session, draft.slug)
    if row is None and queries.comparison_by_former_slug(session, draft.slug):
        _refuse([("slug", f"“{draft.slug}” was the address of another comparison and still leads to it.")])
    before = state_of(row) if row else None
    is_bound = row is not None and row.query == draft.query
    key = row.snapshot_key if row and is_bound else _pinned(session, draft.query, shelf)
    _check_rows(session, key, draft)
    row = row or EditorComparison(slug=draft.slug, title=draft.title, query=draft.query, snapshot_key=key)
    row.query, row.snapshot_key = draft.query, key
    row.title, row.summary, row.text = draft.title, draft.summary, draft.text
    row.reasons = canonical_json([{"words": r.words, "row": r.row} for r in draft.reasons])
    row.byline, row.rank, row.is_published = draft.byline, draft.rank, draft.is_published
    return _saved(session, row, before, actor=actor, reason=reason)


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
    former = session.get(FormerComparisonSlug, new_slug)
    if queries.comparison(session, new_slug) or (former and former.comparison_id != row.id):
        _refuse([("slug", f"“{new_slug}” is, or was, the address of another comparison.")])
    before = state_of(row)
    if former:
        session.delete(former)
    session.add(FormerComparisonSlug(slug=slug, comparison_id=row.id or 0))
    row.slug = new_slug
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


def _pinned(session: Session, query: str, shelf: Shelf | None) -> str:
    return snapshots.keep(session, snapshots.body_of(_document(session, query, shelf)))


def _document(session: Session, query: str, shelf: Shelf | None) -> snapshots.Document:
    shelf = shelf or Shelf.rebuilt(session, day=clock.today())
    asked = snapshots.asked_in(query)
    gone = [slug for slug in asked.slugs if (e := shelf.by_slug(slug)) is None or e.kind == "cartridge"]
    _refuse([("query", f"There is no device “{slug}”.") for slug in gone])
    return snapshots.document(shelf, asked)


def _check_rows(session: Session, key: str, draft: ComparisonDraft) -> None:
    """A reason leans on a row of the snapshot in which something is known."""
    rows = {row["key"]: row for row in snapshots.read(_kept(session, key))["rows"]}
    problems = []
    for number, reason in enumerate(draft.reasons, 1):
        if reason.row not in rows:
            problems.append(("reasons", f"reason {number}: there is no row “{reason.row}” here."))
        elif all(cell["state"] not in ("known", "disputed") for cell in rows[reason.row]["cells"]):
            problems.append(("reasons", f"reason {number}: nothing is known in the row “{reason.row}”."))
    _refuse(problems)


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

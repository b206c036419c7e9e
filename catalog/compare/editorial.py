"""The pages of editors' comparisons, finished, and the list of those that are stale."""

from __future__ import annotations

import json
from dataclasses import dataclass

from markupsafe import Markup
from sqlmodel import Session

from catalog.articles.beside import Beside
from catalog.articles.concerned import Concerned
from catalog.bylines import note_of
from catalog.compare import queries, snapshots
from catalog.compare.drafts import Reason
from catalog.compare.models import EditorComparison
from catalog.compare.reading import Pinned, reading
from catalog.compare.since import Since, since
from catalog.glossary.current import page_links
from catalog.markdown import to_html
from catalog.shelf.shelf import Shelf


@dataclass(frozen=True)
class ComparisonLink:
    """An editor's comparison in a list; ``devices`` are the names of those compared."""

    slug: str
    title: str
    url: str
    summary: str
    devices: tuple[str, ...]


@dataclass(frozen=True)
class PinnedReason:
    """Why a sentence can be said: its row, and what that row says of each device, "A: 0.5 mm"."""

    words: str
    row: str
    label: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class ComparisonPage:
    """``since`` is what has changed since it was written; ``changed`` the day of its last save; ``science``
    what concerns it today."""

    slug: str
    title: str
    summary: str
    body: Markup
    reasons: tuple[PinnedReason, ...]
    byline: str
    note: str
    changed: str
    pinned: Pinned
    since: Since
    science: Concerned


@dataclass(frozen=True)
class Stale:
    """A comparison whose text leans on values that are no longer those it was written on."""

    slug: str
    title: str
    since: Since

    @property
    def sentences(self) -> tuple[str, ...]:
        """What changed, one line each."""
        return (
            *(_sentence(value.device.title, value.label, value.before, value.after, value.day)
              for value in self.since.values),
            *(f"{device.title} is no longer in the catalogue." for device in self.since.gone),
            *(f"The row “{label}” is no longer kept." for label in self.since.dropped),
        )  # fmt: skip


def links(session: Session, most: int | None = None) -> tuple[ComparisonLink, ...]:
    """A link to each published comparison, or to the first of them, in their order."""
    return tuple(_link(session, row) for row in queries.comparisons(session)[:most])


def comparison_page(
    session: Session, shelf: Shelf, row: EditorComparison, beside: Beside, pinned: Pinned | None = None
) -> ComparisonPage:
    """``pinned``: the values under a text that is bound to none yet."""
    pinned = pinned or pinned_of(session, row)
    rows = {found.key: found for found in pinned.rows}
    reasons = []
    for reason in reasons_of(row):
        found = rows[reason.row]
        cells = zip(pinned.columns, found.cells, strict=True)
        said = tuple(f"{column.letter}: {cell.text}" for column, cell in cells)
        reasons.append(PinnedReason(reason.words, reason.row, found.label, said))
    return ComparisonPage(
        row.slug,
        row.title,
        row.summary,
        to_html(row.text, page_links()),
        tuple(reasons),
        row.byline,
        note_of(row.byline),
        queries.changed_on(session, row),
        pinned,
        since(session, shelf, pinned),
        beside.of_devices([one for c in pinned.columns if (one := shelf.by_slug(c.slug))], row.slug),
    )


def stale(session: Session, shelf: Shelf) -> tuple[Stale, ...]:
    """The published comparisons with a value that changed since they were bound, and what changed."""
    found = (
        Stale(row.slug, row.title, since(session, shelf, pinned_of(session, row)))
        for row in queries.comparisons(session)
    )
    return tuple(one for one in found if one.since.is_any)


def pinned_of(session: Session, row: EditorComparison) -> Pinned:
    """The snapshot a comparison is bound to."""
    kept = queries.snapshot(session, row.snapshot_key)
    assert kept is not None, "a foreign key holds it"
    return reading(kept.key, snapshots.read(kept))


def reasons_of(row: EditorComparison) -> tuple[Reason, ...]:
    return tuple(Reason(reason["words"], reason["row"]) for reason in json.loads(row.reasons))


def _link(session: Session, row: EditorComparison) -> ComparisonLink:
    names = tuple(column.title for column in pinned_of(session, row).columns)
    return ComparisonLink(row.slug, row.title, f"/comparisons/{row.slug}", row.summary, names)


def _sentence(device: str, label: str, before: str, after: str, day: str) -> str:
    return f"{device}, {label}: {before} → {after}{f' ({day})' if day else ''}"

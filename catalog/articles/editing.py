"""Writing articles: the only code that writes their tables. One save is one change; nothing here commits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from catalog.changes.diff import canonical_json
from catalog.changes.models import Change
from catalog.changes.saving import record_row, remove_row, state_of

from . import queries
from .drafts import ArticleDraft, Correction, faults, lengths_um
from .known import Known, broken, known_in, links
from .models import Article, ArticleLink, FormerArticleSlug
from .text import ArticleText, parse


class ArticleError(ValueError):
    """An article that cannot be saved. ``problems``: field, line of the text or 0, and a sentence."""

    def __init__(self, problems: Sequence[tuple[str, int, str]]) -> None:
        super().__init__(" ".join(sentence for _, _, sentence in problems))
        self.problems = tuple(problems)


def put_article(
    session: Session,
    draft: ArticleDraft,
    *,
    actor: str,
    reason: str,
    known: Known | None = None,
    live: str = "",
) -> Change | None:
    """Create or change an article and what it links to; None where nothing differs. Raises `ArticleError`.

    known: what the catalogue holds, where several are written. live: the address it has now, where the draft
    gives it another; that leads to it from then on.
    """
    known = known or known_in(session)
    text = checked(draft, known)
    row = queries.article(session, live or draft.slug)
    if row is None and queries.article_by_former_slug(session, draft.slug):
        raise ArticleError(
            [("slug", 0, f"“{draft.slug}” was the address of another article and still leads to it.")]
        )
    before = state_of(row) if row else None
    if row is not None and row.slug != draft.slug:
        _move(session, row, draft.slug)
    row = _filled(row, draft)
    session.add(row)
    session.flush()
    _link(session, row, draft, text, known)
    return record_row(session, row, before, state_of(row), actor, reason)


def rename_article(session: Session, slug: str, new_slug: str, *, actor: str, reason: str) -> Change | None:
    """Give an article another address; the old one leads to it from now on. Raises `ArticleError`."""
    row = queries.article(session, slug)
    if row is None:
        raise ArticleError([("slug", 0, f"There is no article “{slug}”.")])
    if new_slug == slug:
        return None
    if wrong := [(f, 0, said) for f, said in faults(draft_of(row, new_slug)) if f == "slug"]:
        raise ArticleError(wrong)
    before = state_of(row)
    _move(session, row, new_slug)
    session.add(row)
    session.flush()
    return record_row(session, row, before, state_of(row), actor, reason)


def is_taken(session: Session, slug: str, row: Article | None) -> bool:
    """Whether an address is, or was, that of another article than this one."""
    former = session.get(FormerArticleSlug, slug)
    own = row.id if row else None
    other = queries.article(session, slug)
    return (other is not None and other.id != own) or (former is not None and former.article_id != own)


def take_down(session: Session, slug: str, *, actor: str, reason: str) -> Change | None:
    """Hide an article, which keeps its history; saved again it is shown. None where it is not shown."""
    row = queries.article(session, slug)
    if row is None or not row.is_published:
        return None
    before = state_of(row)
    row.is_published = False
    session.add(row)
    session.flush()
    return record_row(session, row, before, state_of(row), actor, reason)


def remove_article(session: Session, slug: str, *, actor: str, reason: str) -> Change | None:
    """Take an article away, and the addresses that led to it; None where there is none."""
    return remove_row(session, Article, slug, actor=actor, reason=reason)


def checked(draft: ArticleDraft, known: Known) -> ArticleText:
    """The draft's text, read. Raises `ArticleError` for what is wrong with the draft or its text."""
    problems = [(field, 0, said) for field, said in faults(draft)]
    text = parse(draft.text)
    problems += [("text", line, said) for line, said in (*text.problems, *broken(text, known))]
    for slug in draft.concerns:
        if slug not in known.concerns:
            problems.append(("concerns", 0, f"there is no concern “{slug}”."))
    if problems:
        raise ArticleError(problems)
    return text


def draft_of(row: Article, slug: str | None = None) -> ArticleDraft:
    """A stored article as a draft, under another address if one is given."""
    return ArticleDraft(
        slug or row.slug,
        row.title,
        row.summary,
        row.text,
        row.written,
        row.checked,
        row.byline,
        row.rank,
        tuple(Correction(one["day"], one["words"]) for one in row.corrections),
        row.kinds,
        "" if row.low_um is None else f"{row.low_um / 1000}–{(row.high_um or 0) / 1000} mm",
        row.concerns,
        row.takes_comments,
        row.is_published,
        row.topics,
    )


def _move(session: Session, row: Article, new_slug: str) -> None:
    if is_taken(session, new_slug, row):
        raise ArticleError([("slug", 0, f"“{new_slug}” is, or was, the address of another article.")])
    if former := session.get(FormerArticleSlug, new_slug):
        session.delete(former)
    session.add(FormerArticleSlug(slug=row.slug, article_id=row.id or 0))
    row.slug = new_slug


def row_of(draft: ArticleDraft) -> Article:
    """A row that no session knows, to be looked at."""
    return _filled(None, draft)


def _filled(row: Article | None, draft: ArticleDraft) -> Article:
    low, high = lengths_um(draft.lengths)
    values: dict[str, Any] = {
        "slug": draft.slug,
        "title": draft.title,
        "summary": draft.summary,
        "text": draft.text,
        "byline": draft.byline,
        "rank": draft.rank,
        "written": draft.written,
        "checked": draft.checked,
        "corrections_json": canonical_json([vars(correction) for correction in draft.corrections]),
        "kinds_json": canonical_json(list(draft.kinds)),
        "low_um": low,
        "high_um": high,
        "concerns_json": canonical_json(list(draft.concerns)),
        "topics_json": canonical_json(list(draft.topics)),
        "takes_comments": draft.takes_comments,
        "is_published": draft.is_published,
    }
    if row is None:
        return Article(**values)
    for name, value in values.items():
        setattr(row, name, value)
    return row


def _link(session: Session, row: Article, draft: ArticleDraft, text: ArticleText, known: Known) -> None:
    """What the text names, as it is now: derived, and so no part of the change."""
    wanted = {(link.kind, link.target) for link in links(draft, text, known)}
    stored = {(link.kind, link.target): link for link in queries.links_of(session, row)}
    for gone in stored.keys() - wanted:
        session.delete(stored[gone])
    for kind, target in sorted(wanted - stored.keys()):
        session.add(ArticleLink(article_id=row.id or 0, kind=kind, target=target))
    session.flush()

"""Writing reviews: the only code that writes their tables. One save is one change; nothing here commits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from sqlmodel import Session, select

from catalog import clock
from catalog.articles.known import named_in
from catalog.articles.text import ArticleText
from catalog.changes.diff import canonical_json
from catalog.changes.identity import give_id
from catalog.changes.models import Change
from catalog.changes.saving import record_row, remove_row, state_of
from catalog.editorial.editable import Fault, FaultsError
from catalog.method import queries as methods
from catalog.method.models import Measurement
from catalog.people.models import Author
from catalog.products.models import Product

from . import queries
from .drafts import ReviewDraft, faults, is_day
from .models import FormerReviewSlug, Review, ReviewLink
from .stored import draft_of_state
from .texts import Around, around, text_of, wrong_in_text

LISTS: Final = ("scores", "pros", "cons", "best_for", "not_for", "alternatives", "follow_ups", "corrections")


def put_review(
    session: Session, draft: ReviewDraft, *, actor: str, reason: str, live: str | None = None
) -> Change | None:
    """Create a review or change the one at the address ``live``, and what it links to.

    Under another address it is the same review, and the old address leads to it. None where nothing differs.
    Raises `FaultsError`.
    """
    here = around(session)
    text = text_of(draft)
    if wrong := list(wrong_with(session, draft, live, here, text)):
        raise FaultsError(wrong)
    row = queries.review(session, live or draft.slug)
    before = state_of(row) if row else None
    product = queries.device_of(session, draft.device)
    assert product is not None
    is_new = row is None
    row = _filled(row, draft, product.id or 0)
    if is_new:
        give_id(session, row)
    session.add(row)
    session.flush()
    if live and live != draft.slug:
        _lead_on(session, row, live)
    _link(session, row, draft, text, here)
    return record_row(session, row, before, state_of(row), actor, reason)


def rename_review(session: Session, slug: str, new_slug: str, *, actor: str, reason: str) -> Change | None:
    """Give a review another address; the old one leads to it from now on. Raises `FaultsError`."""
    row = queries.review(session, slug)
    if row is None:
        raise FaultsError([Fault("slug", f"There is no review “{slug}”.")])
    if new_slug == slug:
        return None
    draft = draft_of(session, row, new_slug)
    wrong = [Fault(field, said) for field, said in faults(draft) if field == "slug"]
    if wrong := wrong + list(_taken(session, new_slug, slug)):
        raise FaultsError(wrong)
    before = state_of(row)
    row.slug = new_slug
    session.add(row)
    session.flush()
    _lead_on(session, row, slug)
    return record_row(session, row, before, state_of(row), actor, reason)


def remove_review(session: Session, slug: str, *, actor: str, reason: str) -> Change | None:
    """Take a review away, and the addresses that led to it; None where there is none."""
    return remove_row(session, Review, slug, actor=actor, reason=reason)


def wrong_with(
    session: Session, draft: ReviewDraft, live: str | None, here: Around, text: ArticleText
) -> Iterator[Fault]:
    """Everything that keeps a draft from being public."""
    yield from (Fault(field, said) for field, said in faults(draft))
    if live and queries.review(session, live) is None:
        yield Fault("slug", f"There is no review “{live}” any more.")
    yield from _taken(session, draft.slug, live)
    yield from _to_come(draft)
    yield from _unknown(session, draft)
    yield from wrong_in_text(draft, text, here)


def _to_come(draft: ReviewDraft) -> Iterator[Fault]:
    """Days on which nothing can have been found yet. In the east it is tomorrow before it is so in UTC."""
    last = (clock.today() + timedelta(days=1)).isoformat()
    days = {"last_used": draft.last_used, "checked": draft.checked}
    for name in ("follow_ups", "corrections"):
        days |= {f"{name}-{at}-day": note.day for at, note in enumerate(getattr(draft, name))}
    for field, day in days.items():
        if is_day(day) and day > last:
            yield Fault(field, "This day is still to come.")


def draft_of(session: Session, row: Review, slug: str | None = None) -> ReviewDraft:
    """A stored review as a draft, under another address if one is given."""
    return draft_of_state(session, state_of(row) | ({"slug": slug} if slug else {}))


def _taken(session: Session, slug: str, live: str | None) -> Iterator[Fault]:
    if slug == live:
        return
    own = queries.review(session, live) if live else None
    former = session.get(FormerReviewSlug, slug)
    if queries.review(session, slug) or (former and (own is None or former.review_id != own.id)):
        yield Fault("slug", f"“{slug}” is, or was, the address of another review.")


def _unknown(session: Session, draft: ReviewDraft) -> Iterator[Fault]:
    """What a draft names that is not there, its text apart."""
    product = queries.device_of(session, draft.device) if draft.device else None
    if draft.device and product is None:
        yield Fault("device", f"There is no device “{draft.device[:80]}”.")
    if product and product.is_own and draft.connection == "none":
        yield Fault("connection", "This is our own product: say so.")
    for at, other in enumerate(draft.alternatives):
        if other.device and (found := queries.device_of(session, other.device)) is None:
            yield Fault(f"alternatives-{at}-device", f"There is no device “{other.device[:80]}”.")
        elif other.device and product and found and found.id == product.id:
            yield Fault(f"alternatives-{at}-device", "This is the device that is reviewed.")
    wanted = select(Author.slug).where(Author.slug == draft.author)
    if draft.author and session.exec(wanted).one_or_none() is None:
        yield Fault("author", f"There is no author “{draft.author[:80]}”.")
    yield from _unknown_measurements(session, draft, product)
    yield from _unknown_criteria(session, draft, product)


def _unknown_measurements(session: Session, draft: ReviewDraft, product: Product | None) -> Iterator[Fault]:
    named = [
        (f"{name}-{at}-measurement", point.measurement)
        for name in ("pros", "cons")
        for at, point in enumerate(getattr(draft, name))
        if point.measurement
    ]
    named += [
        (f"scores-{one.criterion}-measurements", slug) for one in draft.scores for slug in one.measurements
    ]
    if not named:
        return
    wanted = select(Measurement.slug).where(Measurement.product_id == (product.id if product else 0))
    there = set(session.exec(wanted))
    for field, slug in named:
        if slug not in there:
            yield Fault(field, f"Nothing was measured of this device as “{slug[:80]}”.")


def _unknown_criteria(session: Session, draft: ReviewDraft, product: Product | None) -> Iterator[Fault]:
    if draft.method is None:
        return
    method = methods.method(session, draft.method)
    if method is None:
        yield Fault("method", f"There is no version {draft.method} of the method.")
        return
    asked = {one["key"] for one in method.criteria if product is None or asks(one, product.kind)}
    for one in draft.scores:
        if one.criterion not in asked:
            words = f"Version {draft.method} of the method does not ask this of such a device."
            yield Fault(f"scores-{one.criterion}-score", words)


def asks(criterion: dict[str, Any], kind: str) -> bool:
    """Whether a criterion of the method is asked of this kind of device."""
    return not criterion.get("kinds") or kind in criterion["kinds"]


def _filled(row: Review | None, draft: ReviewDraft, product_id: int) -> Review:
    values: dict[str, Any] = row_values(draft) | {"product_id": product_id}
    if row is None:
        return Review(**values)
    for name, value in values.items():
        setattr(row, name, value)
    return row


def row_values(draft: ReviewDraft) -> dict[str, Any]:
    """The columns of a draft, save which product it is of."""
    values = {name: value for name, value in vars(draft).items() if name not in LISTS and name != "device"}
    lists = {name: [_plain(one) for one in getattr(draft, name)] for name in LISTS}
    return values | {f"{name}_json": canonical_json(rows) for name, rows in lists.items()}


def _plain(one: Any) -> Any:
    if isinstance(one, str):
        return one
    return {name: list(value) if isinstance(value, tuple) else value for name, value in vars(one).items()}


def _lead_on(session: Session, row: Review, old: str) -> None:
    """The old address leads to the review; one that it takes back leads nowhere else."""
    if former := session.get(FormerReviewSlug, row.slug):
        session.delete(former)
    session.add(FormerReviewSlug(slug=old, review_id=row.id or 0))
    session.flush()


def _link(session: Session, row: Review, draft: ReviewDraft, text: ArticleText, here: Around) -> None:
    """What the review names, as it is now: derived, and so no part of the change."""
    wanted = links(draft, text, here)
    stored = {(link.kind, link.target): link for link in queries.links_of(session, row)}
    for gone in stored.keys() - wanted:
        session.delete(stored[gone])
    for kind, target in sorted(wanted - stored.keys()):
        session.add(ReviewLink(review_id=row.id or 0, kind=kind, target=target))
    session.flush()


def links(draft: ReviewDraft, text: ArticleText, here: Around) -> set[tuple[str, str]]:
    """What the review names: the device, its alternatives, and what its text cites and sets in."""
    found = {(link.kind, link.target) for link in named_in(text, here.known)}
    return found | {("device", slug) for slug in (draft.device, *(one.device for one in draft.alternatives))}

"""The page of one review: what `templates/reviews/show.html` shows, in its order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from markupsafe import Markup
from sqlmodel import Session

from catalog.articles.blocks import NOTHING, Source
from catalog.articles.doubted import DoubtedStudy
from catalog.articles.pages import CorrectedOn, SetText, by_day, set_text
from catalog.articles.references import ListedReference
from catalog.articles.text import Heading
from catalog.changes.queries import changed_on
from catalog.comments.shown import Replies, replies_to
from catalog.dates import show_date
from catalog.figures.set_against_measured import Point as Dot
from catalog.figures.set_against_measured import set_against_measured
from catalog.history.gone import thing_gone
from catalog.method import queries as methods
from catalog.method.models import Measurement
from catalog.method.scoring import Part, formula, points, total
from catalog.method.statements import summed
from catalog.products.models import Product
from catalog.products.pages.lead import drawing
from catalog.reviews import queries, tested
from catalog.reviews.drafts import Point, ReviewDraft, Score
from catalog.reviews.score_bar import score_bar
from catalog.reviews.whole import whole_text
from catalog.reviews.words import CONNECTION_WORDS, OBTAINED_WORDS, counted
from catalog.shelf.naming import title_and_address
from catalog.shelf.shelf import Shelf
from catalog.specs.registry import SPECS
from catalog.upkeep.since import NOTHING as NOTHING_CHANGED
from catalog.upkeep.since import Since, since

NOT_SHOWN: Final = "device that is not shown any more"
ADDED: Final = "Added after more use, at the end of the text. What was written before stands as it was."


@dataclass(frozen=True)
class Device:
    """What is reviewed; ``href`` is "" where it has no page.

    ``is_gone``: it was taken off the catalogue; ``history`` has what was public of it, or is "".
    """

    slug: str
    title: str
    href: str
    kind: str
    is_own: bool
    drawing: Markup
    is_gone: bool = False
    history: str = ""


@dataclass(frozen=True)
class ScoreLine:
    """One criterion. ``share``: "weighs 30 of 70"; ``score``: "8.4", or "not scored".

    ``inputs`` are the measurements behind it.
    """

    name: str
    share: str
    score: str
    bar: Markup
    why: str
    inputs: tuple[Source, ...]
    is_scored: bool


@dataclass(frozen=True)
class ScorePanel:
    """``total`` is "8.1", or what it could be; ``formula`` says how it is made."""

    total: str
    is_known: bool
    formula: str
    lines: tuple[ScoreLine, ...]
    unscored: str


@dataclass(frozen=True)
class PointLine:
    """A pro or a con; ``about`` is the fact or the measurement it rests on, None where it names none."""

    words: str
    about: Source | None


@dataclass(frozen=True)
class Other:
    """An alternative: what it is called, its page, why, and both side by side."""

    title: str
    href: str
    reason: str
    compare: str


@dataclass(frozen=True)
class ReviewPage:
    """``how``: the record of the test, (what, words). ``connection`` and its words are the disclosure.

    ``changed``, ``last_used``: days, "" where there is none. ``changes``: corrections and what was added.
    ``is_example``: it is about a device that does not exist, and is public nowhere.
    """

    slug: str
    title: str
    verdict: str
    device: Device
    author: Source
    is_hands_on: bool
    how: tuple[tuple[str, str], ...]
    connection: str
    connection_words: str
    has_connection: bool
    written: str
    changed: str
    checked: str
    last_used: str
    method: Source | None
    scores: ScorePanel | None
    figure: Markup
    pros: tuple[PointLine, ...]
    cons: tuple[PointLine, ...]
    best_for: tuple[str, ...]
    not_for: tuple[str, ...]
    alternatives: tuple[Other, ...]
    compare_all: str
    patterns: Markup
    body: Markup
    headings: tuple[Heading, ...]
    references: tuple[ListedReference, ...]
    doubted: tuple[DoubtedStudy, ...]
    exports: tuple[Source, ...]
    devices: tuple[Source, ...]
    changes: tuple[CorrectedOn, ...]
    replies: Replies | None = None
    is_example: bool = False
    since: Since = NOTHING_CHANGED
    """What changed of what it leans on since it was last held against that."""


@dataclass(frozen=True)
class Tested:
    """What a review is shown with: the device, who signs, the method's parts, what was measured."""

    device: Device
    author: Source
    method: Source | None
    parts: tuple[Part, ...] = ()
    measured: Mapping[str, Source] = field(default_factory=dict)
    others: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Slug of an alternative → its title and address."""
    figure: Markup = NOTHING


def review_page(
    session: Session, shelf: Shelf, draft: ReviewDraft, product: Product, review_id: int = 0
) -> ReviewPage:
    """A review, stored or about to be, of this product."""
    around = tested_in(session, shelf, draft, product)
    text = whole_text(draft.text, draft.follow_ups)
    shown = set_text(session, shelf, text, f"/reviews/{draft.slug}", _short(around.measured))
    changed = changed_on(session, "review", review_id) if review_id else ""
    found = page_of(draft, around, shown, changed)
    if review_id:
        found = replace(found, since=since(session, shelf, "review", review_id))
    if not (draft.takes_comments and review_id):
        return found
    return replace(found, replies=replies_to(session, "review", review_id, f"/reviews/{draft.slug}"))


def tested_in(session: Session, shelf: Shelf, draft: ReviewDraft, product: Product) -> Tested:
    """What the catalogue has of the device and of how it was tested."""
    rows = methods.measurements_of(session, product.id or 0)
    method = methods.method(session, draft.method) if draft.method is not None else None
    names = queries.author_names(session, [draft.author])
    device = _device(session, shelf, product)
    return Tested(
        device,
        Source(names.get(draft.author, draft.author), f"/authors/{draft.author}" if names else ""),
        Source(f"version {method.number}", tested.method_address(method)) if method else None,
        tested.parts(method, product.kind, draft.scores),
        {row.slug: _measured(row, device) for row in rows},
        _others(session, shelf, draft),
        _figure(draft, rows),
    )


def _device(session: Session, shelf: Shelf, product: Product) -> Device:
    drawn = drawing(product.kind)[0]
    if found := title_and_address(shelf, product.slug):
        return Device(product.slug, *found, product.kind, product.is_own, drawn)
    thing = thing_gone(session, "/devices", product.slug)
    title, history = (thing.title, f"{thing.url}/history") if thing else (NOT_SHOWN, "")
    return Device(product.slug, title, "", product.kind, product.is_own, drawn, is_gone=True, history=history)


def page_of(draft: ReviewDraft, around: Tested, shown: SetText, changed: str = "") -> ReviewPage:
    """The page of a review whose text is set."""
    others = tuple(
        Other(
            *around.others.get(one.device, (one.device, "")),
            one.reason,
            f"/compare?d={around.device.slug},{one.device}" if around.device.href else "",
        )
        for one in draft.alternatives
    )
    beside = ",".join([around.device.slug, *(one.device for one in draft.alternatives[:5])])
    return ReviewPage(
        slug=draft.slug,
        title=draft.title,
        verdict=draft.verdict,
        device=around.device,
        author=around.author,
        is_hands_on=draft.is_hands_on,
        how=how_tested(draft),
        connection=CONNECTION_WORDS.get(draft.connection, ""),
        connection_words=draft.connection_words,
        has_connection=draft.connection != "none",
        written=draft.written,
        changed=changed,
        checked=draft.checked,
        last_used=draft.last_used,
        method=around.method,
        scores=_panel(draft.scores, around) if draft.is_hands_on else None,
        figure=around.figure,
        pros=tuple(_point(point, around) for point in draft.pros),
        cons=tuple(_point(point, around) for point in draft.cons),
        best_for=draft.best_for,
        not_for=draft.not_for,
        alternatives=others,
        compare_all=f"/compare?d={beside}" if len(others) > 1 and around.device.href else "",
        patterns=shown.patterns,
        body=shown.body,
        headings=shown.headings,
        references=shown.references,
        doubted=shown.doubted,
        exports=shown.exports,
        devices=shown.devices,
        changes=_changes(draft),
    )


def how_tested(draft: ReviewDraft) -> tuple[tuple[str, str], ...]:
    """The record of the test: (what, words)."""
    words = []
    if draft.days_used is not None:
        words.append(("Used over", counted(draft.days_used, "day")))
    if draft.sessions is not None:
        words.append(("Sessions", f"{draft.sessions:,}"))
    if draft.units is not None:
        words.append(("Devices tried", f"{draft.units:,}"))
    if draft.last_used:
        words.append(("Last used", show_date(draft.last_used)))
    obtained = OBTAINED_WORDS.get(draft.obtained, "")
    return (*words, ("How it was obtained", f"{obtained}. {draft.obtained_words}".strip()))


def _panel(scores: Sequence[Score], around: Tested) -> ScorePanel | None:
    found = total(around.parts)
    if found is None:
        return None
    whole = sum(part.weight for part in around.parts)
    by_key = {one.criterion: one for one in scores}
    lines = tuple(_line(part, by_key.get(part.key), whole, around) for part in around.parts)
    shown = points(found.low) if found.is_known else f"{points(found.low)}–{points(found.high)}"
    return ScorePanel(shown, found.is_known, formula(around.parts), lines, ", ".join(found.unknown))


def _line(part: Part, given: Score | None, whole: int, around: Tested) -> ScoreLine:
    inputs = tuple(
        around.measured[slug] for slug in (given.measurements if given else ()) if slug in around.measured
    )
    return ScoreLine(
        part.name,
        f"weighs {part.weight} of {whole}",
        points(given.score) if given else "not scored",
        score_bar(given.score if given else None, part.weight / whole if whole else 0),
        given.why if given else "",
        inputs,
        given is not None,
    )


def _point(point: Point, around: Tested) -> PointLine:
    if point.measurement in around.measured:
        return PointLine(point.words, around.measured[point.measurement])
    if point.spec in SPECS and around.device.href:
        return PointLine(point.words, Source(SPECS[point.spec].label, f"{around.device.href}#specs"))
    return PointLine(point.words, None)


def _measured(row: Measurement, device: Device) -> Source:
    # Its readings stand below the page of the device, and are gone with it.
    address = "" if device.is_gone else tested.measurement_address(row, device.slug)
    return Source(tested.measured_words(row), address)


def _short(measured: Mapping[str, Source]) -> Mapping[str, Source]:
    """As they stand in a sentence."""
    return {slug: Source("measured", one.href) for slug, one in measured.items()}


def _figure(draft: ReviewDraft, rows: Sequence[Measurement]) -> Markup:
    """What was set against what was measured, by the measurements that the review names."""
    named = {slug for one in draft.scores for slug in one.measurements}
    named |= {point.measurement for point in (*draft.pros, *draft.cons)}
    found = summed(
        [row for row in rows if row.slug in named and row.spec == "measured_length" and row.setting]
    )
    if not found:
        return NOTHING
    return set_against_measured(
        [Dot(one.setting or 0, one.summary.mean, one.summary.n, one.summary.spread) for one in found]
    )


def _others(session: Session, shelf: Shelf, draft: ReviewDraft) -> dict[str, tuple[str, str]]:
    found = {}
    for one in draft.alternatives:
        known = title_and_address(shelf, one.device)
        if known is None and (product := queries.device_of(session, one.device)):
            known = title_and_address(shelf, product.slug)
        if known:
            found[one.device] = known
    return found


def _changes(draft: ReviewDraft) -> tuple[CorrectedOn, ...]:
    """What was corrected and what was added later, the newest day first."""
    corrected = [{"day": note.day, "words": f"Corrected: {note.words}"} for note in draft.corrections]
    added = [{"day": note.day, "words": ADDED} for note in draft.follow_ups]
    return by_day([*corrected, *added])

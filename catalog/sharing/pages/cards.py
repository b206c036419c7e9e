"""The card of each kind of page, made of nothing but the page."""

from __future__ import annotations

from functools import singledispatch
from typing import Final

from markupsafe import Markup

from catalog.articles.pages import ArticlePage
from catalog.claims.pages import ClaimPage
from catalog.compare.editorial import ComparisonPage
from catalog.concerns.pages import ConcernPage
from catalog.dates import show_date
from catalog.figures.evidence import evidence_svg
from catalog.finder.page import NeedPage
from catalog.lengths.page import LengthPage
from catalog.pages.home import HomePage
from catalog.reviews.pages.review import ReviewPage
from catalog.studies.pages import StudyPage

from ..card import ACCENT, CARE, FINE, GOOD, LEAD, Figure, Line, ShareCard, lines, named, plain
from ..mark import large_mark
from .signs import sign

NOT_ADVICE: Final = "This site describes devices and studies. It does not advise treatment."
LESS_DEEP: Final = "Needles usually go less deep."
IN_DOUBT: Final = "Part of this rests on a study in doubt."


@singledispatch
def card_of(page: object) -> ShareCard | None:
    """What is drawn of a page; None for a page that has no picture of its own."""
    return None


def site_card(site_name: str) -> ShareCard:
    """The picture of every page that has none of its own: its words stand at the foot of each."""
    return ShareCard("", site_name, (Line(NOT_ADVICE, LEAD),), Figure(large_mark(), is_small=True))


@card_of.register
def _home(page: HomePage) -> ShareCard:
    figure = None
    if page.skyline:
        told = f"{page.skyline.text.rstrip('.')}. {LESS_DEEP}"
        figure = Figure(page.skyline.svg, page.patterns, is_wide=True, told=told)
    words = f"{page.devices} microneedling pens, rollers and stamps. Each fact names its source."
    return ShareCard("", "Every needle, and who says so.", lines(Line(words, LEAD)), figure)


@card_of.register
def _claim(page: ClaimPage) -> ShareCard:
    verdict = page.verdict
    word = f"{verdict.word[:1].upper()}{verdict.word[1:]}{f', was: {verdict.was}' if verdict.was else ''}"
    looks = {"supported": GOOD, "partly": ACCENT}
    return ShareCard(
        "A claim, checked",
        f"“{page.words}”",
        lines(
            Line(word, looks.get(verdict.tone, CARE), sign(verdict.icon), most=1),
            Line(f"Studies for it: {_studies(page.studies_for)}", most=2),
            Line(f"Studies against it: {_studies(page.studies_against)}", most=2),
            Line(f"What can be said instead: {plain(page.instead)}", LEAD, most=5),
        ),
    )


def _studies(found: tuple[object, ...]) -> str:
    said = (f"{one.name} ({one.doubt})" if one.doubt else one.name for one in found)  # type: ignore[attr-defined]
    return named(said) or "none of those that were looked at"


@card_of.register
def _review(page: ReviewPage) -> ShareCard:
    tested, drawing = None, None
    if not page.is_hands_on:
        tested = Line("Not tested by us: research only", CARE)
    elif page.scores:
        tested = Line(f"{page.scores.total} of 10", ACCENT, most=1)
        drawing = Figure(page.device.drawing, caption="Generic drawing, not this product", is_small=True)
    own = Line("This is our own product.", CARE) if page.device.is_own else None
    return ShareCard(
        f"Review of the {page.device.title}",
        page.title,
        lines(
            tested,
            own,
            Line(IN_DOUBT, CARE) if page.doubted else None,
            Line(page.verdict, LEAD, most=5),
            Line(f"Signed by {page.author.text}"),
            Line(f"Connection: {page.connection}", CARE if page.has_connection else FINE),
        ),
        drawing,
    )


@card_of.register
def _article(page: ArticlePage) -> ShareCard:
    return ShareCard(
        "Science",
        page.title,
        lines(
            Line(IN_DOUBT, CARE) if page.doubted else None,
            Line(page.summary, LEAD, most=6),
            Line(f"{page.byline}. {page.note}" if page.note else page.byline),
            Line(f"Evidence read up to {show_date(page.checked)}", FINE),
        ),
    )


@card_of.register
def _concern(page: ConcernPage) -> ShareCard:
    grade = page.grade
    sure = (
        Line(
            grade.words,
            CARE if grade.is_in_doubt or grade.cells == 1 else ACCENT,
            _cells(grade.cells),
            most=1,
            icon_width=30,
        )
        if grade
        else Line("No grade is given", FINE)
    )
    first = named((one.text for one in page.see_first), 3, "; ")
    return ShareCard(
        "Concerns",
        page.label,
        lines(
            Line(page.plain, LEAD, most=3),
            Line(f"See a clinician first when: {first}", CARE, most=4) if first else None,
            Line("How sure are the studies?", FINE, most=1),
            sure,
            Line(page.by, most=2),
        ),
    )


def _cells(filled: int) -> Markup:
    return Markup(str(evidence_svg(filled)).replace("<svg ", '<svg width="30" height="16" ', 1))


@card_of.register
def _study(page: StudyPage) -> ShareCard:
    doubts = {"": "", "retracted": "This study was retracted."}
    doubt = doubts.get(page.doubt, "A journal has said that it has concerns about this study.")
    limits = plain(page.does_not_show)
    return ShareCard(
        f"{page.name} · {page.kind}",
        page.title,
        lines(
            Line(doubt, CARE),
            Line(plain(page.plain), LEAD, most=5),
            Line(f"What it does not show: {limits}", most=4) if limits else None,
        ),
    )


@card_of.register
def _comparison(page: ComparisonPage) -> ShareCard:
    return ShareCard(
        "Comparisons",
        page.title,
        lines(
            Line(page.summary, LEAD, most=4),
            *(Line(f"{one.letter} {one.title}", most=1) for one in page.pinned.columns),
            Line(f"As of {show_date(page.pinned.day)}", FINE),
        ),
    )


@card_of.register
def _need(page: NeedPage) -> ShareCard:
    counts = page.listing.counts
    return ShareCard(
        "Devices",
        page.title,
        lines(
            Line(page.summary, LEAD, most=4),
            Line(f"{counts.found} {counts.asked}".strip(), ACCENT, most=2),
            *(Line(piece) for piece in counts.pieces),
        ),
    )


@card_of.register
def _length(page: LengthPage) -> ShareCard:
    reaches = f"A {page.text} mm needle is {page.reaches}, in the skin of a typical cheek. {LESS_DEEP}"
    return ShareCard(
        "Needle lengths",
        f"{page.text} mm needles",
        lines(
            Line(reaches, LEAD, most=6) if page.reaches else None,
            *(
                Line(f"{what}: {one.found} device{'' if one.found == 1 else 's'}")
                for what, one in zip(("Set to it", "Reach it", "Never above"), page.answers, strict=True)
            ),
        ),
        Figure(page.plate, page.patterns) if page.plate else None,
    )

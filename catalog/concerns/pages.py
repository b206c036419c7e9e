"""What the pages of concerns show: every field finished."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup
from sqlmodel import Session

from catalog.articles import queries as articles
from catalog.articles.lines import ArticleLine, line_of
from catalog.articles.safety import safety_article
from catalog.bylines import BYLINE, NOTE
from catalog.changes.queries import changed_on
from catalog.claims import queries as claims
from catalog.claims.verdict import Shown, named, shown
from catalog.dates import show_date
from catalog.figures.limit_bar import limit_text
from catalog.figures.studied_lengths import studied_lengths
from catalog.guidance import queries as guidance
from catalog.guidance.models import Guidance
from catalog.guidance.wording import CONFIDENCE, includes_upper_end
from catalog.science import queries as science
from catalog.science.doubted import DoubtLine, doubt_lines
from catalog.science.links import StudyLink, study_link

from .evidence import Evidence, evidence_of
from .grade import Grade
from .inputs import InputLine, by_words, input_lines, meanings
from .listing import ConcernLink, links
from .models import Concern, ConcernType
from .never import SeeFirst, reasons, see_first
from .tested_rows import TestedRow, drawn, tested_rows

FIRST_REGULATORS: Final = 3
"""Of regulators' entries so many stand open: the same list is on every page of a concern."""


@dataclass(frozen=True)
class Adviser:
    """Who a list of warnings comes from. ``slug`` of guidance leads to its place on the page of guidance."""

    name: str
    slug: str | None
    study: StudyLink | None


@dataclass(frozen=True)
class TypeLine:
    """One type of a concern and how it responds."""

    name: str
    plain: str
    response: str
    note: str
    studies: tuple[StudyLink, ...]


@dataclass(frozen=True)
class RegulatorLine:
    """What a regulator says. ``limit`` is a length it names, with ``limit_note`` on what it is a limit of."""

    slug: str
    who: str
    about: tuple[str, ...]
    says: str
    limit: str
    limit_note: str


@dataclass(frozen=True)
class Regulators:
    """What regulators say: ``first`` are few and speak of home use, ``silent`` of all name no length."""

    first: tuple[RegulatorLine, ...]
    others: tuple[RegulatorLine, ...]
    silent: int

    @property
    def count(self) -> int:
        return len(self.first) + len(self.others)


@dataclass(frozen=True)
class ClaimLine:
    """A claim that leans on a study of the concern, and which these are."""

    words: str
    url: str
    verdict: Shown
    shares: tuple[str, ...]


@dataclass(frozen=True)
class ConcernPage:
    """`/for/<slug>`. ``changed`` is the ISO day of its last change. ``grade`` is None where nothing that is
    on record was tested; then ``inputs`` is empty. ``lengths`` is None where no needle length is confirmed.

    ``by`` is how many studies there are and who needled. ``never`` are the reasons not to needle at all,
    ``safety`` title and address of the article on them. ``meanings`` explain each certainty.
    """

    slug: str
    label: str
    url: str
    plain: str
    byline: str
    note: str
    changed: str
    see_first: tuple[SeeFirst, ...]
    stop_signs: tuple[str, ...]
    advisers: tuple[Adviser, ...]
    never: str
    safety: tuple[str, str] | None
    grade: Grade | None
    doubts: tuple[DoubtLine, ...]
    effect: str
    does_not_show: str
    home_evidence: str
    inputs: tuple[InputLine, ...]
    meanings: tuple[tuple[str, str], ...]
    types: tuple[TypeLine, ...]
    by: str
    lengths: Markup | None
    rows: tuple[TestedRow, ...]
    is_some_length_unknown: bool
    regulators: Regulators
    articles: tuple[ArticleLine, ...]
    claims: tuple[ClaimLine, ...]
    others: tuple[ConcernLink, ...]


@dataclass(frozen=True)
class ConcernsPage:
    """`/for`."""

    concerns: tuple[ConcernLink, ...]
    meanings: tuple[tuple[str, str], ...]


def concerns_page(session: Session) -> ConcernsPage:
    concerns = links(session)
    return ConcernsPage(concerns, meanings(_reached(concerns)))


def _reached(concerns: Iterable[ConcernLink]) -> set[str]:
    """The certainties that some concern has."""
    return {one.grade.certainty for one in concerns if one.grade}


def concern_page(session: Session, concern: Concern, seen: Evidence | None = None) -> ConcernPage:
    """``seen``: what it leans on, where that is not stored."""
    seen = seen or evidence_of(session, concern)
    concerns = links(session, seen.doubts)
    regulators = [row for row in guidance.guidance(session) if row.role == "regulator"]
    safety = science.safety_items(session, "contraindications")
    return ConcernPage(
        slug=concern.slug,
        label=concern.label,
        url=f"/for/{concern.slug}",
        plain=concern.plain,
        byline=BYLINE,
        note=NOTE,
        changed=changed_on(session, "concern", concern.id or 0),
        see_first=see_first(concern.see_a_professional, safety),
        stop_signs=concern.stop_signs,
        advisers=tuple(_advisers(session, concern, seen)),
        never=reasons(safety),
        safety=safety_article(session),
        grade=seen.grade,
        doubts=doubt_lines(seen.grade.doubts if seen.grade else (), seen.names),
        effect=concern.effect,
        does_not_show=concern.does_not_show,
        home_evidence=concern.home_evidence,
        inputs=input_lines(seen.grade, seen.names) if seen.grade else (),
        meanings=meanings(_reached(concerns)),
        types=tuple(_type(one, seen) for one in seen.types),
        by=by_words(seen.grade) if seen.grade else "",
        lengths=studied_lengths(drawn(seen.tested, seen.studies, seen.names)),
        rows=tested_rows(seen.tested, seen.studies, seen.names, seen.doubts),
        is_some_length_unknown=any(not row.needle_lengths_um for row in seen.tested),
        regulators=_regulators(regulators),
        articles=tuple(_articles(session, concern.slug)),
        claims=tuple(_claims(session, concern, seen)),
        others=tuple(one for one in concerns if one.slug != concern.slug),
    )


def _advisers(session: Session, concern: Concern, seen: Evidence) -> Iterable[Adviser]:
    guides = {row.slug: row.who for row in guidance.guidance(session, concern.advice_from)}
    for slug in concern.advice_from:
        if slug in guides:
            yield Adviser(guides[slug], slug, None)
        else:
            study = study_link(slug, seen.names, seen.doubts)
            yield Adviser(study.name, None, study)


def _type(row: ConcernType, seen: Evidence) -> TypeLine:
    studies = tuple(study_link(slug, seen.names, seen.doubts) for slug in row.studies)
    return TypeLine(row.slug[:1].upper() + row.slug[1:], row.plain, row.response, row.note or "", studies)


def _regulators(rows: Sequence[Guidance]) -> Regulators:
    """The first that speak of home use, in the order of the guidance, then all others."""
    first = [row for row in rows if row.audience != "professional"][:FIRST_REGULATORS]
    others = [row for row in rows if row not in first]
    return Regulators(
        tuple(map(_regulator, first)),
        tuple(map(_regulator, others)),
        sum(row.high_um is None for row in rows),
    )


def _regulator(row: Guidance) -> RegulatorLine:
    read = CONFIDENCE[row.confidence] if row.confidence != "verified" else ""
    about = (row.country, show_date(row.date) if row.date else "undated", read)
    return RegulatorLine(
        row.slug,
        row.who,
        tuple(filter(None, about)),
        row.says,
        limit_text(row.low_um, row.high_um, includes_high=includes_upper_end(row)) if row.high_um else "",
        row.limit_note or "",
    )


def _articles(session: Session, slug: str) -> Iterable[ArticleLine]:
    """Published articles that say they belong here, or name the concern in their text."""
    naming = {one.slug for one in articles.naming(session, "concern", slug)}
    for one in articles.articles(session):
        if slug in one.concerns or one.slug in naming:
            yield line_of(one)


def _claims(session: Session, concern: Concern, seen: Evidence) -> Iterable[ClaimLine]:
    own = {*concern.studies, *(row.study for row in seen.tested)}
    for claim in claims.claims(session):
        if shared := [slug for slug in named(claim) if slug in own]:
            names = tuple(seen.names.get(slug, slug) for slug in shared)
            yield ClaimLine(claim.words, f"/claims/{claim.slug}", shown(claim, seen.doubts), names)

"""What leans on a study: claims, concerns, lengths, rules and measurements that name it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeVar

from sqlmodel import Session

from catalog.claims import queries as claims
from catalog.claims.models import Claim
from catalog.claims.verdict import shown
from catalog.concerns import queries as concerns
from catalog.science import queries, standing
from catalog.science.models import Cites
from catalog.specs.units import MILLIMETRE

LENGTHS: Final = "/needle-lengths"
SCALE: Final = f"{LENGTHS}#skin-to-scale"
LESS_DEEP: Final = f"{LENGTHS}#less-deep"
Row = TypeVar("Row", bound=Cites)
GROUPS: Final = {
    "contraindications": "Who should not",
    "hygiene": "Hygiene",
    "intervals": "How often",
    "adverse_events": "What can go wrong",
    "seek_help": "When to seek help",
    "oversight": "Who oversees",
}
"""Groups of safety items in words."""


@dataclass(frozen=True)
class Line:
    """One thing that names the study, a link where it has a page; ``note`` says how it does.

    ``before`` and ``after`` make a sentence of it: "Speaks for the claim", "(supported)".
    """

    text: str
    href: str | None = None
    note: str = ""
    before: str = ""
    after: str = ""

    @property
    def how(self) -> str:
        """How it names the study, in one text."""
        return f"{self.before} “{self.text}” {self.after}" if self.before else self.note


@dataclass(frozen=True)
class Group:
    """Things of one kind under a heading: "Claims", "Concerns" …"""

    heading: str
    lines: tuple[Line, ...]


def leaning(
    session: Session,
    study: str,
    articles: Iterable[Line] = (),
    safety: str = "",
    reviews: Iterable[Line] = (),
) -> tuple[Group, ...]:
    """Everything that names the study by slug, the groups that are empty left out.

    Articles and reviews are found by the rooms above and handed in; ``safety`` is the address of that on
    safety, or "".
    """
    groups = (
        Group("Claims", tuple(_claims(session, study))),
        Group("Concerns", tuple(_concerns(session, study))),
        Group("Articles", tuple(articles)),
        Group("Reviews", tuple(reviews)),
        Group("Needle lengths", tuple(_lengths(session, study))),
        Group("Measurements", tuple(_measurements(session, study))),
        Group("Safety", tuple(_safety(session, study, safety))),
        Group("Cleaning and hygiene", tuple(_cleaning(session, study))),
    )
    return tuple(group for group in groups if group.lines)


def side(claim: Claim, study: str) -> str:
    """Which way the claim names the study: ``"Speaks for"``, "Speaks against", "Looked at for" …"""
    lists = {
        "Speaks for": claim.studies_for,
        "Speaks against": claim.studies_against,
        "Looked at for": claim.studies_beside,
    }
    return next((words for words, studies in lists.items() if study in studies), "Measured a number of")


def _claims(session: Session, study: str) -> Iterator[Line]:
    doubts = standing.doubts(session)
    for claim in claims.leaning_on(session, study):
        verdict = shown(claim, doubts)
        was = f", was {verdict.was}" if verdict.was else ""
        way = side(claim, study)
        nothing = ", where it settles nothing" if way == "Looked at for" else ""
        yield Line(
            claim.words,
            f"/claims/{claim.slug}",
            before=f"{way} the claim",
            after=f"({verdict.word}{was}){nothing}",
        )


def _concerns(session: Session, study: str) -> Iterator[Line]:
    for concern in concerns.leaning_on(session, study):
        yield Line(concern.label, f"/for/{concern.slug}")


def _lengths(session: Session, study: str) -> Iterator[Line]:
    for band in _citing(queries.depth_bands(session), study):
        lengths = f"{MILLIMETRE.show(band.low_um)}–{MILLIMETRE.show(band.high_um)} mm"
        yield Line(lengths, LENGTHS)


def _measurements(session: Session, study: str) -> Iterator[Line]:
    for layer in _citing(queries.layers(session), study):
        site = f"{layer.site}, {layer.sex}" if layer.sex else layer.site
        yield Line(f"Thickness of skin: {site}", SCALE, layer.method)
    for measured in _citing(queries.penetration(session), study):
        nominal = MILLIMETRE.show(measured.nominal_um)
        yield Line(f"How deep {nominal} mm needles went", LESS_DEEP, measured.skin)
    for milestone in _citing(queries.milestones(session), study):
        yield Line(f"After needling: {milestone.words}", note=f"seen in {milestone.seen_in}")
    scale = queries.scale(session)
    if scale and study in scale.studies:
        yield Line("The skin drawn on this site", SCALE, scale.site)


def _safety(session: Session, study: str, href: str) -> Iterator[Line]:
    found: dict[str, list[str]] = {}
    for item in _citing(queries.safety_items(session), study):
        found.setdefault(GROUPS[item.group], []).append(item.item)
    for words, items in found.items():
        yield Line(words, href or None, "; ".join(items))


def _cleaning(session: Session, study: str) -> Iterator[Line]:
    for rule in queries.cleaning_rules(session):
        if study in rule.sources:
            yield Line(rule.rule, note=rule.topic)


def _citing(rows: Iterable[Row], study: str) -> Iterator[Row]:
    return (row for row in rows if study in row.studies)

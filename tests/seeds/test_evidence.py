"""The evidence of the seeds: how much there is, and that every key of its source has a home in a table."""

from __future__ import annotations

from collections import Counter

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel, func, select

from catalog.articles.models import Article, ArticleLink, FormerArticleSlug
from catalog.changes.models import Change
from catalog.claims.models import Claim
from catalog.concerns import models as concerns
from catalog.db import Database
from catalog.glossary.models import GlossaryTerm
from catalog.guidance.models import Guidance
from catalog.science.models import (
    CleaningRule,
    DepthBand,
    DrawingScale,
    EvidenceNote,
    LayerThickness,
    NoticeList,
    Penetration,
    SafetyItem,
    Study,
    StudyNotice,
)

COUNTS: dict[type[SQLModel], int] = {
    Study: 79,
    Claim: 18,
    concerns.Concern: 8,
    concerns.ConcernType: 3,
    concerns.Tested: 52,
    Guidance: 25,
    GlossaryTerm: 60,
    CleaningRule: 18,
    SafetyItem: 36,
    DepthBand: 7,
    LayerThickness: 31,
    Penetration: 2,
    DrawingScale: 1,
    EvidenceNote: 4,
    Article: 6,
    FormerArticleSlug: 0,
    StudyNotice: 0,
    NoticeList: 0,
}
"""Eight of the 23 sites of layer thickness were measured in men and in women, a row each."""

HOMES = {
    "claims": """
        id: claim.slug
        claim: claim.words
        article_statement_summary: claim.said
        verdict: claim.verdict
        studies: claim.for_json claim.against_json claim.beside_json
        why: claim.why
        corrected_statement: claim.instead
    """,
    "cleaning": """
        id: cleaning_rule.slug
        topic: cleaning_rule.topic
        rule: cleaning_rule.rule
        applies_to: cleaning_rule.applies_to
        why: cleaning_rule.why
        sources: cleaning_rule.sources_json
        who_says: cleaning_rule.who_says
        confidence: cleaning_rule.confidence
        note: cleaning_rule.note?
    """,
    "concerns": """
        id: concern.slug
        label: concern.label
        plain: concern.plain
        types.id: concern_type.slug
        types.plain: concern_type.plain
        types.response: concern_type.response
        types.studies: concern_type.studies_json
        types.note: concern_type.note?
        what_was_tested.study: tested.study
        what_was_tested.device_kind: tested.device_kind
        what_was_tested.needle_length_mm: tested.needle_lengths_um_json
        what_was_tested.sessions: tested.sessions
        what_was_tested.interval: tested.interval
        what_was_tested.by: tested.by
        what_was_tested.result: tested.result
        certainty: concern.certainty
        effect: concern.effect
        what_it_does_not_show: concern.does_not_show
        home_evidence: concern.home_evidence
        stop_signs: concern.stop_signs_json
        see_a_professional_when: concern.see_a_professional_json
        advice_from: concern.advice_from_json
        studies: concern.studies_json
    """,
    "depths": """
        depths.depth_mm: depth_band.low_um depth_band.high_um
        depths.layer: depth_band.layer
        depths.uses: depth_band.uses_json
        depths.who: depth_band.who
        depths.cautions: depth_band.cautions_json
        depths.studies: depth_band.studies_json
        depths.basis: depth_band.basis
        layer_thickness.site: layer_thickness.site
        layer_thickness.method: layer_thickness.method
        layer_thickness.stratum_corneum_um: layer_thickness.stratum_corneum_nm?
        layer_thickness.epidermis_um: layer_thickness.epidermis_nm?
        layer_thickness.dermis_um: layer_thickness.dermis_nm?
        layer_thickness.total_um: layer_thickness.total_nm?
        layer_thickness.men_and_women: layer_thickness.sex?
        layer_thickness.studies: layer_thickness.studies_json
        layer_thickness.note: layer_thickness.note?
        scale_drawing.site: drawing_scale.site
        scale_drawing.stratum_corneum_um: drawing_scale.stratum_corneum_um
        scale_drawing.living_epidermis_um: drawing_scale.living_epidermis_um
        scale_drawing.dermis_um: drawing_scale.dermis_um
        scale_drawing.studies: drawing_scale.studies_json
        scale_drawing.note: drawing_scale.note
        measurement_note: evidence_note.text
        penetration.note: evidence_note.text
        penetration.caution: evidence_note.text
        general_note: evidence_note.text
        penetration.measurements.nominal_um: penetration.nominal_um
        penetration.measurements.measured_um: penetration.measured_nm
        penetration.measurements.sd_um: penetration.sd_nm?
        penetration.measurements.ratio: penetration.share_percent
        penetration.measurements.skin: penetration.skin
        penetration.measurements.studies: penetration.studies_json
    """,
    "glossary": """
        term: glossary_term.term
        definition: glossary_term.definition
    """,
    "guidance": """
        id: guidance.slug
        who: guidance.who
        role: guidance.role
        audience: guidance.audience
        country: guidance.country
        says: guidance.says
        limit_mm.low: guidance.low_um?
        limit_mm.high: guidance.high_um?
        date: guidance.date?
        url: guidance.url
        interest: guidance.interest
        confidence: guidance.confidence
        limit_note: guidance.limit_note?
        read_in: guidance.read_in
    """,
    "safety": """
        id: safety_item.slug
        group: safety_item.group
        item: safety_item.item
        detail: safety_item.detail
        studies: safety_item.studies_json
        level: safety_item.level?
        frequency: safety_item.frequency?
    """,
    "studies": """
        id: study.slug
        title: study.title
        authors: study.authors_json
        journal: study.journal
        year: study.year?
        volume: study.volume?
        pages: study.pages?
        doi: study.doi?
        pmid: study.pmid?
        kind: study.kind
        n: study.n?
        population: study.population
        device_kind: study.device_kind?
        needle_length_mm: study.needle_lengths_um_json
        outcome: study.outcome
        finding: study.finding
        url: study.url?
        confidence: study.confidence
        unconfirmed: study.unconfirmed_json
    """,
}
"""Each key of the evidence and the columns that hold it; "?" where not every row has it."""

KEYS = [
    (f"{file}.{key.strip()}", column.removesuffix("?"), column.endswith("?"))
    for file, listed in HOMES.items()
    for key, _, columns in (line.strip().partition(":") for line in listed.strip().splitlines())
    for column in columns.split()
]


@pytest.mark.parametrize(
    ("table", "count"), COUNTS.items(), ids=lambda value: getattr(value, "__name__", None)
)
def test_there_is_as_much_as_was_collected(seeded: Database, table: type[SQLModel], count: int) -> None:
    with seeded.reader() as session:
        assert session.exec(select(func.count()).select_from(table)).one() == count


def test_safety_items_by_group(seeded: Database) -> None:
    with seeded.reader() as session:
        assert Counter(session.exec(select(SafetyItem.group))) == {
            "contraindications": 13, "hygiene": 6, "intervals": 7, "adverse_events": 8, "seek_help": 1,
            "oversight": 1,
        }  # fmt: skip


def test_every_piece_of_evidence_and_every_article_is_one_change(seeded: Database) -> None:
    wanted = {
        "study": 79, "claim": 18, "concern": 8, "guidance": 25, "glossary_term": 60, "cleaning_rule": 18,
        "safety_item": 36, "depth_band": 7, "layer_thickness": 31, "penetration": 2, "drawing_scale": 1,
        "evidence_note": 4, "article": 6,
    }  # fmt: skip
    with seeded.reader() as session:
        kinds = Counter(session.exec(select(Change.entity_kind)))
        assert {kind: kinds[kind] for kind in wanted} == wanted


@pytest.mark.parametrize(
    ("key", "column", "may_lack"), KEYS, ids=[f"{key} {column}" for key, column, _ in KEYS]
)
def test_every_key_of_the_evidence_has_a_home(
    seeded: Database, key: str, column: str, may_lack: bool
) -> None:
    """Filled somewhere; and everywhere, unless some rows of the source lack it. An empty list is filled."""
    table, name = column.split(".")
    where = SQLModel.metadata.tables[table].columns[name]
    with seeded.reader() as session:
        values = list(session.execute(sa.select(where)).scalars())
    assert values
    assert any(value not in (None, "", "[]") for value in values)
    lacking = [value for value in values if value in (None, "")]
    assert bool(lacking) == may_lack, (key, len(lacking))


def test_articles_name_everything_that_is_one_of_a_kind(seeded: Database) -> None:
    with seeded.reader() as session:
        kinds = Counter(session.exec(select(ArticleLink.kind)))
    assert set(kinds) == {"study", "guidance", "claim", "device", "comparison", "concern", "term"}

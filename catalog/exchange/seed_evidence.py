"""Seeds of the evidence: safety.toml, depths.toml and timeline.toml, and all files of it together."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from catalog.claims.faults import can_be_looked_up
from catalog.claims.models import Claim
from catalog.glossary.models import GlossaryTerm
from catalog.guidance.models import Guidance
from catalog.science.milestones import MINUTES
from catalog.science.models import (
    DEPTH_AUDIENCES,
    SAFETY_GROUPS,
    SAFETY_LEVELS,
    CleaningRule,
    DepthBand,
    DrawingScale,
    EvidenceNote,
    LayerThickness,
    Milestone,
    Penetration,
    SafetyItem,
    Study,
)

from .problems import Problems, joined, names_of
from .seed_claims import ConcernSeed, read_claims, read_concerns
from .seed_guidance import read_cleaning, read_glossary, read_guidance
from .seed_parts import as_list, cited, span
from .seed_studies import read_studies
from .tables import Table, read_file


@dataclass
class Evidence:
    """Rows that were never in a session, in the order to be written."""

    studies: list[Study] = field(default_factory=list)
    safety: list[SafetyItem] = field(default_factory=list)
    bands: list[DepthBand] = field(default_factory=list)
    layers: list[LayerThickness] = field(default_factory=list)
    penetration: list[Penetration] = field(default_factory=list)
    scales: list[DrawingScale] = field(default_factory=list)
    notes: list[EvidenceNote] = field(default_factory=list)
    milestones: list[Milestone] = field(default_factory=list)
    guidance: list[Guidance] = field(default_factory=list)
    cleaning: list[CleaningRule] = field(default_factory=list)
    terms: list[GlossaryTerm] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    concerns: list[ConcernSeed] = field(default_factory=list)

    def __len__(self) -> int:
        return sum(len(rows) for rows in vars(self).values())


def read_evidence(folder: Path, problems: Problems) -> Evidence:
    """All evidence under the folder; what is wrong goes to `problems`."""
    evidence = Evidence()
    evidence.studies = read_studies(folder, problems)
    known = names_of("studies.toml", (study.slug for study in evidence.studies), problems)
    if file := read_file(folder, "safety.toml", problems):
        for position, (slug, table) in enumerate(file.named()):
            evidence.safety.append(_safety_item(slug, position, table, known))
    if file := read_file(folder, "depths.toml", problems):
        evidence.bands = list(_bands(file, known))
        evidence.layers = list(_layers(file, known))
        evidence.penetration = list(_penetration(file, known))
        evidence.scales = list(_scales(file, known))
        evidence.notes = list(_notes(file))
        file.close()
    if file := read_file(folder, "timeline.toml", problems):
        evidence.milestones = [_milestone(slug, table, known) for slug, table in file.named()]
    evidence.guidance = read_guidance(folder, problems)
    guided = names_of("guidance.toml", (entry.slug for entry in evidence.guidance), problems)
    evidence.cleaning = read_cleaning(folder, joined(known, guided), problems)
    evidence.terms = read_glossary(folder, problems)
    found = (study.slug for study in evidence.studies if can_be_looked_up(study))
    evidence.claims = read_claims(folder, known, names_of("studies.toml", found, problems), problems)
    kinds = {study.slug: study.kind or "" for study in evidence.studies}
    evidence.concerns = read_concerns(folder, known, guided, kinds, problems)
    _check_ids(evidence, problems)
    return evidence


def _check_ids(evidence: Evidence, problems: Problems) -> None:
    """Articles cite studies, guidance and claims by the same mark: an id is that of one of them."""
    rows = (("studies", evidence.studies), ("guidance", evidence.guidance), ("claims", evidence.claims))
    taken: dict[str, str] = {}
    for file, entries in rows:
        for entry in entries:
            if (other := taken.setdefault(entry.slug, file)) != file:
                problems.append(f"{file}.toml, {entry.slug}: {other}.toml has this id, too.")


def _safety_item(slug: str, position: int, table: Table, known: Collection[str]) -> SafetyItem:
    group = table.one_of("group", SAFETY_GROUPS)
    item = SafetyItem(
        slug=slug,
        group=group,
        position=position,
        item=table.text("item"),
        detail=table.text("detail"),
        level=table.one_of("level", SAFETY_LEVELS) if group == "contraindications" else None,
        frequency=table.text("frequency") if group == "adverse_events" else None,
        studies_json=cited(table, known),
    )
    table.close()
    return item


def _bands(file: Table, known: Collection[str]) -> Iterator[DepthBand]:
    for slug, table in file.named("bands"):
        low, high = span(table, "lengths")
        yield DepthBand(
            slug=slug,
            low_um=low,
            high_um=high,
            layer=table.text("layer"),
            uses_json=as_list(table.texts("uses")),
            who=table.one_of("who", DEPTH_AUDIENCES),
            cautions_json=as_list(table.texts("cautions")),
            basis=table.text("basis"),
            studies_json=cited(table, known),
        )
        table.close()


def _layers(file: Table, known: Collection[str]) -> Iterator[LayerThickness]:
    for position, (slug, table) in enumerate(file.named("layers")):
        layer = LayerThickness(
            slug=slug,
            position=position,
            site=table.text("site"),
            method=table.text("method"),
            sex=table.option("sex", ("men", "women")),
            stratum_corneum_nm=table.thousandths("stratum_corneum_um"),
            epidermis_nm=table.thousandths("epidermis_um"),
            dermis_nm=table.thousandths("dermis_um"),
            total_nm=table.thousandths("total_um"),
            note=table.text_or_none("note"),
            studies_json=cited(table, known),
        )
        if not any((layer.stratum_corneum_nm, layer.epidermis_nm, layer.dermis_nm, layer.total_nm)):
            table.problem("no thickness is given.")
        table.close()
        yield layer


def _penetration(file: Table, known: Collection[str]) -> Iterator[Penetration]:
    for slug, table in file.named("penetration"):
        measured = Penetration(
            slug=slug,
            nominal_um=table.whole("nominal_um", least=1) or 1,
            measured_nm=table.thousandths("measured_um") or 1,
            sd_nm=table.thousandths("sd_um"),
            share_percent=table.whole("share_percent", default=0, most=100) or 0,
            skin=table.text("skin"),
            studies_json=cited(table, known),
        )
        for key in ("nominal_um", "measured_um", "share_percent"):
            if key not in table:
                table.problem(f"“{key}” is missing.")
        table.close()
        yield measured


def _scales(file: Table, known: Collection[str]) -> Iterator[DrawingScale]:
    for slug, table in file.named("scales"):
        thickness = {}
        for key in ("stratum_corneum_um", "living_epidermis_um", "dermis_um"):
            thickness[key] = table.whole(key, least=1) or 1
            if key not in table:
                table.problem(f"“{key}” is missing.")
        yield DrawingScale(
            slug=slug,
            site=table.text("site"),
            note=table.text("note"),
            studies_json=cited(table, known),
            **thickness,
        )
        table.close()


def _milestone(slug: str, table: Table, known: Collection[str]) -> Milestone:
    since, until = _minutes(table, "after"), _minutes(table, "until")
    if since is None and not table.has_reported("after"):
        table.problem("“after” is missing.")
    if since is not None and until is not None and until <= since:
        table.problem("“until” has to be later than “after”.")
    milestone = Milestone(
        slug=slug,
        from_minutes=since or 1,
        to_minutes=until,
        words=table.text("words"),
        seen_in=table.text("seen_in"),
        studies_json=cited(table, known),
    )
    table.close()
    return milestone


def _minutes(table: Table, key: str) -> int | None:
    """“2 hours”, “5 days” or “6 months” in minutes; None where it is left out."""
    text = table.text_or_none(key)
    found = re.fullmatch(r"([1-9][0-9]{0,3}) (hour|day|month|year)s?", text or "")
    if text and not found:
        table.problem(f"“{key}” is a time such as 2 hours, 5 days, 6 months or 1 year.")
    return int(found[1]) * MINUTES[found[2]] if found else None


def _notes(file: Table) -> Iterator[EvidenceNote]:
    for slug, text in file.words("notes"):
        yield EvidenceNote(slug=slug, text=text)

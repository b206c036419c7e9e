"""Seeds of claims.toml and of concerns.toml, as rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from catalog.changes.recording import canonical_json
from catalog.claims.faults import faults
from catalog.claims.models import VERDICTS, Claim
from catalog.concerns.faults import too_sure, twice
from catalog.concerns.models import CERTAINTIES, TESTERS, Concern, ConcernType, Tested
from catalog.science.models import DEVICE_KINDS

from .problems import ANYTHING, Problems, joined
from .seed_parts import as_list, check_id, cited, interval, known_kinds, lengths
from .tables import Table, read_file


@dataclass(frozen=True)
class ConcernSeed:
    """A concern with its types and what was tested, in their order."""

    concern: Concern
    types: tuple[ConcernType, ...]
    tested: tuple[Tested, ...]


def read_claims(
    folder: Path, known: Collection[str], found: Collection[str], problems: Problems
) -> list[Claim]:
    """The claims of claims.toml; known: slugs of studies, found: of those that can be looked up."""
    file = read_file(folder, "claims.toml", problems)
    named = file.named() if file else ()
    return [_claim(slug, position, table, known, found) for position, (slug, table) in enumerate(named)]


def _claim(slug: str, position: int, table: Table, known: Collection[str], found: Collection[str]) -> Claim:
    check_id(table, slug, "claim")
    low, high = interval(table, "lengths")
    claim = Claim(
        slug=slug,
        position=position,
        words=table.text("claim"),
        said=table.text("said"),
        verdict=table.one_of("verdict", VERDICTS),
        why=table.text("why"),
        instead=table.text("instead"),
        for_json=cited(table, known, "for", required=False),
        against_json=cited(table, known, "against", required=False),
        beside_json=cited(table, known, "beside", required=False),
        numbers_json=canonical_json([_number(row, known) for row in table.tables("numbers")]),
        kinds_json=known_kinds(table, DEVICE_KINDS),
        low_um=low,
        high_um=high,
    )
    for said in faults(claim, found):
        table.problem(said)
    table.close()
    return claim


def _number(table: Table, known: Collection[str]) -> dict[str, str]:
    number = {
        "label": table.text("label"),
        "value": table.text("value"),
        "unit": table.text("unit"),
        "study": table.text_or_none("study") or "",
    }
    if number["study"] and number["study"] not in known:
        table.problem(f"there is no study “{number['study']}” in studies.toml.")
    table.close()
    return number


def read_concerns(
    folder: Path,
    known: Collection[str],
    guided: Collection[str],
    kinds: Mapping[str, str],
    problems: Problems,
) -> list[ConcernSeed]:
    """The concerns of concerns.toml.

    known: slugs of studies, guided: slugs of guidance, kinds: kind of each study by its slug.
    """
    file = read_file(folder, "concerns.toml", problems)
    seeds = []
    for position, (slug, table) in enumerate(file.named() if file else ()):
        seed = _concern(slug, position, table, known, guided)
        if known is not ANYTHING and (fault := too_sure(seed.concern.certainty, seed.tested, kinds)):
            table.problem(f"“certainty”: {fault}")
        seeds.append(seed)
    return seeds


def _concern(
    slug: str, position: int, table: Table, known: Collection[str], guided: Collection[str]
) -> ConcernSeed:
    check_id(table, slug, "concern")
    concern = Concern(
        slug=slug,
        position=position,
        label=table.text("label"),
        plain=table.text("plain"),
        certainty=table.one_of("certainty", CERTAINTIES),
        effect=table.text("effect"),
        does_not_show=table.text("does_not_show"),
        home_evidence=table.text("home_evidence"),
        stop_signs_json=as_list(table.texts("stop_signs", required=True)),
        see_a_professional_json=as_list(table.texts("see_a_professional", required=True)),
        advice_from_json=cited(
            table, joined(known, guided), "advice_from", where="studies.toml or guidance.toml"
        ),
        studies_json=cited(table, known),
    )
    types = tuple(_types(table, known))
    tested = tuple(_tested(table, known))
    for said in twice(tested):
        table.problem(f"“tested”: {said}")
    table.close()
    return ConcernSeed(concern, types, tested)


def _types(table: Table, known: Collection[str]) -> Iterator[ConcernType]:
    for position, row in enumerate(table.tables("types")):
        yield ConcernType(
            slug=row.text("id"),
            position=position,
            plain=row.text("plain"),
            response=row.text("response"),
            note=row.text_or_none("note"),
            studies_json=cited(row, known, required=False),
        )
        row.close()


def _tested(table: Table, known: Collection[str]) -> Iterator[Tested]:
    for position, row in enumerate(table.tables("tested")):
        study = row.text("study")
        if study and study not in known:
            row.problem(f"there is no study “{study}” in studies.toml.")
        yield Tested(
            position=position,
            study=study,
            device_kind=row.text("device_kind"),
            needle_lengths_um_json=canonical_json(lengths(row)),
            lengths_are_range=row.flag("lengths_are_range"),
            sessions=row.text("sessions"),
            interval=row.text("interval"),
            by=row.one_of("by", TESTERS),
            result=row.text("result"),
        )
        row.close()

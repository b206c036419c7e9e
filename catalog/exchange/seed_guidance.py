"""Seeds of guidance.toml, cleaning.toml and glossary.toml, as rows."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from catalog.dates import PartialDate
from catalog.glossary.faults import taken
from catalog.glossary.models import GlossaryTerm
from catalog.guidance.faults import is_limit_open
from catalog.guidance.models import AUDIENCES, CONFIDENCES, ROLES, Guidance
from catalog.science.models import CLEANING_CONFIDENCES, CleaningRule

from .problems import Problems
from .seed_parts import address, as_list, check_id, is_address, length
from .tables import Table, read_file


def read_guidance(folder: Path, problems: Problems) -> list[Guidance]:
    """The entries of guidance.toml."""
    file = read_file(folder, "guidance.toml", problems)
    named = file.named() if file else ()
    return [_guidance(slug, position, table) for position, (slug, table) in enumerate(named)]


def _guidance(slug: str, position: int, table: Table) -> Guidance:
    check_id(table, slug, "guidance entry")
    entry = Guidance(
        slug=slug,
        position=position,
        who=table.text("who"),
        role=table.one_of("role", ROLES),
        audience=table.one_of("audience", AUDIENCES),
        country=table.text("country"),
        says=table.text("says"),
        low_um=length(table, "limit_from"),
        high_um=length(table, "limit_to"),
        date=table.text_or_none("date"),
        url=address(table),
        interest=table.text("interest"),
        confidence=table.one_of("confidence", CONFIDENCES),
        limit_note=table.text_or_none("limit_note"),
        read_in=table.text("read_in"),
    )
    if is_limit_open(entry):
        table.problem("“limit_from” needs a “limit_to” that is longer.")
    _check_date(entry.date, table)
    table.close()
    return entry


def _check_date(text: str | None, table: Table) -> None:
    try:
        PartialDate(text) if text else None
    except ValueError:
        table.problem("“date” is no date: write 2025-10-15, 2025-10 or 2025.")


def read_cleaning(folder: Path, known: Collection[str], problems: Problems) -> list[CleaningRule]:
    """The rules of cleaning.toml; known: slugs of studies and of guidance."""
    file = read_file(folder, "cleaning.toml", problems)
    named = file.named() if file else ()
    return [_rule(slug, position, table, known) for position, (slug, table) in enumerate(named)]


def _rule(slug: str, position: int, table: Table, known: Collection[str]) -> CleaningRule:
    sources = table.texts("sources", required=True)
    for source in sources:
        if source not in known and not is_address(source):
            table.problem(f"“sources”: “{source}” is no study, no guidance and no address on the web.")
    rule = CleaningRule(
        slug=slug,
        position=position,
        topic=table.text("topic"),
        rule=table.text("rule"),
        applies_to=table.text("applies_to"),
        why=table.text("why"),
        sources_json=as_list(sources),
        who_says=table.text("who_says"),
        confidence=table.one_of("confidence", CLEANING_CONFIDENCES),
        note=table.text_or_none("note"),
    )
    table.close()
    return rule


def read_glossary(folder: Path, problems: Problems) -> list[GlossaryTerm]:
    """The terms of glossary.toml; no form of a term may be that of another."""
    file = read_file(folder, "glossary.toml", problems)
    terms: list[GlossaryTerm] = []
    for slug, table in file.named() if file else ():
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
            table.problem("the name of a term has small letters, digits and single hyphens.")
        term = GlossaryTerm(
            slug=slug,
            term=table.text("term"),
            definition=table.text("definition"),
            also_json=as_list(table.texts("also")),
        )
        for said in taken(term, terms):
            table.problem(said)
        table.close()
        terms.append(term)
    return terms

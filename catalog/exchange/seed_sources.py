"""Seeds of brands.toml and sources.toml as drafts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from catalog.products.checks import check_brand, check_source
from catalog.products.drafts import BrandDraft, Problem, SourceDraft
from catalog.products.models import SOURCE_STRENGTHS, SOURCE_TYPES

from .problems import Problems
from .tables import Table, read_file


def read_brands(folder: Path, problems: Problems) -> list[BrandDraft]:
    """[dr-pen] name = "Dr. Pen" → a draft each, in the order of the file."""
    file = read_file(folder, "brands.toml", problems)
    return [_brand(slug, table) for slug, table in file.named()] if file else []


def read_sources(folder: Path, problems: Problems) -> list[SourceDraft]:
    """[unilog-a6] title = …, url = … → a draft each, in the order of the file."""
    file = read_file(folder, "sources.toml", problems)
    return [_source(slug, table) for slug, table in file.named()] if file else []


def _brand(slug: str, table: Table) -> BrandDraft:
    brand = BrandDraft(
        slug=slug,
        name=table.text("name"),
        is_own=table.flag("is_own"),
        notes=table.text_or_none("notes") or "",
    )
    table.close()
    report(table, check_brand(brand))
    return brand


def _source(slug: str, table: Table) -> SourceDraft:
    source = SourceDraft(
        slug=slug,
        title=table.text("title"),
        url=table.text_or_none("url"),
        publisher=table.text("publisher"),
        published=table.text_or_none("published"),
        type=table.one_of("type", SOURCE_TYPES),
        strength=table.one_of("strength", SOURCE_STRENGTHS),
        is_manual=table.flag("manual"),
        read_on=table.text("read_on"),
        note=table.text_or_none("note") or "",
    )
    table.close()
    report(table, check_source(source))
    return source


def report(table: Table, found: list[Problem], names: Mapping[str, str] = {}) -> None:
    """Add what is wrong with a draft ("statements 3: says") to the problems, where its table stands.

    What was reported while reading, as a missing key, is not reported again. ``names`` gives the keys of the
    file where they differ from the draft's.
    """
    for problem in found:
        row, _, field = problem.place.rpartition(": ")
        key = names.get(field, field)
        if not table.has_reported(key, row):
            table.problem(f"“{key}”: {problem.message}", row)

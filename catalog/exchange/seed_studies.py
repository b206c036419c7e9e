"""Seeds of studies.toml, as rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from catalog.changes.recording import canonical_json
from catalog.references.identifiers import IdentifierError
from catalog.references.item import ItemError
from catalog.science.models import DEVICE_KINDS, STUDY_KINDS, Study
from catalog.science.plain_words import plain_faults
from catalog.science.study_faults import NAMES, normal_name

from .problems import Problems
from .seed_parts import as_list, check_id, known_kinds, lengths
from .tables import Table, read_file

CONFIDENCES = ("verified", "recalled")
"""What a person who writes a file may say; “imported” is for what nobody has read."""


def read_studies(folder: Path, problems: Problems) -> list[Study]:
    """The studies of studies.toml, their names in one form; a DOI or PMID is that of one study."""
    file = read_file(folder, "studies.toml", problems)
    return list(_studies(file)) if file else []


def _studies(file: Table) -> Iterator[Study]:
    taken: dict[tuple[str, str], str] = {}
    for slug, table in file.named():
        study = _study(slug, table)
        for field, word in NAMES.items():
            name = getattr(study, field)
            if name and (other := taken.setdefault((field, name), slug)) != slug:
                table.problem(f"“{field}”: this is the {word} of the study “{other}”.")
        yield study


def _study(slug: str, table: Table) -> Study:
    check_id(table, slug, "study")
    study = Study(
        slug=slug,
        title=table.text("title"),
        authors_json=as_list(table.texts("authors")),
        journal=table.text("journal"),
        year=table.whole("year", least=1800, most=2200),
        volume=table.text_or_none("volume"),
        pages=table.text_or_none("pages"),
        doi=_normal(table, "doi"),
        pmid=_normal(table, "pmid"),
        kind=table.one_of("kind", STUDY_KINDS),
        n=table.whole("n", least=1),
        population=table.text("population"),
        device_kind=table.text_or_none("device_kind"),
        kinds_json=known_kinds(table, DEVICE_KINDS),
        devices_json=as_list(table.texts("devices")),
        needle_lengths_um_json=canonical_json(lengths(table)),
        lengths_are_range=table.flag("lengths_are_range"),
        sessions=table.text_or_none("sessions"),
        interval=table.text_or_none("interval"),
        outcome=table.text("outcome"),
        finding=table.text("finding"),
        plain=table.text_or_none("plain") or "",
        does_not_show=table.text_or_none("does_not_show") or "",
        funding=table.text_or_none("funding"),
        url=_normal(table, "url"),
        confidence=table.one_of("confidence", CONFIDENCES),
        unconfirmed_json=as_list(table.texts("unconfirmed")),
    )
    for field, sentence in plain_faults(study):
        table.problem(f"“{field}”: {sentence}")
    table.close()
    return study


def _normal(table: Table, key: str) -> str | None:
    """A DOI, PMID or address in its one form; None where it is left out."""
    text = table.text_or_none(key)
    try:
        return normal_name(key, text) if text else None
    except (IdentifierError, ItemError) as error:
        table.problem(f"“{key}”: {error}")
    return None

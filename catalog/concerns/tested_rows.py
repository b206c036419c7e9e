"""What was tested for a concern, row by row, as its table and its picture show it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from catalog.figures.studied_lengths import Studied
from catalog.science.links import StudyLink, study_link
from catalog.science.models import Study
from catalog.science.standing import Doubt
from catalog.science.words import (
    citation_words,
    design_words,
    is_length_doubted,
    is_maker_linked,
    lengths_words,
    people_words,
)

from .grade import LABORATORY, REVIEWS, by
from .models import Tested

BY: Final = {
    "clinician": "done by clinicians",
    "home": "people at home, on themselves",
    "laboratory": "in a laboratory",
}


@dataclass(frozen=True)
class TestedRow:
    """One study in the table: ``notes`` are what to know of it before its result ("citation from memory").

    ``is_unknown``: no needle length is confirmed. ``is_length_doubted``: one is given that no text confirmed.
    """

    study: StudyLink
    design: str
    notes: tuple[str, ...]
    people: str
    device: str
    lengths: str
    is_unknown: bool
    is_length_doubted: bool
    sessions: str
    interval: str
    by: str
    result: str


def tested_rows(
    tested: Iterable[Tested],
    studies: Mapping[str, Study],
    names: Mapping[str, str],
    doubts: Mapping[str, Doubt],
) -> tuple[TestedRow, ...]:
    """The rows of the table, in their order; what names no known study is left out."""
    return tuple(
        _row(row, studies[row.study], study_link(row.study, names, doubts))
        for row in tested
        if row.study in studies
    )


def _row(row: Tested, study: Study, link: StudyLink) -> TestedRow:
    return TestedRow(
        study=link,
        design=design_words(study),
        notes=tuple(_notes(study)),
        people=people_words(study),
        device=row.device_kind,
        lengths=lengths_words(row),
        is_unknown=not row.needle_lengths_um,
        is_length_doubted=bool(row.needle_lengths_um) and is_length_doubted(study),
        sessions=row.sessions,
        interval=row.interval,
        by=BY[by(row, study)],
        result=row.result,
    )


def _notes(study: Study) -> Iterable[str]:
    if study.confidence != "verified":
        yield citation_words(study)
    if is_maker_linked(study):
        yield "maker-linked"


def drawn(
    tested: Iterable[Tested], studies: Mapping[str, Study], names: Mapping[str, str]
) -> tuple[Studied, ...]:
    """The same for the picture of needle lengths; reviews and animals are named as such."""
    return tuple(
        Studied(
            f"{names.get(row.study, row.study)}{_kind(studies[row.study])}",
            row.needle_lengths_um,
            row.lengths_are_range,
            bool(row.needle_lengths_um) and is_length_doubted(studies[row.study]),
        )
        for row in tested
        if row.study in studies
    )


def _kind(study: Study) -> str:
    if study.kind in REVIEWS:
        return " (review)"
    return f" ({design_words(study)})" if study.kind in LABORATORY else ""

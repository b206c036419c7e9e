"""Studies as data and as references for other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from catalog.references import bibtex, csl, ris
from catalog.references.item import Reference
from catalog.science.models import NoticeList, Study, StudyNotice
from catalog.science.reference import reference_of
from catalog.science.words import is_maker_linked, study_address

from .leaning import Group

Json = dict[str, Any]


@dataclass(frozen=True)
class Export:
    """A format of references: its ending in an address, its name, its media type, its writer."""

    ending: str
    name: str
    media_type: str
    write: Callable[[Iterable[Reference]], str]


EXPORTS: Final = {
    "bib": Export("bib", "BibTeX", bibtex.MEDIA_TYPE, bibtex.bibtex),
    "ris": Export("ris", "RIS", ris.MEDIA_TYPE, ris.ris),
    "csl.json": Export("csl.json", "CSL-JSON", csl.MEDIA_TYPE, csl.csl_json),
}
"""By ending."""


def listed_json(study: Study, doubt: str) -> Json:
    """A study in the list of all: the reference and what kind of study it is, without needle lengths.

    DOI and PMID are in their normal form. ``doubt`` is "retraction", "expression of concern" or "".
    """
    reference = reference_of(study)
    return {
        "id": study.slug,
        "address": study_address(study.slug),
        "title": study.title,
        "authors": list(study.authors),
        "journal": study.journal,
        "year": study.year,
        "volume": study.volume,
        "pages": study.pages,
        "doi": reference.doi,
        "pmid": reference.pmid,
        "url": reference.url,
        "kind": study.kind,
        "n": study.n,
        "kinds": list(study.kinds),
        "confidence": study.confidence,
        "doubt": doubt or None,
    }


def study_json(
    study: Study,
    doubt: str,
    notices: Sequence[StudyNotice],
    looked: NoticeList | None,
    groups: Iterable[Group],
) -> Json:
    """The whole record. Lengths are in µm; an empty list means not confirmed, not short.

    ``looked_through`` is the list of retractions that was looked through last, or null where this study was
    never looked for in one.
    ``named_by``: heading → [{"text", "address", "note"}] of what leans on the study.
    """
    return listed_json(study, doubt) | {
        "population": study.population,
        "device_kind": study.device_kind,
        "devices": list(study.devices),
        "needle_lengths_um": list(study.needle_lengths_um),
        "lengths_are_range": study.lengths_are_range,
        "sessions": study.sessions,
        "interval": study.interval,
        "outcome": study.outcome,
        "finding": study.finding,
        "plain": study.plain,
        "does_not_show": study.does_not_show,
        "funding": study.funding,
        "is_maker_linked": is_maker_linked(study),
        "unconfirmed": list(study.unconfirmed),
        "notices": [_notice(notice) for notice in notices],
        "looked_through": {"name": looked.name, "day": looked.day} if looked else None,
        "named_by": {
            group.heading: [{"text": one.text, "address": one.href, "note": one.how} for one in group.lines]
            for group in groups
        },
    }


def _notice(notice: StudyNotice) -> Json:
    return {
        "nature": notice.nature,
        "day": notice.day,
        "reasons": list(notice.reasons),
        "doi": notice.doi,
        "pmid": notice.pmid,
    }

"""The record of a study, line by line, as its page shows it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from catalog.references.identifiers import doi_url, pmid_url
from catalog.science.models import Study
from catalog.science.reference import reference_of
from catalog.science.words import (
    NOT_CONFIRMED,
    design,
    design_words,
    funding_words,
    is_design_doubted,
    is_length_doubted,
    is_maker_linked,
    lengths_words,
    people_words,
)

IN_SESSIONS: Final = ("rct", "split-face trial", "case series", "animal")
"""Kinds of study in which somebody had sessions, so that their number is missed where it is not known."""
NOT_SHORT: Final = "Not confirmed does not mean short."
DOUBTED: Final = "Given in the record, but no text that was read confirms it."
RANGE: Final = "The ends of a range, not two lengths that were tested."
CITED: Final = {
    "Authors": "authors",
    "Journal": "journal",
    "Year": "year",
    "Volume": "volume",
    "Pages": "pages",
    "DOI": "DOI",
    "PubMed": "PubMed number",
}
"""Label of a line of the citation → its name in the sentence about those that are missing."""
OFFICIAL: Final = ("Authors", "Journal", "Year")
"""What an official text has."""
_BY: Final = {"clinician": "clinicians", "home": "people at home, on themselves"}


@dataclass(frozen=True)
class Fact:
    """One line: ``note`` is a sentence below it, ``href`` makes it a link, ``tag`` stands behind it.

    ``is_unknown``: the text says that nobody knows. ``is_prose``: it is running text, in which terms link.
    """

    label: str
    text: str
    note: str = ""
    is_unknown: bool = False
    href: str | None = None
    tag: str = ""
    is_prose: bool = False


def facts(study: Study, by: Iterable[str] = ()) -> tuple[Fact, ...]:
    """What was done and found. ``by`` are those who needled: "clinician", "home", as concerns record it."""
    lines = [
        _kind(study),
        Fact("Number", _sentence(people_words(study)), is_unknown=study.n is None),
        _prose("Who or what", study.population),
        _device(study),
    ]
    if study.device_kind or study.needle_lengths_um:
        lines.append(_lengths(study))
    if who := tuple(dict.fromkeys(by)):
        lines.append(Fact("Done by", _sentence(" and ".join(_BY[one] for one in who))))
    if study.kind in IN_SESSIONS or study.sessions:
        lines.append(_given("Sessions", study.sessions, NOT_CONFIRMED))
    if study.kind in IN_SESSIONS or study.interval:
        lines.append(_given("Interval", study.interval, NOT_CONFIRMED))
    return (
        *lines,
        _prose("What was looked at", study.outcome),
        _prose("What was found", study.finding),
        _funding(study),
    )


def citation(study: Study) -> tuple[Fact, ...]:
    """Where it was published, as far as that is known."""
    return tuple(Fact(label, text, href=href) for label, text, href in _published(study) if text)


def absent(study: Study) -> tuple[str, ...]:
    """What of the citation nobody could confirm: ("volume", "DOI"). An official text needs no volume."""
    needed = CITED if study.kind != "guidance" else OFFICIAL
    return tuple(CITED[label] for label, text, _ in _published(study) if not text and label in needed)


def _published(study: Study) -> Iterator[tuple[str, str | None, str | None]]:
    """Label, text, and where it leads."""
    reference = reference_of(study)
    doi = doi_url(reference.doi) if reference.doi else None
    pmid = pmid_url(reference.pmid) if reference.pmid else None
    yield "Authors", ", ".join(study.authors), None
    yield "Journal", reference.journal, None
    yield "Year", str(study.year) if study.year else None, None
    yield "Volume", study.volume, None
    yield "Pages", study.pages, None
    yield "DOI", reference.doi, doi
    yield "PubMed", reference.pmid, pmid
    if (reference.url or "").casefold() not in (doi, pmid):
        yield "Read at", reference.url, reference.url


def _kind(study: Study) -> Fact:
    words = design_words(study)
    # What a kind means does not hold where the record doubts that it is of that kind.
    means = "" if is_design_doubted(study) else design(study).means
    return Fact("Kind of study", _sentence(words), means)


def _device(study: Study) -> Fact:
    kinds = f"Kind of device: {', '.join(study.kinds)}." if study.kinds else ""
    return replace(_given("Device", study.device_kind, "none named"), note=kinds)


def _lengths(study: Study) -> Fact:
    words = lengths_words(study)
    if words == NOT_CONFIRMED:
        return Fact("Needle lengths", words, NOT_SHORT, is_unknown=True)
    note = DOUBTED if is_length_doubted(study) else RANGE if study.lengths_are_range else ""
    return Fact("Needle lengths", words, note)


def _funding(study: Study) -> Fact:
    tag = "maker-linked" if is_maker_linked(study) else ""
    words = funding_words(study)
    return Fact("Money and interest", words or "not recorded", is_unknown=not words, tag=tag)


def _given(label: str, text: str | None, absent: str) -> Fact:
    return Fact(label, _sentence(text)) if text else Fact(label, absent, is_unknown=True)


def _prose(label: str, text: str) -> Fact:
    return replace(_given(label, text, "not recorded"), is_prose=bool(text))


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]

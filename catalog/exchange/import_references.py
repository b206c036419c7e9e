"""References of a BibTeX, RIS or CSL-JSON file → studies.

A file says where something was published, never what it found: only the fields of the citation are touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import Any, Final

from sqlmodel import Session, select

from catalog.changes.recording import canonical_json
from catalog.claims.models import Claim
from catalog.db import Database
from catalog.guidance.models import Guidance
from catalog.references.files import read_references
from catalog.references.identifiers import doi_url, pmid_url
from catalog.references.item import Person, Reference, key_for, safe_key
from catalog.references.reading import MAX_BYTES, Read, ReadFile
from catalog.references.text import short
from catalog.science import queries, standing
from catalog.science.editing import put_study
from catalog.science.models import Study
from catalog.science.reference import NO_JOURNAL, reference_of

from .import_report import ACTOR, Line, Options, Plan, Result, reason_for, settle
from .matching import KnownStudies, UnclearError, folded
from .opening import IncomingFile

FIELDS: Final = {
    "title": "title",
    "authors": "authors",
    "journal": "journal",
    "year": "year",
    "volume": "volume",
    "pages": "pages",
    "doi": "DOI",
    "pmid": "PubMed number",
    "url": "address",
}
"""What a file may change, and its name in sentences and in `Study.unconfirmed`."""
YEARS: Final = range(1800, 2201)
NEW_NAMES: Final = "A DOI or PubMed number is new: import the list of retractions again."
_SLUG: Final = re.compile(r"[a-z]{3,}[a-z0-9]*(?:-[a-z0-9]+)*")


def import_references(database: Database, file: IncomingFile, options: Options) -> Result:
    """Bring the studies to what the file adds to them. Raises `FileError` for the file as a whole."""
    # One byte more than is allowed is read, so that the reader sees that there is more.
    read = read_references(file.name, file.read(MAX_BYTES + 1))
    return settle(database, options, lambda session: plan(session, read, options, reason_for(file.name)))


def plan(session: Session, read: ReadFile, options: Options, reason: str) -> Plan:
    """What the references come to in this catalogue; nothing is written."""
    gathering = _Gathering(session, options, reason)
    gathering.plan.result.problems.extend(read.problems)
    for one in read.reads:
        gathering.take(one)
    if gathering.has_new_names and standing.looked_through(session):
        gathering.plan.result.notes.append(NEW_NAMES)
    return gathering.plan


class _Gathering:
    """The plan as it grows, reference by reference."""

    def __init__(self, session: Session, options: Options, reason: str) -> None:
        studies = queries.studies(session)
        self.plan = Plan(Result(("study", "studies")))
        self._options = options
        self._reason = reason
        self._studies = {study.slug: study for study in studies}
        self._known = KnownStudies(map(reference_of, studies))
        # Articles cite claims and guidance by the same marks as studies.
        self._taken = {*session.exec(select(Claim.slug)), *session.exec(select(Guidance.slug))}
        self._lines: dict[str, int] = {}
        self.has_new_names = False
        """Whether a study has a DOI or a PMID that it did not have."""

    def take(self, read: Read) -> None:
        """Plan what one reference does, or why it is left out."""
        try:
            self._place(read.reference, read.line)
        except UnclearError as error:
            self.plan.result.skipped.append(Line(read.line, read.reference.key, str(error)))

    def _place(self, reference: Reference, line: int) -> None:
        if reference.year is not None and reference.year not in YEARS:
            raise UnclearError(f"{reference.year} is no year of a study here ({YEARS[0]}–{YEARS[-1]}).")
        slug = self._known.match(reference)
        if slug in self._lines:
            raise UnclearError(f"this is {slug}, and so is what begins on line {self._lines[slug]}.")
        if slug is None:
            slug = self._add(reference, line)
        else:
            self._compare(self._studies[slug], reference, line)
        self._lines[slug] = line

    def _add(self, reference: Reference, line: int) -> str:
        study = imported(reference, slug_for(reference, self._is_taken))
        self._known.add(reference_of(study))
        self.has_new_names |= bool(study.doi or study.pmid)
        self.plan.result.adds.append(Line(line, study.slug, f"new, not read yet: “{short(study.title)}”"))
        self._put(study)
        return study.slug

    def _compare(self, study: Study, reference: Reference, line: int) -> None:
        found = compared(study, reference)
        taken = [one for one in found if not one.is_other or self._options.replace]
        left = [one for one in found if one not in taken]
        result = self.plan.result
        if left:
            words = "; ".join(one.as_difference for one in left)
            how = "; --replace changes it" if self._options.actor == ACTOR else ""
            result.differences.append(Line(line, study.slug, f"{words}. Left as it is{how}"))
        if taken:
            result.changes.append(Line(line, study.slug, "; ".join(one.as_change for one in taken)))
            self.has_new_names |= any(one.name in ("doi", "pmid") for one in taken)
            self._put(changed(study, taken))
        else:
            result.same.append(Line(line, study.slug, "as it was"))

    def _put(self, study: Study) -> None:
        self.plan.steps.append(
            partial(put_study, study=study, actor=self._options.actor, reason=self._reason)
        )

    def _is_taken(self, slug: str) -> bool:
        return slug in self._taken or slug in self._known


@dataclass(frozen=True)
class FieldChange:
    """A field of the citation that the file has otherwise; ``is_other``: there was something here before."""

    name: str
    here: Any
    there: Any
    is_other: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "is_other", bool(self.here))

    @property
    def as_change(self) -> str:
        """``"volume: nothing → 47(2)"``."""
        return f"{FIELDS[self.name]}: {_words(self.here)} → {_words(self.there)}"

    @property
    def as_difference(self) -> str:
        """``"year: 2008 here, 2009 in the file"``."""
        return f"{FIELDS[self.name]}: {_words(self.here)} here, {_words(self.there)} in the file"


def compared(study: Study, reference: Reference) -> list[FieldChange]:
    """What the file knows otherwise or in addition; what it does not tell takes nothing away."""
    return list(_compared(reference_of(study), reference))


def _compared(own: Reference, reference: Reference) -> Iterator[FieldChange]:
    for name in FIELDS:
        here, there = getattr(own, name), getattr(reference, name)
        if there and not _is_same(name, here, there) and not (name == "url" and _repeats(reference)):
            yield FieldChange(name, here, there)


def _is_same(name: str, here: Any, there: Any) -> bool:
    """Titles and journals differ in capitals and dashes from program to program: that is no news."""
    if here and name in ("title", "journal"):
        return folded(here) == folded(there)
    return bool(here == there)


def _repeats(reference: Reference) -> bool:
    """Whether the address only says the DOI or the PMID again."""
    address = (reference.url or "").casefold().replace("http://", "https://").replace("//dx.", "//")
    links = (reference.doi and doi_url(reference.doi), reference.pmid and pmid_url(reference.pmid))
    return any(link and address.rstrip("/") == link.rstrip("/") for link in links)


def changed(study: Study, changes: list[FieldChange]) -> Study:
    """The study with these fields of its citation, as a new row; all else as it was.

    A file confirms nothing: it may be this catalogue's own export, memory and all, and nobody has held it
    against the text. So what was unconfirmed stays so, also where the file says the same or fills a gap; and
    what somebody here had read and the file replaces is unconfirmed from now on.
    """
    fields = study.model_dump(exclude={"id"})
    for one in changes:
        fields |= _column(one.name, one.there)
    if study.confidence != "imported":
        lost = [FIELDS[one.name] for one in changes if one.is_other]
        fields["unconfirmed_json"] = canonical_json(list(dict.fromkeys((*study.unconfirmed, *lost))))
    return Study(**fields)


def imported(reference: Reference, slug: str) -> Study:
    """A study of which only the reference is known: no kind, no number, no finding."""
    fields: dict[str, Any] = {}
    for name in FIELDS:
        fields |= _column(name, getattr(reference, name))
    fields["journal"] = reference.journal or NO_JOURNAL
    return Study(slug=slug, kind=None, confidence="imported", **fields)


def _column(name: str, value: Any) -> dict[str, Any]:
    return {"authors_json": canonical_json(list(value))} if name == "authors" else {name: value}


def slug_for(reference: Reference, is_taken: Callable[[str], bool]) -> str:
    """A slug that no study, claim or guidance has: “lund2020”, the second one “lund2020-2”.

    The file's own key stays where it is a name and the year (“lund2020scars”), so that references which go
    from one catalogue to another keep their names; “ref12” would name nothing.
    """
    start = _start(reference)
    own = reference.key
    if _SLUG.fullmatch(own) and (own.startswith(start) or (reference.year and str(reference.year) in own)):
        start = own
    numbered = (start if number == 1 else f"{start}-{number}" for number in count(1))
    return next(slug for slug in numbered if not is_taken(slug))


def _start(reference: Reference) -> str:
    """“wu2020”; where a body’s or a title’s first word says nothing (“a”, “us”), the title’s first words."""
    key = key_for(reference.title, reference.authors, reference.year)
    is_person = bool(reference.names) and isinstance(reference.names[0], Person)
    words = re.findall(r"[a-z0-9]+", safe_key(reference.title).lower())[:4]
    if is_person or len(key.rstrip("0123456789")) > 2 or not words:
        return key
    return "-".join((*words, str(reference.year))) if reference.year else "-".join(words)


def _words(value: Any) -> str:
    if isinstance(value, tuple):
        value = ", ".join(value)
    return short(str(value)) if value else "nothing"

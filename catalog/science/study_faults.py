"""What a study has to satisfy so that it can be cited, found and written into files. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from catalog.references.identifiers import IdentifierError, normal_doi, normal_pmid
from catalog.references.item import YEARS, ItemError, normal_url

from .models import Study
from .reference import reference_of

_FORMS: Final[dict[str, Callable[[str], str]]] = {"doi": normal_doi, "pmid": normal_pmid, "url": normal_url}
NAMES: Final = {"doi": "DOI", "pmid": "PMID"}
"""What names one study and no other: its column, and the word for it."""


class StudyError(ValueError):
    """A study that cannot be stored: its ``slug``, the ``field`` at fault, and a ``sentence``."""

    def __init__(self, slug: str, field: str, sentence: str) -> None:
        super().__init__(f"{slug}: “{field}”: {sentence}")
        self.slug, self.field, self.sentence = slug, field, sentence


def normal(study: Study) -> Study:
    """The study with its DOI, PMID and address in their one form, as a new row. Raises `StudyError`."""
    fields = study.model_dump(exclude={"id"})
    for field in _FORMS:
        try:
            fields[field] = normal_name(field, fields[field]) if fields[field] is not None else None
        except (IdentifierError, ItemError) as error:
            raise StudyError(study.slug, field, str(error)) from error
    made = Study(**fields)
    for field, sentence in _unreadable(made):
        raise StudyError(study.slug, field, sentence)
    return made


def normal_name(field: str, text: str) -> str:
    """A "doi", "pmid" or "url" in its one form. Raises `IdentifierError` or `ItemError` with a sentence."""
    return _FORMS[field](text)


def _unreadable(study: Study) -> Iterator[tuple[str, str]]:
    """What else no reference can hold, such as a slug that no file could have as a key."""
    try:
        reference_of(study)
    except ItemError as error:
        at_fault = "slug" if study.title.strip() else "title"
        yield ("year" if study.year not in (None, *YEARS) else at_fault), str(error)

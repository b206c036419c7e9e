"""Which study a reference of a file is. Pure.

Nothing is guessed: a reference that could be two works, or that contradicts the study whose name it bears,
is nobody's until a person has looked.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from catalog.references.item import Reference
from catalog.references.text import short

TELLING: Final = 15
"""Letters of a title from which on it tells works of one author and year apart, though more words follow."""


class UnclearError(LookupError):
    """A reference that may be one study or another; the message is a sentence for people."""


class KnownStudies:
    """The studies there are, by everything that names a work; ``add`` the file's own as they are met.

    They come as references whose keys are the slugs.
    """

    def __init__(self, references: Iterable[Reference]) -> None:
        self._references: dict[str, Reference] = {}
        self._dois: dict[str, list[str]] = defaultdict(list)
        self._pmids: dict[str, list[str]] = defaultdict(list)
        self._titles: dict[str, list[str]] = defaultdict(list)
        for reference in references:
            self.add(reference)

    def __contains__(self, slug: str) -> bool:
        return slug in self._references

    def add(self, reference: Reference) -> None:
        """One more study."""
        slug = reference.key
        self._references[slug] = reference
        self._titles[folded(reference.title)].append(slug)
        if reference.doi:
            self._dois[reference.doi].append(slug)
        if reference.pmid:
            self._pmids[reference.pmid].append(slug)

    def named(self, doi: str | None, pmid: str | None) -> str | None:
        """The slug of the one study with this DOI or PMID (normal forms). Raises `UnclearError` for two."""
        found = dict.fromkeys((*self._dois.get(doi or "", ()), *self._pmids.get(pmid or "", ())))
        if len(found) > 1:
            raise UnclearError(f"its DOI and PMID are those of more than one study here: {_listed(found)}.")
        return next(iter(found), None)

    def match(self, reference: Reference) -> str | None:
        """The slug of the study it is: by DOI, PMID, key, or title and year; None where it is none of them.

        Raises `UnclearError`.
        """
        return (
            self.named(reference.doi, reference.pmid)
            or self._by_key(reference)
            or self._by_title_and_year(reference)
        )

    def _by_key(self, reference: Reference) -> str | None:
        """Keys are a name and a year, so two works easily have the same one: the title has to agree."""
        own = self._references.get(reference.key)
        if own is None:
            return None
        if are_alike(own.title, reference.title):
            return own.key
        if _contradict(own, reference):
            return None
        raise UnclearError(
            f"this is the key of a study here with another title, “{short(own.title)}”. "
            "If it is the same one, give it that study’s DOI or PMID; if not, another key."
        )

    def _by_title_and_year(self, reference: Reference) -> str | None:
        others = [self._references[slug] for slug in self._titles.get(folded(reference.title), ())]
        found = [own for own in others if own.year == reference.year]
        unsure = [own for own in others if own.year is None or reference.year is None]
        if len(found) > 1 or (unsure and not found):
            raise UnclearError(f"by its title it may be {_listed(own.key for own in found or unsure)}.")
        if found and _contradict(found[0], reference):
            raise UnclearError(f"it has the title and year of {found[0].key}, but another DOI or PMID.")
        return found[0].key if found else None


def folded(title: str) -> str:
    """The letters and digits of a title, so that capitals, dashes and quotation marks make no difference."""
    plain = unicodedata.normalize("NFKC", title).casefold()
    return "".join(re.findall(r"[^\W_]+", plain)) or plain


def are_alike(one: str, other: str) -> bool:
    """Whether two titles are the same, or one is the other without its subtitle."""
    short_one, long_one = sorted((folded(one), folded(other)), key=len)
    return short_one == long_one or (len(short_one) >= TELLING and long_one.startswith(short_one))


def _contradict(one: Reference, other: Reference) -> bool:
    pairs = ((one.doi, other.doi), (one.pmid, other.pmid))
    return any(mine and its and mine != its for mine, its in pairs)


def _listed(slugs: Iterable[str]) -> str:
    return " or ".join(sorted(slugs))

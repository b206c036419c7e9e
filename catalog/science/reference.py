"""A study as a bibliographic reference, for printing and for files."""

from __future__ import annotations

from typing import Final

from catalog.references.item import Reference

from .models import Study

NO_JOURNAL: Final = "Journal not confirmed"
"""What stands in `Study.journal` where nobody could find out; it is no journal's name."""
_NO_ARTICLE: Final = (
    ("website", "web page"),
    ("code of federal regulations", "legislation"),
    ("project register", "report"),
)
"""A word of where it was published → what kind of reference it is."""


def reference_of(study: Study) -> Reference:
    """The study as a `Reference`, its slug the key.

    Raises `catalog.references.item.ItemError` or `IdentifierError` for what no reference can hold; what is
    in the tables was checked when it was written.
    """
    return Reference(
        key=study.slug,
        title=study.title,
        authors=study.authors,
        journal=None if study.journal == NO_JOURNAL else study.journal,
        year=study.year,
        volume=study.volume,
        pages=study.pages,
        doi=study.doi,
        pmid=study.pmid,
        url=study.url,
        kind=_kind(study),
    )


def is_in_journal(published: str) -> bool:
    """Whether what is named is a journal, as far as its name tells: not a website, a law or a register."""
    return published != NO_JOURNAL and not any(word in published.casefold() for word, _ in _NO_ARTICLE)


def _kind(study: Study) -> str:
    published = study.journal.casefold()
    for word, kind in _NO_ARTICLE:
        if word in published:
            return kind
    return "report" if study.kind == "guidance" else "article"

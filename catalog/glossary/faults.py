"""What a term has to satisfy to be found in texts: forms that are no other's. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .models import GlossaryTerm


def taken(term: GlossaryTerm, others: Iterable[GlossaryTerm]) -> Iterator[str]:
    """The forms of a term that are another's already, in sentences; the other is one with another slug."""
    forms = {
        form.casefold(): other.slug
        for other in reversed(list(others))
        if other.slug != term.slug
        for form in (other.term, *other.also)
    }
    for form in (term.term, *term.also):
        if form.casefold() in forms:
            yield f"“{form}” is a form of “{forms[form.casefold()]}” already."

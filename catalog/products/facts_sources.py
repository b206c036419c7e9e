"""Sources that are described in a product's form: what they become, and how rows name them. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from catalog.products.checks import check_source
from catalog.products.drafts import SourceDraft
from catalog.products.sources import SourceFacts

LONGEST_SLUG: Final = 80
_NEW: Final = re.compile(r"new(?: (?:source )?(?P<number>\d{1,2}))?", re.IGNORECASE | re.ASCII)

STRENGTH_OF: Final[Mapping[str, str]] = {
    "regulator": "strong",
    "regulator-derived": "strong",
    "peer-reviewed": "strong",
    "manufacturer": "strong",
    "own-measurement": "strong",
    "answer": "fair",
    "retailer": "fair",
    "distributor": "fair",
    "clinic": "fair",
    "magazine": "fair",
    "trade-press": "fair",
    "news": "fair",
    "health-site": "fair",
}
"""How far a kind of source is trusted unless an author says otherwise; every other kind is weak."""


class NewSources:
    """The new sources of a form, in order: the first is “new 1”."""

    def __init__(self, rows: Sequence[Mapping[str, Any]], known: Mapping[str, SourceFacts]) -> None:
        self._rows = tuple(rows)
        self._known = known
        self._by_title = {source.title.casefold(): slug for slug, source in known.items()}
        self._by_url = {source.url: slug for slug, source in known.items() if source.url}
        self.drafts = tuple(self._made())
        self.facts: Mapping[str, SourceFacts] = {
            **known,
            **{draft.slug: _facts(draft) for draft in self.drafts},
        }

    def slug_of(self, typed: str) -> str | None:
        """A source by its slug, its whole title, its address, or as “new 1”; None where there is none."""
        if typed in self.facts:
            return typed
        if match := _NEW.fullmatch(typed):
            number = int(match["number"] or 1)
            return self.drafts[number - 1].slug if 0 < number <= len(self.drafts) else None
        return self._by_title.get(typed.casefold()) or self._by_url.get(typed)

    def flaws(self) -> Iterator[tuple[str, str]]:
        """What is wrong, each with the name of its field."""
        for number, draft in enumerate(self.drafts):
            for problem in check_source(draft):
                yield f"new_sources-{number}-{_field_of(problem.place)}", problem.message

    def _made(self) -> Iterator[SourceDraft]:
        taken = set(self._known)
        for row in self._rows:
            draft = source_draft(row)
            slug, number = draft.slug, 1
            while slug in taken:
                number += 1
                slug = f"{draft.slug}-{number}"
            taken.add(slug)
            yield SourceDraft(**{**_as_dict(draft), "slug": slug})


def slug_from(words: str) -> str:
    """An address from a name: ``"Dr. Pen M8"`` → "dr-pen-m8"."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG].strip("-")


def source_draft(row: Mapping[str, Any]) -> SourceDraft:
    """The source that the fields of a row, or of a form, describe."""

    def text(name: str) -> str:
        return str(row.get(name) or "").strip()

    kind = text("type")
    return SourceDraft(
        slug=text("slug") or slug_from(f"{text('publisher')} {text('title')}") or "source",
        title=text("title"),
        publisher=text("publisher"),
        type=kind,
        strength=text("strength") or STRENGTH_OF.get(kind, "weak"),
        read_on=text("read_on"),
        url=text("url") or None,
        published=text("published") or None,
        is_manual=bool(row.get("is_manual")),
        note=text("note"),
    )


def _field_of(place: str) -> str:
    return "title" if place == "slug" else place


def _as_dict(draft: SourceDraft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in SourceDraft.__dataclass_fields__}


def _facts(draft: SourceDraft) -> SourceFacts:
    return SourceFacts(
        draft.slug,
        draft.title,
        draft.url,
        draft.publisher,
        draft.published,
        draft.type,
        draft.strength,
        draft.read_on,
        draft.is_manual,
        draft.note,
    )

"""What is searched: one document for each public thing, made of what its page says. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from catalog.articles.models import Article
from catalog.claims.models import Claim
from catalog.claims.verdict import shown
from catalog.glossary.models import GlossaryTerm
from catalog.products.models import Brand
from catalog.reviews.models import Review
from catalog.science.models import Study
from catalog.science.standing import Doubt

from .found import KINDS

Key = tuple[str, int]
"""Kind and id of a thing."""


@dataclass(frozen=True, slots=True)
class Document:
    """One thing as it is searched and shown.

    ``aliases``: what else it is called; found as well as its title, a little later.
    ``text``: the rest, plain.
    """

    kind: str
    number: int
    slug: str
    title: str
    url: str
    line: str
    aliases: tuple[str, ...] = ()
    text: str = ""

    @property
    def key(self) -> Key:
        return self.kind, self.number

    @property
    def order(self) -> int:
        """A number of its own: by kind, then in the order in which things came into the catalogue."""
        return place(self.kind, self.number)


def place(kind: str, number: int) -> int:
    """The number that a document has among all documents; never given to another thing."""
    return (KINDS.index(kind) << 40) | number


def brand_document(row: Brand) -> Document:
    line = "Brand: our own" if row.is_own else "Brand"
    aliases = _also_slug(row.slug, row.name)
    return Document("brand", row.id or 0, row.slug, row.name, f"/brands/{row.slug}", line, aliases, row.notes)


def review_document(row: Review, device: str, author: str) -> Document:
    """``device``, ``author``: names, as they are now."""
    how = "Review, tested hands-on" if row.is_hands_on else "Review, not tested hands-on"
    said = [
        row.verdict,
        *(one["words"] for name in ("pros", "cons") for one in row.listed(name)),
        *(str(one) for name in ("best_for", "not_for") for one in row.listed(name)),
        plain(row.text),
        *(plain(one["words"]) for name in ("follow_ups", "corrections") for one in row.listed(name)),
    ]
    return Document(
        "review",
        row.id or 0,
        row.slug,
        row.title,
        f"/reviews/{row.slug}",
        f"{how}: {device}, by {author}",
        (device,),
        sentences(said),
    )


def article_document(row: Article) -> Document:
    said = [row.summary, plain(row.text), *(plain(one["words"]) for one in row.corrections)]
    line = f"Article by {row.byline}"
    url = f"/articles/{row.slug}"
    return Document("article", row.id or 0, row.slug, row.title, url, line, row.topics, sentences(said))


def study_document(row: Study, doubt: Doubt | None) -> Document:
    facts = [row.kind or "", f"n = {row.n}" if row.n else "", str(row.year or "")]
    line = f"Study: {', '.join(fact for fact in facts if fact)}" if any(facts) else "Study"
    if doubt:
        line = f"{line}; {doubt.word}"
    names = [name.rsplit(" ", 1)[0] for name in row.authors]
    first = f"{names[0]} {row.year or ''}".strip() if names else ""
    aliases = tuple(one for one in (first, row.doi or "", row.pmid or "") if one)
    said = [row.plain, row.finding, row.outcome, row.population, row.does_not_show]
    said += [row.device_kind or "", ", ".join(row.authors), row.journal]
    url = f"/studies/{row.slug}"
    return Document("study", row.id or 0, row.slug, row.title, url, line, aliases, sentences(said))


def claim_document(row: Claim, doubts: Mapping[str, Doubt]) -> Document:
    line = f"Claim: {shown(row, doubts).word}"
    text = sentences([row.why, row.instead, row.said])
    return Document("claim", row.id or 0, row.slug, row.words, f"/claims/{row.slug}", line, (), text)


def term_document(row: GlossaryTerm) -> Document:
    url = f"/glossary#{row.slug}"
    return Document("term", row.id or 0, row.slug, row.term, url, "Word explained", row.also, row.definition)


def sentences(some: Iterable[str]) -> str:
    """Texts one after the other, each ending as a sentence does."""
    whole = (one.strip() for one in some)
    return " ".join(one if one[-1] in ".!?:;" else f"{one}." for one in whole if one)


def _also_slug(slug: str, title: str) -> tuple[str, ...]:
    """What its address calls it, where that says something else: "dr-pen-a6" of the "Dr. Pen Ultima A6"."""
    said = slug.replace("-", " ")
    return (said,) if said != title.casefold() else ()


def also(slug: str, title: str, more: Sequence[str] = ()) -> tuple[str, ...]:
    """Other names of a thing: its address, and what is given, each once."""
    return tuple(dict.fromkeys((*_also_slug(slug, title), *(one for one in more if one and one != title))))


_NOT_READ: Final = re.compile(
    r"\[@[^\]\n]{1,3000}\]"  # citations
    r"|\[\[[^\]\n]{1,300}\]\]"  # what is set in
    r"|!\[[^\]\n]*\]\([^)\n]*\)"  # pictures
    r"|^:::.*$|^\|?[-:| ]+\|?$",  # fences, lines of tables
    re.MULTILINE,
)
_LINK: Final = re.compile(r"\[([^\[\]\n]{1,500})\]\([^()\n]{1,1000}\)")
_MARKS: Final = re.compile(r"^[ \t]*(?:#{1,6}|>|[-*+]|\d{1,3}[.)])[ \t]+|\*\*|__|`|\|", re.MULTILINE)
_HEADING: Final = re.compile(r"^(#{1,6}[ \t][^\n]*[^\s.!?:;])[ \t]*$", re.MULTILINE)
_SPACE: Final = re.compile(r"\s+")
_BEFORE_STOPS: Final = re.compile(r" +(?=[.,;:!?](?:\s|$))")
"""Where a citation was taken out."""


def plain(text: str) -> str:
    """Markdown without its marks, citations and what is set in; spaces and line breaks are one space.

    A heading ends as a sentence does, so that it does not run into what it is of.
    """
    read = _HEADING.sub(r"\1.", _NOT_READ.sub(" ", text))
    read = _LINK.sub(r"\1", read)
    return _BEFORE_STOPS.sub("", _SPACE.sub(" ", _MARKS.sub(" ", read))).strip()

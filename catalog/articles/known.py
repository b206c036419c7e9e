"""What an article may name: by kind, the slugs that exist. Pure but for `known_in`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from sqlmodel import Session, col, select

from catalog.claims.models import Claim
from catalog.concerns.models import Concern
from catalog.glossary.models import GlossaryTerm
from catalog.guidance.models import Guidance
from catalog.media.queries import slugs as slugs_of_pictures
from catalog.products.models import FormerSlug, Product
from catalog.science.models import SAFETY_GROUPS, CleaningRule, Study

from .drafts import ArticleDraft
from .text import BLOCK, INLINE, ArticleText, Insertion

FIGURES: Final = ("skin", "penetration", "timeline")
"""Figures that need nothing else; "lengths acne-scars" and "scale c12" draw a concern and a claim."""
_ALL_FIGURES: Final = (*FIGURES, "lengths <concern>", "scale <claim>")


@dataclass(frozen=True)
class Known:
    """Slugs that exist; terms and topics as they are written in insertions."""

    studies: Collection[str]
    guidance: Collection[str]
    claims: Collection[str]
    concerns: Collection[str]
    terms: Collection[str]
    topics: Collection[str]
    devices: Collection[str]
    comparisons: Collection[str]
    measurements: Collection[str] = ()
    """What was measured here and may be cited; in reviews only."""
    pictures: Collection[str] = ()


@dataclass(frozen=True)
class Link:
    """That a text names something: one of `models.LINKS`, and its slug."""

    kind: str
    target: str


def known_in(session: Session) -> Known:
    """What the catalogue holds, and readers can see."""
    # Addresses that something once had still lead to it.
    public = col(Product.is_published)
    former = select(FormerSlug.slug).join(Product, col(FormerSlug.product_id) == Product.id)
    products = set(session.exec(select(Product.slug).where(public)))
    products |= set(session.exec(former.where(FormerSlug.thing == "product", public)))
    return Known(
        set(session.exec(select(Study.slug))),
        set(session.exec(select(Guidance.slug))),
        set(session.exec(select(Claim.slug))),
        set(session.exec(select(Concern.slug))),
        set(session.exec(select(GlossaryTerm.term))),
        set(session.exec(select(CleaningRule.topic))),
        products,
        comparisons_in(session),
        pictures=slugs_of_pictures(session),
    )


def comparisons_in(session: Session) -> set[str]:
    """The addresses that lead to public comparisons."""
    # Their room lies above this one; addresses are all that is needed of them.
    wanted = sa.text(
        "SELECT slug FROM comparison WHERE is_published UNION SELECT former.slug FROM comparison "
        "JOIN former_comparison_slug AS former ON former.comparison_id = comparison.id WHERE is_published"
    )
    return set(session.execute(wanted).scalars())


def broken(text: ArticleText, known: Known) -> Iterator[tuple[int, str]]:
    """What the text names that does not exist, or in the wrong place: the line, and a sentence."""
    for citation in text.citations:
        for key in citation.keys:
            if kind_of(key, known) is None:
                yield citation.line, f"[@{key}]: there is no study, no guidance and no claim of that name."
    for insertion in text.insertions:
        if fault := _fault(insertion, known):
            yield insertion.line, f"[[{insertion.kind} {insertion.name}]]: {fault}".replace(" ]]", "]]")


def kind_of(key: str, known: Known) -> str | None:
    """Whether a key is that of a "study", of "guidance", of a "claim" or of a "measurement"."""
    named = {
        "study": known.studies,
        "guidance": known.guidance,
        "claim": known.claims,
        "measurement": known.measurements,
    }
    return next((kind for kind, slugs in named.items() if key in slugs), None)


def links(draft: ArticleDraft, text: ArticleText, known: Known) -> tuple[Link, ...]:
    """What the article names, once each, sorted."""
    found = named_in(text, known) | {Link("concern", slug) for slug in draft.concerns}
    return tuple(sorted(found, key=lambda link: (link.kind, link.target)))


def named_in(text: ArticleText, known: Known) -> set[Link]:
    """What a text cites, measurements apart, and what is set into it."""
    found = {
        Link(kind, key)
        for citation in text.citations
        for key in citation.keys
        if (kind := kind_of(key, known)) and kind != "measurement"
    }
    return found | {link for insertion in text.insertions if (link := inserted(insertion))}


def inserted(insertion: Insertion) -> Link | None:
    """What an insertion names: `[[figure scale c12]]` draws the claim "c12". None for what names nothing."""
    kind, name = insertion.kind, insertion.name
    if kind == "figure":
        drawn, _, name = name.partition(" ")
        kind = {"lengths": "concern", "scale": "claim"}.get(drawn, "")
    if kind in ("device", "comparison", "concern", "claim", "term", "picture") and name:
        return Link(kind, name)
    return None


def _fault(insertion: Insertion, known: Known) -> str | None:
    kind, name = insertion.kind, insertion.name
    if kind not in INLINE + BLOCK:
        return f"nothing is set in by “{kind}”; there are {', '.join(INLINE + BLOCK)}."
    if kind in BLOCK and not insertion.is_block:
        return "this stands alone in a paragraph, with an empty line before and after."
    if kind in ("bands", "layers"):
        return "nothing follows the word." if name else None
    if kind == "figure":
        return _figure_fault(name, known)
    named: dict[str, tuple[Collection[str], str]] = {
        "device": (known.devices, "device or cartridge"),
        "comparison": (known.comparisons, "comparison"),
        "concern": (known.concerns, "concern"),
        "claim": (known.claims, "claim"),
        "term": (known.terms, "term in the glossary"),
        "picture": (known.pictures, "picture in the library"),
        "safety": (SAFETY_GROUPS, "group of the safety items"),
        "cleaning": (known.topics, "topic of the rules on cleaning"),
    }
    slugs, words = named[kind]
    if name in slugs:
        return None
    said = f"there is no {words} “{name}”" if name else f"a {words} has to be named"
    # The groups and the topics are few; of the rest there may be hundreds.
    few = f"; there are {', '.join(sorted(slugs))}" if kind in ("safety", "cleaning") and slugs else ""
    return f"{said}{few}."


def _figure_fault(name: str, known: Known) -> str | None:
    drawn, _, of = name.partition(" ")
    if drawn == "lengths" and of:
        return None if of in known.concerns else f"there is no concern “{of}”."
    if drawn == "scale" and of:
        return None if of in known.claims else f"there is no claim “{of}”."
    if name in FIGURES:
        return None
    said = f"there is no figure “{name}”" if name else "a figure has to be named"
    return f"{said}; there are {', '.join(_ALL_FIGURES)}."

"""What the text of a review may name and link to, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlmodel import Session, select

from catalog.articles.addresses import slugs_in
from catalog.articles.inner_links import text_faults
from catalog.articles.known import Known, broken, known_in
from catalog.articles.text import ArticleText, parse
from catalog.editorial.editable import Fault
from catalog.method.models import Measurement
from catalog.products.models import Brand, FormerSlug

from .drafts import ReviewDraft
from .whole import place_of, whole_text


@dataclass(frozen=True)
class Around:
    """What can be named, and where links can lead: slugs by how an address begins."""

    known: Known
    there: Mapping[str, Collection[str]]


def around(session: Session) -> Around:
    """The catalogue of now. Measurements may be cited, too."""
    known = replace(known_in(session), measurements=set(session.exec(select(Measurement.slug))))
    brands = set(session.exec(select(Brand.slug)))
    brands |= set(session.exec(select(FormerSlug.slug).where(FormerSlug.thing == "brand")))
    # The room of filters lies above this one; of its pages for needs, their addresses are all that is needed.
    needs = set(session.execute(sa.text("SELECT slug FROM need")).scalars())
    there = slugs_in(session, known) | {
        "cartridges": known.devices,
        "brands": brands,
        "devices/needs": needs,
    }
    return Around(known, there)


def text_of(draft: ReviewDraft) -> ArticleText:
    """The text with its follow-ups, read."""
    return parse(whole_text(draft.text, draft.follow_ups))


def wrong_in_text(draft: ReviewDraft, text: ArticleText, around: Around) -> Iterator[Fault]:
    """What is wrong with it: what cannot be read, what is named and does not exist, links to nothing."""
    found = (
        *text.problems,
        *broken(text, around.known),
        *text_faults(text, around.there),
    )
    for line, said in sorted(found):
        field, at = place_of(draft.text, draft.follow_ups, line)
        yield Fault(field, said[:1].upper() + said[1:], at)

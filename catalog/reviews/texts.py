"""What the text of a review may name and link to, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from sqlmodel import Session, select

from catalog.articles.addresses import every_page
from catalog.articles.inner_links import text_faults
from catalog.articles.known import Known, broken, known_in
from catalog.articles.text import ArticleText, parse
from catalog.editorial.editable import Fault
from catalog.method.models import Measurement

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
    return Around(known, every_page(session, known))


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

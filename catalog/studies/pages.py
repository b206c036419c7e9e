"""What the pages of studies show: every field finished."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from markupsafe import Markup
from sqlmodel import Session

from catalog.articles import queries as articles
from catalog.articles.references import first_place
from catalog.articles.safety import safety_article
from catalog.concerns import queries as concerns
from catalog.glossary.current import page_links
from catalog.glossary.linking import LENGTH, PageLinks
from catalog.guidance import queries as guidance
from catalog.references.style import formatted_one
from catalog.reviews import queries as reviews
from catalog.science import queries, standing
from catalog.science.current import citations
from catalog.science.models import Study
from catalog.science.reference import reference_of
from catalog.science.standing import Doubt
from catalog.science.words import (
    DESIGNS,
    Design,
    citation_words,
    design_words,
    memory_words,
    people_words,
    study_address,
    unconfirmed_words,
    verification,
)
from catalog.shelf.naming import title_and_address
from catalog.shelf.shelf import Shelf

from .asked import Asked, Choice, designs, devices
from .leaning import Group, Line, leaning
from .listed import Listed, listed
from .noted import is_noted
from .notices import Notice, shown, standing_words
from .record import Fact, absent, citation, facts
from .twins import EXPORTS, Json, listed_json, study_json

UNDATED: Final = "Year not known"
ON_PAGE: Final = 100
"""Studies on a page of the list."""
_NO_LENGTH: Final = re.compile(r"([Nn]eedle lengths? (?:was|were) not confirmed\.)")
"""What a study in plain words says of a length that nobody knows: no place to explain what a length is."""


@dataclass(frozen=True)
class Row:
    """A study in the list: "Chu 2021", its title, and what is to be known of it at a glance."""

    name: str
    title: str
    url: str
    facts: tuple[str, ...]
    doubt: str


@dataclass(frozen=True)
class Year:
    """The studies of one year, by name."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Link:
    """A format of references and its address."""

    name: str
    url: str
    media_type: str


@dataclass(frozen=True)
class StudiesPage:
    """`/studies`: a page of the ``found`` of ``total`` studies, the newest year first.

    ``from_memory`` of those found are cited from memory, ``not_read`` nobody here has read; ``kinds``
    explains the kinds among them. ``first`` to ``last`` are on this page, both 0 where it has none.
    """

    asked: Asked
    total: int
    found: int
    from_memory: int
    not_read: int
    designs: tuple[Choice, ...]
    devices: tuple[Choice, ...]
    years: tuple[Year, ...]
    kinds: tuple[Design, ...]
    exports: tuple[Link, ...]
    first: int
    last: int
    pages: int

    @property
    def is_past_end(self) -> bool:
        """Whether the address asks for a page after the last one."""
        return self.asked.page > self.pages

    @property
    def url_of(self) -> Callable[[int], str]:
        """The address of a page by its number."""
        return lambda number: self.asked.on_page(number).address()


@dataclass(frozen=True)
class StudyPage:
    """`/studies/<slug>`. ``devices`` are exact models it names; ``standing`` says what a list says, or that
    none was looked through; ``groups`` are what leans on it.
    ``from_memory`` says what of the reference nobody confirmed, "" where it was confirmed or imported.
    """

    slug: str
    name: str
    title: str
    kind: str
    description: str
    reference: Markup
    from_memory: str
    plain: Markup
    does_not_show: Markup
    facts: tuple[Fact, ...]
    devices: tuple[Line, ...]
    citation: tuple[Fact, ...]
    absent: tuple[str, ...]
    citation_words: str
    verification: str
    unconfirmed: tuple[str, ...]
    doubt: str
    notices: tuple[Notice, ...]
    standing: str
    groups: tuple[Group, ...]
    exports: tuple[Link, ...]


def studies_page(session: Session, asked: Asked) -> StudiesPage:
    """The list of what is asked for."""
    every = listed()
    found = [one for one in every if asked.has(one)]
    on_page = _on_page(found, asked.page)
    studies = queries.studies(session, (one.slug for one in on_page))
    first = (asked.page - 1) * ON_PAGE + 1 if on_page else 0
    return StudiesPage(
        asked=asked,
        total=len(every),
        found=len(found),
        from_memory=sum(study.confidence == "recalled" for study in found),
        not_read=sum(study.confidence == "imported" for study in found),
        designs=designs(asked, every),
        devices=devices(asked, every),
        years=tuple(_years(studies, citations(), standing.doubts(session))),
        kinds=tuple(one for kind, one in DESIGNS.items() if any(study.kind == kind for study in found)),
        exports=_exports(asked.on_page(1)),
        first=first,
        last=first + len(on_page) - 1 if on_page else 0,
        pages=_pages(len(found)),
    )


def _on_page(found: Sequence[Listed], page: int) -> Sequence[Listed]:
    return found[(page - 1) * ON_PAGE : page * ON_PAGE]


def _pages(found: int) -> int:
    """How many pages they fill; an empty list is one."""
    return max(1, -(-found // ON_PAGE))


def _years(studies: Iterable[Study], names: Mapping[str, str], doubts: Mapping[str, Doubt]) -> Iterable[Year]:
    by_year: dict[str, list[Row]] = {}
    for study in studies:
        heading = str(study.year) if study.year else UNDATED
        by_year.setdefault(heading, []).append(_row(study, _name(names, study), doubts))
    return (Year(heading, tuple(rows)) for heading, rows in by_year.items())


def _name(names: Mapping[str, str], study: Study) -> str:
    return names.get(study.slug, study.slug)


def _row(study: Study, name: str, doubts: Mapping[str, Doubt]) -> Row:
    known = (name, design_words(study), people_words(study), *study.kinds, citation_words(study))
    return Row(name, study.title, study_address(study.slug), known, _doubt(doubts, study))


def _doubt(doubts: Mapping[str, Doubt], study: Study) -> str:
    return doubts[study.slug].word if study.slug in doubts else ""


def study_page(session: Session, shelf: Shelf, study: Study) -> StudyPage:
    name = _name(citations(), study)
    notices = standing.notices(session, study.slug)
    in_lists = [one for one in notices if not is_noted(one)]
    looked = standing.looked_through(session)
    missed = standing.missed(session, study, looked) if looked else ""
    by = concerns.tested_by(session, study.slug)
    links = page_links()
    return StudyPage(
        slug=study.slug,
        name=name,
        title=study.title,
        kind=design_words(study),
        description=_description(study, name),
        reference=Markup(formatted_one(reference_of(study)).html),
        from_memory=memory_words(study),
        plain=_prose(study.plain, links),
        does_not_show=_prose(study.does_not_show, links),
        facts=tuple(_linked(fact, links) for fact in facts(study, by)),
        devices=tuple(_devices(shelf, study)),
        citation=citation(study),
        absent=absent(study),
        citation_words=citation_words(study),
        verification=verification(study),
        unconfirmed=unconfirmed_words(study),
        doubt=_doubt(standing.doubts(session, [study.slug]), study),
        notices=tuple(map(shown, reversed(notices))),
        standing=standing_words(looked, bool(in_lists), missed, is_noted=len(in_lists) < len(notices)),
        groups=_groups(session, study),
        exports=_exports(Asked(), study_address(study.slug)),
    )


def _linked(fact: Fact, links: PageLinks) -> Fact:
    return replace(fact, text=_prose(fact.text, links)) if fact.is_prose else fact


def _prose(text: str, links: PageLinks) -> Markup:
    parts = enumerate(_NO_LENGTH.split(text))
    return Markup("").join(links.html(part, (LENGTH,) if number % 2 else ()) for number, part in parts)


def _description(study: Study, name: str) -> str:
    return study.plain or f"{name}: {study.title}"


def _devices(shelf: Shelf, study: Study) -> Iterable[Line]:
    for slug in study.devices:
        if named := title_and_address(shelf, slug):
            yield Line(*named)


def _groups(session: Session, study: Study, names: Collection[str] | None = None) -> tuple[Group, ...]:
    safety = safety_article(session)
    judged = [Line(one.title, f"/reviews/{one.slug}") for one in reviews.naming(session, "study", study.slug)]
    return leaning(
        session, study.slug, _articles(session, study.slug, names), safety[1] if safety else "", judged
    )


def _articles(session: Session, study: str, names: Collection[str] | None) -> Iterable[Line]:
    """The articles that cite it, each at the place where it first does."""
    known = {
        study,
        *(citations() if names is None else names),
        *(row.slug for row in guidance.guidance(session)),
    }
    for article in articles.naming(session, "study", study):
        place = first_place(article.text, study, known)
        yield Line(article.title, f"/articles/{article.slug}{place and '#'}{place}")


def _exports(asked: Asked, path: str = "/studies") -> tuple[Link, ...]:
    return tuple(
        Link(one.name, asked.address(f"{path}.{one.ending}"), one.media_type) for one in EXPORTS.values()
    )


def studies_json(session: Session, asked: Asked) -> Json:
    """`/studies.json`: ``{"address", "total", "found", "page", "next", "ignored", "studies"}``.

    Like the page it holds one page of the list, and in its order; ``next`` is the address of the next one as
    data, null on the last.
    """
    doubts = standing.doubts(session)
    every = listed()
    found = [one for one in every if asked.has(one)]
    pages = _pages(len(found))
    following = asked.on_page(asked.page + 1).address("/studies.json") if asked.page < pages else None
    return {
        "address": asked.address(),
        "total": len(every),
        "found": len(found),
        "page": {"number": asked.page, "size": ON_PAGE, "pages": pages},
        "next": following,
        "ignored": [
            {"parameter": one.parameter, "value": one.value, "message": one.message} for one in asked.ignored
        ],
        "studies": [
            listed_json(study, doubts[study.slug].nature if study.slug in doubts else "")
            for study in queries.studies(session, (one.slug for one in _on_page(found, asked.page)))
        ],
    }


def one_study_json(session: Session, study: Study, names: Collection[str] | None = None) -> Json:
    """`/studies/<slug>.json`. ``names`` are the slugs of all studies; those of today where not given."""
    doubt = standing.doubts(session, [study.slug]).get(study.slug)
    notices = standing.notices(session, study.slug)
    looked = standing.looked_through(session)
    if looked and all(map(is_noted, notices)) and standing.missed(session, study, looked):
        looked = None
    return study_json(
        study,
        doubt.nature if doubt else "",
        notices,
        looked,
        _groups(session, study, names),
    )

"""The pages of articles: the list, and an article with everything that is set into it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Final

from flask import render_template
from markupsafe import Markup
from sqlmodel import Session

from catalog.bylines import note_of
from catalog.changes.queries import changed_on
from catalog.claims.box import claim_address, number_of
from catalog.claims.models import Claim
from catalog.claims.verdict import shown
from catalog.comments.shown import Replies, replies_to
from catalog.compare import queries as comparisons
from catalog.figures.scales import DEVICE
from catalog.figures.skin import skin_patterns
from catalog.glossary.current import page_links
from catalog.science.standing import doubts
from catalog.shelf.naming import title_and_address
from catalog.shelf.shelf import Shelf
from catalog.studies.twins import EXPORTS
from catalog.upkeep.since import NOTHING as NOTHING_CHANGED
from catalog.upkeep.since import Since, since

from . import beside, queries
from .blocks import NOTHING, Source
from .doubted import DoubtedStudy, doubted_studies
from .facts import Facts
from .known import inserted
from .lines import ArticleLine, address
from .models import Article
from .references import ListedReference, anchor, numbered, reference_list
from .rendering import html
from .setting import block
from .text import INLINE, ArticleText, Citation, Heading, Insertion, parse
from .topics import Topic, counted, slug_of, topics_of

NO_SOURCES: Final[Mapping[str, Source]] = MappingProxyType({})


@dataclass(frozen=True)
class CorrectedOn:
    """What was corrected on one day."""

    day: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class ArticlePage:
    """``patterns`` are what its pictures of skin refer to; ``doubted`` the studies in doubt that it leans on.

    ``exports`` are its studies for other programs, none where it cites none.
    """

    slug: str
    title: str
    summary: str
    byline: str
    note: str
    written: str
    checked: str
    changed: str
    patterns: Markup
    body: Markup
    headings: tuple[Heading, ...]
    corrections: tuple[CorrectedOn, ...]
    references: tuple[ListedReference, ...]
    doubted: tuple[DoubtedStudy, ...]
    exports: tuple[Source, ...]
    concerns: tuple[Source, ...]
    devices: tuple[Source, ...]
    others: tuple[Source, ...]
    topics: tuple[Topic, ...] = ()
    replies: Replies | None = None
    """What readers wrote; None where the article takes no comments."""
    since: Since = NOTHING_CHANGED
    """What changed of what it leans on since it was last held against that."""


@dataclass(frozen=True)
class ArticlesPage:
    """The list of articles; ``topic`` is the one that was asked for, None for all of them."""

    articles: tuple[ArticleLine, ...]
    topics: tuple[Topic, ...]
    topic: Topic | None = None


def articles_page(session: Session, topic: str = "") -> ArticlesPage | None:
    """The published articles in their order, or those of a topic; None where no article has that topic."""
    rows = queries.listed(session)
    topics = counted(row[3] for row in rows)
    asked = next((one for one in topics if one.slug == topic), None)
    if topic and asked is None:
        return None
    doubted = {one.url: one.in_doubt or "" for one in beside.current().articles} if doubts(session) else {}
    lines = tuple(
        ArticleLine(title, address(slug), summary, doubted.get(address(slug), ""))
        for slug, title, summary, words in rows
        if asked is None or asked.slug in map(slug_of, words)
    )
    return ArticlesPage(lines, topics, asked)


def article_page(session: Session, shelf: Shelf, row: Article) -> ArticlePage:
    """One article, finished."""
    shown = set_text(session, shelf, row.text, address(row.slug))
    return ArticlePage(
        row.slug,
        row.title,
        row.summary,
        row.byline,
        note_of(row.byline),
        row.written,
        row.checked,
        changed_on(session, "article", row.id or 0),
        shown.patterns,
        shown.body,
        shown.headings,
        by_day(row.corrections),
        shown.references,
        shown.doubted,
        shown.exports,
        tuple(shown.setting.concern(slug) for slug in row.concerns),
        shown.devices,
        tuple(
            Source(one.title, one.url) for one in beside.current().articles if one.url != address(row.slug)
        ),
        topics_of(row.topics),
        replies_to(session, "article", row.id or 0, address(row.slug)) if row.takes_comments else None,
        since=since(session, shelf, "article", row.id) if row.id else NOTHING_CHANGED,
    )


@dataclass(frozen=True)
class SetText:
    """A text in the grammar of articles with everything that is set into it, whoever wrote it."""

    patterns: Markup
    body: Markup
    headings: tuple[Heading, ...]
    references: tuple[ListedReference, ...]
    doubted: tuple[DoubtedStudy, ...]
    exports: tuple[Source, ...]
    devices: tuple[Source, ...]
    setting: Setting


def set_text(
    session: Session, shelf: Shelf, written: str, url: str, measured: Mapping[str, Source] = NO_SOURCES
) -> SetText:
    """A text of the page at ``url``; ``measured``: the measurements it may cite, by slug."""
    text = parse(written)
    facts = Facts(session, text)
    numbers = numbered(text, [*facts.studies, *facts.guidance])
    setting = Setting(shelf, facts, text, numbers, measured)
    body = html(text, setting.cite, setting.insert, page_links().html)
    return SetText(
        skin_patterns([DEVICE], facts.layers) if setting.has_skin and facts.layers else Markup(""),
        body,
        tuple(text.headings),
        reference_list(text, numbers, facts.studies, facts.guidance, facts.labels, facts.doubts),
        doubted_studies(numbers, _claims(text, numbers, facts), facts.doubts, facts.labels),
        _exports(url) if any(key in facts.studies for key in numbers) else (),
        tuple(dict.fromkeys(setting.devices)),
        setting,
    )


class Setting:
    """What stands in for citations and insertions, in the order in which the text has them."""

    def __init__(
        self,
        shelf: Shelf,
        facts: Facts,
        text: ArticleText,
        numbers: dict[str, int],
        measured: Mapping[str, Source] = NO_SOURCES,
    ) -> None:
        self._measured = measured
        self.devices: list[Source] = []
        self.has_skin = False
        self._shelf, self._facts, self._text, self._numbers = shelf, facts, text, numbers
        self._uses: dict[str, int] = {}

    def cite(self, citation: Citation) -> Markup:
        """The numbers of references, claims with their verdicts, and what was measured here."""
        parts = [part for key in citation.keys if (part := self._cited(key))]
        return Markup('<span class="cites">{}</span>').format(Markup(" ").join(parts))

    def _cited(self, key: str) -> Markup:
        if key in self._numbers:
            return self._number(key)
        if key in self._facts.claims:
            return self._claim(self._facts.claims[key])
        if found := self._measured.get(key):
            if not found.href:
                return Markup('<span class="cite cite-cl">{}</span>').format(found.text)
            return Markup('<a class="cite cite-cl" href="{}">{}</a>').format(found.href, found.text)
        return NOTHING

    def insert(self, insertion: Insertion) -> Markup:
        """A block, or a name as a link; nothing for a block whose data is gone, or inside a sentence."""
        if insertion.kind in INLINE:
            source = self._named(insertion)
            if not source.href:
                return Markup("{}").format(source.text)
            return Markup('<a href="{}">{}</a>').format(source.href, source.text)
        found = block(self._facts, insertion) if insertion.is_block else None
        if found is None:
            return NOTHING
        self.has_skin |= found.kind == "skin"
        return Markup(render_template("articles/_block.html", block=found))

    def concern(self, slug: str) -> Source:
        """A concern by its label."""
        found = self._facts.concerns.get(slug)
        return Source(found.label if found else slug, f"/for/{slug}")

    def _number(self, key: str) -> Markup:
        number = self._numbers[key]
        self._uses[key] = use = self._uses.get(key, 0) + 1
        doubt = " in-doubt" if key in self._facts.doubts else ""
        said = ", in doubt" if doubt else ""
        return Markup(
            '<a class="cite{}" id="{}" href="#ref-{}"><span class="vh">Reference </span>{}'
            '<span class="vh">{}</span></a>'
        ).format(doubt, anchor(number, use), number, number, said)

    def _claim(self, claim: Claim) -> Markup:
        """The claim's number. Its verdict would stand beside our own sentence and read as one on that, so it
        is told without being shown, but for a doubt, which is one on our sentence, too."""
        verdict = shown(claim, self._facts.doubts)
        word = Markup(", in doubt" if verdict.is_doubted else '<span class="vh">: {}</span>')
        return Markup('<a class="cite cite-cl{}" href="{}">claim {}{}</a>').format(
            " in-doubt" if verdict.is_doubted else "",
            claim_address(claim.slug),
            number_of(claim.slug),
            word.format(verdict.word),
        )

    def _named(self, insertion: Insertion) -> Source:
        name = insertion.name
        if insertion.kind == "concern":
            return self.concern(name)
        if insertion.kind == "comparison":
            return self._comparison(name)
        product = self._product(name)
        if product.href:
            self.devices.append(product)
        return product

    def _comparison(self, slug: str) -> Source:
        title, today = self._comparisons.get(slug, (slug, ""))
        return Source(title, f"/comparisons/{today}" if today else "/comparisons")

    def _product(self, slug: str) -> Source:
        """What is called so today, or was when the text was written; without a page where that is gone."""
        found = title_and_address(self._shelf, self._renamed.get(slug, slug))
        return Source(*found) if found else Source(slug, "")

    @cached_property
    def _comparisons(self) -> dict[str, tuple[str, str]]:
        return comparisons.titles(self._facts.session, self._names("comparison"))

    @cached_property
    def _renamed(self) -> dict[str, str]:
        gone = [slug for slug in self._names("device") if not title_and_address(self._shelf, slug)]
        return comparisons.renamed(self._facts.session, gone) if gone else {}

    def _names(self, kind: str) -> list[str]:
        """What the text names of a kind, so that all of it is asked for at once."""
        return [insertion.name for insertion in self._text.insertions if insertion.kind == kind]


def by_day(corrections: Iterable[Mapping[str, str]]) -> tuple[CorrectedOn, ...]:
    """Corrections as stored, {"day", "words"}: newest day first, within a day in the order given."""
    found: dict[str, list[str]] = {}
    for one in corrections:
        found.setdefault(one["day"], []).append(one["words"])
    return tuple(CorrectedOn(day, tuple(found[day])) for day in sorted(found, reverse=True))


def _claims(text: ArticleText, numbers: Container[str], facts: Facts) -> list[Claim]:
    """The claims that a text cites or sets in, in the order of all claims."""
    slugs = {key for citation in text.citations for key in citation.keys if key not in numbers}
    links = (inserted(insertion) for insertion in text.insertions)
    slugs |= {link.target for link in links if link and link.kind == "claim"}
    return [claim for slug, claim in facts.claims.items() if slug in slugs] if slugs else []


def _exports(url: str) -> tuple[Source, ...]:
    return tuple(Source(export.name, f"{url}.{ending}") for ending, export in EXPORTS.items())

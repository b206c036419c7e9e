"""The pages of articles: the list, and an article with everything that is set into it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import get_template_attribute, render_template
from markupsafe import Markup
from sqlmodel import Session

from catalog.bylines import NOTE
from catalog.changes.queries import changed_on
from catalog.claims import queries as claims
from catalog.claims.box import claim_address, number_of
from catalog.claims.models import Claim
from catalog.claims.verdict import shown
from catalog.compare import queries as comparisons
from catalog.concerns import queries as concerns
from catalog.figures.scales import DEVICE
from catalog.figures.skin import skin_patterns
from catalog.glossary.current import page_links
from catalog.products.queries import product_by_former_slug
from catalog.shelf.naming import title_and_address
from catalog.shelf.shelf import Shelf
from catalog.studies.twins import EXPORTS

from . import queries
from .blocks import Block, Source
from .facts import Facts
from .models import Article
from .references import ListedReference, anchor, numbered, reference_list
from .rendering import html
from .setting import block
from .text import Citation, Heading, Insertion, parse


@dataclass(frozen=True)
class ArticleLink:
    """An article in a list."""

    title: str
    url: str
    summary: str


@dataclass(frozen=True)
class CorrectedOn:
    """What was corrected on one day."""

    day: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class ArticlePage:
    """``patterns`` are what its pictures of skin refer to; ``doubted`` the references that are in doubt."""

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
    doubted: tuple[ListedReference, ...]
    exports: tuple[Source, ...]
    concerns: tuple[Source, ...]
    devices: tuple[Source, ...]
    others: tuple[ArticleLink, ...]


def article_links(session: Session) -> tuple[ArticleLink, ...]:
    """The published articles in their order."""
    return tuple(_link(row) for row in queries.articles(session))


def article_page(session: Session, shelf: Shelf, row: Article) -> ArticlePage:
    """One article, finished."""
    facts, text = Facts(session), parse(row.text)
    numbers = numbered(text, [*facts.studies, *facts.guidance])
    setting = _Setting(session, shelf, facts, numbers)
    body = html(text, setting.cite, setting.insert, page_links().html)
    references = reference_list(text, numbers, facts.studies, facts.guidance, facts.labels, facts.doubts)
    return ArticlePage(
        row.slug,
        row.title,
        row.summary,
        row.byline,
        NOTE,
        row.written,
        row.checked,
        changed_on(session, "article", row.id or 0),
        skin_patterns([DEVICE], facts.layers) if setting.has_skin and facts.layers else Markup(""),
        body,
        tuple(text.headings),
        _corrections(row),
        references,
        tuple(one for one in references if one.doubt),
        tuple(Source(export.name, f"/articles/{row.slug}.{ending}") for ending, export in EXPORTS.items()),
        tuple(setting.concern(slug) for slug in row.concerns),
        tuple(dict.fromkeys(setting.devices)),
        tuple(link for link in article_links(session) if link.url != _url(row)),
    )


class _Setting:
    """What stands in for citations and insertions, in the order in which the text has them."""

    def __init__(self, session: Session, shelf: Shelf, facts: Facts, numbers: dict[str, int]) -> None:
        self.devices: list[Source] = []
        self.has_skin = False
        self._session, self._shelf, self._facts, self._numbers = session, shelf, facts, numbers
        self._uses: dict[str, int] = {}
        self._claims = {claim.slug: claim for claim in claims.claims(session)}

    def cite(self, citation: Citation) -> Markup:
        """The numbers of references, and claims with their verdicts."""
        parts = [
            self._claim(self._claims[key]) if key in self._claims else self._number(key)
            for key in citation.keys
            if key in self._claims or key in self._numbers
        ]
        return Markup('<span class="cites">{}</span>').format(Markup(" ").join(parts))

    def insert(self, insertion: Insertion) -> Markup:
        """A block, or a name as a link."""
        if insertion.is_block and (found := block(self._facts, insertion)):
            self.has_skin |= found.kind == "skin"
            return _drawn(found)
        source = self._named(insertion)
        return Markup('<a href="{}">{}</a>').format(source.href, source.text)

    def concern(self, slug: str) -> Source:
        """A concern by its label."""
        found = concerns.concern(self._session, slug)
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
        verdict = shown(claim, self._facts.doubts)
        sign = Markup(get_template_attribute("claims/_verdict.html", "sign")(verdict.icon))
        return Markup('<a class="cite-cl {}" href="{}">{}claim {}: {}</a>').format(
            verdict.tone, claim_address(claim.slug), sign, number_of(claim.slug), verdict.word
        )

    def _named(self, insertion: Insertion) -> Source:
        name = insertion.name
        if insertion.kind == "concern":
            return self.concern(name)
        if insertion.kind == "comparison":
            return self._comparison(name)
        self.devices.append(self._product(name))
        return self.devices[-1]

    def _comparison(self, slug: str) -> Source:
        former = comparisons.comparison_by_former_slug(self._session, slug)
        found = comparisons.comparison(self._session, slug) or former
        return Source(found.title, f"/comparisons/{found.slug}") if found else Source(slug, "/comparisons")

    def _product(self, slug: str) -> Source:
        """What is called so today, or was when the text was written."""
        found = title_and_address(self._shelf, slug)
        if found is None and (moved := product_by_former_slug(self._session, slug)):
            found = title_and_address(self._shelf, moved.slug)
        return Source(*found) if found else Source(slug, f"/devices/{slug}")


def _corrections(row: Article) -> tuple[CorrectedOn, ...]:
    """Newest day first, within a day in the order given."""
    by_day: dict[str, list[str]] = {}
    for one in row.corrections:
        by_day.setdefault(one["day"], []).append(one["words"])
    return tuple(CorrectedOn(day, tuple(by_day[day])) for day in sorted(by_day, reverse=True))


def _drawn(found: Block) -> Markup:
    return Markup(render_template("articles/_block.html", block=found))


def _link(row: Article) -> ArticleLink:
    return ArticleLink(row.title, _url(row), row.summary)


def _url(row: Article) -> str:
    return f"/articles/{row.slug}"

"""`/corrections` and its feed: what was public and is another now, in words."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlmodel import Session, col, select

from catalog.articles.models import Article
from catalog.changes.models import Change
from catalog.claims.models import Claim
from catalog.concerns.models import Concern
from catalog.dates import show_date
from catalog.history.actors import actors_named
from catalog.history.corrections import corrections
from catalog.history.labels import LABELS
from catalog.history.pages.timeline import Titled
from catalog.history.telling import Told
from catalog.history.things import product_url
from catalog.products import queries
from catalog.products.models import Brand, Product
from catalog.products.pages import history as products
from catalog.products.pages.owner import names_for
from catalog.products.sources import SourceFacts
from catalog.reviews.models import Review
from catalog.science.models import Study, StudyNotice
from catalog.shelf.shelf import full_name
from catalog.specs.registry import SPECS

ON_ONE_PAGE: Final = 25
_ANOTHER_WAY: Final = Told("A value", "the same, written another way")


@dataclass(frozen=True)
class Correction:
    """One change that corrected something. ``at`` UTC as the log writes it; ``lines`` say what."""

    number: int
    at: str
    title: str
    url: str
    who: str
    why: str
    lines: tuple[Told, ...]

    @property
    def day(self) -> str:
        return self.at[:10]

    @property
    def history(self) -> str:
        """Where the history of its page lies, without the place of the change in it."""
        return f"{self.url}/history"

    @property
    def words(self) -> str:
        """All in one line, for feeds."""
        parts = [f"{one.subject}: {' '.join(one.come) if one.come else one.words}" for one in self.lines]
        return "; ".join(parts)


@dataclass(frozen=True)
class CorrectionsPage:
    """``number`` of ``pages``; ``total`` corrections in all."""

    entries: tuple[Correction, ...]
    number: int
    pages: int
    total: int

    def address(self, number: int) -> str:
        return "/corrections" if number == 1 else f"/corrections?page={number}"


Sources = Mapping[str, SourceFacts]


def corrections_page(session: Session, sources: Sources, number: int) -> CorrectionsPage:
    """The page of this number, from 1; the last one for a number past the end."""
    found = corrections(session)
    pages = max(1, -(-len(found) // ON_ONE_PAGE))
    number = min(max(1, number), pages)
    shown = found[(number - 1) * ON_ONE_PAGE : number * ON_ONE_PAGE]
    return CorrectionsPage(in_words(session, shown, sources), number, pages, len(found))


def in_words(session: Session, changes: Sequence[Change], sources: Sources) -> tuple[Correction, ...]:
    """These corrections, without those of things that are gone; statements do not grow with the log."""
    pages = _pages(session, changes)
    who = actors_named(session, {change.actor for change in changes})
    of_products = _of_products(session, [c for c in changes if c.entity_kind == "product"], sources)
    found = []
    for change in changes:
        if page := pages.get((change.entity_kind, change.entity_id)):
            title, url = page
            lines = of_products.get(change.number) or _lines(change)
            found.append(
                Correction(change.number, change.at, title, url, who[change.actor], change.reason, lines)
            )
    return tuple(found)


def _lines(change: Change) -> tuple[Told, ...]:
    fields = json.loads(change.payload)["fields"]
    if change.entity_kind == "study_notice":
        return (Told("Study", "it was retracted, as a notice says"),)
    if change.entity_kind in ("article", "review"):
        old, new = fields["corrections"]
        added = tuple(f"{show_date(one['day'])}: {one['words']}" for one in new if one not in old)
        return (Told("Correction", "noted on the page", (), added),)
    name = {"claim": "verdict", "concern": "certainty"}[change.entity_kind]
    was, now = fields[name]
    return (Told(LABELS[change.entity_kind][name].words, f"was {was}, now {now}"),)


def _of_products(
    session: Session, changes: Sequence[Change], sources: Sources
) -> dict[int, tuple[Told, ...]]:
    """Number of a change → the values that it changed or took away."""
    wanted = {change.number for change in changes}
    logs: dict[int, list[products.Logged]] = defaultdict(list)
    if wanted:
        query = select(Change).where(
            Change.entity_kind == "product",
            col(Change.entity_id).in_({change.entity_id for change in changes}),
            Change.number <= max(wanted),
        )
        for c in session.exec(query.order_by(col(Change.number))):
            logs[c.entity_id].append(products.Logged(c.number, c.at, c.reason, c.payload))
    known = names_for(session, [change for log in logs.values() for change in log], sources)
    names = Titled(known.products, known.brands, known.sources)
    return {
        told.number: _values(told.lines) or (_ANOTHER_WAY,)
        for log in logs.values()
        for told in products.tell(log, names)
        if told.number in wanted
    }


def _values(lines: Iterable[products.Line]) -> tuple[Told, ...]:
    labels = {spec.label for spec in SPECS.values()}
    return tuple(
        Told(line.subject, line.words)
        for line in lines
        if line.subject in labels and line.words.startswith(("was ", "taken away: "))
    )


def _pages(session: Session, changes: Sequence[Change]) -> dict[tuple[str, int], tuple[str, str]]:
    """Kind and id → title and address of its page, of those that are there."""
    ids: dict[str, set[int]] = defaultdict(set)
    for change in changes:
        ids[change.entity_kind].add(change.entity_id)
    found: dict[tuple[str, int], tuple[str, str]] = {}
    for kind, table, title, place in _PLACES:
        if ids[kind]:
            query: Any = select(table.id, title, table.slug).where(col(table.id).in_(ids[kind]))
            found |= {(kind, i): (words, f"{place}/{slug}") for i, words, slug in session.exec(query)}
    if ids["study_notice"]:
        query = select(StudyNotice.id, Study.title, Study.slug).join(
            Study, col(Study.slug) == StudyNotice.study
        )
        rows = session.exec(query.where(col(StudyNotice.id).in_(ids["study_notice"])))
        found |= {("study_notice", i or 0): (title, f"/studies/{slug}") for i, title, slug in rows}
    return found | _product_pages(session, ids["product"])


_PLACES: Final[tuple[tuple[str, Any, Any, str], ...]] = (
    ("claim", Claim, Claim.words, "/claims"),
    ("concern", Concern, Concern.label, "/for"),
    ("article", Article, Article.title, "/articles"),
    ("review", Review, Review.title, "/reviews"),
)


def _product_pages(session: Session, ids: set[int]) -> dict[tuple[str, int], tuple[str, str]]:
    if not ids:
        return {}
    rows = session.exec(select(Product).where(col(Product.id).in_(ids), Product.document != "")).all()
    brands = queries.names_by_id(session, Brand, {row.brand_id for row in rows if row.brand_id})
    return {
        ("product", row.id or 0): (
            full_name(brands.get(row.brand_id or 0, ""), row.name),
            product_url(row),
        )
        for row in rows
    }

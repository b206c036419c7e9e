"""What texts lean on, and the changes of it in the log since each text was last held against it.

A text leans on the products it names and their families, on the studies it cites and on the claims it names.
It was last held against them when it was first written, when the day in it on which it was checked was last
changed, or when an author last said that it still holds (`Recheck`). Other changes of it are no look at
what it leans on. All of it is read from the log and from the links of the texts; nothing is kept beside them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from catalog.articles.models import Article, ArticleLink
from catalog.changes.models import Change
from catalog.claims.models import Claim
from catalog.editorial.models import Recheck
from catalog.products.models import FormerSlug, Product
from catalog.reviews.models import Review, ReviewLink
from catalog.science.models import Study, StudyNotice

Key = tuple[str, int]
"""Kind and id of a text, as in the log: ("article", 3)."""

LINKS: Final[Mapping[str, tuple[Any, Any]]] = {
    "article": (ArticleLink, ArticleLink.article_id),
    "review": (ReviewLink, ReviewLink.review_id),
}
"""Kind of text → the table of what it names, and the column of the text's id in it."""

CITED, NAMING, NOTICE, CLAIM, PRODUCT, FITTING = "study", "naming", "notice", "claim", "product", "fitting"
"""How a change has to do with a text: of a study it cites; of one that names its device; …; of a product it
names; of one that says something about what fits a product it names."""


@dataclass(frozen=True)
class Touch:
    """A change that has to do with a text. ``of``: id of the study a notice is about, or of the product that
    is named; 0 for the rest."""

    how: str
    kind: str
    id: int
    number: int
    at: str
    payload: str
    of: int = 0


@dataclass(frozen=True)
class Named:
    """What one text names, by id; ``devices`` are the addresses of the products among it."""

    products: frozenset[int] = frozenset()
    devices: frozenset[str] = frozenset()
    studies: frozenset[int] = frozenset()
    notices: Mapping[int, int] = field(default_factory=dict)
    """Id of a notice → that of the study it is about."""
    claims: frozenset[int] = frozenset()
    base: int = 0


@dataclass
class _Links:
    """What the links of one text say, as slugs."""

    by_kind: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    products: set[int] = field(default_factory=set)


def touched_since(session: Session, kind: str, number: int) -> list[Touch]:
    """The changes since one text was last held against what it leans on, oldest first, in one statement."""
    base = _base(kind, number)
    named = _named(kind, number)
    newer = Change.number > base
    study, claim = _targets(kind, number, "study"), _targets(kind, number, "claim")
    cited = select(Study.id).where(col(Study.slug).in_(study))
    claims = select(Claim.id).where(col(Claim.slug).in_(claim))
    names_it = sa.exists().where(col(Change.payload).like(_around('%"', named.c.slug, '"%')))
    wanted = sa.union_all(
        _of_kind(CITED, "study", newer, col(Change.entity_id).in_(cited)),
        _of_kind(NAMING, "study", newer, col(Change.payload).like('%"devices":%'), names_it),
        _of_kind(
            NOTICE,
            "study_notice",
            newer,
            col(Change.entity_id) == StudyNotice.id,
            col(StudyNotice.study) == Study.slug,
            col(Study.slug).in_(study),
            of=col(Study.id),
        ),
        _of_kind(CLAIM, "claim", newer, col(Change.entity_id).in_(claims)),
        _of_kind(PRODUCT, "product", newer, col(Change.entity_id) == named.c.id, of=named.c.id),
        _of_kind(
            FITTING,
            "product",
            newer,
            col(Change.payload).like('%"fits/%'),
            _list_of_touched().like(_around("%,", sa.cast(named.c.id, sa.Text), ",%")),
            col(Change.entity_id) != named.c.id,
            of=named.c.id,
        ),
    )
    found = [Touch(*row) for row in session.execute(wanted)]
    return sorted(found, key=lambda one: (one.number, one.how))


def _of_kind(how: str, kind: str, *conditions: Any, of: Any = None) -> Any:
    return sa.select(
        sa.literal(how),
        col(Change.entity_kind),
        col(Change.entity_id),
        col(Change.number),
        col(Change.at),
        col(Change.payload),
        sa.literal(0) if of is None else of,
    ).where(Change.entity_kind == kind, *conditions)  # type: ignore[arg-type]


def _base(kind: str, number: int) -> Any:
    own = (
        select(_last_checked())
        .where(Change.entity_kind == kind, Change.entity_id == number)
        .scalar_subquery()
    )
    seen = select(func.max(Recheck.version)).where(Recheck.slug == f"{kind}:{number}").scalar_subquery()
    return func.coalesce(sa.case((seen > own, seen), else_=own), 0)


def _last_checked() -> Any:
    """Number of the last change of a text that changed the day on which it was checked; of its first, if none
    did. Within what a text says, JSON has a backslash before the quotation mark."""
    checked = sa.case((col(Change.payload).like('%"checked":[%'), col(Change.number)))
    return func.coalesce(func.max(checked), func.min(Change.number))


def _targets(kind: str, number: int, linked: str) -> Any:
    table, column = LINKS[kind]
    return select(table.target).where(column == number, table.kind == linked)


def _named(kind: str, number: int) -> Any:
    """Id and address of the products a text names, now or by an address they had; of their families, too."""
    slugs = _targets(kind, number, "device")
    parts = [
        select(Product.id, Product.slug).where(col(Product.slug).in_(slugs)),
        select(Product.id, Product.slug)
        .join(FormerSlug, col(FormerSlug.product_id) == Product.id)
        .where(FormerSlug.thing == "product", col(FormerSlug.slug).in_(slugs)),
    ]
    if kind == "review":
        parts.append(
            select(Product.id, Product.slug)
            .join(Review, col(Review.product_id) == Product.id)
            .where(Review.id == number)
        )
    own = sa.union(*parts).subquery()
    family, version = sa.alias(Product.__table__), sa.alias(Product.__table__)  # type: ignore[attr-defined]
    families = (
        sa.select(family.c.id, family.c.slug)
        .join(version, version.c.family_id == family.c.id)
        .where(version.c.id.in_(sa.select(own.c.id)))
    )
    return sa.union(sa.select(own.c.id, own.c.slug), families).cte("named")


def _list_of_touched() -> Any:
    return func.replace(func.replace(Change.touched, "[", ","), "]", ",")


def _around(before: str, words: Any, after: str) -> Any:
    return sa.literal(before) + words + sa.literal(after)


def touched_all(session: Session) -> dict[Key, list[Touch]]:
    """The same for every text that is public, in a number of statements that does not grow with them."""
    texts = _all_named(session)
    if not texts:
        return {}
    since = min(named.base for named in texts.values())
    query = select(Change).where(
        Change.number > since, col(Change.entity_kind).in_(("product", "study", "study_notice", "claim"))
    )
    found: dict[Key, list[Touch]] = defaultdict(list)
    for change in session.exec(query.order_by(col(Change.number))):
        for key, named in texts.items():
            if change.number > named.base:
                found[key] += _touches(change, named)
    return found


def _touches(change: Change, named: Named) -> Iterable[Touch]:
    def touch(how: str, of: int = 0) -> Touch:
        said = (change.entity_kind, change.entity_id, change.number, change.at, change.payload)
        return Touch(how, *said, of)

    if change.entity_kind == "product":
        if change.entity_id in named.products:
            yield touch(PRODUCT, change.entity_id)
        if '"fits/' in change.payload:
            others = named.products & set(json.loads(change.touched)) - {change.entity_id}
            yield from (touch(FITTING, other) for other in sorted(others))
    elif change.entity_kind == "study":
        if change.entity_id in named.studies:
            yield touch(CITED)
        if '"devices":' in change.payload and any(f'"{slug}"' in change.payload for slug in named.devices):
            yield touch(NAMING)
    elif change.entity_kind == "claim" and change.entity_id in named.claims:
        yield touch(CLAIM)
    elif change.entity_kind == "study_notice" and change.entity_id in named.notices:
        yield touch(NOTICE, named.notices[change.entity_id])


def _all_named(session: Session) -> dict[Key, Named]:
    links: dict[Key, _Links] = {}
    public = select(Article.id).where(col(Article.is_published))
    links |= {("article", i): _Links() for i in session.exec(public) if i}
    for i, product in session.exec(select(Review.id, Review.product_id)):
        links["review", i or 0] = _Links(products={product})
    for kind, (table, column) in LINKS.items():
        for i, of, target in session.exec(select(column, table.kind, table.target)):
            if (kind, i) in links:
                links[kind, i].by_kind[of].add(target)
    if not links:
        return {}
    ids = _ids(session)
    bases = _bases(session)
    return {key: _resolved(one, ids, bases.get(key, 0)) for key, one in links.items()}


@dataclass(frozen=True)
class _Ids:
    """What can be named: id by address, former ones included; of products also the way back."""

    products: Mapping[str, int]
    slugs: Mapping[int, str]
    families: Mapping[int, int]
    studies: Mapping[str, int]
    claims: Mapping[str, int]
    notices: Mapping[str, set[int]]


def _ids(session: Session) -> _Ids:
    rows = [(i or 0, *rest) for i, *rest in session.exec(select(Product.id, Product.slug, Product.family_id))]
    former = select(FormerSlug.slug, FormerSlug.product_id).where(FormerSlug.thing == "product")
    notices: dict[str, set[int]] = defaultdict(set)
    for i, study in session.exec(select(StudyNotice.id, StudyNotice.study)):
        notices[study].add(i or 0)
    return _Ids(
        {slug: i for slug, i in session.exec(former) if i} | {slug: i for i, slug, _ in rows},
        {i: slug for i, slug, _ in rows},
        {i: family for i, _, family in rows if family},
        {slug: i or 0 for slug, i in session.exec(select(Study.slug, Study.id))},
        {slug: i or 0 for slug, i in session.exec(select(Claim.slug, Claim.id))},
        notices,
    )


def _resolved(links: _Links, ids: _Ids, base: int) -> Named:
    own = links.products | {ids.products[slug] for slug in links.by_kind["device"] if slug in ids.products}
    own |= {ids.families[i] for i in own if i in ids.families}
    cited, claims = links.by_kind["study"], links.by_kind["claim"]
    return Named(
        frozenset(own),
        frozenset(ids.slugs[i] for i in own if i in ids.slugs),
        frozenset(ids.studies[slug] for slug in cited if slug in ids.studies),
        {i: ids.studies[slug] for slug in cited for i in ids.notices.get(slug, ()) if slug in ids.studies},
        frozenset(ids.claims[slug] for slug in claims if slug in ids.claims),
        base,
    )


def _bases(session: Session) -> dict[Key, int]:
    own = (
        select(Change.entity_kind, Change.entity_id, _last_checked())
        .where(col(Change.entity_kind).in_(tuple(LINKS)))
        .group_by(Change.entity_kind, col(Change.entity_id))
    )
    bases: dict[Key, int] = {(kind, i): number for kind, i, number in session.exec(own)}
    for slug, version in session.exec(select(Recheck.slug, Recheck.version)):
        kind, _, number = slug.partition(":")
        key = (kind, int(number))
        bases[key] = max(bases.get(key, 0), version)
    return bases

"""Writing products, brands and sources: the only code that does, each save one change in the log.

Every function takes a writer's session and leaves the commit to its caller.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlmodel import Session, col, delete, or_, select

from catalog.changes.models import Change
from catalog.changes.recording import canonical_json, record
from catalog.dates import PartialDate
from catalog.products import checks, queries, readmodel
from catalog.products.drafts import (
    BrandDraft,
    FitDraft,
    InvalidDraftError,
    LegalDraft,
    OfferDraft,
    Problem,
    ProductDraft,
    SourceDraft,
    StatementDraft,
)
from catalog.products.legal import outcome_of
from catalog.products.models import (
    Brand,
    Fit,
    FormerSlug,
    LegalSource,
    LegalStatus,
    Offer,
    Product,
    Source,
    StatementRow,
)
from catalog.products.sources import SourceFacts, kind_of
from catalog.specs.registry import SPECS


def put_brand(session: Session, draft: BrandDraft, *, actor: str, reason: str) -> Change | None:
    """Create or change a brand. Raises `InvalidDraftError`; None where nothing changes."""
    namesake = session.exec(select(Brand).where(Brand.name == draft.name, Brand.slug != draft.slug)).first()
    taken = [Problem("name", f"“{draft.name}” is the name of “{namesake.slug}”.")] if namesake else []
    _refuse([*checks.check_brand(draft), *taken])
    row = queries.brand_by_slug(session, draft.slug)
    before = _brand_state(row) if row else None
    row = row or Brand(slug=draft.slug, name=draft.name)
    row.name, row.is_own, row.notes = draft.name, draft.is_own, draft.notes
    session.add(row)
    session.flush()
    touched = session.exec(select(Product.id).where(Product.brand_id == row.id))
    return record(
        session, actor=actor, entity_kind="brand", entity_id=row.id or 0,
        before=before, after=_brand_state(row), reason=reason, touched=[i for i in touched if i],
    )  # fmt: skip


def _brand_state(row: Brand) -> dict[str, Any]:
    return {"slug": row.slug, "name": row.name, "is_own": row.is_own, "notes": row.notes}


def put_source(session: Session, draft: SourceDraft, *, actor: str, reason: str) -> Change | None:
    """Create or change a source, and write anew every document that leans on it."""
    _refuse(checks.check_source(draft))
    row = session.exec(select(Source).where(Source.slug == draft.slug)).first()
    before = _source_state(row) if row else None
    row = row or Source(slug=draft.slug, title="", publisher="", type="", strength="", read_on="")
    row.title, row.publisher, row.url = draft.title, draft.publisher, draft.url
    row.published = PartialDate(draft.published) if draft.published else None
    row.type, row.strength, row.is_manual = draft.type, draft.strength, draft.is_manual
    row.read_on, row.note = draft.read_on, draft.note
    session.add(row)
    session.flush()
    touched = readmodel.touched_by_source(session, row.id or 0) if before else set()
    change = record(
        session, actor=actor, entity_kind="source", entity_id=row.id or 0,
        before=before, after=_source_state(row), reason=reason, touched=touched,
    )  # fmt: skip
    if change:
        readmodel.refresh(session, touched)
    return change


def _source_state(row: Source) -> dict[str, Any]:
    return asdict(queries.source_facts(row))


def put_product(session: Session, draft: ProductDraft, *, actor: str, reason: str) -> Change | None:
    """Create or change one product so that what is stored equals the draft."""
    changes = put_products(session, [draft], actor=actor, reason=reason)
    return changes[0] if changes else None


def put_products(
    session: Session,
    drafts: Sequence[ProductDraft],
    *,
    actor: str,
    reason: str,
    progress: Callable[[int], None] = lambda done: None,
) -> list[Change]:
    """Create or change products that may refer to each other; one change each, those unchanged none.

    Raises `InvalidDraftError` with every problem of every draft, before anything is written.
    ``progress`` is told how many drafts are done.
    """
    sources = queries.sources_of(session, drafts)
    brand_ids = queries.ids_by_slug(session, Brand, [d.brand for d in drafts if d.brand])
    _refuse(list(_problems(session, drafts, sources, brand_ids)))
    ids = _reserve(session, drafts)
    stored = queries.drafts(session, sorted(ids[d.slug] for d in drafts))
    source_ids = queries.ids_by_slug(session, Source, sources)
    writer = _Writer(session, ids, brand_ids, source_ids, sources)
    changes: list[Change] = []
    for done, draft in enumerate(drafts, 1):
        wanted = _complete(draft, sources)
        product = session.get_one(Product, ids[draft.slug])
        if not product.document or wanted != stored[ids[draft.slug]]:
            before = state_of(session, product) if product.document else None
            connected = readmodel.touched_by_products(session, [product.id or 0]) if before else set()
            writer.write(product, wanted)
            touched = connected | readmodel.touched_by_products(session, [product.id or 0])
            change = record(
                session, actor=actor, entity_kind="product", entity_id=product.id or 0,
                before=before, after=state_of(session, product), reason=reason, touched=touched,
            )  # fmt: skip
            if change:
                changes.append(change)
                writer.touched |= touched
        progress(done)
    readmodel.refresh(session, writer.touched)
    return changes


def _problems(
    session: Session,
    drafts: Sequence[ProductDraft],
    sources: dict[str, SourceFacts],
    brand_ids: dict[str, int],
) -> Iterable[Problem]:
    kinds = {d.slug: f"family of {d.kind}" if d.is_family else d.kind for d in drafts}
    named = (
        {d.family for d in drafts} | {d.successor for d in drafts} | {f.other for d in drafts for f in d.fits}
    )
    others = _by_slugs(session, sorted({n for n in named if n} - kinds.keys()))
    kinds |= {p.slug: f"family of {p.kind}" if p.is_family else p.kind for p in others}
    several = len(drafts) > 1
    stored = {p.slug: p for p in _by_slugs(session, [d.slug for d in drafts])}
    former = _former(session, [d.slug for d in drafts])
    repeated = {slug for slug, count in Counter(d.slug for d in drafts).items() if count > 1}
    for draft in drafts:
        problems = checks.check_product(draft, sources=sources, brands=brand_ids, kinds=kinds)
        if draft.slug in repeated:
            problems.append(Problem("slug", f"“{draft.slug}” stands here twice."))
        if draft.slug in stored:
            problems += _changed_kind(session, stored[draft.slug], draft, kinds)
        elif draft.slug in former:
            problems.append(Problem("slug", _LEADS_ELSEWHERE.format(draft.slug)))
        for problem in problems:
            yield replace(problem, place=f"{draft.slug}, {problem.place}") if several else problem


_LEADS_ELSEWHERE = "“{}” was the address of another product and still leads to it."


def _by_slugs(session: Session, slugs: Sequence[str]) -> Iterable[Product]:
    for some in queries.batches(slugs):
        yield from session.exec(select(Product).where(col(Product.slug).in_(some)))


def _former(session: Session, slugs: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for some in queries.batches(slugs):
        found.update(
            session.exec(
                select(FormerSlug.slug).where(FormerSlug.thing == "product", col(FormerSlug.slug).in_(some))
            )
        )
    return found


def _changed_kind(
    session: Session, product: Product, draft: ProductDraft, kinds: dict[str, str]
) -> Iterable[Problem]:
    """What stands against a product's becoming another kind of thing: others that count on what it is."""
    if product.is_family != draft.is_family:
        yield Problem("is_family", "A product does not become a family, nor a family a product.")
    if product.kind == draft.kind:
        return
    versions = session.exec(select(Product).where(Product.family_id == product.id)).all()
    if any(kinds.get(version.slug, version.kind) != draft.kind for version in versions):
        yield Problem("kind", f"It has versions that are {product.kind}s.")
    if (
        "cartridge" in (product.kind, draft.kind)
        and session.exec(
            select(Fit.id).where(
                or_(col(Fit.cartridge_id) == product.id, col(Fit.device_id) == product.id),
                col(Fit.product_id) != product.id,
            )
        ).first()
    ):
        yield Problem("kind", f"Other pages say what it fits as a {product.kind}.")


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise InvalidDraftError(problems)


def _reserve(session: Session, drafts: Sequence[ProductDraft]) -> dict[str, int]:
    """Ids of the drafts' products and of all they refer to; rows are made for those that are new."""
    named = {d.slug for d in drafts} | {d.family for d in drafts} | {d.successor for d in drafts}
    named |= {f.other for d in drafts for f in d.fits}
    ids = queries.ids_by_slug(session, Product, [slug for slug in named if slug])
    new = [
        Product(slug=d.slug, kind=d.kind, name=d.name, is_family=d.is_family)
        for d in drafts
        if d.slug not in ids
    ]
    session.add_all(new)
    session.flush()
    return ids | {p.slug: p.id or 0 for p in new}


def _complete(draft: ProductDraft, sources: dict[str, SourceFacts]) -> ProductDraft:
    """The draft with everything said that follows from it, as it will be read back."""
    return replace(
        draft,
        statements=tuple(
            replace(s, kind=s.kind or kind_of(sources.get(s.source or ""))) for s in draft.statements
        ),
        legal=tuple(replace(row, outcome=row.outcome or outcome_of(row.status)) for row in draft.legal),
    )


class _Writer:
    """Brings the rows of one product after the other to what their drafts say."""

    def __init__(
        self,
        session: Session,
        ids: dict[str, int],
        brand_ids: dict[str, int],
        source_ids: dict[str, int],
        sources: dict[str, SourceFacts],
    ) -> None:
        self.session = session
        self.ids, self.brand_ids, self.source_ids = ids, brand_ids, source_ids
        self.sources = sources
        self.touched: set[int] = set()

    def write(self, product: Product, draft: ProductDraft) -> None:
        product.kind, product.name, product.is_family = draft.kind, draft.name, draft.is_family
        product.brand_id = self.brand_ids[draft.brand] if draft.brand else None
        product.family_id = self.ids[draft.family] if draft.family else None
        product.successor_id = self.ids[draft.successor] if draft.successor else None
        product.audience, product.status, product.is_own = draft.audience, draft.status, draft.is_own
        product.released = PartialDate(draft.released) if draft.released else None
        product.notes = draft.notes
        self.session.add(product)
        self._match(product, StatementRow, draft.statements, self._statement)
        self._match(product, Offer, draft.offers, self._offer)
        self._match(product, LegalStatus, draft.legal, self._legal)
        self._match(product, Fit, draft.fits, self._fit)
        self.session.flush()

    def _match(
        self,
        product: Product,
        table: Any,
        wanted: Sequence[Any],
        fields_of: Callable[[Product, Any], dict[str, Any]],
    ) -> None:
        """Keep the rows that say what a draft says, change those of the same origin, add and delete the rest.

        Rows keep their ids that way, so that the log says what changed and not that all did.
        """
        rows = queries.rows_of(self.session, table, [product.id or 0])[product.id or 0]
        fields = [fields_of(product, draft) for draft in wanted]
        taken: dict[int, Any] = {}
        for same in (_equal, _same_origin, _same_subject):
            for number, wanted_fields in enumerate(fields):
                if number not in taken:
                    row = next((r for r in rows if r not in taken.values() and same(r, wanted_fields)), None)
                    if row is not None:
                        taken[number] = row
        for row in rows:
            if row not in taken.values():
                self.session.delete(row)
        # Out of the way first: places are unique, and rows may trade theirs.
        for row in taken.values():
            row.place = -1 - row.place
        self.session.flush()
        for place, wanted_fields in enumerate(fields):
            row = taken.get(place) or table(product_id=product.id, place=place, **_columns(wanted_fields))
            row.place = place
            for name, value in _columns(wanted_fields).items():
                setattr(row, name, value)
            self.session.add(row)
            if table is LegalStatus:
                self._cite(row, wanted_fields["_sources"])
        self.session.flush()

    def _cite(self, row: LegalStatus, source_ids: list[int]) -> None:
        self.session.flush()
        self.session.exec(delete(LegalSource).where(col(LegalSource.legal_id) == row.id))
        for place, source_id in enumerate(source_ids):
            self.session.add(LegalSource(legal_id=row.id or 0, place=place, source_id=source_id))

    def _statement(self, product: Product, draft: StatementDraft) -> dict[str, Any]:
        kind = SPECS[draft.spec].kind
        known = draft.state == "known" and not draft.unparsed
        value = canonical_json(kind.to_json(kind.parse(draft.says or ""))) if known else None
        return {
            "spec": draft.spec,
            "says": draft.says,
            "value": value,
            "state": draft.state,
            "kind": draft.kind or kind_of(self.sources.get(draft.source or "")),
            "rank": draft.rank,
            "known_by": draft.known_by,
            "source_id": self.source_ids[draft.source] if draft.source else None,
            "read_on": draft.read_on,
            "note": draft.note,
            "origin": draft.origin,
        }

    def _offer(self, product: Product, draft: OfferDraft) -> dict[str, Any]:
        fields = {name: getattr(draft, name) for name in OfferDraft.__dataclass_fields__}
        fields["source_id"] = self.source_ids[fields.pop("source")]
        fields["day"] = PartialDate(draft.day) if draft.day else None
        return fields

    def _legal(self, product: Product, draft: LegalDraft) -> dict[str, Any]:
        fields = {name: getattr(draft, name) for name in LegalDraft.__dataclass_fields__}
        fields["_sources"] = [self.source_ids[source] for source in fields.pop("sources")]
        fields["date"] = PartialDate(draft.date) if draft.date else None
        fields["outcome"] = draft.outcome or outcome_of(draft.status)
        return fields

    def _fit(self, product: Product, draft: FitDraft) -> dict[str, Any]:
        other, is_cartridge = self.ids[draft.other], product.kind == "cartridge"
        return {
            "cartridge_id": product.id if is_cartridge else other,
            "device_id": other if is_cartridge else product.id,
            "answer": draft.answer,
            "source_id": self.source_ids[draft.source],
            "note": draft.note,
            "origin": draft.origin,
        }


def _columns(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if not name.startswith("_")}


def _equal(row: Any, fields: dict[str, Any]) -> bool:
    return all(getattr(row, name) == value for name, value in _columns(fields).items())


def _same_origin(row: Any, fields: dict[str, Any]) -> bool:
    return row.origin is not None and row.origin == fields["origin"] and _same_spec(row, fields)


def _same_subject(row: Any, fields: dict[str, Any]) -> bool:
    if not _same_spec(row, fields):
        return False
    names = [
        name for name in ("source_id", "body", "identifier", "cartridge_id", "device_id") if name in fields
    ]
    return all(getattr(row, name) == fields[name] for name in names)


def _same_spec(row: Any, fields: dict[str, Any]) -> bool:
    return "spec" not in fields or row.spec == fields["spec"]


def state_of(session: Session, product: Product) -> dict[str, Any]:
    """A product as the log keeps it: its fields, and each row by its id.

    What can be renamed is referred to by id: a new address of one product is no change of another.
    """
    session.flush()
    draft = queries.drafts(session, [product.id or 0])[product.id or 0]
    state: dict[str, Any] = {
        name: getattr(draft, name)
        for name in ProductDraft.__dataclass_fields__
        if name not in ("brand", "family", "successor", "statements", "offers", "legal", "fits")
    }
    for name in ("brand_id", "family_id", "successor_id"):
        state[name] = getattr(product, name)
    tables: tuple[tuple[str, Any, Sequence[Any]], ...] = (
        ("statements", StatementRow, draft.statements),
        ("offers", Offer, draft.offers),
        ("legal", LegalStatus, draft.legal),
        ("fits", Fit, draft.fits),
    )
    for name, table, rows in tables:
        ids = [row.id for row in queries.rows_of(session, table, [product.id or 0])[product.id or 0]]
        state[name] = {
            str(i): asdict(row) | {"place": place}
            for place, (i, row) in enumerate(zip(ids, rows, strict=True))
        }
    for row in state["legal"].values():
        row["sources"] = list(row["sources"])
    others = queries.ids_by_slug(session, Product, [row.other for row in draft.fits])
    for row in state["fits"].values():
        row["other_id"] = others[row.pop("other")]
    return state


def rename_product(session: Session, slug: str, new_slug: str, *, actor: str, reason: str) -> Change | None:
    """Give a product another address; the old one leads to it from now on.

    Raises `InvalidDraftError` where the new address is taken, now or by another thing's past.
    """
    product = queries.product_by_slug(session, slug)
    if product is None:
        raise InvalidDraftError([Problem("slug", f"There is no product “{slug}”.")])
    if new_slug == slug:
        return None
    _refuse(list(_slug_problems(session, product, new_slug)))
    before = state_of(session, product)
    touched = readmodel.touched_by_products(session, [product.id or 0])
    former = session.get(FormerSlug, ("product", new_slug))
    if former:
        session.delete(former)
        session.flush()
    session.add(FormerSlug(thing="product", slug=slug, product_id=product.id))
    product.slug = new_slug
    session.add(product)
    session.flush()
    change = record(
        session, actor=actor, entity_kind="product", entity_id=product.id or 0,
        before=before, after=state_of(session, product), reason=reason, touched=touched,
    )  # fmt: skip
    readmodel.refresh(session, touched)
    return change


def _slug_problems(session: Session, product: Product, slug: str) -> Iterable[Problem]:
    yield from checks.check_slug("slug", slug)
    if queries.product_by_slug(session, slug):
        yield Problem("slug", f"“{slug}” is the address of another product.")
    former = session.get(FormerSlug, ("product", slug))
    if former and former.product_id != product.id:
        yield Problem("slug", _LEADS_ELSEWHERE.format(slug))

"""Which documents a change touches, and writing them anew in the same transaction."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from sqlmodel import Session, col, or_, select

from catalog.changes.recording import canonical_json
from catalog.products import queries
from catalog.products.document import Surroundings, build, fit_answer, resolve_all
from catalog.products.drafts import FitDraft, ProductDraft
from catalog.products.models import Fit, LegalSource, LegalStatus, Offer, Product, Source, StatementRow
from catalog.specs.needle_length import Lengths
from catalog.specs.resolution import Resolved


def touched_by_products(session: Session, ids: Iterable[int]) -> set[int]:
    """These products, the versions of those that are families, and what they fit or are fitted by.

    One step is not enough: a cartridge that fits a family reaches the family's versions.
    """
    touched = set(ids)
    paired: set[int] = set()
    for some in _batches(touched | _versions(session, touched) | families_of(session, touched)):
        pairs = session.exec(
            select(Fit.cartridge_id, Fit.device_id).where(
                or_(col(Fit.cartridge_id).in_(some), col(Fit.device_id).in_(some))
            )
        )
        paired.update(i for pair in pairs for i in pair)
    reached = touched | paired
    return reached | _versions(session, reached)


def touched_by_source(session: Session, source_id: int) -> set[int]:
    """Every product that a source says something of, and what depends on it."""
    return touched_by_products(session, witnessed_by(session, source_id))


def witnessed_by(session: Session, source_id: int) -> set[int]:
    """Every product that a source says something of."""
    direct: set[int] = set()
    for table in (StatementRow, Offer, Fit):
        direct.update(session.exec(select(table.product_id).where(table.source_id == source_id)))
    direct.update(
        session.exec(
            select(LegalStatus.product_id)
            .join(LegalSource, col(LegalSource.legal_id) == LegalStatus.id)
            .where(LegalSource.source_id == source_id)
        )
    )
    return direct


def _versions(session: Session, ids: set[int]) -> set[int]:
    found: set[int] = set()
    for some in _batches(ids):
        found.update(i for i in session.exec(select(Product.id).where(col(Product.family_id).in_(some))) if i)
    return found


def versions_of(session: Session, family_id: int) -> set[int]:
    """Ids of the versions of a family; none for what is no family."""
    return _versions(session, {family_id})


def families_of(session: Session, ids: set[int]) -> set[int]:
    """Ids of the families that these products are versions of."""
    found: set[int] = set()
    for some in _batches(ids):
        rows = session.exec(select(Product.family_id).where(col(Product.id).in_(some)))
        found.update(i for i in rows if i)
    return found


def _batches(ids: set[int]) -> Iterable[list[int]]:
    return queries.batches(sorted(ids))


def refresh(session: Session, ids: Iterable[int]) -> None:
    """Write the documents of these products anew."""
    for some in _batches(set(ids)):
        documents = documents_of(session, some)
        for product in session.exec(select(Product).where(col(Product.id).in_(some))):
            product.document = documents[product.id or 0]
            session.add(product)
        session.flush()


def unwritten(session: Session) -> list[int]:
    """Products whose document is empty, as a migration leaves it that changes what is in one."""
    empty = select(Product.id).where(Product.document == "", col(Product.is_published))
    return [i for i in session.exec(empty) if i]


def documents_of(session: Session, ids: list[int]) -> dict[int, str]:
    """What the documents of these products have to be now, by id; what `catalog check` compares with.

    That of a product which was taken down is empty, and others do not mention it.
    """
    session.flush()
    hidden = queries.taken_down(session)
    drafts = _without(hidden, queries.drafts(session, ids))
    families = _without(hidden, queries.drafts(session, sorted(families_of(session, set(ids)))))
    by_slug = {draft.slug: draft for draft in families.values()}
    fits = _fits_from_elsewhere(session, [*ids, *families])
    ids_of_families = {draft.slug: i for i, draft in families.items()}
    sources = queries.sources_of(session, [*drafts.values(), *families.values()])
    lengths = _head_lengths(session, drafts, families, fits, hidden)
    documents: dict[int, str] = {i: "" for i in ids if i in hidden}
    for i, draft in drafts.items():
        family = by_slug.get(draft.family or "")
        family_fits = fits[ids_of_families[family.slug]] if family else ()
        said = (*draft.fits, *fits[i], *(family.fits if family else ()), *family_fits)
        heads = () if draft.kind == "cartridge" else _heads(said, lengths)
        around = Surroundings(sources, family, tuple(family_fits), tuple(fits[i]), heads)
        documents[i] = canonical_json(build(draft, around))
    return documents


def _without(hidden: dict[int, str], drafts: dict[int, ProductDraft]) -> dict[int, ProductDraft]:
    """Without products that were taken down, and without what others say of fitting them."""
    if not hidden:
        return drafts
    gone = set(hidden.values())
    return {
        i: replace(draft, fits=tuple(fit for fit in draft.fits if fit.other not in gone))
        for i, draft in drafts.items()
        if i not in hidden
    }


def _fits_from_elsewhere(session: Session, ids: list[int]) -> dict[int, list[FitDraft]]:
    """What other products' pages say about fitting these, by product."""
    found: dict[int, list[FitDraft]] = defaultdict(list)
    wanted = set(ids)
    for some in _batches(wanted):
        asked = set(some)
        rows = session.exec(
            select(Fit)
            .join(Product, col(Product.id) == Fit.product_id)
            .where(
                or_(col(Fit.cartridge_id).in_(some), col(Fit.device_id).in_(some)), col(Product.is_published)
            )
            .order_by(col(Fit.product_id), col(Fit.place))
        ).all()
        products = queries.slugs_by_id(session, Product, {row.product_id for row in rows})
        sources = queries.slugs_by_id(session, Source, {row.source_id for row in rows})
        for row in rows:
            other = row.device_id if row.product_id == row.cartridge_id else row.cartridge_id
            if other in asked:
                found[other].append(
                    FitDraft(
                        products[row.product_id], row.answer, sources[row.source_id], row.note, row.origin
                    )
                )
    return found


def _head_lengths(
    session: Session,
    drafts: dict[int, ProductDraft],
    families: dict[int, ProductDraft],
    fits: dict[int, list[FitDraft]],
    hidden: dict[int, str],
) -> dict[str, list[Lengths | None]]:
    """The lengths of every cartridge named by a fit, from its own statements; of a family those of its
    versions, because nobody can buy the family.
    """
    named = {f.other for d in (*drafts.values(), *families.values()) if d.kind != "cartridge" for f in d.fits}
    named |= {f.other for rows in fits.values() for f in rows}
    ids = queries.ids_by_slug(session, Product, named)
    found = set(ids.values())
    heads = queries.drafts(session, sorted((found | _versions(session, found)) - hidden.keys()))
    cartridges = [d for d in heads.values() if d.kind == "cartridge"]
    sources = queries.sources_of(session, cartridges)
    sold_as = {d.family for d in cartridges}
    lengths: dict[str, list[Lengths | None]] = defaultdict(list)
    for draft in cartridges:
        if draft.is_family and draft.slug in sold_as:
            continue
        said = [s for s in draft.statements if s.spec == "needle_length"]
        asked = _asked(resolve_all("cartridge", said, sources).get("needle_length"))
        for slug in {draft.slug, draft.family or draft.slug}:
            lengths[slug].append(asked)
    return lengths


def _asked(resolved: Resolved | None) -> Lengths | None:
    """A cartridge's readings and its worst case; None where nobody says how long its needles are."""
    if resolved is None or resolved.value is None or resolved.worst is None:
        return None
    return Lengths((resolved.value, *resolved.alternatives), resolved.worst)


def _heads(said: Iterable[FitDraft], lengths: dict[str, list[Lengths | None]]) -> tuple[Lengths | None, ...]:
    """Lengths of the cartridges that fit; what is not verified does not count."""
    by_other: dict[str, list[str]] = defaultdict(list)
    for row in said:
        by_other[row.other].append(row.answer)
    fitting = [other for other, answers in sorted(by_other.items()) if fit_answer(answers) == "fits"]
    return tuple(length for other in fitting for length in lengths.get(other, [None]))


def stale_documents(session: Session) -> list[str]:
    """Slugs whose stored document differs from a rebuild; an empty list is the proof."""
    stale: list[str] = []
    ids = [i for i in session.exec(select(Product.id).order_by(col(Product.id))) if i]
    for some in queries.batches(ids):
        expected = documents_of(session, some)
        for product in session.exec(select(Product).where(col(Product.id).in_(some))):
            if product.document != expected[product.id or 0]:
                stale.append(product.slug)
    return stale

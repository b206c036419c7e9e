"""`/devices/<slug>.json`: the device as in every list, and everything that was said of it."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from catalog.media.shown import ShownPicture, picture_json
from catalog.products.document import legal_json, legal_of, offer_json, offers_of, statements_of
from catalog.products.drafts import FitDraft, LegalDraft, OfferDraft, ProductDraft, StatementDraft
from catalog.products.sources import SourceFacts, kind_of
from catalog.shelf.entry import Entry
from catalog.shelf.shelf import FamilyFacts, Shelf
from catalog.shelf.twin import device_json
from catalog.specs.registry import SPECS

Json = dict[str, Any]


def device_twin(
    shelf: Shelf,
    entry: Entry,
    draft: ProductDraft,
    family: ProductDraft | None,
    pictures: Sequence[ShownPicture] = (),
) -> Json:
    """`device_json` with ``statements`` (inherited ones too), ``offers``, ``legal`` and ``fits``.

    ``pictures`` only where there are any.
    """
    statements = statements_of(draft, family)
    return {
        "version": shelf.version,
        **device_json(entry, shelf),
        "statements": _statements(statements, len(draft.statements), shelf.sources),
        "offers": [_offer(row, shelf.sources) for row in offers_of(draft, family)],
        "legal": [_legal(row, shelf.sources) for row in legal_of(draft, family)],
        "fits": [msgspec.to_builtins(fit) for fit in entry.fits],
        **({"pictures": [picture_json(one) for one in pictures]} if pictures else {}),
    }


def family_twin(shelf: Shelf, family: FamilyFacts, draft: ProductDraft) -> Json:
    """A family: its ``versions`` as devices, and what is said of all of them."""
    members = (shelf.by_slug(slug) for slug in family.members)
    return {
        "version": shelf.version,
        "slug": family.slug,
        "name": family.name,
        "brand": family.brand,
        "kind": family.kind,
        "versions": [device_json(entry, shelf) for entry in members if entry],
        "statements": _statements(draft.statements, len(draft.statements), shelf.sources),
        "offers": [_offer(row, shelf.sources) for row in draft.offers],
        "legal": [_legal(row, shelf.sources) for row in legal_of(draft, None)],
        "fits": [_fit(row, shelf.sources) for row in draft.fits],
    }


def _statements(rows: Sequence[StatementDraft], own: int, sources: Mapping[str, SourceFacts]) -> list[Json]:
    return [_statement(row, place >= own, sources) for place, row in enumerate(rows)]


def _statement(row: StatementDraft, of_family: bool, sources: Mapping[str, SourceFacts]) -> Json:
    """``value`` is None where the text (``says``) could not be read as one."""
    kind = SPECS[row.spec].kind
    is_read = row.says is not None and not row.unparsed
    unit = kind.unit
    return {
        "spec": row.spec,
        "state": row.state,
        "value": kind.to_json(kind.parse(row.says or "")) if is_read else None,
        "unit": (unit.base or None) if unit else None,
        "says": row.says,
        "kind": row.kind or kind_of(sources.get(row.source or "")),
        "rank": row.rank,
        "known_by": row.known_by,
        "of_family": of_family,
        "source": _source(row.source, sources),
        "read_on": row.read_on or (sources[row.source].read_on if row.source else None),
        "note": row.note,
    }


def _source(slug: str | None, sources: Mapping[str, SourceFacts]) -> Json | None:
    """Dates as the source states them: "2012-11" stays a month."""
    if slug is None:
        return None
    source = sources[slug]
    return {
        "id": source.slug,
        "title": source.title,
        "url": source.url,
        "publisher": source.publisher,
        "published": source.published,
        "type": source.type,
        "strength": source.strength,
        "read_on": source.read_on,
    }


def _offer(row: OfferDraft, sources: Mapping[str, SourceFacts]) -> Json:
    return offer_json(row) | {"source": _source(row.source, sources)}


def _legal(row: LegalDraft, sources: Mapping[str, SourceFacts]) -> Json:
    return legal_json(row) | {"sources": [_source(slug, sources) for slug in row.sources]}


def _fit(row: FitDraft, sources: Mapping[str, SourceFacts]) -> Json:
    said = {"answer": row.answer, "source": row.source, "note": row.note}
    return {"other": row.other, "answer": row.answer, "said": [said]}

"""Bringing the rows of a product to what its draft says."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlmodel import Session, col, delete

from catalog.changes.recording import canonical_json
from catalog.dates import PartialDate
from catalog.products import queries
from catalog.products.drafts import FitDraft, LegalDraft, OfferDraft, ProductDraft, StatementDraft
from catalog.products.legal import outcome_of
from catalog.products.models import Fit, LegalSource, LegalStatus, Offer, Product, StatementRow
from catalog.products.sources import SourceFacts, kind_of
from catalog.specs.registry import SPECS


class RowWriter:
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

"""A product as the log kept it, as a draft: ids become the addresses that things have now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields as fields_of_class
from typing import Any

from sqlmodel import Session

from catalog.changes.diff import State
from catalog.products import queries
from catalog.products.drafts import FitDraft, LegalDraft, OfferDraft, ProductDraft, StatementDraft
from catalog.products.models import Brand, Product
from catalog.specs.registry import SPECS


def draft_of_state(session: Session, state: State) -> ProductDraft:
    """The draft that the state stands for. What it refers to and is there no more is left out, and so is what
    a later registry has no spec for."""
    rows = {table: _in_order(state.get(table, {})) for table in ("statements", "offers", "legal", "fits")}
    others = {row["other_id"] for row in rows["fits"]}
    others |= {state.get("family_id"), state.get("successor_id")}
    products = queries.slugs_by_id(session, Product, [i for i in others if i])
    brands = queries.slugs_by_id(session, Brand, [i for i in (state.get("brand_id"),) if i])
    own = _picked(ProductDraft, state) | {
        "brand": brands.get(state.get("brand_id") or 0),
        "family": products.get(state.get("family_id") or 0),
        "successor": products.get(state.get("successor_id") or 0),
        "statements": tuple(
            StatementDraft(**_picked(StatementDraft, row))
            for row in rows["statements"]
            if row["spec"] in SPECS
        ),
        "offers": tuple(OfferDraft(**_picked(OfferDraft, row)) for row in rows["offers"]),
        "legal": tuple(
            LegalDraft(**(_picked(LegalDraft, row) | {"sources": tuple(row["sources"])}))
            for row in rows["legal"]
        ),
        "fits": tuple(
            FitDraft(**(_picked(FitDraft, row) | {"other": products[row["other_id"]]}))
            for row in rows["fits"]
            if row["other_id"] in products
        ),
    }
    return ProductDraft(**own)


def _in_order(rows: Mapping[str, Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return sorted(rows.values(), key=lambda row: row["place"])


def _picked(draft: type[Any], state: Mapping[str, Any]) -> dict[str, Any]:
    """What the state has of the fields of today."""
    return {field.name: state[field.name] for field in fields_of_class(draft) if field.name in state}

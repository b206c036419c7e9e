"""Rows of a made-up catalogue: what one product's draft becomes in each table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any, Final

from catalog.changes.recording import canonical_json
from catalog.dates import PartialDate
from catalog.finder.samples import SOURCES
from catalog.products.drafts import ProductDraft, StatementDraft
from catalog.products.sources import kind_of
from catalog.shelf.entry import Entry, read_answer
from catalog.specs.registry import SPECS

STATEMENTS: Final = 20
Row = dict[str, Any]


def drafts_of(entry: Entry, random: Random) -> Iterator[StatementDraft]:
    """One for each reading of each answer, then others that agree, to twenty in all."""
    drafts = []
    for key, data in entry.answers.items():
        state, value, alternatives = read_answer(key, data)
        if value is None:
            if state == "not_published":
                drafts.append(StatementDraft(key, None, "maker", state))
            continue
        kind = SPECS[key].kind
        for source, reading in zip(("shop", "maker"), (value, *alternatives), strict=False):
            drafts.append(StatementDraft(key, kind.format(reading), source))
    known = [draft for draft in drafts if draft.says]
    yield from drafts
    if known:
        for _ in range(STATEMENTS - len(drafts)):
            again = random.choice(known)
            yield StatementDraft(again.spec, again.says, random.choice(("shop", "maker", "blog")))


def statements(number: int, draft: ProductDraft, sources: Mapping[str, int]) -> Iterator[Row]:
    for place, said in enumerate(draft.statements):
        kind, source = SPECS[said.spec].kind, said.source or ""
        value = canonical_json(kind.to_json(kind.parse(said.says))) if said.says else None
        yield {
            "product_id": number,
            "place": place,
            "spec": said.spec,
            "state": said.state,
            "says": said.says,
            "value": value,
            "kind": kind_of(SOURCES[source]),
            "rank": said.rank,
            "known_by": said.known_by,
            "source_id": sources[source],
            "note": "",
        }


def offers(number: int, draft: ProductDraft, sources: Mapping[str, int]) -> Iterator[Row]:
    for place, offer in enumerate(draft.offers):
        yield {
            "product_id": number,
            "place": place,
            "amount_minor": offer.amount_minor,
            "note": "",
            "currency": offer.currency,
            "currency_inferred": False,
            "quantity": 1,
            "unit": offer.unit,
            "merchant": offer.merchant,
            "day": PartialDate(offer.day) if offer.day else None,
            "source_id": sources[offer.source],
            "is_affiliate": False,
        }


def legal(number: int, draft: ProductDraft, first: int) -> Iterator[Row]:
    """Rows with ids from ``first`` on, because their sources refer to them."""
    for place, status in enumerate(draft.legal):
        yield {
            "id": first + place,
            "product_id": number,
            "place": place,
            "market": status.market,
            "body": status.body,
            "outcome": status.outcome,
            "status": status.status,
            "checked": status.checked,
            "note": "",
        }


def fits(
    number: int, draft: ProductDraft, sources: Mapping[str, int], cartridges: Mapping[str, int]
) -> Iterator[Row]:
    for place, fit in enumerate(draft.fits):
        yield {
            "product_id": number,
            "place": place,
            "cartridge_id": cartridges[fit.other],
            "device_id": number,
            "answer": fit.answer,
            "source_id": sources[fit.source],
            "note": "",
        }

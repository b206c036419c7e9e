"""The rows of a product's form: each kind of row as its form holds it, and back. Pure.

A row is a dict of texts and ticks; what is empty, or is what stands there unless somebody says otherwise, is
left out, so that equal rows are equal dicts. `key` is the row's place among its kind on file; a row that was
typed and is on file nowhere has a key that is no number, or none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from babel.numbers import get_currency_precision

from catalog.products.drafts import FitDraft, LegalDraft, OfferDraft, StatementDraft
from catalog.products.legal import outcome_of
from catalog.products.sources import SourceFacts, kind_of

Row = Mapping[str, Any]
Sources = Mapping[str, SourceFacts]

USUAL: Final = {"state": "known", "known_by": "stated", "quantity": "1", "unit": "piece"}
"""What stands in a field unless somebody says otherwise, where that is not nothing."""
KNOWN: Final = "known"
_NUMBER: Final = re.compile(r"[0-9]{1,15}(\.[0-9]{1,6})?", re.ASCII)


class RowError(ValueError):
    """What was typed into a field of a row is no such thing; the message is for the person who typed it."""

    def __init__(self, field: str, said: str) -> None:
        super().__init__(said)
        self.field = field


def compact(row: Row) -> dict[str, Any]:
    """The row without what is empty or usual, and without what is no part of a draft."""
    return {
        name: value
        for name, value in row.items()
        if value not in ("", False, None) and value != USUAL.get(name) and name != "take_away"
    }


def is_new(row: Row) -> bool:
    """Whether it was typed and is not on file yet."""
    return not str(row.get("key", "")).isdigit()


def text(row: Row, name: str) -> str:
    """What stands in a field. What is on file is left as it is; around what was typed spaces mean nothing."""
    found = str(row.get(name, USUAL.get(name, "")))
    return found.strip() if is_new(row) else found


def or_none(row: Row, name: str) -> str | None:
    return text(row, name).strip() or None


def of_statement(said: StatementDraft, place: int, sources: Sources) -> dict[str, Any]:
    usual = kind_of(sources.get(said.source or ""))
    return compact(
        {
            "key": str(place),
            "state": said.state,
            "says": said.says,
            "source": said.source,
            "read_on": said.read_on,
            "kind": "" if said.kind in (None, usual) else said.kind,
            "known_by": said.known_by,
            "replaced": said.rank == "deprecated",
            "keep": said.unparsed,
            "note": said.note,
            "origin": said.origin,
        }
    )


def to_statement(row: Row, spec: str, trusted: bool, sources: Sources) -> StatementDraft:
    state, source = text(row, "state"), or_none(row, "source")
    rank = "deprecated" if row.get("replaced") else "preferred" if trusted else "normal"
    return StatementDraft(
        spec=spec,
        says=text(row, "says") if state == KNOWN else None,
        source=source,
        state=state,
        kind=or_none(row, "kind") or kind_of(sources.get(source or "")),
        rank=rank,
        known_by=text(row, "known_by"),
        note=text(row, "note"),
        read_on=or_none(row, "read_on"),
        unparsed=bool(row.get("keep")) and state == KNOWN,
        origin=or_none(row, "origin"),
    )


def of_offer(offer: OfferDraft, place: int) -> dict[str, Any]:
    return compact(
        {
            "key": str(place),
            "price": amount_text(offer.amount_minor, offer.currency),
            "currency": offer.currency,
            "currency_inferred": offer.currency_inferred,
            "quantity": str(offer.quantity),
            "unit": offer.unit,
            "merchant": offer.merchant,
            "day": offer.day,
            "source": offer.source,
            "url": offer.url,
            "is_affiliate": offer.is_affiliate,
            "note": offer.note,
            "origin": offer.origin,
        }
    )


def to_offer(row: Row) -> OfferDraft:
    """Raises `RowError` for a price or a quantity that is none."""
    currency = text(row, "currency").upper()
    quantity = text(row, "quantity")
    if not (quantity.isascii() and quantity.isdigit() and len(quantity) < 10):
        raise RowError("quantity", f"“{quantity[:20]}” is no whole number of pieces.")
    return OfferDraft(
        amount_minor=amount_of(text(row, "price"), currency),
        currency=currency,
        source=text(row, "source"),
        currency_inferred=bool(row.get("currency_inferred")),
        quantity=int(quantity),
        unit=text(row, "unit"),
        merchant=or_none(row, "merchant"),
        day=or_none(row, "day"),
        is_affiliate=bool(row.get("is_affiliate")),
        url=or_none(row, "url"),
        note=text(row, "note"),
        origin=or_none(row, "origin"),
    )


def amount_text(minor: int, currency: str) -> str:
    """``(13900, "USD")`` → "139.00"."""
    return f"{Decimal(minor).scaleb(-get_currency_precision(currency)):f}"


def amount_of(typed: str, currency: str) -> int:
    """ "139.00", "1,139.00" or "139" in the currency's smallest unit. Raises `RowError`."""
    plain = typed.strip().replace(" ", "")
    whole, dot, rest = plain.partition(".")
    groups = whole.split(",")
    if len(groups) > 1 and all(len(group) == 3 for group in groups[1:]) and 0 < len(groups[0]) < 4:
        plain = "".join(groups) + dot + rest
    try:
        if not _NUMBER.fullmatch(plain):
            raise InvalidOperation
        minor = Decimal(plain).scaleb(get_currency_precision(currency))
        if minor == minor.to_integral_value() and minor > 0:
            return int(minor)
    except InvalidOperation:
        pass
    example = amount_text(13900, "USD") if get_currency_precision(currency) else "13900"
    raise RowError(
        "price", f"“{typed[:20]}” is no price in {currency or 'any currency'}. Write it like {example}."
    )


def of_legal(row: LegalDraft, place: int) -> dict[str, Any]:
    return compact(
        {
            "key": str(place),
            "market": row.market,
            "body": row.body,
            "status": row.status,
            "outcome": "" if row.outcome in (None, outcome_of(row.status)) else row.outcome,
            "identifier": row.identifier,
            "date": row.date,
            "use": row.use,
            "checked": row.checked,
            "sources": ", ".join(row.sources),
            "note": row.note,
            "origin": row.origin,
        }
    )


def to_legal(row: Row) -> LegalDraft:
    status = text(row, "status")
    return LegalDraft(
        market=text(row, "market"),
        body=text(row, "body"),
        status=status,
        checked=text(row, "checked"),
        sources=sources_in(text(row, "sources")),
        identifier=or_none(row, "identifier"),
        date=or_none(row, "date"),
        use=or_none(row, "use"),
        outcome=or_none(row, "outcome") or outcome_of(status),
        note=text(row, "note"),
        origin=or_none(row, "origin"),
    )


def sources_in(typed: str) -> tuple[str, ...]:
    """ "fda-k1, shop" → ("fda-k1", "shop"), each once."""
    return tuple(dict.fromkeys(name.strip() for name in typed.split(",") if name.strip()))


def of_fit(fit: FitDraft, place: int) -> dict[str, Any]:
    return compact(
        {
            "key": str(place),
            "other": fit.other,
            "answer": fit.answer,
            "source": fit.source,
            "note": fit.note,
            "origin": fit.origin,
        }
    )


def to_fit(row: Row) -> FitDraft:
    return FitDraft(
        other=text(row, "other").strip(),
        answer=text(row, "answer"),
        source=text(row, "source"),
        note=text(row, "note"),
        origin=or_none(row, "origin"),
    )

"""A table to fill in: every product with all that sources say of it, as `csv_import` reads it back.

The first row of a product has what it is; one more row follows for each source, day, and way in which that
is known, and for each price.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Final

from sqlmodel import Session, col, select

from catalog.products import queries
from catalog.products.drafts import OfferDraft, ProductDraft, StatementDraft
from catalog.products.models import Product
from catalog.products.sources import SourceFacts
from catalog.specs.registry import SPECS

from .csv_offers import UNDATED
from .csv_prices import plain_price
from .csv_values import STATES, quoted

OWN_COLUMNS: Final = (
    "slug", "kind", "brand", "name", "is_family", "family", "successor", "audience", "status", "released",
    "notes",
)  # fmt: skip
ABOUT_COLUMNS: Final = ("source", "read_on", "statement_kind", "rank", "known_by")
PRICE_COLUMNS: Final = ("price", "shop", "price_day", "price_quantity", "price_unit", "price_url")
COLUMNS: Final = (*OWN_COLUMNS, *ABOUT_COLUMNS, *SPECS, *PRICE_COLUMNS)
NOT_CARRIED: Final = (
    "It has every public product, and none that was taken down. Of each it has no legal status, no word on "
    "what fits what, no notes on single values, no measurement and no picture; all of that stays as it is "
    "when the file comes back."
)
_WORDS: Final = {state: words for words, state in STATES.items()}

Cells = dict[str, str]


def template(session: Session) -> Iterator[str]:
    """The table as RFC 4180 text, a chunk at a time: public products by slug.

    What was taken down is not in it: an import refuses to change that, too, until it is put back.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    is_public = (col(Product.is_published), col(Product.document) != "")
    public = select(Product.id).where(*is_public).order_by(col(Product.slug))
    sources = queries.sources(session)
    for some in queries.batches(one for one in session.exec(public) if one):
        drafts = queries.drafts(session, some)
        for number in some:
            for cells in rows_of(drafts[number], sources):
                writer.writerow([cells.get(column, "") for column in COLUMNS])
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def rows_of(draft: ProductDraft, sources: Mapping[str, SourceFacts]) -> list[Cells]:
    """The rows of one product."""
    own = {name: _text(getattr(draft, name)) for name in OWN_COLUMNS}
    rows = [*_statement_rows(draft, sources), *(_offer_row(one) for one in draft.offers)]
    first, *others = rows or [{}]
    return [own | first, *({"slug": draft.slug} | row for row in others)]


def _statement_rows(draft: ProductDraft, sources: Mapping[str, SourceFacts]) -> list[Cells]:
    """One row for what is said alike; a second one where a source says two things of one spec."""
    rows: dict[tuple[tuple[str, ...], int], Cells] = {}
    for one in draft.statements:
        if one.is_made_of_measurements:
            continue
        about = _about(one, sources)
        key = tuple(about.values())
        number = next(n for n in range(len(draft.statements)) if one.spec not in rows.get((key, n), {}))
        cells = rows.setdefault((key, number), dict(about))
        cells[one.spec] = _WORDS[one.state] if one.says is None else quoted(one.says)
    return list(rows.values())


def _about(one: StatementDraft, sources: Mapping[str, SourceFacts]) -> Cells:
    facts = sources.get(one.source or "")
    return {
        "source": one.source or "",
        "read_on": one.read_on or (facts.read_on if facts else ""),
        "statement_kind": one.kind or "",
        "rank": one.rank,
        "known_by": one.known_by,
    }


def _offer_row(one: OfferDraft) -> Cells:
    return {
        "source": one.source,
        "price": plain_price(one.amount_minor, one.currency),
        "shop": quoted(one.merchant or ""),
        "price_day": one.day or UNDATED,
        "price_quantity": str(one.quantity),
        "price_unit": quoted(one.unit),
        "price_url": one.url or "",
    }


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else quoted(str(value))

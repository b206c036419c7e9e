"""Tables to import, and a small catalogue of made-up devices to import them into."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlmodel import Session, select

from catalog.changes.queries import current_version
from catalog.db import Database
from catalog.exchange.import_report import Options, Result
from catalog.exchange.importing import import_file
from catalog.products import queries
from catalog.products.drafts import OfferDraft, ProductDraft
from catalog.products.models import Product
from tests.factories import make_cartridge, make_device, make_manual, make_source, said

Rows = Sequence[Mapping[str, str]]


def text_of(rows: Rows, separator: str = ",") -> str:
    """Rows as a table; the head has every key, in the order of its first use."""
    head = list(dict.fromkeys(key for row in rows for key in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, head, delimiter=separator, lineterminator="\r\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def take(database: Database, tmp_path: Path, rows: Rows | str | bytes, **options: Any) -> Result:
    """Import a table, called `products.csv` unless ``name`` says otherwise."""
    path = tmp_path / str(options.pop("name", "products.csv"))
    content = rows if isinstance(rows, str | bytes) else text_of(rows)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return import_file(database, path, Options(**options))


def stock(session: Session) -> None:
    """Two pens and a cartridge: one pen with two sources, and a price."""
    make_source(session, "a-shop")
    make_manual(session, "a-manual")
    make_source(session, "another-shop", read_on="2026-10-01")
    make_device(
        session,
        "dermaline-one",
        name="One",
        specs={"weight": "180 g", "needle_length": "0.25–2.5 mm every 0.25"},
        statements=[said("weight", "182 g", "a-manual"), said("noise", "55 dB", None, known_by="recalled")],
        offers=[OfferDraft(9900, "USD", "a-shop", merchant="A shop", day="2026-10-02")],
    )
    make_device(session, "dermaline-two", name="Two", specs={"pin_count": "12, 36"})
    make_cartridge(session, "dermaline-12", name="Twelve", brand="dermaline")


def draft(database: Database, slug: str = "dermaline-one") -> ProductDraft:
    """A product as it is stored."""
    with database.reader() as session:
        product = queries.product_by_slug(session, slug)
        assert product is not None, slug
        return queries.drafts(session, [product.id or 0])[product.id or 0]


def every_draft(database: Database) -> dict[str, ProductDraft]:
    """All products as they are stored."""
    with database.reader() as session:
        ids = [one for one in session.exec(select(Product.id)) if one]
        return {one.slug: one for one in queries.drafts(session, ids).values()}


def says(one: ProductDraft, spec: str) -> dict[str | None, str | None]:
    """What each source says of a spec."""
    return {row.source: row.says for row in one.statements if row.spec == spec}


def version(database: Database) -> int:
    with database.reader() as session:
        return current_version(session)

"""Seeds of devices/ and cartridges/, one file a product, as drafts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from babel.numbers import get_currency_precision

from catalog.products.drafts import FitDraft, LegalDraft, OfferDraft, ProductDraft, StatementDraft
from catalog.products.models import FIT_ANSWERS, PRODUCT_KINDS

from .problems import Problems
from .tables import Table, read_file

FOLDERS = {"devices": ("pen", "roller", "stamp"), "cartridges": ("cartridge",)}


@dataclass(frozen=True)
class ProductFile:
    """One file: the table it was read from, for further problems, and what it says."""

    table: Table
    draft: ProductDraft


def read_products(folder: Path, problems: Problems) -> list[ProductFile]:
    """Every product, families before their versions and devices before cartridges."""
    files = []
    for name, kinds in FOLDERS.items():
        if not (folder / name).is_dir():
            problems.append(f"{name}: this folder is missing.")
        for path in sorted((folder / name).glob("*.toml")):
            if table := read_file(folder, f"{name}/{path.name}", problems):
                files.append(ProductFile(table, _product(table, path.stem, kinds)))
    return sorted(files, key=lambda file: (file.draft.kind == "cartridge", not file.draft.is_family))


def _product(table: Table, stem: str, kinds: tuple[str, ...]) -> ProductDraft:
    kind = table.one_of("kind", PRODUCT_KINDS)
    draft = ProductDraft(
        slug=table.text("slug"),
        kind=kind,
        name=table.text("name"),
        brand=table.text_or_none("brand"),
        is_family=table.flag("is_family"),
        family=table.text_or_none("family"),
        successor=table.text_or_none("successor"),
        audience=table.text_or_none("audience"),
        status=table.text_or_none("status") or "unknown",
        is_own=table.flag("own_product"),
        released=table.text_or_none("released"),
        notes=table.text_or_none("notes") or "",
        statements=tuple(_statements(table)),
        offers=tuple(_offers(table)),
        legal=tuple(_legal(table)),
        fits=tuple(_fits(table, "device" if kind == "cartridge" else "cartridge")),
    )
    table.close()
    if draft.slug and draft.slug != stem:
        table.problem(f"the slug is “{draft.slug}”, but the file is called {stem}.toml.")
    if draft.kind in PRODUCT_KINDS and draft.kind not in kinds:
        table.problem(f"a {draft.kind} does not belong in this folder.")
    return draft


def _statements(product: Table) -> Iterator[StatementDraft]:
    for table in product.tables("statements"):
        unparsed = table.text_or_none("unparsed")
        if unparsed and "says" in table:
            table.problem("“says” and “unparsed” exclude each other.")
        yield StatementDraft(
            spec=table.text("spec"),
            says=table.text_or_none("says") or unparsed,
            unparsed=unparsed is not None,
            source=table.text_or_none("source"),
            state=table.text_or_none("state") or "known",
            kind=table.text_or_none("kind"),
            rank=table.text_or_none("rank") or "normal",
            known_by=table.text_or_none("known_by") or "stated",
            read_on=table.text_or_none("read_on"),
            note=table.text_or_none("note") or "",
            origin=table.text_or_none("origin"),
        )
        table.close()


def _offers(product: Table) -> Iterator[OfferDraft]:
    for table in product.tables("offers"):
        currency = table.text("currency")
        yield OfferDraft(
            amount_minor=_minor(table, table.text("amount"), currency),
            currency=currency,
            currency_inferred=table.flag("currency_inferred"),
            quantity=table.whole("quantity", default=1, least=1) or 1,
            unit=table.text_or_none("unit") or "piece",
            merchant=table.text_or_none("merchant"),
            day=table.text_or_none("day"),
            source=table.text("source"),
            is_affiliate=table.flag("affiliate"),
            url=table.text_or_none("url"),
            note=table.text_or_none("note") or "",
            origin=table.text_or_none("origin"),
        )
        table.close()


def _minor(table: Table, amount: str, currency: str) -> int:
    """“15000.00” in the smallest unit of the currency; a problem and 1 where it has none such."""
    try:
        minor = Decimal(amount).scaleb(get_currency_precision(currency))
        if minor == minor.to_integral_value() and minor > 0:
            return int(minor)
    except InvalidOperation:
        pass
    if amount:
        table.problem(f"“{amount}” is no amount in {currency}. Write it like 15000.00.")
    return 1


def _legal(product: Table) -> Iterator[LegalDraft]:
    for table in product.tables("legal"):
        yield LegalDraft(
            market=table.text("market"),
            body=table.text("body"),
            status=table.text("status"),
            outcome=table.text_or_none("outcome"),
            identifier=table.text_or_none("identifier"),
            date=table.text_or_none("date"),
            use=table.text_or_none("use"),
            checked=table.text("checked"),
            sources=table.texts("sources", required=True),
            note=table.text_or_none("note") or "",
            origin=table.text_or_none("origin"),
        )
        table.close()


def _fits(product: Table, other: str) -> Iterator[FitDraft]:
    for table in product.tables("fits"):
        yield FitDraft(
            other=table.text(other),
            answer=table.one_of("answer", FIT_ANSWERS),
            source=table.text("source"),
            note=table.text_or_none("note") or "",
            origin=table.text_or_none("origin"),
        )
        table.close()

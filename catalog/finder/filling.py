"""A made-up catalogue in a database: twenty statements a device, read models and all, quickly.

Rows go in by the thousand instead of one save each; the log has a change for every thousand.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from itertools import islice
from random import Random
from typing import Any, Final

from rich.console import Console
from rich.progress import Progress
from sqlalchemy import insert
from sqlmodel import Session, select

from catalog import schema
from catalog.changes.recording import canonical_json, record
from catalog.config import Settings
from catalog.db import DatabaseTrouble, open_database
from catalog.finder import filling_rows as rows
from catalog.finder.samples import SOURCES, Maker
from catalog.products.document import Surroundings, build
from catalog.products.drafts import FitDraft, LegalDraft, OfferDraft, ProductDraft
from catalog.products.models import Brand, Fit, LegalSource, LegalStatus, Offer, Product, Source, StatementRow
from catalog.shelf.entry import Entry

BATCH: Final = 1000
WITH_FITS: Final = 500
"""Only so many pens name the cartridges that fit: the cartridges' own documents list them all."""


def fill(settings: Settings, number: int, seed: int, console: Console) -> None:
    """Migrate a new instance and fill it. Raises DatabaseTrouble where there are products already."""
    settings.folder.mkdir(parents=True, exist_ok=True)
    with closing(open_database(settings)) as database:
        schema.upgrade(database.engine)
        with database.writer() as session, Progress(console=console, transient=True) as bar:
            if session.exec(select(Product.id).limit(1)).first() is not None:
                raise DatabaseTrouble(
                    "filled",
                    "This instance has products already; fill an empty folder.",
                    str(settings.folder),
                )
            maker = Maker(seed, with_fits=False)
            filler = _Filler(session, maker, Random(seed))
            filler.words()
            filler.cartridges()
            task = bar.add_task("Filling the catalogue", total=number)
            entries = maker.entries(number, first=filler.next_id)
            while some := list(islice(entries, BATCH)):
                filler.devices(some)
                bar.advance(task, len(some))
            filler.documents_of_cartridges()
            session.commit()


class _Filler:
    """Writes rows of one table after the other, with ids of its own."""

    def __init__(self, session: Session, maker: Maker, random: Random) -> None:
        self.session, self.maker, self.random = session, maker, random
        self.brands: dict[str, int] = {}
        self.sources: dict[str, int] = {}
        self.next_id = 1
        self.families: dict[str, tuple[int, ProductDraft]] = {}
        self._cartridges: dict[str, int] = {}
        self._fits: dict[str, list[FitDraft]] = {}
        self._legal_id = 0
        self._pens_with_fits = 0

    def words(self) -> None:
        """Brands and sources."""
        brands: list[dict[str, Any]] = [
            {"id": i, "slug": slug, "name": slug.replace("-", " ").title(), "is_own": False, "notes": ""}
            for i, slug in enumerate(self.maker.pools.brands, 1)
        ]
        self._insert(Brand, brands)
        self.brands = {row["slug"]: row["id"] for row in brands}
        sources: list[dict[str, Any]] = [
            {
                "id": i,
                "slug": s.slug,
                "title": s.title,
                "publisher": s.publisher,
                "type": s.type,
                "strength": s.strength,
                "read_on": s.read_on,
                "is_manual": s.is_manual,
                "note": s.note,
            }
            for i, s in enumerate(SOURCES.values(), 1)
        ]
        self._insert(Source, sources)
        self.sources = {row["slug"]: row["id"] for row in sources}

    def cartridges(self) -> None:
        drafts = [
            ProductDraft(slug, "cartridge", slug.replace("-", " ").title())
            for slug in self.maker.pools.cartridges
        ]
        made = [self._product(draft, None, None) for draft in drafts]
        self._cartridges = {row["slug"]: row["id"] for row in made}
        self._insert(Product, made)
        self._log(made)

    def devices(self, entries: Sequence[Entry]) -> None:
        """A batch of products with their families and everything said of them."""
        products: list[dict[str, Any]] = []
        said: dict[Any, list[dict[str, Any]]] = {
            StatementRow: [], Offer: [], LegalStatus: [], LegalSource: [], Fit: []
        }  # fmt: skip
        for entry in entries:
            family = self._family(entry, products)
            draft = self._draft(entry, family[1] if family else None)
            document = build(
                draft,
                Surroundings(SOURCES, family[1] if family else None, heads=_heads(draft)),
            )
            row = self._product(draft, family[0] if family else None, canonical_json(document))
            products.append(row)
            self._say(row["id"], draft, said)
        self._insert(Product, products)
        for table, new in said.items():
            if new:
                self._insert(table, new)
        self._log(products)

    def documents_of_cartridges(self) -> None:
        """What the pens say fits them is in the cartridges' documents as well."""
        for slug, number in self._cartridges.items():
            draft = ProductDraft(slug, "cartridge", slug.replace("-", " ").title())
            fits = tuple(self._fits.get(slug, ()))
            product = self.session.get_one(Product, number)
            product.document = canonical_json(build(draft, Surroundings(SOURCES, fits=fits)))
            self.session.add(product)

    def _family(self, entry: Entry, products: list[dict[str, Any]]) -> tuple[int, ProductDraft] | None:
        """The family of an entry, made with its first version; versions are all of one kind."""
        if entry.family is None or entry.kind == "cartridge":
            return None
        known = self.families.get(entry.family)
        if known is None:
            name = entry.family.replace("-", " ").title()
            draft = ProductDraft(entry.family, entry.kind, name, entry.brand, is_family=True)
            row = self._product(draft, None, canonical_json(build(draft, Surroundings(SOURCES))))
            products.append(row)
            known = self.families[entry.family] = row["id"], draft
        return known if known[1].kind == entry.kind else None

    def _draft(self, entry: Entry, family: ProductDraft | None) -> ProductDraft:
        fits: tuple[FitDraft, ...] = ()
        if entry.kind == "pen" and self._pens_with_fits < WITH_FITS and self.random.random() < 0.5:
            self._pens_with_fits += 1
            others = self.random.sample(sorted(self._cartridges), 2)
            answers = self.random.choices(("fits", "does not fit", "not verified"), k=2)
            fits = tuple(FitDraft(o, a, "shop") for o, a in zip(others, answers, strict=True))
            for fit in fits:
                self._fits.setdefault(fit.other, []).append(FitDraft(entry.slug, fit.answer, "shop"))
        return ProductDraft(
            entry.slug,
            entry.kind,
            entry.name,
            entry.brand,
            family=family.slug if family else None,
            audience=entry.audience,
            status=entry.status,
            statements=tuple(rows.drafts_of(entry, self.random)),
            offers=tuple(
                OfferDraft(o.amount_minor, o.currency, o.source, merchant=o.merchant, day=o.day)
                for o in entry.offers
            ),
            legal=tuple(
                LegalDraft(f.market, f.body, f.status, f.checked, f.sources, outcome=f.outcome)
                for f in entry.legal
            ),
            fits=fits,
        )

    # -- rows

    def _product(self, draft: ProductDraft, family_id: int | None, document: str | None) -> dict[str, Any]:
        number, self.next_id = self.next_id, self.next_id + 1
        return {
            "id": number,
            "slug": draft.slug,
            "kind": draft.kind,
            "name": draft.name,
            "brand_id": self.brands[draft.brand] if draft.brand and draft.kind != "cartridge" else None,
            "is_family": draft.is_family,
            "family_id": family_id,
            "audience": draft.audience,
            "status": draft.status,
            "is_own": False,
            "notes": "",
            "document": document or "",
        }

    def _say(self, number: int, draft: ProductDraft, said: dict[Any, list[dict[str, Any]]]) -> None:
        said[StatementRow] += rows.statements(number, draft, self.sources)
        said[Offer] += rows.offers(number, draft, self.sources)
        said[Fit] += rows.fits(number, draft, self.sources, self._cartridges)
        legal = list(rows.legal(number, draft, self._legal_id + 1))
        self._legal_id += len(legal)
        said[LegalStatus] += legal
        for row, status in zip(legal, draft.legal, strict=True):
            source = self.sources[status.sources[0]]
            said[LegalSource].append({"legal_id": row["id"], "place": 0, "source_id": source})

    def _insert(self, table: Any, new: list[dict[str, Any]]) -> None:
        self.session.connection().execute(insert(table), new)

    def _log(self, products: Sequence[dict[str, Any]]) -> None:
        """One change for a batch: a catalogue that nobody edited product by product."""
        record(
            self.session,
            actor="bench",
            entity_kind="batch",
            entity_id=products[0]["id"],
            before=None,
            after={"products": [products[0]["slug"], products[-1]["slug"]]},
            reason="A made-up catalogue",
            touched=[row["id"] for row in products],
        )


def _heads(draft: ProductDraft) -> tuple[None, ...]:
    """The cartridges that fit; their own length is not known."""
    return tuple(None for fit in draft.fits if fit.answer == "fits")

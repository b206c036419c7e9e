"""Products at the desk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from flask import has_request_context
from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from catalog.changes.diff import State
from catalog.changes.models import Change
from catalog.desk.guard import at_the_desk
from catalog.editorial.editable import Editable, Fault, FaultsError, Fields, GateCheck, Listed, Writer
from catalog.editorial.editor_form import EditorForm
from catalog.editorial.row_editable import refuse
from catalog.products import editing, objections, queries, unpublishing
from catalog.products.drafts import InvalidDraftError, Problem, ProductDraft
from catalog.products.facts_fields import (
    Flaw,
    Known,
    Reading,
    fields_of,
    problems_at_fields,
    read,
    slug_of,
    with_trust_told,
)
from catalog.products.facts_panel import last_entry
from catalog.products.facts_state import draft_of_state
from catalog.products.forms import facts_form
from catalog.products.models import Brand, Product
from catalog.products.pages import facts_form as facts_page
from catalog.products.pages import trial
from catalog.products.pages.leaning import leaning_on_product
from catalog.shelf.naming import address
from catalog.shelf.shelf import full_name


class ProductEditable(Editable):
    """What is known of one product: a form of the registry's specs, with who says what."""

    kind, section, permission = "product", "Facts", "write facts"
    template = "products/_facts_form.html"
    kinds: ClassVar[tuple[str, ...]] = ()
    """The kinds of product of the room."""

    def holds(self, fields: Fields) -> bool:
        return fields.get("kind") in self.kinds

    def form(self, session: Session) -> type[EditorForm]:
        sources = queries.sources(session)
        brands = sorted(queries.brands(session).values(), key=lambda brand: brand.name.casefold())
        who = at_the_desk() if has_request_context() else None
        last = last_entry(session, who.slug, sources) if who else ("", "")
        return facts_form(self.kinds, [(brand.slug, brand.name) for brand in brands], sources, last)

    def blank(self, session: Session, who: Writer, wish: Mapping[str, str]) -> Fields:
        family = queries.product_by_slug(session, wish.get("family", ""))
        start = ProductDraft("", wish.get("kind", self.kinds[0]), wish.get("title", ""))
        if family is not None and family.is_family and family.kind in self.kinds:
            stored = queries.drafts(session, [family.id or 0])[family.id or 0]
            start = replace(start, kind=family.kind, brand=stored.brand, family=family.slug)
        return fields_of(start, Known())

    def listed(self, session: Session) -> list[Listed]:
        rows = session.exec(
            select(Product, Brand.name)
            .join(Brand, col(Brand.id) == Product.brand_id, isouter=True)
            .where(col(Product.kind).in_(self.kinds), Product.document != "")
            .options(defer(Product.document))  # type: ignore[arg-type]
        )
        found = [
            Listed(row.slug, full_name(brand or "", row.name), _what(row), "", brand or "")
            for row, brand in rows
        ]
        return sorted(found, key=lambda one: (one.group.casefold(), one.title.casefold()))

    def read(self, session: Session, slug: str) -> Fields | None:
        product = self._public(session, slug)
        if product is None:
            return None
        number = product.id or 0
        return fields_of(queries.drafts(session, [number])[number], self._known(session))

    def read_state(self, session: Session, state: State) -> Fields:
        return fields_of(draft_of_state(session, state), self._known(session))

    def entity_id(self, session: Session, slug: str) -> int | None:
        product = self._public(session, slug)
        return product.id if product else None

    def moved(self, session: Session, slug: str) -> str:
        product = queries.product_by_former_slug(session, slug)
        return product.slug if product and self._public(session, product.slug) else ""

    def faults(self, session: Session, fields: Fields, live: str | None) -> Iterator[Fault]:
        yield from (Fault(flaw.field, flaw.said) for flaw in self._flaws(session, fields, live))

    def gate(self, session: Session, fields: Fields, who: Writer) -> Iterator[GateCheck]:
        """What is unlike all others on file; it holds nothing back."""
        if has_request_context():
            for place, said in facts_page.doubts(fields).items():
                yield GateCheck("A value", False, said, f"{place}-says", is_advice=True)

    def publish(
        self, session: Session, fields: Fields, live: str | None, *, actor: str, reason: str
    ) -> Change | None:
        reading = read(fields, self._known(session))
        if flaws := self._flaws(session, fields, live):
            raise FaultsError([Fault(flaw.field, flaw.said) for flaw in flaws])
        said: Any = {"actor": actor, "reason": reason}
        try:
            for source in reading.new_sources:
                editing.put_source(session, source, **said)
            if reading.new_brand:
                editing.put_brand(session, reading.new_brand, **said)
            if was := self._was(session, reading, live):
                return editing.publish_product(session, reading.draft, was.slug, **said)
            return editing.put_product(session, reading.draft, **said)
        except InvalidDraftError as error:
            found = (reading.place_of(problem) for problem in error.problems)
            raise FaultsError([Fault(flaw.field, flaw.said) for flaw in found]) from error

    def take_down(self, session: Session, slug: str, *, actor: str, reason: str) -> Change | None:
        product = self._public(session, slug)
        if product is None:
            return None
        refuse([*unpublishing.versions(session, product), *leaning_on_product(session, product)], self.name)
        return unpublishing.take_down(session, product, actor=actor, reason=reason)

    def preview(self, session: Session, fields: Fields) -> str:
        reading = read(fields, self._known(session))
        was = self._was(session, reading, None)
        return trial.page(session, reading, was.slug if was else None)

    def beside(self, session: Session, fields: Fields) -> object:
        return facts_page.beside(session, read(fields, self._known(session)), fields, self.kinds)

    def told(self, fields: Fields) -> Fields:
        return with_trust_told(fields)

    def address(self, slug: str) -> str:
        return address(self.kinds[0], slug)

    def title(self, fields: Fields) -> str:
        return str(fields.get("name") or "").strip() or "Without a name"

    def heading(self, session: Session, fields: Fields) -> str:
        """With the brand, as readers see it."""
        brand = str(fields.get("new_brand") or "").strip()
        if not brand and (known := queries.brands(session).get(str(fields.get("brand") or ""))):
            brand = known.name
        return full_name(brand, self.title(fields))

    def slug(self, fields: Fields) -> str:
        return slug_of(fields)

    def _known(self, session: Session) -> Known:
        return Known(queries.sources(session), queries.brands(session))

    def _public(self, session: Session, slug: str) -> Product | None:
        product = queries.product_by_slug(session, slug)
        return product if product and product.document and product.kind in self.kinds else None

    def _was(self, session: Session, reading: Reading, live: str | None) -> Product | None:
        """The product that this shall be: the public one, or one that was taken down and keeps its past."""
        product = queries.product_by_slug(session, live or reading.was)
        return product if product and (product.document or not product.is_published) else None

    def _flaws(self, session: Session, fields: Fields, live: str | None) -> list[Flaw]:
        known = self._known(session)
        reading = read(fields, known)
        if not self.holds(fields):
            reading.flaws.append(Flaw("kind", f"Choose one of these: {', '.join(self.kinds)}."))
        problems = list(self._problems(session, reading, known, self._was(session, reading, live)))
        return problems_at_fields(reading, problems)

    def _problems(
        self, session: Session, reading: Reading, known: Known, was: Product | None
    ) -> Iterator[Problem]:
        draft = reading.draft
        if was is not None and was.slug != draft.slug:
            yield from objections.to_slug(session, was, draft.slug)
            # Everything else is asked of the product at the address it has.
            draft = replace(draft, slug=was.slug)
        elif was is None and queries.product_by_slug(session, draft.slug):
            yield Problem("slug", f"“{draft.slug}” is, or was, the address of another product.")
        brands = dict.fromkeys([*known.brands, reading.new_brand.slug if reading.new_brand else ""], 0)
        yield from objections.to_products(session, [draft], dict(reading.sources), brands)
        family = queries.product_by_slug(session, draft.family) if draft.family else None
        if family is not None and not family.is_published:
            yield Problem("family", "This family was taken off the catalogue. Put it back first.")


class DeviceEditable(ProductEditable):
    """Pens, rollers, stamps, and their families."""

    room, name, names = "devices", "device", "devices"
    kinds = ("pen", "roller", "stamp")


class CartridgeEditable(ProductEditable):
    """Cartridges, and their families."""

    room, name, names = "cartridges", "cartridge", "cartridges"
    kinds = ("cartridge",)


def _what(row: Product) -> str:
    return f"family of {row.kind}s" if row.is_family else row.kind

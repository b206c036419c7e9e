"""What a table comes to in this catalogue: for each cell, what was and what would be. Nothing is written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final

from sqlmodel import Session

from catalog.printable import UNPRINTABLE
from catalog.products import editing, objections, queries
from catalog.products.drafts import InvalidDraftError, Problem, ProductDraft
from catalog.products.models import Brand
from catalog.references.text import short
from catalog.specs.registry import SPECS
from catalog.specs.units import SpecValueError

from .csv_headings import OWN
from .csv_layout import Cell, Entry, Layout
from .csv_matching import ADDED, CHANGED, CLEARED, SAME, Said
from .csv_offers import SaidOffer, said_offer
from .csv_product import PlannedProduct
from .csv_products import PlaceError, Products
from .csv_shown import Shown
from .csv_sources import Sources, Witness
from .csv_values import CLEAR, STATES, CellError, has_decimal_commas, spec_text, unquoted
from .csv_words import own_words, shown_line
from .import_report import Line, Options, Plan, Result

_PLACE: Final = re.compile(
    r"(?:(?P<slug>[a-z0-9-]+), )?(?:(?P<rows>statements|offers) (?P<n>\d+): )?(?P<field>.*)"
)
_NOBODY: Final = Witness()


class Planning:
    """A plan as it grows, product by product."""

    def __init__(self, session: Session, layout: Layout, options: Options, separator: str) -> None:
        self.result = Result(("value", "values"))
        self._session, self._layout, self._options = session, layout, options
        self._sources = Sources(queries.sources(session), options)
        self._products = Products(session)
        self._shown = Shown(session) if layout.is_shown else None
        numbers = (
            cell.text for entry in layout.entries for cell in entry.values if SPECS[cell.column.key].kind.unit
        )
        self._commas = has_decimal_commas(numbers, separator)
        self._found: dict[str, PlannedProduct] = {}

    def plan(self, reason: str) -> Plan:
        """Everything that the rows come to, as one step."""
        self.result.problems.extend(self._layout.problems)
        self._gather()
        for product in self._found.values():
            self._work_out(product)
        drafts = self._accepted()
        self._tell()
        made = Plan(self.result)
        if drafts:
            made.steps.append(
                partial(write_products, drafts=drafts, actor=self._options.actor, reason=reason)
            )
        return made

    # -- which products ----------------------------------------------------------------------------------

    def _gather(self) -> None:
        placed: list[tuple[str, Entry]] = []
        for entry in self._layout.entries:
            try:
                placed.append((self._products.slug_of(entry), entry))
            except PlaceError as error:
                self._refuse(entry, error)
        slugs = dict.fromkeys(slug for slug, _ in placed)
        ids = {self._products.ids[slug]: slug for slug in slugs if slug in self._products.ids}
        stored = {ids[i]: draft for i, draft in queries.drafts(self._session, list(ids)).items()}
        for slug, entry in placed:
            if slug not in self._found:
                before = stored.get(slug)
                self._found[slug] = PlannedProduct(slug, before, before or ProductDraft(slug, "", ""))
            self._found[slug].entries.append(entry)

    def _work_out(self, product: PlannedProduct) -> None:
        self._own_fields(product)
        if product.before is None and not product.draft.kind:
            # What it is could not be read, and that was said.
            product.draft = replace(product.draft, kind="pen", name=product.draft.name or product.slug)
        self._values(product)

    # -- the product itself ------------------------------------------------------------------------------

    def _own_fields(self, product: PlannedProduct) -> None:
        told: dict[str, tuple[Entry, Any]] = {}
        for entry in product.entries:
            for (sort, key), cell in entry.fields.items():
                if sort != OWN or key == "slug":
                    continue
                try:
                    value = self._own_value(key, cell)
                except CellError as error:
                    self._refuse(entry, PlaceError((sort, key), str(error)))
                    continue
                if key in told and told[key][1] != value:
                    words = (
                        f"line {told[key][0].line} says otherwise of the same product. Keep one of the two."
                    )
                    self._refuse(entry, PlaceError((sort, key), words))
                elif key not in told:
                    told[key] = (entry, value)
        for key, (entry, value) in told.items():
            self._set_own(product, key, entry, value)

    def _own_value(self, key: str, cell: Cell) -> Any:
        text = unquoted(cell.text)
        if UNPRINTABLE.search(text):
            raise CellError("this holds a character that cannot be printed.")
        text = CLEAR if cell.text.strip() == CLEAR else text if text != CLEAR else "'-"
        return self._products.field_of(key, text, self._found)

    def _set_own(self, product: PlannedProduct, key: str, entry: Entry, value: Any) -> None:
        cell = entry.fields[OWN, key]
        before = getattr(product.draft, key)
        if key == "name" and product.before is not None and self._is_what_it_is_called(product, entry, value):
            value = before
        more: dict[str, Any] = {key: value}
        product.draft = replace(product.draft, **more)
        is_new = product.before is None
        verdict = ADDED if is_new else SAME if before == value else CHANGED
        old, new = ("nothing" if is_new else own_words(before)), own_words(value)
        words = (
            f"{cell.column.heading}: {new}" if verdict == SAME else f"{cell.column.heading}: {old} → {new}"
        )
        line = Line(entry.line, product.slug, words, cell.column.heading, old, new)
        product.lines.append((verdict, line))

    def _is_what_it_is_called(self, product: PlannedProduct, entry: Entry, name: str) -> bool:
        """Whether a name only says which product is meant: its whole one, or that by which it was found."""
        is_by_slug = bool(self._products.known(self._products.given(entry)))
        return not is_by_slug or self._products.is_whole_name(product.slug, name)

    # -- what sources say --------------------------------------------------------------------------------

    def _values(self, product: PlannedProduct) -> None:
        groups: dict[tuple[str, str | None], list[Said]] = defaultdict(list)
        offers: list[tuple[Entry, SaidOffer]] = []
        for entry in product.entries:
            cells = list(self._not_shown(product, entry))
            if self._shown is not None and not cells:
                # Nothing is changed, so that nobody has to say it.
                continue
            try:
                witness = self._sources.witness(entry)
                day = self._sources.day_of(entry, witness)
                offer = said_offer(entry, witness, day, self._options, self._commas)
            except PlaceError as error:
                self._refuse(entry, error)
                continue
            if offer is not None:
                offers.append((entry, offer))
            for cell in cells:
                try:
                    said = self._said(product, entry, cell)
                except CellError as error:
                    self._note(entry.line, cell.column.heading, cell.text, str(error))
                    continue
                groups[said.spec, witness.source].append(replace(said, witness=witness))
        product.take_statements(groups, self._sources.known, self._note)
        product.take_offers(offers, self._note)

    def _not_shown(self, product: PlannedProduct, entry: Entry) -> Iterator[Cell]:
        """The cells that say something else than what the product’s page shows, in a table of those."""
        for cell in entry.values:
            if self._shown is not None and self._shown.has(product.slug, cell):
                product.lines.append((SAME, shown_line(entry, product.slug, cell)))
            else:
                yield cell

    def _said(self, product: PlannedProduct, entry: Entry, cell: Cell) -> Said:
        """A cell as read; the witness is not in it yet. Raises `CellError`."""
        spec = SPECS[cell.column.key]
        if not spec.applies(product.draft.kind):
            raise CellError(f"{spec.name_in_a_list} does not apply to a {product.draft.kind}.")
        said = Said(entry.line, cell, spec.key, _NOBODY)
        text = unquoted(cell.text)
        if UNPRINTABLE.search(text):
            raise CellError("this holds a character that cannot be printed.")
        if cell.text.strip() == CLEAR:
            return replace(said, is_clear=True)
        if cell.text.strip().lower() in STATES:
            return replace(said, state=STATES[text.lower()])
        says = " ".join(text.split())
        try:
            read = spec_text(spec, says, cell.column.unit, self._commas)
            value = spec.kind.parse(read)
        except (CellError, SpecValueError) as error:
            # What is on record word for word stays so, also where nobody can read a value from it.
            return replace(said, says=text, trouble=str(error))
        is_plain = read == says and (spec.kind.unit is None or any(c.isalpha() for c in says))
        return replace(said, says=text if is_plain else spec.kind.format(value), value=value)

    # -- what the catalogue has against it ---------------------------------------------------------------

    def _accepted(self) -> list[ProductDraft]:
        """The drafts that differ and that nothing stands against; of the others it is said what does."""
        changed = {one.slug: one for one in self._found.values() if one.draft != one.before}
        brand_ids = queries.ids_by_slug(self._session, Brand, self._products.brands)
        while changed:
            drafts = [one.draft for one in changed.values()]
            problems = list(
                objections.to_products(self._session, drafts, dict(self._sources.known), brand_ids)
            )
            refused = {self._object(changed, problem) for problem in problems}
            for slug in refused:
                changed.pop(slug).lines.clear()
            if not refused:
                break
        return [one.draft for one in changed.values()]

    def _object(self, changed: Mapping[str, PlannedProduct], problem: Problem) -> str:
        place = _PLACE.fullmatch(problem.place)
        assert place is not None
        slug = place["slug"] or next(iter(changed))
        product = changed[slug]
        where = product.places.get((place["rows"] or "", int(place["n"] or 0) - 1))
        if where is None:
            key = (OWN, place["field"])
            entry = next((one for one in product.entries if key in one.fields), product.entries[0])
            heading = entry.fields[key].column.heading if key in entry.fields else ""
            text = entry.fields[key].text if key in entry.fields else ""
            where = (entry.line, heading or place["field"], text)
        self._note(*where, f"{slug}: {problem.message}")
        return slug

    # -- what is said ------------------------------------------------------------------------------------

    def _refuse(self, entry: Entry, error: PlaceError) -> None:
        cell = entry.fields.get(error.key)
        heading = cell.column.heading if cell else error.key[1]
        self._note(entry.line, heading, cell.text if cell else "", str(error))

    def _note(self, line: int, heading: str, text: str, words: str) -> None:
        cell = f" “{short(text)}”" if text else ""
        self.result.problems.append(f"line {line}, {short(heading)}{cell}: {words}")

    def _tell(self) -> None:
        """The lines of the report, in the order of the file."""
        sorts = {ADDED: self.result.adds, CHANGED: self.result.changes, CLEARED: self.result.removed}
        for product in self._found.values():
            for verdict, line in product.lines:
                sorts.get(verdict, self.result.same).append(line)
        for lines in (self.result.adds, self.result.changes, self.result.removed, self.result.same):
            lines.sort(key=lambda one: one.line or 0)
        self.result.problems.sort(key=_line_of)


def _line_of(problem: str) -> int:
    """The line with which a sentence begins."""
    found = re.match(r"lines? (\d+)", problem)
    return int(found[1]) if found else 0


def write_products(session: Session, *, drafts: list[ProductDraft], actor: str, reason: str) -> None:
    """The one step of a plan: each product one change."""
    try:
        editing.put_products(session, drafts, actor=actor, reason=reason)
    except InvalidDraftError as error:  # pragma: no cover - the plan asked the same, in this transaction
        raise AssertionError(str(error)) from error

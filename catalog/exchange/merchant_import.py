"""A merchant’s product feed → prices that were seen, of products that are certainly meant.

What an item is, is never guessed: by our slug, by an address that a price here has already, or by brand and
name exactly. Trade numbers (GTIN, MPN) are not on record here, so that nothing is found by them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from sqlmodel import Session, col, select

from catalog import clock
from catalog.db import Database
from catalog.products import objections, queries
from catalog.products.drafts import OfferDraft, ProductDraft
from catalog.products.models import Brand, Offer, Product
from catalog.references.reading import FileError
from catalog.references.text import short

from .csv_offers import OfferOutcome, SaidOffer, match_offers, offer_words
from .csv_planning import write_products
from .csv_prices import CURRENCIES
from .csv_products import Products, folded, whole_names
from .csv_reading import Table, head_of, read_table
from .csv_sources import Sources
from .csv_text import sample_of
from .import_report import Line, OptionError, Options, Plan, Result, reason_for, settle
from .merchant_feed import Excluded, Item, ItemError, is_attribute, is_feed, is_out, items
from .opening import IncomingFile

OPTIONS: Final = frozenset({"day", "source", "shop", "country", "currency", "encoding", "separator"})
NO_SOURCE: Final = "Prices need a source: say which one on file this feed is."


def recognises(_name: str, head: bytes) -> bool:
    """Whether a file is such a feed, by its first row."""
    return is_feed(head_of(sample_of(head), is_attribute))


def import_feed(database: Database, file: IncomingFile, options: Options) -> Result:
    """Add what the feed asks for our products. Raises `FileError` for the feed as a whole."""
    options = replace(options, currency=options.currency.upper(), country=options.country.upper())
    if options.currency and options.currency not in CURRENCIES:
        raise OptionError(
            "currency", f"“{short(options.currency)}” is no currency code. Write USD, EUR or GBP."
        )
    if options.country and not (
        options.country.isascii() and options.country.isalpha() and len(options.country) == 2
    ):
        raise OptionError("country", f"“{short(options.country)}” is no country code. Write US, GB or DE.")
    table = read_table(file, encoding=options.encoding, separator=options.separator, is_known=is_attribute)
    if not is_feed(table.head.cells):
        raise FileError("This feed has no id, title, link or price.")
    day = options.day or file.day
    dated = replace(options, day=min(day, clock.today()) if options.day is None else day)
    return settle(
        database, options, lambda session: _Gathering(session, table, dated).plan(reason_for(file.name))
    )


class _Gathering:
    """The plan as it grows, item by item."""

    def __init__(self, session: Session, table: Table, options: Options) -> None:
        self.result = Result(("price", "prices"), problems=list(table.problems), notes=list(table.said))
        self._session, self._table, self._options = session, table, options
        self._sources = Sources(queries.sources(session), options)
        self._products = Products(session)
        if self._sources.of_file is None:
            raise OptionError("source", NO_SOURCE)
        self._source = self._sources.known[self._sources.of_file]
        self._by_name, self._by_link = self._names(), self._links()

    def plan(self, reason: str) -> Plan:
        """Everything the feed comes to, as one step."""
        found: dict[str, list[Item]] = defaultdict(list)
        assert self._options.day is not None
        count = 0
        for one in items(self._table, self._options.currency, self._options.day):
            count += 1
            if isinstance(one, Excluded):
                self.result.unmatched.append(Line(one.line, short(one.title), f"{one.why}, and left out."))
            elif isinstance(one, Item):
                self._place(one, found)
            else:
                line, error = one
                self._note(line, error)
        drafts = self._drafts(found)
        matched = sum(map(len, found.values()))
        self.result.notes.append(
            f"{count:,} items: {matched:,} of products here, {len(self.result.unmatched):,} left out. "
            f"Prices of {self._options.day.isoformat()}, from {self._source.title}."
        )
        for lines in (self.result.adds, self.result.changes, self.result.same):
            lines.sort(key=lambda one: one.line or 0)
        made = Plan(self.result)
        if drafts:
            made.steps.append(
                partial(write_products, drafts=drafts, actor=self._options.actor, reason=reason)
            )
        return made

    def _names(self) -> dict[str, set[str]]:
        """Names of products as titles may write them, small letters and single spaces → their slugs."""
        found: dict[str, set[str]] = defaultdict(set)
        rows = self._session.exec(
            select(Product.slug, Product.name, Brand.name)
            .join(Brand, col(Brand.id) == Product.brand_id, isouter=True)
            .where(col(Product.document) != "", col(Product.is_family).is_(False))
        )
        for slug, name, brand in rows:
            for title in whole_names(brand or "", name):
                found[title].add(slug)
        return found

    def _links(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        rows = self._session.exec(
            select(Product.slug, Offer.url)
            .join(Offer, col(Offer.product_id) == Product.id)
            .where(col(Offer.url).is_not(None), col(Product.document) != "")
        )
        for slug, url in rows:
            found[url or ""].add(slug)
        return found

    def _place(self, item: Item, found: dict[str, list[Item]]) -> None:
        slugs = self._meant(item)
        if len(slugs) == 1:
            found[slugs[0]].append(item)
            return
        why = f"it may be {' or '.join(slugs)}" if slugs else "no product here has this brand and name"
        self.result.unmatched.append(Line(item.line, short(item.title), f"{why}."))

    def _meant(self, item: Item) -> list[str]:
        """The product an item is; several where it may be one or another, none where nothing says so."""
        for given in filter(None, (item.slug, item.id.lower())):
            if (known := self._products.known(given)) and known not in self._products.hidden:
                return [known]
        if (linked := self._by_link.get(item.link)) and len(linked) == 1:
            return sorted(linked)
        titles = [item.title]
        if item.brand and not folded(item.title).startswith(folded(item.brand)):
            titles = [f"{item.brand} {item.title}"]
        return sorted(set[str]().union(*(self._by_name.get(folded(title), set()) for title in titles)))

    def _drafts(self, found: dict[str, list[Item]]) -> list[ProductDraft]:
        ids = [self._products.ids[slug] for slug in found]
        drafts = []
        for draft in queries.drafts(self._session, ids).values():
            said = [SaidOffer(item.line, self._offer(item)) for item in found[draft.slug]]
            offers = list(draft.offers)
            for outcome in match_offers(said, draft.offers):
                self._take(draft.slug, outcome, offers)
            if tuple(offers) != draft.offers:
                drafts.append(replace(draft, offers=tuple(offers)))
        return self._unopposed(drafts)

    def _offer(self, item: Item) -> OfferDraft:
        assert self._options.day is not None
        notes = [f"For {self._options.country}." if self._options.country else ""]
        notes.append(f"On sale; usually {item.usual}." if item.usual else "")
        notes.append(f"Then {item.availability}." if is_out(item) else "")
        return OfferDraft(
            item.amount_minor,
            item.currency,
            self._source.slug,
            quantity=item.pieces,
            merchant=self._options.shop or self._source.publisher[:200],
            day=self._options.day.isoformat(),
            url=item.link,
            note=" ".join(filter(None, notes)),
        )

    def _take(self, slug: str, outcome: OfferOutcome, offers: list[OfferDraft]) -> None:
        line = outcome.said.line
        if outcome.trouble:
            self.result.problems.append(f"line {line}, price: {outcome.trouble}")
            return
        before, after = offer_words(outcome.before), offer_words(outcome.after)
        if outcome.before == outcome.after:
            self.result.same.append(Line(line, slug, after, "price", before, after))
            return
        assert outcome.after is not None
        lines = self.result.adds
        if outcome.index is None:
            offers.append(outcome.after)
        else:
            offers[outcome.index] = outcome.after
            lines = self.result.changes
        lines.append(Line(line, slug, f"{before} → {after}", "price", before, after))

    def _unopposed(self, drafts: Sequence[ProductDraft]) -> list[ProductDraft]:
        """The drafts that nothing stands against."""
        brand_ids = queries.ids_by_slug(self._session, Brand, self._products.brands)
        taken = []
        for draft in drafts:
            against = list(
                objections.to_products(self._session, [draft], dict(self._sources.known), brand_ids)
            )
            for problem in against:
                self.result.problems.append(f"{draft.slug}, {problem.place}: {problem.message}")
            if not against:
                taken.append(draft)
        refused = {draft.slug for draft in drafts} - {draft.slug for draft in taken}
        for lines in (self.result.adds, self.result.changes):
            lines[:] = [line for line in lines if line.slug not in refused]
        return taken

    def _note(self, line: int, error: ItemError) -> None:
        cell = f" “{short(error.cell)}”" if error.cell else ""
        self.result.problems.append(f"line {line}, {error.heading}{cell}: {error}")

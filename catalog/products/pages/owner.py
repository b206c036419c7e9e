"""“I own this”: what fits, what a session costs, what to replace when, what changed since, and what warns."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from sqlmodel import Session

from catalog.changes.queries import current_version, history_of
from catalog.dates import PartialDate, show_date
from catalog.products import queries
from catalog.products.document import resolve_all, statements_of
from catalog.products.drafts import ProductDraft
from catalog.products.models import Brand, Product
from catalog.products.money import show_money
from catalog.products.pages import fitting, law
from catalog.products.pages.citing import Citations, Piece, SourceLine, Who
from catalog.products.pages.cost import EVERY_SESSION
from catalog.products.pages.facts import Fact, FactWriter
from catalog.products.pages.history import Logged, Names, Told, named_in, tell
from catalog.products.pages.hygiene import reuse_warning
from catalog.products.pages.prices import each, quantity_words, seen_words
from catalog.products.pages.relatives import version_links
from catalog.products.sources import SourceFacts
from catalog.shelf.entry import Entry, OfferFacts
from catalog.shelf.naming import address, family_title, kind_line, title_and_address
from catalog.shelf.shelf import FamilyFacts, Shelf
from catalog.specs.registry import SPECS
from catalog.specs.spec import PEN

CARE: Final = ("replacement", "sterility", "shelf_life")
"""What says when a part has to be replaced."""
A_YEAR: Final = timedelta(days=365)
MOST_CHANGES: Final = 200
SOLD: Final = {
    "current": "By the catalogue’s own note, which names no source, it is still sold.",
    "discontinued": "By the catalogue’s own note, which names no source, it is no longer sold.",
}
"""A status is the catalogue’s note: unlike a statement it has no source and no day."""
_VERSION: Final = re.compile(r"v(\d{1,9})", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True)
class Since:
    """From when on changes are told. ``typed`` is shown in the field, ``error`` what was wrong with it;
    ``words`` are "26 Nov 2025" or "version 12"."""

    day: str
    version: int
    typed: str
    words: str
    error: str = ""


@dataclass(frozen=True)
class SessionCost:
    """One session at one price: the part, "$45 for 10 pieces = $4.50 each", and the price’s age."""

    what: str
    url: str | None
    amount: str
    formula: str
    when: str


@dataclass(frozen=True)
class PartCare:
    """What is known of replacing a part that fits: "Replace after: every session"."""

    title: str
    url: str
    label: str
    text: str
    who: Who


@dataclass(frozen=True)
class ChangeShown:
    """A save in words. ``of_family``: said of the whole family; ``day`` as printed."""

    number: int
    day: str
    is_first: bool
    of_family: bool
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class OwnerPage:
    """Every field is ready to print. ``counting`` is what is assumed of a session; ``no_price`` says why
    there are no ``costs``; ``care`` are facts of the device, ``parts_care`` of the cartridges that fit,
    ``care_missing`` what nobody has found of either; ``earlier`` counts the changes that are not listed."""

    slug: str
    title: str
    kind: str
    sold: str
    is_discontinued: bool
    successor: Piece | None
    predecessors: tuple[Piece, ...]
    warnings: tuple[law.LegalRow, ...]
    asks_fits: bool
    fits: tuple[fitting.FitRow, ...]
    costs: tuple[SessionCost, ...]
    counting: str
    no_price: str
    care: tuple[Fact, ...]
    parts_care: tuple[PartCare, ...]
    care_missing: tuple[str, ...]
    reuse_warning: str | None
    manuals: tuple[SourceFacts, ...]
    since: Since
    changes: tuple[ChangeShown, ...]
    earlier: int
    version: int
    marks: tuple[str, ...]
    sources: tuple[SourceLine, ...]


def owner_page(
    session: Session,
    shelf: Shelf,
    entry: Entry,
    draft: ProductDraft,
    family: ProductDraft | None,
    typed: str | None,
    today: date,
) -> OwnerPage:
    """The page of ``entry``, whose stored state is ``draft``; ``typed`` is ``?since=``."""
    citations = Citations(shelf.sources)
    statements = statements_of(draft, family)
    resolved = resolve_all(entry.kind, statements, shelf.sources)
    writer = FactWriter(resolved, statements, len(draft.statements), citations)
    newest = current_version(session)
    warns = [(place, row) for place, row in enumerate(entry.legal) if row.outcome == "warning"]
    warnings = law.legal_rows(
        [row for _, row in warns], sum(p < len(draft.legal) for p, _ in warns), citations
    )
    fits = fitting.fit_rows(shelf, entry.fits, citations)
    heads = [other for fit in entry.fits if fit.answer == "fits" and (other := shelf.by_slug(fit.other))]
    costs = session_costs(shelf, entry, heads)
    facts = tuple(fact for key in CARE if SPECS[key].applies(entry.kind) for fact in writer.facts(SPECS[key]))
    parts_care = _parts_care(shelf, heads, citations)
    logs = _logs(session, shelf, entry)
    first = min((change.at[:10] for log in logs for change in log), default=today.isoformat())
    since = read_since(typed, today, first, newest)
    changes = tuple(_changes(session, logs, shelf, since))
    return OwnerPage(
        slug=entry.slug,
        title=shelf.title(entry),
        kind=kind_line(entry),
        sold=SOLD.get(entry.status, "We haven’t found out yet whether it is still sold."),
        is_discontinued=entry.status == "discontinued",
        successor=_named(shelf, draft.successor),
        predecessors=tuple(p for s in queries.predecessors(session, entry.id) if (p := _named(shelf, s))),
        warnings=warnings,
        asks_fits=entry.kind == PEN or bool(fits),
        fits=fits,
        costs=costs,
        counting=_counting(entry, heads),
        no_price="" if costs else _no_price(entry, heads),
        care=facts,
        parts_care=parts_care,
        care_missing=_care_missing(shelf, entry, {part.label for part in parts_care}),
        reuse_warning=reuse_warning(entry.kind, resolved),
        manuals=_manuals(shelf, draft, family, citations),
        since=since,
        changes=changes[:MOST_CHANGES],
        earlier=max(0, len(changes) - MOST_CHANGES),
        version=newest,
        marks=citations.marks,
        sources=citations.listed(),
    )


def read_since(typed: str | None, today: date, first: str, newest: int) -> Since:
    """``?since=2026-03-01``, ``2026-03``, ``2026`` or ``v12``; without one the last twelve months."""
    text = (typed or "").strip()[:20]
    usual_day = max(first, (today - A_YEAR).isoformat())
    usual = Since(usual_day, 0, "", show_date(usual_day))
    if not text:
        return usual
    if match := _VERSION.fullmatch(text):
        number = int(match[1])
        if number <= newest:
            return Since("", number, text, f"version {number}")
        return _refused(usual, text, f"The catalogue is at version {newest}. ")
    try:
        PartialDate(text)
    except ValueError:
        return _refused(usual, text, "Write a day such as 2026-03-01, or a version such as v12. ")
    if text > today.isoformat():
        return _refused(usual, text, "This day is still to come. ")
    return Since(text, 0, text, show_date(text))


def _refused(usual: Since, text: str, why: str) -> Since:
    return Since(usual.day, 0, text, usual.words, f"{why}Until then changes since {usual.words} are shown.")


def session_costs(shelf: Shelf, entry: Entry, heads: Sequence[Entry]) -> tuple[SessionCost, ...]:
    """The lowest price of one session for each part and each currency; nothing is converted.

    Reckoned with one cartridge a session, which nobody says, or with the device itself where it has to be
    replaced every session.
    """
    replaced = shelf.cell(entry, "replacement")
    once = not heads and replaced.is_known and replaced.value == EVERY_SESSION
    found = []
    for part in heads or ([entry] if once else []):
        best: dict[str, OfferFacts] = {}
        for offer in part.offers:
            source = shelf.sources.get(offer.source)
            if source is None or source.is_weak:
                continue
            known = best.get(offer.currency)
            if known is None or _order(shelf, offer) < _order(shelf, known):
                best[offer.currency] = offer
        found += [_cost(shelf, part, best[currency]) for currency in sorted(best)]
    return tuple(found)


def _order(shelf: Shelf, offer: OfferFacts) -> tuple[bool, Decimal]:
    return (not shelf.is_current(offer.day), each(offer))


def _cost(shelf: Shelf, part: Entry, offer: OfferFacts) -> SessionCost:
    amount = show_money(each(offer), offer.currency)
    whole = show_money(offer.amount_minor, offer.currency)
    quantity = quantity_words(offer)
    age = seen_words(offer) + (", an old price" if offer.day and not shelf.is_current(offer.day) else "")
    age += ", currency worked out by us" if offer.currency_inferred else ""
    formula = f"{whole} {quantity} = {amount} for one" if quantity else f"{amount} for one"
    return SessionCost(shelf.title(part), address(part.kind, part.slug), amount, formula, age)


def _counting(entry: Entry, heads: Sequence[Entry]) -> str:
    """What is assumed where nobody says how many parts a session takes; empty for the device itself."""
    if not heads and entry.kind != PEN:
        return ""
    part = "cartridge" if entry.kind == PEN else "head"
    return f"Counting one {part} a session; how many it takes isn’t on record."


def _no_price(entry: Entry, heads: Sequence[Entry]) -> str:
    if heads:
        return "No price found yet for any that fits."
    if entry.kind == PEN:
        return "We haven’t found yet which cartridges fit, so there is no price."
    return "No price found yet, and nobody says after how many sessions it has to be replaced."


def _parts_care(shelf: Shelf, heads: Iterable[Entry], citations: Citations) -> tuple[PartCare, ...]:
    found = []
    for head in heads:
        for key in CARE:
            cell = shelf.cell(head, key)
            if cell.is_known:
                source = cell.sources[0] if cell.sources else None
                who = citations.who(source, cell.kind, cell.known_by or "stated")
                url = address(head.kind, head.slug)
                found.append(PartCare(shelf.title(head), url, cell.spec.label, cell.text, who))
    return tuple(found)


def _care_missing(shelf: Shelf, entry: Entry, of_parts: set[str]) -> tuple[str, ...]:
    cells = [shelf.cell(entry, key) for key in CARE if SPECS[key].applies(entry.kind)]
    labels = [cell.spec.label for cell in cells if not cell.is_known and cell.spec.label not in of_parts]
    return tuple(label[:1].lower() + label[1:] for label in labels)


def _manuals(
    shelf: Shelf, draft: ProductDraft, family: ProductDraft | None, citations: Citations
) -> tuple[SourceFacts, ...]:
    """Manuals that anything of the product or its family was read in."""
    both = [draft, family] if family else [draft]
    found = dict.fromkeys(row.source for one in both for row in one.statements)
    found |= dict.fromkeys(row.source for one in both for row in one.fits)
    manuals = [source for slug in found if slug and (source := shelf.sources.get(slug)) and source.is_manual]
    for source in manuals:
        citations.cite(source.slug)
    return tuple(manuals)


def _logs(session: Session, shelf: Shelf, entry: Entry) -> list[list[Logged]]:
    """The log of the product, then of its family."""
    slugs = [entry.family] if entry.family else []
    family = queries.ids_by_slug(session, Product, slugs)
    return [
        [Logged(c.number, c.at, c.reason, c.payload) for c in history_of(session, "product", number)]
        for number in (entry.id, *family.values())
    ]


def _changes(
    session: Session, logs: Sequence[Sequence[Logged]], shelf: Shelf, since: Since
) -> Iterable[ChangeShown]:
    """What a reader could notice, newest first."""
    names = names_for(session, [change for log in logs for change in log], shelf.sources)
    told = [
        (change, of_family)
        for of_family, log in enumerate(logs)
        for change in tell(log, names)
        if change.seen and _after(change, since)
    ]
    for change, of_family in sorted(told, key=lambda pair: -pair[0].number):
        yield ChangeShown(
            number=change.number,
            day=show_date(change.day),
            is_first=change.is_first,
            of_family=bool(of_family),
            lines=tuple((line.subject, line.words) for line in change.lines),
        )


def _after(change: Told, since: Since) -> bool:
    return change.number > since.version if since.version or not since.day else change.day >= since.day


def names_for(session: Session, changes: Iterable[Logged], sources: Mapping[str, SourceFacts]) -> Names:
    """The names of everything these changes speak of, in two statements at most."""
    products, brands = named_in(changes)
    return Names(
        queries.names_by_id(session, Product, products), queries.names_by_id(session, Brand, brands), sources
    )


@dataclass(frozen=True)
class WhichVersion:
    """A family’s versions, each with the address of its owner’s page, "0.5 mm" as far as it is known."""

    slug: str
    title: str
    versions: tuple[tuple[Piece, str], ...]


def which_version(shelf: Shelf, family: FamilyFacts) -> WhichVersion:
    links = version_links(shelf, family)
    versions = tuple((Piece(v.title, f"{v.url}/owner"), f"{v.length}{v.unit}") for v in links)
    return WhichVersion(family.slug, family_title(shelf, family), versions)


def _named(shelf: Shelf, slug: str | None) -> Piece | None:
    named = title_and_address(shelf, slug) if slug else None
    return Piece(*named) if named else None

"""The page of one device, finished: what `templates/products/device.html` shows, in its order."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from catalog.articles.concerned import Concerned
from catalog.dates import show_date
from catalog.figures.scales import CARD, DEVICE, ROW
from catalog.figures.skin import skin_patterns
from catalog.media.shown import ShownPicture
from catalog.products.document import resolve_all, statements_of
from catalog.products.drafts import ProductDraft
from catalog.products.pages import fitting, law, lead
from catalog.products.pages.citing import Citations, Piece, SourceLine, brand_link
from catalog.products.pages.cost import Cost, Sessions, cost_of_a_year
from catalog.products.pages.evidence import Caution, Evidence, caution
from catalog.products.pages.facts import NO_PRICE, FactGroup, FactWriter, Gap, Silent, missing
from catalog.products.pages.hygiene import reuse_warning
from catalog.products.pages.prices import PriceSeen, Sightings, course, seen, split
from catalog.products.pages.relatives import Relatives, relatives
from catalog.products.pages.similar import LITTLE, Near, Neighbour, better_documented, similar
from catalog.products.pages.skin import SkinView, skin_view
from catalog.products.record import PRICE
from catalog.reviews.beside import Beside
from catalog.shelf import questions
from catalog.shelf.entry import Entry, OfferFacts
from catalog.shelf.naming import address, kind_line, title_and_address
from catalog.shelf.shelf import Shelf
from catalog.specs.registry import SPECS
from catalog.specs.spec import PEN


@dataclass(frozen=True)
class DevicePage:
    """Every field is ready to print; tuples are empty and others None where there is nothing to show.

    ``lead`` is the first screen, ``caution`` who should not.
    ``missing`` are the facts nobody has found yet; ``ask`` is the message that asks a seller for them.
    ``report`` is where a value of the page can be reported. ``old_prices`` hold those of the parts too.
    ``science`` are the articles, claims and studies that concern it, ``reviews`` those that judge it.
    ``pictures`` show it. ``is_measured``: there is a page of what we measured on it.
    """

    slug: str
    title: str
    description: str
    patterns: Markup
    lead: lead.Lead
    caution: Caution | None
    skin: SkinView | None
    legal: tuple[law.LegalRow, ...]
    fits_asked: bool
    fits: tuple[fitting.FitRow, ...]
    groups: tuple[FactGroup, ...]
    silent: tuple[Silent, ...]
    missing: tuple[Gap, ...]
    ask: questions.AskMessage | None
    report: str
    reuse_warning: str | None
    about: tuple[Piece, ...]
    released: str
    old_prices: Sightings
    cost: Cost | None
    sessions: Sessions
    science: Concerned
    reviews: Sequence[Beside]
    relatives: Relatives
    similar: tuple[Neighbour, ...]
    near: Near | None
    marks: tuple[str, ...]
    sources: tuple[SourceLine, ...]
    pictures: tuple[ShownPicture, ...]
    is_measured: bool


def device_page(
    shelf: Shelf,
    entry: Entry,
    draft: ProductDraft,
    family: ProductDraft | None,
    predecessors: Sequence[str],
    evidence: Evidence,
    sessions: Sessions,
    science: Concerned,
    reviews: Sequence[Beside] = (),
    pictures: Sequence[ShownPicture] = (),
) -> DevicePage:
    """The page of ``entry``, whose stored state is ``draft``; ``predecessors`` are slugs it succeeds."""
    title = shelf.title(entry)
    citations = Citations(shelf.sources)
    statements = statements_of(draft, family)
    resolved = resolve_all(entry.kind, statements, shelf.sources)
    writer = FactWriter(resolved, statements, len(draft.statements), citations)
    current, old = split(shelf, entry.offers)
    prices_of_family = family is not None and not draft.offers
    # In the order of the page, so that its sources are numbered as they are met.
    length = lead.big_length(
        resolved["needle_length"].value if "needle_length" in resolved else None,
        writer.facts(SPECS["needle_length"]),
        fitting.head_limit(shelf, entry, citations),
    )
    prices = tuple(seen("", offer, citations, prices_of_family) for offer in current)
    legal = law.legal_rows(entry.legal, len(draft.legal), citations)
    fits = fitting.fit_rows(shelf, entry.fits, citations)
    fits_asked = entry.kind == PEN or bool(fits)
    groups = writer.groups()
    about = citations.pieces(draft.notes)
    silent = writer.silent()
    old_prices = _old_prices(shelf, entry, old, citations, prices_of_family)
    is_sparse = entry.known_facts <= LITTLE
    drawing, caption = lead.drawing(entry.kind)
    return DevicePage(
        slug=entry.slug,
        title=title,
        description=_description(title, length),
        patterns=skin_patterns((DEVICE, ROW, CARD), evidence.layers) if evidence.layers else Markup(""),
        lead=lead.Lead(
            kind=kind_line(entry),
            brand=brand_link(shelf, entry.brand),
            name=title,
            drawing=drawing,
            drawing_caption=caption,
            status="No longer sold" if entry.status == "discontinued" else "",
            is_own=entry.is_own,
            length=length,
            record=lead.record_facts(entry.record),
            legal=law.first_lines(entry.legal),
            fits=fitting.in_a_line(fits) if fits_asked else None,
            prices=prices,
        ),
        caution=caution(entry.lengths, evidence),
        skin=skin_view(title, entry.lengths, evidence),
        legal=legal,
        fits_asked=fits_asked,
        fits=fits,
        groups=groups,
        silent=silent,
        missing=(*missing(entry.kind, resolved), *([] if entry.record[PRICE] else [NO_PRICE])),
        ask=questions.message(shelf, entry),
        report=questions.report_url(shelf, address(entry.kind, entry.slug)),
        reuse_warning=reuse_warning(entry.kind, resolved),
        about=about,
        released=show_date(draft.released) if draft.released else "",
        old_prices=Sightings(old_prices, course(entry.offers)),
        cost=cost_of_a_year(shelf, entry, sessions.count),
        sessions=sessions,
        science=science,
        reviews=reviews,
        relatives=relatives(shelf, entry, draft, predecessors),
        similar=() if is_sparse else similar(shelf, entry),
        near=better_documented(shelf, entry) if is_sparse else None,
        marks=citations.marks,
        sources=citations.listed(),
        pictures=tuple(pictures),
        is_measured=any(row.is_made_of_measurements for row in draft.statements),
    )


def _description(title: str, length: lead.BigLength) -> str:
    known = f"needle length {length.number}{length.unit}" if length.number else "needle length not known yet"
    return f"{title}: {known}, what fits, legal status and every value with its source."


def _old_prices(
    shelf: Shelf, entry: Entry, old: Sequence[OfferFacts], citations: Citations, of_family: bool
) -> tuple[PriceSeen, ...]:
    """Old or undated sightings of the device, then those of the cartridges that fit."""
    found = [seen("Device", offer, citations, of_family) for offer in old]
    for fit in entry.fits:
        other = shelf.by_slug(fit.other)
        if fit.answer == "fits" and other is not None:
            name = title_and_address(shelf, fit.other)
            _, old_ones = split(shelf, other.offers)
            found += [seen(name[0] if name else "", offer, citations) for offer in old_ones]
    return tuple(found)

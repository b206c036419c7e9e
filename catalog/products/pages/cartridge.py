"""A cartridge, and the list of all cartridges by brand."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from catalog.articles.concerned import Concerned
from catalog.figures.scales import DEVICE
from catalog.figures.skin import skin_patterns
from catalog.media.shown import ShownPicture
from catalog.products.document import resolve_all, statements_of
from catalog.products.drafts import ProductDraft
from catalog.products.pages import fitting, law, lead
from catalog.products.pages.citing import Citations, Piece, SourceLine, brand_link
from catalog.products.pages.evidence import Caution, Evidence, caution
from catalog.products.pages.facts import NO_PRICE, FactGroup, FactWriter, Gap, Silent, missing
from catalog.products.pages.prices import Sightings, seen, split
from catalog.products.pages.skin import SkinView, skin_view
from catalog.products.record import PRICE
from catalog.shelf import questions
from catalog.shelf.entry import Entry
from catalog.shelf.naming import address, kind_line, title_and_address
from catalog.shelf.shelf import Shelf
from catalog.specs.registry import SPECS

ON_A_PAGE = 120


@dataclass(frozen=True)
class CartridgePage:
    """As a device's page, seen from the part that touches skin; ``fits`` are the devices it goes on.

    ``is_measured``: there is a page of what we measured on it.
    """

    slug: str
    title: str
    description: str
    patterns: Markup
    lead: lead.Lead
    caution: Caution | None
    skin: SkinView | None
    legal: tuple[law.LegalRow, ...]
    fits: tuple[fitting.FitRow, ...]
    groups: tuple[FactGroup, ...]
    silent: tuple[Silent, ...]
    missing: tuple[Gap, ...]
    report: str
    about: tuple[Piece, ...]
    old_prices: Sightings
    science: Concerned
    marks: tuple[str, ...]
    sources: tuple[SourceLine, ...]
    pictures: tuple[ShownPicture, ...]
    is_measured: bool


def cartridge_page(
    shelf: Shelf,
    entry: Entry,
    draft: ProductDraft,
    family: ProductDraft | None,
    evidence: Evidence,
    science: Concerned,
    pictures: Sequence[ShownPicture] = (),
) -> CartridgePage:
    title = shelf.title(entry)
    citations = Citations(shelf.sources)
    statements = statements_of(draft, family)
    resolved = resolve_all(entry.kind, statements, shelf.sources)
    writer = FactWriter(resolved, statements, len(draft.statements), citations)
    current, old = split(shelf, entry.offers)
    value = resolved["needle_length"].value if "needle_length" in resolved else None
    length = lead.big_length(value, writer.facts(SPECS["needle_length"]), None)
    prices = tuple(seen("", offer, citations) for offer in current)
    legal = law.legal_rows(entry.legal, len(draft.legal), citations)
    fits = fitting.fit_rows(shelf, entry.fits, citations)
    groups = writer.groups()
    about = citations.pieces(draft.notes)
    silent = writer.silent()
    old_prices = tuple(seen("", offer, citations) for offer in old)
    drawing, caption = lead.drawing(entry.kind)
    is_known = entry.lengths.main.is_known
    return CartridgePage(
        slug=entry.slug,
        title=title,
        description=f"{title}: what it fits, its needles and packing, every value with its source.",
        patterns=skin_patterns((DEVICE,), evidence.layers) if evidence.layers and is_known else Markup(""),
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
            legal=law.first_lines(entry.legal) if entry.legal else (),
            fits=_fits_line(fits),
            prices=prices,
        ),
        # The dial of the pen decides where a cartridge's own length is not known.
        caution=caution(entry.lengths, evidence) if is_known else None,
        skin=skin_view(title, entry.lengths, evidence),
        legal=legal,
        fits=fits,
        groups=groups,
        silent=silent,
        missing=(*missing(entry.kind, resolved), *([] if entry.record[PRICE] else [NO_PRICE])),
        report=questions.report_url(shelf, address(entry.kind, entry.slug)),
        about=about,
        old_prices=Sightings(old_prices),
        science=science,
        marks=citations.marks,
        sources=citations.listed(),
        pictures=tuple(pictures),
        is_measured=any(row.is_made_of_measurements for row in draft.statements),
    )


def _fits_line(rows: Sequence[fitting.FitRow]) -> str:
    fitting_ = [row.title for row in rows if row.answer == "fits"]
    return ", ".join(fitting_) if len(fitting_) <= 2 else f"{len(fitting_)} devices"


@dataclass(frozen=True)
class ListedCartridge:
    """``facts`` are the known ones; ``fits`` are devices it is said to fit, with their addresses."""

    title: str
    url: str
    facts: tuple[fitting.PartFact, ...]
    fits: tuple[Piece, ...]
    not_verified: int


@dataclass(frozen=True)
class BrandGroup:
    """``url`` is empty for cartridges whose brand is not named."""

    name: str
    url: str
    cartridges: tuple[ListedCartridge, ...]


@dataclass(frozen=True)
class CartridgesPage:
    """One page of the list; ``number`` of ``pages``."""

    total: int
    groups: tuple[BrandGroup, ...]
    number: int
    pages: int


def cartridges_page(shelf: Shelf, number: int) -> CartridgesPage:
    """Cartridges by brand and name. A page past the end is empty."""
    entries = sorted(shelf.cartridges(), key=lambda entry: _order(shelf, entry))
    pages = max(1, -(-len(entries) // ON_A_PAGE))
    shown = entries[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
    groups = tuple(
        BrandGroup(
            shelf.brands[slug].name if slug else "Brand not named",
            f"/brands/{slug}" if slug else "",
            tuple(listed(shelf, entry) for entry in some),
        )
        for slug, some in groupby(shown, key=lambda entry: entry.brand)
    )
    return CartridgesPage(len(entries), groups, number, pages)


def _order(shelf: Shelf, entry: Entry) -> tuple[bool, str, str]:
    return (entry.brand is None, shelf.brand_name(entry).casefold(), entry.name.casefold())


def listed(shelf: Shelf, entry: Entry) -> ListedCartridge:
    fits = [fit.other for fit in entry.fits if fit.answer == "fits"]
    return ListedCartridge(
        shelf.title(entry),
        address(entry.kind, entry.slug),
        fitting.facts_of(shelf, entry),
        tuple(Piece(*named) for slug in fits if (named := title_and_address(shelf, slug))),
        sum(fit.answer == "not verified" for fit in entry.fits),
    )

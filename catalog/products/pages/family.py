"""A family: its versions side by side, and what is said of all of them. It is never counted as a device."""

from dataclasses import asdict, dataclass

import msgspec
from markupsafe import Markup

from catalog.articles.beside import Beside
from catalog.articles.concerned import Concerned
from catalog.figures.core_sample import Version, family_comb
from catalog.figures.scales import CARD
from catalog.figures.skin import skin_patterns
from catalog.products.document import legal_of, offers_of, resolve_all
from catalog.products.drafts import FitDraft, LegalDraft, OfferDraft, ProductDraft
from catalog.products.pages import fitting, law
from catalog.products.pages.citing import Citations, Piece, SourceLine, brand_link
from catalog.products.pages.evidence import Caution, Evidence, caution
from catalog.products.pages.facts import Dispute, FactGroup, FactWriter, Gap, missing
from catalog.products.pages.hygiene import reuse_warning
from catalog.products.pages.lead import drawing
from catalog.products.pages.prices import PriceSeen, Sightings, seen, split
from catalog.products.pages.relatives import VersionLink, members, version_links
from catalog.shelf import questions
from catalog.shelf.entry import FitFacts, FitSaid, LegalFacts, OfferFacts
from catalog.shelf.naming import address, family_title, kind_and_audience
from catalog.shelf.shelf import FamilyFacts, Shelf
from catalog.specs.needle_length import Lengths, NeedleLengths
from catalog.specs.registry import SPECS


@dataclass(frozen=True)
class FamilyPage:
    """``disputes``: sources that disagree on which versions exist. The rest as on a device's page."""

    slug: str
    title: str
    kind: str
    brand: Piece | None
    drawing: Markup
    drawing_caption: str
    patterns: Markup
    comb: Markup
    versions: tuple[VersionLink, ...]
    disputes: tuple[Dispute, ...]
    caution: Caution | None
    legal_lines: tuple[law.LegalLine, ...]
    legal: tuple[law.LegalRow, ...]
    fits: tuple[fitting.FitRow, ...]
    groups: tuple[FactGroup, ...]
    missing: tuple[Gap, ...]
    report: str
    reuse_warning: str | None
    about: tuple[Piece, ...]
    prices: tuple[PriceSeen, ...]
    old_prices: Sightings
    science: Concerned
    marks: tuple[str, ...]
    sources: tuple[SourceLine, ...]


def family_page(
    shelf: Shelf, family: FamilyFacts, draft: ProductDraft, evidence: Evidence, beside: Beside
) -> FamilyPage:
    citations = Citations(shelf.sources)
    resolved = resolve_all(family.kind, draft.statements, shelf.sources)
    writer = FactWriter(resolved, draft.statements, len(draft.statements), citations)
    versions = members(shelf, family)
    lengths_said = writer.facts(SPECS["needle_length"])
    legal = [_legal(row) for row in legal_of(draft, None)]
    legal_shown = law.legal_rows(legal, len(legal), citations)
    fits = fitting.fit_rows(shelf, [_fit(row) for row in draft.fits], citations)
    current, old = split(shelf, [_offer(row) for row in offers_of(draft, None)])
    prices = tuple(seen("", offer, citations) for offer in current)
    groups = writer.groups()
    about = citations.pieces(draft.notes)
    old_prices = tuple(seen("", offer, citations) for offer in old)
    picture, caption = drawing(family.kind)
    drawn = [Version(entry.lengths) for entry in versions]
    return FamilyPage(
        slug=family.slug,
        title=family_title(shelf, family),
        kind=kind_and_audience(family.kind, draft.audience),
        brand=brand_link(shelf, family.brand),
        drawing=picture,
        drawing_caption=caption,
        patterns=skin_patterns((CARD,), evidence.layers) if evidence.layers else Markup(""),
        comb=family_comb(drawn) if evidence.layers and drawn else Markup(""),
        versions=version_links(shelf, family),
        disputes=tuple(dispute for row in lengths_said for dispute in row.disputes),
        caution=caution(_worst([entry.lengths for entry in versions]), evidence, "needles of some versions"),
        legal_lines=law.first_lines(legal),
        legal=legal_shown,
        fits=fits,
        groups=groups,
        missing=tuple(gap for gap in missing(family.kind, resolved) if gap.name != "needle length"),
        report=questions.report_url(shelf, address(family.kind, family.slug)),
        reuse_warning=reuse_warning(family.kind, resolved),
        about=about,
        prices=prices,
        old_prices=Sightings(old_prices),
        science=beside.of_family(family, versions),
        marks=citations.marks,
        sources=citations.listed(),
    )


def _worst(versions: list[Lengths]) -> Lengths:
    """Every length of every version together, for the caution; a version of unknown length leaves it open."""
    worst = [version.worst for version in versions]
    fixed = tuple(length for value in worst for length in value.ends())
    together = NeedleLengths(fixed, open=any(value.longest is None for value in worst))
    return Lengths((together,), together)


def _legal(row: LegalDraft) -> LegalFacts:
    return msgspec.convert(asdict(row) | {"sources": list(row.sources)}, LegalFacts)


def _offer(row: OfferDraft) -> OfferFacts:
    return msgspec.convert(asdict(row) | {"affiliate": row.is_affiliate}, OfferFacts)


def _fit(row: FitDraft) -> FitFacts:
    return FitFacts(row.other, row.answer, (FitSaid(row.answer, row.source, row.note),))

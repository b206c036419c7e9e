"""A brand: its devices, its cartridges, and the models that have a file. A file never belongs to a brand."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from catalog.figures.core_sample import Version, core_sample, family_comb
from catalog.figures.scales import ROW, Layers
from catalog.figures.skin import skin_patterns
from catalog.products.drafts import BrandDraft
from catalog.products.pages.cartridge import ListedCartridge, listed
from catalog.products.pages.citing import Piece
from catalog.products.pages.facts import spans
from catalog.products.pages.law import legal_words
from catalog.products.pages.similar import Neighbour
from catalog.shelf.entry import Entry
from catalog.shelf.naming import address, family_title, kind_line
from catalog.shelf.shelf import Shelf
from catalog.specs.registry import SPECS
from catalog.specs.units import MILLIMETRE


@dataclass(frozen=True)
class ModelFile:
    """One authorisation of one model: "FDA clearance (510(k)) K123456, 23 Feb 2024"."""

    model: Piece
    words: str


@dataclass(frozen=True)
class BrandPage:
    """``devices`` hold a family once. ``files`` name the exact model each belongs to."""

    slug: str
    name: str
    is_own: bool
    notes: str
    patterns: Markup
    devices: tuple[Neighbour, ...]
    cartridges: tuple[ListedCartridge, ...]
    files: tuple[ModelFile, ...]


def brand_page(shelf: Shelf, brand: BrandDraft, layers: Layers | None) -> BrandPage:
    entries = [entry for entry in shelf if entry.brand == brand.slug]
    devices = [entry for entry in entries if entry.kind != "cartridge"]
    cartridges = [entry for entry in entries if entry.kind == "cartridge"]
    units: dict[str, list[Entry]] = {}
    for entry in devices:
        units.setdefault(f"family {entry.family}" if entry.family else entry.slug, []).append(entry)
    lines = [_line(shelf, unit) for unit in units.values()]
    return BrandPage(
        slug=brand.slug,
        name=brand.name,
        is_own=brand.is_own,
        notes=brand.notes,
        patterns=skin_patterns((ROW,), layers) if layers and lines else Markup(""),
        devices=tuple(sorted(lines, key=lambda line: (-sum(line.record), line.title.casefold()))),
        cartridges=tuple(
            sorted((listed(shelf, c) for c in cartridges), key=lambda one: one.title.casefold())
        ),
        files=tuple(file for entry in devices for file in _files(shelf, entry)),
    )


def _line(shelf: Shelf, unit: Sequence[Entry]) -> Neighbour:
    """A device, or all versions of a family on one line."""
    first = unit[0]
    family = shelf.families.get(first.family or "")
    if family is None:
        length = spans(SPECS["needle_length"], first.lengths.settings) if first.lengths.main.is_known else ""
        picture = core_sample(first.lengths, ROW, label="")
        title, url, reason = shelf.title(first), address(first.kind, first.slug), ""
    else:
        known = sorted({length for entry in unit for length in entry.lengths.main.ends()})
        length = f"{' · '.join(map(MILLIMETRE.show, known))} mm" if known else ""
        picture = family_comb([Version(entry.lengths) for entry in unit], ROW)
        title, url = family_title(shelf, family), address(first.kind, family.slug)
        reason = f"{len(unit)} version{'s' if len(unit) > 1 else ''}"
    record = tuple(all(facts) for facts in zip(*(entry.record for entry in unit), strict=True))
    unit_words = " mm" if length.endswith(" mm") else ""
    return Neighbour(
        title, url, kind_line(first), picture, length.removesuffix(" mm"), unit_words, reason, record
    )


def _files(shelf: Shelf, entry: Entry) -> list[ModelFile]:
    model = Piece(shelf.title(entry), address(entry.kind, entry.slug))
    return [
        ModelFile(model, " ".join(filter(None, [legal_words(row.body, row.status), row.identifier])))
        for row in entry.legal
        if row.on_record
    ]

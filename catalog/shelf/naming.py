"""Names and addresses of what is on the shelf, families included."""

from __future__ import annotations

from typing import Final

from catalog.products.facts_words import AUDIENCES
from catalog.shelf.entry import Entry
from catalog.shelf.shelf import FamilyFacts, Shelf, full_name

SOLD_TO: Final = AUDIENCES


def address(kind: str, slug: str) -> str:
    """Where a product of this kind has its page."""
    return f"/cartridges/{slug}" if kind == "cartridge" else f"/devices/{slug}"


def family_title(shelf: Shelf, family: FamilyFacts) -> str:
    """A family's name with its brand."""
    brand = shelf.brands.get(family.brand or "")
    return full_name(brand.name if brand else "", family.name)


def title_and_address(shelf: Shelf, slug: str) -> tuple[str, str] | None:
    """Of a product or family with this slug; None where there is none."""
    if entry := shelf.by_slug(slug):
        return shelf.title(entry), address(entry.kind, slug)
    if family := shelf.families.get(slug):
        return family_title(shelf, family), address(family.kind, slug)
    return None


def kind_and_audience(kind: str, audience: str | None) -> str:
    """``("pen", "professional")`` → "Pen, sold to clinics"."""
    name = kind.capitalize()
    return f"{name}, {SOLD_TO[audience]}" if audience else name


def kind_line(entry: Entry) -> str:
    """What a product is and whom it is sold to."""
    return kind_and_audience(entry.kind, entry.audience)

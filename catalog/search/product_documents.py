"""Documents of what is on the shelf: devices, families of versions and cartridges. Pure."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import Final

from catalog.shelf.cell import PLURALS, either
from catalog.shelf.entry import Entry, read_answer
from catalog.shelf.naming import address, family_title, kind_line
from catalog.shelf.shelf import FamilyFacts, Shelf
from catalog.specs.registry import SPECS

from .documents import Document, also, sentences

CALLED: Final = {
    "pen": "Microneedling pen",
    "roller": "Derma roller, microneedling roller",
    "stamp": "Derma stamp, microneedling stamp",
    "cartridge": "Needle cartridge",
}
"""What people call each kind; a product is found by it where its name does not say what it is."""
LENGTH: Final = "needle_length"


def product_document(shelf: Shelf, entry: Entry, former: Collection[str] = ()) -> Document:
    """A product that can be bought; ``former``: slugs it had."""
    title = shelf.title(entry)
    family = shelf.families.get(entry.family or "")
    told = {key: _said(key, data) for key, data in entry.answers.items()}
    length = told.get(LENGTH, "")
    notes = [
        length,
        "discontinued" if entry.status == "discontinued" else "",
        "our own" if entry.is_own else "",
    ]
    legal = (
        " ".join(part for part in (one.body, one.status, one.identifier, one.use) if part)
        for one in entry.legal
    )
    specs = (f"{SPECS[key].label}: {text}" for key, text in told.items() if text)
    kind = "cartridge" if entry.kind == "cartridge" else "device"
    return Document(
        kind,
        entry.id,
        entry.slug,
        title,
        address(entry.kind, entry.slug),
        "; ".join(one for one in (kind_line(entry), *notes) if one),
        _other_names(entry.slug, title, shelf.brand_name(entry), family.name if family else "", former),
        sentences([CALLED[entry.kind], *specs, *legal]),
    )


def family_document(shelf: Shelf, number: int, family: FamilyFacts, former: Collection[str] = ()) -> Document:
    """A family, which nobody can buy and which has a page; ``number``: its id as a product."""
    title = family_title(shelf, family)
    brand = shelf.brands.get(family.brand or "")
    return Document(
        "device",
        number,
        family.slug,
        title,
        f"/devices/{family.slug}",
        f"Family of {PLURALS[family.kind]}",
        _other_names(family.slug, title, brand.name if brand else "", family.name, former),
        sentences([CALLED[family.kind]]),
    )


def _other_names(slug: str, title: str, brand: str, family: str, former: Collection[str]) -> tuple[str, ...]:
    old = [one.replace("-", " ") for one in sorted(former)]
    # The brand as such stands in the title, but for what stands in brackets behind it.
    return also(
        slug, title, [brand if brand not in title else "", family if family not in title else "", *old]
    )


@lru_cache(maxsize=50_000)
def _said(key: str, data: bytes) -> str:
    """An answer as it is shown; "" where it is not known. A catalogue repeats its answers."""
    _, value, alternatives = read_answer(key, data)
    return "" if value is None else either(SPECS[key], (value, *alternatives))

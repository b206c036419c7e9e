"""What a report is about: the page by name, and what it says now."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from catalog.products.sources import named
from catalog.shelf.cell import Cell
from catalog.shelf.entry import Entry
from catalog.shelf.naming import family_title
from catalog.shelf.shelf import Shelf
from catalog.specs.registry import SPECS

OTHER_ROWS: Final = {
    "law": "FDA file or legal status",
    "price": "Price",
    "fits": "What fits",
}
"""What pages say that is no spec: key → label."""

PRODUCT: Final = re.compile(r"/(?:devices|cartridges)/([a-z0-9-]+)(?:/owner)?")
_BRAND: Final = re.compile(r"/brands/([a-z0-9-]+)")


@dataclass(frozen=True)
class About:
    """``page`` is an address, ``title`` its name; ``value`` the row's label, ``says`` what stands there now.

    All but the page are empty where nothing can be said; so is ``who``, who says it.
    """

    page: str
    title: str = ""
    value: str = ""
    says: str = ""
    who: str = ""


def is_path(text: str) -> bool:
    """Whether it is an address on this site; ``//elsewhere.example`` is another site to a browser."""
    return text.startswith("/") and not text.startswith("//") and "\\" not in text


def path_of(page: str) -> str:
    return urlsplit(page).path if is_path(page) else ""


def about(shelf: Shelf, page: str, value: str) -> About:
    """What ``value`` (a key, perhaps unknown) of ``page`` (a path on this site) is called and says."""
    path = path_of(page)
    label = label_of(value)
    if found := PRODUCT.fullmatch(path):
        entry = shelf.by_slug(found[1])
        if entry is not None:
            return About(page, shelf.title(entry), label, *_says(shelf, entry, value))
        if family := shelf.families.get(found[1]):
            return About(page, family_title(shelf, family), label)
    elif (found := _BRAND.fullmatch(path)) and (brand := shelf.brands.get(found[1])):
        return About(page, brand.name, label)
    return About(page, "", label)


def label_of(value: str) -> str:
    """``"motor_speed"`` → "Motor speed"; nothing for a key that no row has."""
    return SPECS[value].label if value in SPECS else OTHER_ROWS.get(value, "")


def rows_of(shelf: Shelf, page: str) -> list[tuple[str, str]]:
    """(key, label) of what the page can be wrong about: the specs of the product, or all of them."""
    found = PRODUCT.fullmatch(path_of(page))
    entry = shelf.by_slug(found[1]) if found else None
    specs = [spec for spec in SPECS.values() if entry is None or spec.applies(entry.kind)]
    return [*((spec.key, spec.label) for spec in specs), *OTHER_ROWS.items()]


def _speakers(cell: Cell, shelf: Shelf) -> str:
    """Who says it; of a dispute every reading with those who give it."""
    if not cell.disputes:
        return cell.who
    readings = [
        f"{reading.text}: {', '.join(dict.fromkeys(named(shelf.sources[slug]) for slug in reading.sources))}"
        for dispute in cell.disputes
        for reading in dispute.readings
    ]
    return f"sources disagree; {'; '.join(readings)}"


def _says(shelf: Shelf, entry: Entry, value: str) -> tuple[str, str]:
    if value in SPECS:
        cell = entry.cell(value, shelf.sources)
        return cell.text, _speakers(cell, shelf) if cell.is_known else ""
    if value == "law":
        files = [f"{row.body} {row.identifier}" for row in entry.legal if row.on_record and row.identifier]
        return ", ".join(files) or "no file on record for this exact model", ""
    return "", ""
